"""The parts of a task of matching: many small ones, so that little is lost when one is cut off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PartKind = Literal["profiles", "head", "scores", "rows"]

READ_TOGETHER = 25  # items whose texts are read in one part
SCORED_TOGETHER = 10  # postings that are scored in one part


@dataclass(frozen=True, slots=True)
class Step:
    """One part: its kind, and the items from `first` up to `past` that it is about."""

    kind: PartKind
    first: int
    past: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All parts of a task with so many postings and workers; those with meetings have one more, at the end.

    First the items are read into profiles, the postings and then the workers. `head` closes the reading: from
    then on no text is kept. Then the pairs are scored.
    """

    postings: int
    workers: int
    meets: bool

    @property
    def reading(self) -> int:
        """How many parts read items."""
        return -(-(self.postings + self.workers) // READ_TOGETHER)

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return self.reading + 1 - (-self.postings // SCORED_TOGETHER) + self.meets

    @property
    def total(self) -> int:
        """What progress counts up to: items read, postings scored, meetings found."""
        return 2 * self.postings + self.workers + self.meets

    def step(self, number: int) -> Step:
        """The part of a number."""
        items = self.postings + self.workers
        if number < self.reading:
            first = number * READ_TOGETHER
            return Step("profiles", first, min(first + READ_TOGETHER, items))
        if number == self.reading:
            return Step("head", 0, items)
        if self.meets and number == self.parts - 1:
            return Step("rows", 0, self.postings)
        first = (number - self.reading - 1) * SCORED_TOGETHER
        kind: PartKind = "scores" if self.meets else "rows"
        return Step(kind, first, min(first + SCORED_TOGETHER, self.postings))

    def done(self, number: int) -> int:
        """The progress once the part of this number is finished."""
        step = self.step(number)
        items = self.postings + self.workers
        if step.kind == "profiles":
            return step.past
        if step.kind == "head":
            return items
        return self.total if number == self.parts - 1 else items + step.past
