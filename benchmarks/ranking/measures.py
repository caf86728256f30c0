"""How good a ranking is: nDCG at a cut, and the share of pairs in the right order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from zlib import crc32


def ranked(scores: Mapping[str, float]) -> list[str]:
    """The names, best first; equal scores in an order that has nothing to do with their grades."""
    return sorted(scores, key=lambda name: (-scores[name], crc32(name.encode()), name))


def ndcg(order: Sequence[str], grades: Mapping[str, int], cut: int = 10) -> float:
    """Normalized discounted cumulative gain, 0..1: gain 2^grade - 1, discount log2 of the place + 1.

    Järvelin and Kekäläinen 2002, with the gain of Burges et al. 2005. 1 where no order can be better.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:cut])
    return _gain([grades[name] for name in order[:cut]]) / best if best else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def in_order(scores: Mapping[str, float], better: str, worse: str) -> bool:
    """Whether the better one scores higher; the same score is wrong."""
    return scores[better] > scores[worse]


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
