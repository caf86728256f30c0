"""Upper bounds of ratings: for every worker of a lot at once, and closer and closer ones for those that are left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import ceil

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.documents import Documents
from app.matching.retrieval.gather import Indices
from app.matching.retrieval.inverted import Inverted, Marks, Mask
from app.matching.retrieval.looks import Given, Look

Reals = npt.NDArray[np.float64]

_COLUMNS_FROM = 16  # with fewer than one in so many left, what is known of these alone is made closer
_CLOSER = 1 + 1e-9  # sums of rounded reals stay above what they bound
_CLOSER_32 = 1 + 1e-6  # and those of 32 bits
_MOST_MONTHS = 0xFFFF  # that a document can have


class Bounds:
    """The bounds of one lot's workers: `base`, which everyone is given, and what each is given beyond that.

    `sums` uint16 counts the latter in steps, always rounded up.
    """

    def __init__(self, given: Given, looks: Sequence[Look], documents: Documents, inverted: Inverted) -> None:
        """`looks` are those of `given`, planned on this or another lot."""
        self._given, self._documents, self._inverted = given, documents, inverted
        query = given.query
        slots = list(zip(query.slots, given.near, strict=True))
        self._base = sum(given.missed(slot, near) for slot, near in slots)
        self.sums = np.zeros(len(documents), np.uint16)
        for slot, near in slots:
            steps = ceil((slot.worth + slot.experience - given.missed(slot, near)) / given.step)
            if len(slot.exact) == 1:
                inverted.add_to(self.sums, slot.exact[0], steps)
            elif slot.exact:
                exact = np.array(slot.exact, np.int64)
                self.sums += inverted.marks(exact, np.full(len(exact), steps, np.uint16))
        if query.months:
            self.sums += self._by_experience()
        self._left = list(looks)

    def _by_experience(self) -> Marks:
        """The steps that the length of experience brings each worker."""
        # With a number in place of the array of equal ones NumPy takes six times as long.
        most = np.full(len(self._documents), min(self._given.query.months, _MOST_MONTHS), np.uint16)
        each = self._given.by_month[1] / self._given.step * _CLOSER_32
        counted = np.minimum(self._documents.months, most) * np.float32(each)
        return np.ceil(counted, out=counted).astype(np.uint16)

    def look_at_skills(self, rating: int, passing: Mask, patience: int) -> Indices:
        """The workers that may reach a rating, looked at skill by skill as long as that pays or until all is known.

        It pays while a look costs less than to rate those whom it is expected to rule out: `patience` is how many
        entries of lists may be gone over for each of them.
        """
        while True:
            reaching = self.sums >= self._least(rating)
            reaching &= passing
            count = int(np.count_nonzero(reaching))
            if count <= len(reaching) // _COLUMNS_FROM or not self._pays(count, patience):
                return self._look_closer(rating, np.flatnonzero(reaching), reaching, patience)
            look = self._next()
            self.sums += self._inverted.marks(look.codes, look.steps)

    def _look_closer(self, rating: int, places: Indices, among: Mask, patience: int) -> Indices:
        """The same among some workers, marked in `among`; what is known of others is too little from then on."""
        sums = self.sums.take(places)
        while self._pays(len(places), patience):
            look = self._next()
            sums += self._inverted.marks_at(look.codes, look.steps, places, among, self._zeros)
            least = self._least(rating)
            among[places.compress(sums < least)] = False
            reaching = np.flatnonzero(sums >= least)
            places, sums = places.take(reaching), sums.take(reaching)
        self.sums[places] = sums
        return places

    def _pays(self, count: int, patience: int) -> bool:
        """Whether the next look is worth its cost among so many workers."""
        return bool(self._left) and count * self._left[-1].rules_out * patience > self._left[-1].cost

    def _least(self, rating: int) -> int:
        """The sum that whoever reaches a rating has."""
        return max(0, int((rating - self._base * _CLOSER) / self._given.step) - 1)

    def _next(self) -> Look:
        """What is looked at next: from then on, not everyone is given the most of it."""
        look = self._left.pop()
        self._base -= look.drop
        return look

    @cached_property
    def _zeros(self) -> Marks:
        return np.zeros(len(self._documents), np.uint16)

    def whole(self, places: Indices) -> Reals:
        """The bounds of some workers as ratings."""
        return (self._base + self.sums[places].astype(np.float64) * self._given.step) * _CLOSER

    def by_occupation(self, places: Indices, bounds: Reals) -> Reals:
        """Closer bounds: what a worker's own occupations could bring, not the nearest of all."""
        given, query = self._given, self._given.query
        if given.gain in (0, 1):  # with 1 the nearest of all occupations brings all there is: nothing is said
            return bounds
        experience = given.by_month[np.minimum(self._documents.months[places], query.months)]
        # bound = earned + gain * (worth - earned) + experience, which says what at least is left open.
        left = np.maximum(query.worth + experience - bounds, 0) / (1 - given.gain) / _CLOSER
        own = self._documents.closeness(places, given.closeness)
        return bounds - (given.gain - own * (query.open_share / query.open_unit)) * left
