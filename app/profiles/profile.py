"""What a posting wants and what a worker holds, each skill once, with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from app.extraction.models import Requirement


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a side's text: `surface == text[start:end]`."""

    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A skill the posting wants: a group's row, how it is asked for, and its weight against the others.

    `months` is the experience asked for with this skill, None where none is.
    """

    skill: int
    requirement: Requirement
    weight: Fraction
    evidence: tuple[Evidence, ...] = ()
    months: int | None = None

    @property
    def is_preferred(self) -> bool:
        """Whether the posting would like the skill without requiring it."""
        return self.requirement == "preferred"


class Held(NamedTuple):  # thousands are made for one search, three times as fast as dataclasses
    """A skill the worker has: a group's row. `months` is the experience named with it, None where none is."""

    skill: int
    evidence: tuple[Evidence, ...] = ()
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An occupation that a side names: its id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class SideWarning:
    """Something a reader of the answer should know about one side, with a stable code."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class PostingProfile:
    """What a posting asks for, each skill once. `months` is the experience asked for, None where none is."""

    wanted: tuple[Wanted, ...]
    months: int | None = None
    roles: tuple[Role, ...] = ()
    warnings: tuple[SideWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkerProfile:
    """What a worker brings, each skill once. `months` is all experience, overlaps counted once."""

    held: tuple[Held, ...]
    months: int | None = None
    roles: tuple[Role, ...] = ()
    warnings: tuple[SideWarning, ...] = ()
