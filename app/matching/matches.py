"""What a worker has for each skill that a posting wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from app.profiles.profile import Held, PostingProfile, Role, Wanted, WorkerProfile

WHOLE = 100  # credit is counted in hundredths


class Found(NamedTuple):
    """What the worker has for a wanted skill: itself, or one near to it with its credit in hundredths."""

    held: Held
    credit: int = WHOLE
    relation: str | None = None


class Match(NamedTuple):
    """One wanted skill with what the worker has for it, and the points that the skill itself brings."""

    wanted: Wanted
    found: Found | None
    worth: Fraction = Fraction(0)

    @property
    def held(self) -> Held | None:
        """The worker's skill, where there is one."""
        return self.found.held if self.found else None

    @property
    def relation(self) -> str | None:
        """What the worker's skill is to the wanted one; None where it is that one."""
        return self.found.relation if self.found else None

    @property
    def credit(self) -> Fraction:
        """Credit 1 for the skill itself, less for a related one, 0 for none."""
        return Fraction(self.found.credit, WHOLE) if self.found else Fraction(0)

    @property
    def is_exact(self) -> bool:
        """Whether the worker has the very skill."""
        return self.found is not None and self.found.relation is None


@dataclass(slots=True)
class Comparison:
    """Both sides laid against each other: for each place in the list of the wanted skills what was found.

    `closeness`, in hundredths, is what the nearest pair of occupations counts for (`nearest_roles`: the worker's, the
    posting's), None where a side names none.
    """

    posting: PostingProfile
    worker: WorkerProfile
    found: Mapping[int, Found]
    closeness: int | None = None
    nearest_roles: tuple[Role, Role] | None = None

    def has(self, place: int) -> bool:
        """Whether the worker has the very skill that is wanted in that place."""
        found = self.found.get(place)
        return found is not None and found.relation is None

    @property
    def matches(self) -> list[Match]:
        """The wanted skills in their order, without what they are worth."""
        return [Match(wanted, self.found.get(place)) for place, wanted in enumerate(self.posting.wanted)]

    @property
    def extra(self) -> list[Held]:
        """The worker's skills that stand for nothing the posting wants."""
        used = {found.held.skill for found in self.found.values()}
        return [item for item in self.worker.held if item.skill not in used]
