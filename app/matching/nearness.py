"""Nearness: how far a skill that the worker has stands in for another that the posting wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.index import VocabularyIndex

# Credit by what the worker's skill is to the wanted one. All below 1: near is not the same.
CREDITS: dict[str, Fraction] = {
    "close_match": Fraction(70, 100),
    "narrower": Fraction(60, 100),  # the worker has a special case of what is wanted
    "broader": Fraction(30, 100),  # the worker has the general skill, the posting wants a special case
    "related": Fraction(30, 100),
    "similar": Fraction(25, 100),
}
SIMILAR = "similar"
# Cosine similarity of two names from which on they count as similar, and the credit in hundredths there and at 1.
_SIMILAR_FROM = 0.60
_SIMILAR_LEAST, _SIMILAR_MOST = 12, 30
# Names of products and of languages look alike without being alike: only links speak for them.
_LINKED_ONLY = frozenset({"technology", "language"})


class Near(NamedTuple):
    """The nearest held skill of a wanted one: its credit, below 1, its place in the list, and what it is to it."""

    credit: Fraction
    place: int
    relation: str


class Nearness:
    """Looks for the nearest held skill of each wanted one, by links and by the vectors of names.

    Each wanted skill is looked at alone. One held skill may stand near several wanted ones, even where it is itself a
    wanted one: how far the worker is from a skill does not depend on what else the posting asks, and a posting that
    asks for one thing in two wordings must not count against those who name it once.
    """

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index

    def nearest(self, wanted: Sequence[int], held: Sequence[int]) -> list[Near | None]:
        """For each wanted skill (groups' rows, none of them held) the nearest held one, or None."""
        if not wanted or not held:
            return [None] * len(wanted)
        places = {row: place for place, row in enumerate(held)}
        similar = self._similar(wanted, held)
        found: list[Near | None] = []
        for row, alike in zip(wanted, similar, strict=True):
            options = self._linked(row, places)
            if alike is not None:
                options.append(alike)
            # Ties go to the lower row, so that the order of a list decides nothing.
            found.append(max(options, key=lambda near: (near.credit, -held[near.place]), default=None))
        return found

    def _linked(self, row: int, places: Mapping[int, int]) -> list[Near]:
        options = []
        for member in self._index.members(row):
            for link in self._index.links(member):
                place = places.get(self._index.group(link.target))
                if place is not None and link.relation in CREDITS:
                    options.append(Near(CREDITS[link.relation], place, link.relation))
        return options

    def _similar(self, wanted: Sequence[int], held: Sequence[int]) -> list[Near | None]:
        """The held skill of the most similar name for each wanted one.

        The vectors are multiples of 1/2048 (see app/text/encoder.py), so their products are exact in float32 and the
        same in every order and on every machine.
        """
        wanted_open, held_open = self._comparable(wanted), self._comparable(held)
        found: list[Near | None] = [None] * len(wanted)
        if not wanted_open or not held_open:
            return found
        held_open.sort(key=held.__getitem__)  # argmax takes the first of equals
        vectors = self._index.vectors
        cosines = vectors[[wanted[at] for at in wanted_open]] @ vectors[[held[at] for at in held_open]].T
        best: npt.NDArray[np.intp] = cosines.argmax(axis=1)
        for at, place, cosine in zip(wanted_open, best.tolist(), cosines.max(axis=1).tolist(), strict=True):
            credit = similar_credit(cosine)
            if credit:
                found[at] = Near(credit, held_open[place], SIMILAR)
        return found

    def _comparable(self, rows: Sequence[int]) -> list[int]:
        return [at for at, row in enumerate(rows) if self._index.type(row) not in _LINKED_ONLY]


def similar_credit(cosine: float) -> Fraction:
    """Credit for similarity of names, in hundredths: 0 below 0.60, then rising evenly from 0.12 to 0.30 at 1."""
    if cosine < _SIMILAR_FROM:
        return Fraction(0)
    share = min((cosine - _SIMILAR_FROM) / (1 - _SIMILAR_FROM), 1.0)
    return Fraction(round(_SIMILAR_LEAST + (_SIMILAR_MOST - _SIMILAR_LEAST) * share), 100)
