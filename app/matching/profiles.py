"""What is compared: a posting's wanted skills and a worker's held skills, with the words that show them."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Held:
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


@dataclass(frozen=True, slots=True)
class Match:
    """One wanted skill and what the worker has for it: credit 1 for the skill itself, less for a related one.

    The scorer adds points of the hundred: `worth` is what the skill itself brings under the weights applied,
    `earned` what the worker's skill brings.
    """

    wanted: Wanted
    credit: Fraction
    held: Held | None = None
    relation: str | None = None
    worth: Fraction = Fraction(0)
    earned: Fraction = Fraction(0)

    @property
    def is_exact(self) -> bool:
        """Whether the worker has the very skill."""
        return self.held is not None and self.relation is None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the features read: both sides, and each wanted skill with its credit.

    `closeness` is that of the nearest pair of occupations (`nearest_roles`: the worker's, the posting's),
    None where a side names none. `extra` are the worker's skills that stand for nothing the posting wants.
    """

    posting: PostingProfile
    worker: WorkerProfile
    matches: tuple[Match, ...]
    closeness: Fraction | None = None
    nearest_roles: tuple[Role, Role] | None = None
    extra: tuple[Held, ...] = ()
