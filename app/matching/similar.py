"""Similar names: which groups of the vocabulary are called alike, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import SKILL_TYPES

# Cosine similarity of two names from which on they count as similar; the credit in hundredths there and at 1. It
# begins small because many pairs near the threshold share no more than a topic. Beginning lower ranks better, and
# costs searches more: a skill has ten near ones from 0.53 on, thirty from 0.44 on (docs/ranking-quality.md).
_SIMILAR_FROM = 0.53
_SIMILAR_LEAST, _SIMILAR_MOST = 20, 60
# Names of products and of languages look alike without being alike: only links speak for them.
_LINKED_ONLY = [SKILL_TYPES.index("technology"), SKILL_TYPES.index("language")]
_WIDEST_GAP = 500  # closed rows in a row that cost less to multiply than to step over
_AT_ONCE = 64  # rows of one product, which bounds its memory to some megabytes

_CREDITS = [Fraction(hundredths, 100) for hundredths in range(_SIMILAR_MOST + 1)]


def similar_credit(cosine: float) -> Fraction:
    """Credit for similar names, in hundredths: 0 below 0.53, then rising evenly from 0.20 to 0.60 at 1."""
    if cosine < _SIMILAR_FROM:
        return _CREDITS[0]
    share = min((cosine - _SIMILAR_FROM) / (1 - _SIMILAR_FROM), 1.0)
    return _CREDITS[round(_SIMILAR_LEAST + (_SIMILAR_MOST - _SIMILAR_LEAST) * share)]


class SimilarNames:
    """Finds the groups with names similar to a group's, among all of an index.

    The vectors are multiples of 1/2048 (see app/text/encoder.py), so their products are exact in float32: the
    same in every order, in any company and on every machine.
    """

    def __init__(self, index: VocabularyIndex) -> None:
        own = np.arange(len(index), dtype=index.skill_group.dtype)
        self._open: npt.NDArray[np.bool_] = (index.skill_group == own) & ~np.isin(
            index.skill_type, _LINKED_ONLY
        )
        # Products over stretches of the table as it lies in the file: a copy of its open rows would cost every
        # process as much memory again.
        self._stretches = list(_stretches(np.flatnonzero(self._open)))
        self._vectors = index.vectors

    def find(self, groups: Sequence[int]) -> list[dict[int, float]]:
        """For each group the others with a similar name, with the cosine of the two names."""
        found: list[dict[int, float]] = [{} for _ in groups]
        asked = [at for at, group in enumerate(groups) if self._open[group]]
        for first in range(0, len(asked), _AT_ONCE):
            part = asked[first : first + _AT_ONCE]
            rows = self._vectors[[groups[at] for at in part]]
            for start, stop in self._stretches:
                cosines = rows @ self._vectors[start:stop].T
                for at, row in zip(part, cosines, strict=True):
                    near = np.flatnonzero(row >= _SIMILAR_FROM)
                    near = near[self._open[start + near]]
                    found[at].update(zip((start + near).tolist(), row[near].tolist(), strict=True))
        for at in asked:
            found[at].pop(groups[at], None)
        return found


def _stretches(rows: npt.NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Ranges that cover ascending rows, without the wide gaps between them."""
    if len(rows):
        gaps = np.flatnonzero(np.diff(rows) > _WIDEST_GAP)
        starts, stops = [rows[0], *rows[gaps + 1]], [*rows[gaps], rows[-1]]
        yield from ((int(start), int(stop) + 1) for start, stop in zip(starts, stops, strict=True))
