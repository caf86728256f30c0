"""What retrieval is asked: a posting or a worker, compiled to whole numbers over codes.

A score (see `app/matching/scorer.py`) is a sum of fractions. Over a posting's common denominator all of them
are whole numbers, so ratings are exact, add up in any order, and are the same in memory and in the database.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.gather import Indices

EXACT = 100  # the credit of a skill that is held, in hundredths


def _none() -> Indices:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One wanted skill: what each held skill brings for it, by code, in parts of `scale`.

    `exact` are the codes of the skill itself, which bring `worth`; `near` those of skills near to it, each of which
    brings what stands beside it in `values`, the least first. Where the posting asks for `months` with this skill,
    having them brings `experience` besides.
    """

    worth: int
    exact: tuple[int, ...]
    near: Indices = field(default_factory=_none)
    values: Indices = field(default_factory=_none)
    months: int = 0
    experience: int = 0

    @property
    def codes(self) -> Indices:
        """The codes of all that brings something."""
        return np.concatenate([self.near, np.array(self.exact, np.int64)])


@dataclass(frozen=True, slots=True)
class PostingQuery:
    """A posting as retrieval asks for it. All values are in parts of a point: `scale` of them make one.

    A worker's rating is the sum, over the slots, of the most that a held skill brings, called earned; plus
    `experience / months * min(own months, months)`; plus `closeness * open_share * ((worth - earned) / open_unit)`,
    where worth sums the slots and closeness (hundredths) is the best of the worker's occupations. Every division
    is exact: worths and what near skills bring are multiples of `open_unit`. Where `is_exact`, no value was rounded:
    ratings are the very scores before rounding, and have their order.
    """

    scale: int
    slots: tuple[Slot, ...]
    months: int = 0
    experience: int = 0
    closeness: Mapping[int, int] = field(default_factory=dict)
    open_share: int = 0
    open_unit: int = 1
    is_exact: bool = False

    @property
    def codes(self) -> int:
        """One more than the largest code that is asked for."""
        return 1 + max((int(slot.codes.max(initial=0)) for slot in self.slots), default=0)

    @property
    def worth(self) -> int:
        """What all wanted skills bring together."""
        return sum(slot.worth for slot in self.slots)


@dataclass(frozen=True, slots=True)
class WorkerQuery:
    """A worker as retrieval asks for it: what the skills held are worth to postings.

    `credits` gives, by code, the credit in hundredths that a wanted skill gets: `EXACT` for one that is held.
    `months_named` are the months named with a held skill, by its codes; with the others all `months` count.
    `weights` are those of the features. A posting's rating is its score times `scale`, rounded. What postings ask for
    of `unknown` codes, which the vocabulary that answers lacks, does not count.
    """

    scale: int
    credits: npt.NDArray[np.uint8]
    weights: Mapping[str, float]
    months: int = 0
    months_named: Mapping[int, int] = field(default_factory=dict)
    closeness: Mapping[int, int] = field(default_factory=dict)
    unknown: Collection[int] = ()
