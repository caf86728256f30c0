"""Measures over lists of answers: ranked precision, reliability and its error, percentiles, overlap."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

BINS = 10

Span = tuple[int, int]


class Bin(NamedTuple):
    """The answers of one tenth of confidence: how many, how sure on average, and what share was right."""

    count: int
    said: float
    came: float


class Found(NamedTuple):
    """How many answers were right, how many were given, how many of the wanted were found, and how many there are."""

    right: int
    given: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the answers that are right; 1 where none was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted that was found; 1 where nothing was wanted."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def ranked_precision(ranked: Sequence[int], gold: Collection[int], cut: int) -> float:
    """RP@cut = |first `cut` of ranked ∩ gold| / min(cut, |gold|)."""
    return len(set(ranked[:cut]).intersection(gold)) / min(cut, len(gold))


def reliability(pairs: Iterable[tuple[float, bool]], bins: int = BINS) -> list[Bin]:
    """(confidence, right) pairs in bins of equal width, lowest first; empty bins are left out."""
    kept: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in pairs:
        kept.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, right))
    return [
        Bin(
            len(own),
            math.fsum(confidence for confidence, _ in own) / len(own),
            sum(right for _, right in own) / len(own),
        )
        for _, own in sorted(kept.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Guo et al. 2017): the mean distance of said and came, by count."""
    total = sum(one.count for one in bins)
    return math.fsum(one.count * abs(one.said - one.came) for one in bins) / total if total else 0.0


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    order = sorted(values)
    return order[max(0, math.ceil(share * len(order)) - 1)]


def overlaps(one: Span, others: Iterable[Span]) -> bool:
    """Whether a place (start, end) shares a character with any of the others."""
    return any(one[0] < end and start < one[1] for start, end in others)
