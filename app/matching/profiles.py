"""What is compared: a posting's wanted skills and a worker's held skills, with the words that show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from app.extraction.models import Requirement


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a side's text: `surface == text[start:end]`."""

    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A skill the posting wants: a group's row, how it is asked for, and its weight against the others."""

    skill: int
    requirement: Requirement
    weight: Fraction
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A skill the worker has: a group's row."""

    skill: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """An occupation that a side names: its id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PostingProfile:
    """What a posting asks for. `months` is the experience asked for, None where it asks for none."""

    wanted: tuple[Wanted, ...]
    months: int | None = None
    roles: tuple[Role, ...] = ()
    text: str | None = None
    warnings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkerProfile:
    """What a worker brings. `months` is all dated work, overlaps counted once; None where nothing is dated."""

    held: tuple[Held, ...]
    months: int | None = None
    roles: tuple[Role, ...] = ()
    text: str | None = None
    warnings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One wanted skill and what the worker has for it: credit 1 for the skill itself, less for a related one.

    `worth` is how many of the 100 points the skill itself would bring under the weights applied.
    """

    wanted: Wanted
    credit: Fraction
    held: Held | None = None
    relation: str | None = None
    worth: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the features read: both sides, and each wanted skill with its credit."""

    posting: PostingProfile
    worker: WorkerProfile
    matches: tuple[Match, ...]
    closeness: Fraction | None  # of the nearest pair of occupations, None where a side names none
    nearest_roles: tuple[Role, Role] | None = None  # the worker's, the posting's
    extra: tuple[Held, ...] = field(default=())
