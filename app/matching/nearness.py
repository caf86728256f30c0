"""Nearness: how far a skill that the worker has stands in for another that the posting wants."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.index import VocabularyIndex

# Credit for what the worker's skill is to the wanted one. All below 1: near is not the same.
CREDITS: dict[str, Fraction] = {
    "close_match": Fraction(8, 10),
    "narrower": Fraction(7, 10),  # the worker has a special case of what is wanted
    "broader": Fraction(4, 10),  # the worker has the general skill, the posting wants a special case
    "related": Fraction(4, 10),
}
_SIMILAR_FROM = 0.60  # cosine similarity of names below which two skills are not called similar
_SIMILAR_MOST = 0.5  # credit at a similarity of 1


class Nearness:
    """Looks for the nearest held skill of each wanted one, by links and by vectors of names."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index

    def nearest(self, wanted: Sequence[int], held: Sequence[int]) -> list[tuple[Fraction, int, str] | None]:
        """For each wanted skill that is not held: (credit, place in `held`, relation), or None."""
        if not wanted or not held:
            return [None] * len(wanted)
        places = {self._index.group(row): place for place, row in reversed(list(enumerate(held)))}
        cosines = self._cosines(wanted, held)
        found: list[tuple[Fraction, int, str] | None] = []
        for at, row in enumerate(wanted):
            options = self._linked(row, places)
            place = int(cosines[at].argmax())
            credit = similar_credit(float(cosines[at, place]))
            if credit:
                options.append((credit, place, "similar"))
            found.append(max(options, key=lambda option: (option[0], -option[1]), default=None))
        return found

    def _linked(self, row: int, places: dict[int, int]) -> list[tuple[Fraction, int, str]]:
        options = []
        for member in self._index.members(row):
            for link in self._index.links(member):
                place = places.get(self._index.group(link.target))
                if place is not None and link.relation in CREDITS:
                    options.append((CREDITS[link.relation], place, link.relation))
        return options

    def _cosines(self, wanted: Sequence[int], held: Sequence[int]) -> npt.NDArray[np.float32]:
        """Similarity (wanted, held); products of programming and of software are compared by links alone."""
        vectors = self._index.vectors
        cosines: npt.NDArray[np.float32] = vectors[list(wanted)] @ vectors[list(held)].T
        named = [self._index.type(row) in ("technology", "language") for row in held]
        cosines[:, named] = 0.0
        cosines[[self._index.type(row) in ("technology", "language") for row in wanted]] = 0.0
        return cosines


def similar_credit(cosine: float) -> Fraction:
    """Credit for similarity of names, in hundredths: 0 below 0.60, then rising to 0.5 at 1."""
    if cosine < _SIMILAR_FROM:
        return Fraction(0)
    share = (cosine - _SIMILAR_FROM) / (1 - _SIMILAR_FROM)
    return Fraction(round((0.2 + (_SIMILAR_MOST - 0.2) * min(share, 1.0)) * 100), 100)
