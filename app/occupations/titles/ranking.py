"""Ranks the occupations that a job title may mean; the text of its ad decides between those that are close."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from app.occupations.titles.features import FEATURES, Comparer, Evidence
from app.occupations.titles.index import TitleIndex, key_number, topic_words
from app.occupations.titles.mending import Mender
from app.occupations.titles.stripping import Stripped, strip_title
from app.occupations.titles.words import Reading, readings
from app.text.encoder import StaticEncoder

Method = Literal["exact", "alias", "fuzzy", "semantic"]
WEIGHTS_FILE = Path(__file__).with_name("weights.json")

_TEXT_READ = 20_000  # characters of an ad that are read
# Occupations with the title for a name come before all others, those first whose own title it is.
_EXACT, _EXACT_OWN = 100.0, 50.0
# How sure that makes: the own title, and another name, the surer the fewer share it.
_SURE_OWN, _SURE_ALONE, _SURE_SHARED = 0.99, 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, how a sum becomes a score, and the encoder for which that was learnt."""

    values: tuple[float, ...]
    text: float
    slope: float
    middle: float
    encoder: str

    @classmethod
    def load(cls, file: Path = WEIGHTS_FILE) -> Weights:
        """The weights of a file that `python -m benchmarks.titles --fit` wrote."""
        read = json.loads(file.read_text("utf-8"))
        values = tuple(float(read["features"][name]) for name in FEATURES)
        return cls(values, read["text"], read["slope"], read["middle"], read["encoder"])


@dataclass(frozen=True, slots=True)
class RankedOccupation:
    """An occupation (a row of the index) that a title may mean, with a score 0..1."""

    row: int
    score: float
    method: Method


class TitleRanker:
    """Ranks the occupations of an index for titles."""

    def __init__(self, index: TitleIndex, encoder: StaticEncoder, weights: Weights) -> None:
        self.index = index
        self._comparer = Comparer(index, encoder)
        self._mender = Mender(index.words.counts())
        self._weights = weights
        self._values = np.array(weights.values)
        self._wanted = {
            name: np.asarray(index.framework) == number for number, name in enumerate(index.frameworks)
        }

    def rank(
        self, title: str, limit: int, framework: str | None = None, text: str | None = None
    ) -> tuple[list[RankedOccupation], Stripped]:
        """The best occupations, at most `limit`, best first, ties by id; and what the title was stripped of."""
        stripped = strip_title(title)
        read, mended = self._read(stripped)
        if not read:
            return [], stripped
        evidence = self._comparer.compare(read, None if framework is None else self._wanted[framework])
        sums = self._sums(evidence, text)
        order = sorted(
            range(len(sums)), key=lambda place: (-sums[place], self.index.ids[evidence.rows[place]])
        )
        found = [self._ranked(evidence, place, sums[place]) for place in order[:limit]]
        return _falling(found, mended), stripped

    def sums(self, title: str) -> tuple[npt.NDArray[np.int64], list[float]]:
        """The occupations in question for a title, and the sum of each: what benchmarks measure."""
        read, _ = self._read(strip_title(title))
        if not read:
            return np.zeros(0, dtype=np.int64), []
        evidence = self._comparer.compare(read)
        return evidence.rows, self._sums(evidence, None)

    def _read(self, stripped: Stripped) -> tuple[list[Reading], bool]:
        """The readings of a title, and whether words had to be put right; those of a known name are right."""
        read = readings(stripped.title)
        if not read or len(self.index.named(key_number(read[0]))):
            return read, False
        return self._mender.mend(read)

    def _sums(self, evidence: Evidence, text: str | None) -> list[float]:
        # einsum adds in one order on every machine, which a BLAS does not promise
        sums = np.einsum("ij,j->i", evidence.values.astype(np.float64), self._values)
        if text is not None:
            words = topic_words(text[:_TEXT_READ])
            sums += self._weights.text * self.index.topics.cosine(words, unknown=0.0)[evidence.rows]
        sums += _EXACT * evidence.exact + _EXACT_OWN * evidence.exact_own
        return [round(value, 6) for value in sums.tolist()]

    def _ranked(self, evidence: Evidence, place: int, total: float) -> RankedOccupation:
        row = int(evidence.rows[place])
        own, exact = bool(evidence.exact_own[place]), bool(evidence.exact[place])
        bare = total - _EXACT * exact - _EXACT_OWN * own
        score = 1 / (1 + np.exp(-self._weights.slope * (bare - self._weights.middle)))
        shared = _SURE_SHARED + (_SURE_ALONE - _SURE_SHARED) * float(evidence.share[place])
        least = _SURE_OWN if own else shared if exact else 0.0
        method: Method = "exact" if own else "alias" if exact else "semantic"
        return RankedOccupation(row, round(float(least + (1 - least) * score), 4), method)


def _falling(found: Sequence[RankedOccupation], mended: bool) -> list[RankedOccupation]:
    """No score above that of a better one; what was found by words put right says so."""
    highest, fell = 1.0, []
    for each in found:
        highest = min(highest, each.score)
        fell.append(replace(each, score=highest, method="fuzzy" if mended else each.method))
    return fell


def candidates_json(index: TitleIndex, ranked: Sequence[RankedOccupation]) -> list[dict[str, object]]:
    """The candidates as the answer shows them."""
    return [
        {"occupation": index.occupation_json(found.row), "score": found.score, "method": found.method}
        for found in ranked
    ]
