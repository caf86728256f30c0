"""How sure a skill read by meaning is: a logistic fit on labelled sentences (`benchmarks/meaning.py` makes it)."""

from __future__ import annotations

import math

from app.extraction.candidates.semantic import Nearest

# Weights of similarity, lead over the next skill and the logarithm of the clause's words.
_WEIGHTS, _BIAS = (7.56, 7.30, 0.59), -7.38
# A clause whose nearest skill is less sure than this says nothing.
LEAST = 0.4


def features(nearest: Nearest, words: int) -> list[float]:
    """Similarity (cosine), lead (difference of cosines), logarithm of the number of words."""
    return [nearest.cosine, nearest.lead, math.log(words)]


def meaning_confidence(nearest: Nearest, words: int) -> float:
    """The share of clauses like this one whose nearest skill is the right one, 0..1."""
    found = zip(_WEIGHTS, features(nearest, words), strict=True)
    total = _BIAS + sum(weight * value for weight, value in found)
    return 1.0 / (1.0 + math.exp(-total))
