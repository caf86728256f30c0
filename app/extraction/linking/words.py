"""The lexical half of linking: how much of each name's words stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.extraction.linking.meanings import top_rows
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.words import Word

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_LEAST = 0.5  # share of the best name's weight below which a name is no candidate


@dataclass(frozen=True, slots=True)
class NameScores:
    """For one sentence: the weight (names,) of each name's words that stand in it, and of all its known words."""

    found: Floats
    total: float


class NameWords:
    """Scores the names of one index by their words. Weights are inverse frequencies over names, exact in float32."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._totals = np.maximum(index.postings.totals, np.float32(1e-3))
        count = len(index)
        others = index.name_skill[count:]
        rows = np.arange(count)
        # The names of skill r: its label, which is name r, and a run of other names.
        self._runs = (count + np.searchsorted(others, rows), count + np.searchsorted(others, rows, "right"))

    def score(self, words: Sequence[Word]) -> NameScores:
        """Weights of the stems of a sentence, each counted once."""
        postings = self._index.postings
        found = np.zeros(len(self._totals), dtype=np.float32)
        total = 0.0
        for stem in sorted({word.stem for word in words if word.stem}):
            weight = postings.weight(stem)
            if weight:
                found[postings.of(stem)] += np.float32(weight)
                total += weight
        return NameScores(found, total)

    def best_skills(self, scores: NameScores, most: int, allowed: Mask | None = None) -> Rows:
        """The skills whose names have most of their words in the sentence."""
        worth = scores.found * scores.found / self._totals
        if allowed is not None:
            worth *= allowed[self._index.name_skill]
        top = float(worth.max(initial=0.0))
        if top <= 0.0:
            return np.zeros(0, dtype=np.intp)
        names = np.flatnonzero(worth >= np.float32(top * _LEAST * 0.5))
        if len(names) > 4 * most:
            names = names[top_rows(worth[names], 4 * most)]
        order = names[np.lexsort((names, -worth[names]))]
        skills, firsts = np.unique(self._index.name_skill[order], return_index=True)
        kept: Rows = skills[np.argsort(firsts, kind="stable")][:most].astype(np.intp)
        return kept

    def features(self, scores: NameScores, skills: Rows) -> Floats:
        """(k, 5): share of a name's weight that is there (best name; the label), the weight itself in the same two
        ways, and the share of the sentence's weight that the best name explains.
        """
        starts, pasts = self._runs[0][skills], self._runs[1][skills]
        lengths = pasts - starts + 1
        begins = np.cumsum(lengths) - lengths
        names = np.arange(lengths.sum()) - np.repeat(begins, lengths) + np.repeat(starts - 1, lengths)
        names[begins] = skills
        share = scores.found[names] / self._totals[names]
        weight = scores.found[names]
        worth = share * weight
        best_share = np.maximum.reduceat(share, begins)
        best_worth = np.maximum.reduceat(worth, begins)
        label_share = share[begins]
        label_worth = worth[begins]
        explained = best_worth / np.float32(max(scores.total, 1e-3))
        return np.stack([best_share, label_share, best_worth, label_worth, explained], axis=1)
