"""The lexical half of linking: how much of each name's words stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.extraction.linking.meanings import top_rows
from app.extraction.linking.scratch import Scratch
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.words import Word

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_LEAST = 0.5  # share of the best name's weight below which a name is no candidate
_NEARLY = 0.999  # more than rounding takes away


@dataclass(frozen=True, slots=True)
class NameScores:
    """For one sentence: the weight (names,) of each name's words that stand in it, and of all its known words.

    `found` holds until the same thread scores another sentence.
    """

    found: Floats
    total: float


class NameWords:
    """Scores the names of one index by their words. Weights are inverse frequencies over names, exact in float32."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._totals = np.maximum(index.postings.totals, np.float32(1e-3))
        self._scales = 1 / np.sqrt(self._totals)
        self._scratch = Scratch()
        count = len(index)
        others = index.name_skill[count:]
        rows = np.arange(count)
        # The names of skill r: its label, which is name r, and a run of other names.
        self._runs = (count + np.searchsorted(others, rows), count + np.searchsorted(others, rows, "right"))

    def score(self, words: Sequence[Word]) -> NameScores:
        """Weights of the stems of a sentence, each counted once."""
        postings = self._index.postings
        found = self._scratch.array("found", 1, len(self._totals))[0]
        found.fill(0)
        stems = sorted({word.stem for word in words if word.stem})
        weighed = [(stem, weight) for stem in stems if (weight := postings.weight(stem))]
        if weighed:
            names = [postings.of(stem) for stem, _ in weighed]
            weights = np.array([weight for _, weight in weighed], dtype=np.float32)
            # Twice as fast as found[...] += weight, and all at once faster still; sums of weights are exact.
            np.add.at(found, np.concatenate(names), np.repeat(weights, [len(own) for own in names]))
        return NameScores(found, sum(weight for _, weight in weighed))

    def scales(self, allowed: Mask) -> Floats:
        """(names,) for `best_skills`: what weights are scaled by, so that names of skills not `allowed` have none."""
        found: Floats = np.where(allowed[self._index.name_skill], self._scales, np.float32(0))
        return found

    def best_skills(self, scores: NameScores, most: int, scales: Floats | None = None) -> Rows:
        """The skills whose names have most of their words in the sentence; of those allowed if `scales` say which.

        A name is worth the weight of its words that are there times its share that is.
        """
        roots = self._scratch.array("roots", 1, len(self._totals))[0]
        np.multiply(scores.found, self._scales if scales is None else scales, out=roots)
        top = float(roots.max(initial=0.0))
        if top <= 0.0:
            return np.zeros(0, dtype=np.intp)
        # Few names come near: only these are looked at more closely.
        names = np.flatnonzero(roots >= np.float32(top * (_LEAST * 0.5) ** 0.5 * _NEARLY))
        worth = scores.found[names] ** 2 / self._totals[names]
        kept = worth >= worth.max() * np.float32(_LEAST * 0.5)
        names, worth = names[kept], worth[kept]
        if len(names) > 4 * most:
            best = top_rows(worth, 4 * most)
            names, worth = names[best], worth[best]
        order = names[np.lexsort((names, -worth))]
        skills, firsts = np.unique(self._index.name_skill[order], return_index=True)
        found: Rows = skills[np.argsort(firsts, kind="stable")][:most].astype(np.intp)
        return found

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
