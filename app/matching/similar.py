"""Similar names: which groups of the vocabulary are called alike, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import SKILL_TYPES

# Cosine similarity of two names from which on they count as similar; the credit in hundredths there and at 1. It
# begins small because many pairs near the threshold share no more than a topic. Beginning lower ranks better, and
# costs searches more: a skill has thirty near ones from 0.44 on, a hundred and fifty from 0.30 on
# (docs/ranking-quality.md).
_SIMILAR_FROM = 0.30
_SIMILAR_LEAST, _SIMILAR_MOST = 10, 60
# Names of products and of languages look alike without being alike: only links speak for them.
_LINKED_ONLY = [SKILL_TYPES.index("technology"), SKILL_TYPES.index("language")]
_WIDEST_GAP = 500  # closed rows in a row that cost less to multiply than to step over
_AT_ONCE = 64  # rows of one product, which bounds its memory to some megabytes

Cosines = npt.NDArray[np.float32]


def similar_credits(cosines: npt.ArrayLike) -> npt.NDArray[np.uint8]:
    """Credit for similar names, in hundredths: 0 below a cosine of 0.30, then rising evenly from 10 to 60 at 1."""
    given = np.asarray(cosines, np.float64)
    share = np.minimum((given - _SIMILAR_FROM) / (1 - _SIMILAR_FROM), 1.0)
    hundredths = np.rint(_SIMILAR_LEAST + (_SIMILAR_MOST - _SIMILAR_LEAST) * share)
    return np.where(given < _SIMILAR_FROM, 0, hundredths).astype(np.uint8)


class Alike(NamedTuple):
    """Groups with a name similar to that of another group: their rows, ascending, with the cosines of the names."""

    rows: npt.NDArray[np.int32]
    cosines: Cosines


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

    def find(self, groups: Sequence[int]) -> list[Alike]:
        """For each group the others with a similar name."""
        found = [Alike(np.zeros(0, np.int32), np.zeros(0, np.float32))] * len(groups)
        asked = [at for at, group in enumerate(groups) if self._open[group]]
        for first in range(0, len(asked), _AT_ONCE):
            part = asked[first : first + _AT_ONCE]
            own = [groups[at] for at in part]
            for at, alike in zip(part, self._find(own), strict=True):
                found[at] = alike
        return found

    def _find(self, groups: Sequence[int]) -> Iterator[Alike]:
        rows: list[list[npt.NDArray[np.intp]]] = [[] for _ in groups]
        cosines: list[list[Cosines]] = [[] for _ in groups]
        vectors = self._vectors[list(groups)]
        for start, stop in self._stretches:
            products = vectors @ self._vectors[start:stop].T
            for number, row in enumerate(products):
                near = np.flatnonzero(row >= _SIMILAR_FROM)
                near = near[self._open[start + near]]
                near = near[start + near != groups[number]]
                rows[number].append(start + near)
                cosines[number].append(row[near])
        for own, near_to in zip(rows, cosines, strict=True):
            yield Alike(np.concatenate(own).astype(np.int32), np.concatenate(near_to))


def _stretches(rows: npt.NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Ranges that cover ascending rows, without the wide gaps between them."""
    if len(rows):
        gaps = np.flatnonzero(np.diff(rows) > _WIDEST_GAP)
        starts, stops = [rows[0], *rows[gaps + 1]], [*rows[gaps], rows[-1]]
        yield from ((int(start), int(stop) + 1) for start, stop in zip(starts, stops, strict=True))
