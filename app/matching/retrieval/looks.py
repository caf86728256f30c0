"""What the bounds of a posting give everyone, and what is looked up, in which order, to give most of them less."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.documents import closeness_table
from app.matching.retrieval.gather import Indices
from app.matching.retrieval.inverted import BITS_FROM, Inverted, Marks
from app.matching.retrieval.query import PostingQuery, Slot

Reals = npt.NDArray[np.float64]

_STEPS = 60_000  # the whole bound in steps: with some steps of rounding for each slot it stays within 16 bits
_AT_ONCE = (
    8  # one look goes over the lists of so many near skills that an eighth of all documents stand in them
)
_LOOK = 50_000  # what a look costs beside its lists, in their entries
# How many could be among the best falls by a third with each point that they must reach more (of the values tried with
# `make bench-scale` this is the quickest): what a look is expected to bring decides only when it is made.
_FALL = 0.4


@dataclass(frozen=True, eq=False)
class Look:
    """A step that brings bounds closer: everyone is given `drop` less, who has one of the `codes` gets `steps` back.

    `cost` is counted in entries of lists; `rules_out` is the share that is expected to be no longer in question.
    `brought` is what the codes bring, ascending, of which the part from `low` to `top` counts, in steps of 1 / `unit`.
    """

    drop: float
    cost: int
    rules_out: float
    codes: Indices
    brought: Indices
    low: int
    top: int
    unit: float

    @cached_property
    def steps(self) -> Marks:
        """By code, what it gives back, ascending: of several the last counts. Most looks are planned and not made."""
        return np.ceil((np.minimum(self.brought, self.top) - self.low) * self.unit).astype(np.uint16)


@dataclass(frozen=True, eq=False)
class Given:
    """What the bounds of a posting give a worker for each wanted skill, whoever the worker is.

    Without the skill itself, that is at first the most that a near one could bring (`near`, by slot); of the rest
    the nearest occupation could bring a share (`gain`).
    """

    query: PostingQuery

    @cached_property
    def near(self) -> list[int]:
        """By slot, the most that a near skill brings."""
        return [int(slot.values.max(initial=0)) for slot in self.query.slots]

    @cached_property
    def gain(self) -> float:
        """The share of what is left open that the nearest of all occupations brings."""
        return max(self.query.closeness.values(), default=0) * self.query.open_share / self.query.open_unit

    @cached_property
    def closeness(self) -> Indices:
        """The closeness of occupations by their codes."""
        return closeness_table(self.query.closeness)

    @cached_property
    def step(self) -> float:
        """What one step of the sums stands for."""
        most = self.query.worth + self.query.experience + sum(slot.experience for slot in self.query.slots)
        return most / (_STEPS - 2 * len(self.query.slots))

    @cached_property
    def by_month(self) -> Reals:
        """What so many months of experience bring."""
        each = self.query.experience // self.query.months if self.query.months else 0
        return np.arange(self.query.months + 1, dtype=np.float64) * float(each)

    def missed(self, slot: Slot, near: int) -> float:
        """What a slot brings without the skill itself, by a near skill and by the nearest occupation."""
        return near + self.gain * (slot.worth - near)

    def looks(self, inverted: Inverted) -> list[Look]:
        """The looks that take back all that near skills might have brought; the last is to be made first.

        A slot's weaker near skills, of which there may be many, are looked up apart from the stronger ones, so that
        these are enough as long as they leave few in question.
        """
        looks = []
        for slot, most in zip(self.query.slots, self.near, strict=True):
            if most:
                looks += self._of_slot(slot, most, inverted)
        return sorted(looks, key=lambda look: look.rules_out / look.cost)

    def _of_slot(self, slot: Slot, most: int, inverted: Inverted) -> list[Look]:
        codes = slot.codes
        values = np.concatenate([slot.values, np.full(len(slot.exact), most)])
        having = inverted.counts_of(codes)
        # Bits are gone over as fast as the longest list.
        costs = _from_here(np.minimum(having, inverted.count // BITS_FROM))
        standing = _from_here(having)
        unit = (1 - self.gain) / self.step
        looks, top = [], most
        while top:
            low = _low(values, costs, top, inverted.count // _AT_ONCE)
            first = int(values.searchsorted(low, side="right"))
            lacking = exp(-float(standing[first]) / inverted.count)
            rules_out = lacking * (1 - exp(-_FALL * (top - low) / self.query.scale))
            cost = _LOOK + int(costs[first])
            drop = (top - low) * (1 - self.gain)
            looks.append(Look(drop, cost, rules_out, codes[first:], values[first:], low, top, unit))
            top = low
        return looks


def _from_here(numbers: Indices) -> Indices:
    """The sum from each place to the end, and 0 after it."""
    sums = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(numbers[::-1], out=sums[-2::-1])
    return sums


def _low(values: Indices, costs: Indices, top: int, most: int) -> int:
    """The value above which near skills are looked up together: as low as a cost of `most` allows, and below `top`.

    `values` ascend; `costs` are those from each place to the end.
    """
    below = int(values.searchsorted(top))
    reaching = int(np.count_nonzero(costs[:below] > costs[below] + most))
    return int(values[reaching - 1]) if reaching else 0
