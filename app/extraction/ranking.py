"""Ranking: how sure it is that a candidate is a skill the text speaks of. A logistic model over plain features.

Every feature comes from the name and its place, none from a particular framework. The weights are set by judgement on
the cases in `tests/cases/extraction`; they are ordered rightly but not calibrated, so 0.9 means "very sure", not "nine of
ten".
"""

from __future__ import annotations

import math
from typing import NamedTuple

from app.extraction.ambiguous_names import AMBIGUOUS, TRUSTED_ALONE
from app.extraction.candidates.candidate import Candidate
from app.extraction.document import Document
from app.text.folding import plain
from app.vocabulary.index.index import VocabularyIndex

# Sections in which what is named is not asked of the reader.
ASIDE = frozenset(
    {"benefits", "employer", "equal_opportunity", "pay", "how_to_apply", "contact", "references"}
)
_ASIDE_FACTOR = 0.4
_COMMON = 20  # a name whose rarest word is counted this often in everyday text is made of ordinary words

Features = dict[str, float]


class Scored(NamedTuple):
    """A candidate with its confidence, 0..1: how likely it is what the text asks for, or shows.

    `link` tells apart, where a sentence was read: `confidence` is then how likely the words ask for a skill at all, and
    `link` how likely the skill is this one.
    """

    candidate: Candidate
    confidence: float
    link: float | None = None


_BIAS = 2.2
_WEIGHTS = {
    "words_2": 0.5,
    "words_3": 0.8,
    "words_4": 1.0,
    "kind_label": 0.5,
    "kind_derived": 0.3,
    "kind_alternative": -0.2,
    "grade_number": -0.2,
    "grade_inflected": -0.7,
    "type_technology": 0.3,
    "rivals": -0.5,
    "all_ordinary": -0.5,
    "single_ordinary": -0.2,
    "single_doubtful": -0.8,
    "single_trusted": 1.0,
    "single_ambiguous": -0.2,
}


def features(index: VocabularyIndex, document: Document, candidate: Candidate) -> Features:
    """The features of one candidate: indicators (0 or 1) and logarithms of counts."""
    words = document.words[candidate.first : candidate.last]
    rarest = min((index.words.ordinary_count(word.plain) if word.plain else 0) for word in words)
    found: Features = {
        f"words_{min(candidate.length, 4)}": 1.0,
        f"grade_{candidate.grade}": 1.0,
        f"kind_{candidate.kind}": 1.0,
        f"type_{index.type(candidate.skill)}": 1.0,
        "rivals": math.log(candidate.rivals),
    }
    if candidate.length == 1:
        form = plain(document.tokens.words[candidate.first])
        # An ambiguous name was settled by its context; that its word is ordinary was weighed there.
        found["single_ordinary"] = 0.0 if form in AMBIGUOUS else math.log1p(rarest)
        found["single_doubtful"] = float(candidate.kind == "alternative" or candidate.grade == "number")
        found["single_trusted"] = float(form in TRUSTED_ALONE)
        found["single_ambiguous"] = float(form in AMBIGUOUS)
    else:
        found["all_ordinary"] = float(rarest >= _COMMON)
    return found


def confidence_of(found: Features) -> float:
    """The confidence by the logistic model, 0..1."""
    total = _BIAS + sum(_WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-total))


class Ranking:
    """Scores candidates; remembers what it computed for the same words of the same name."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._cache: dict[tuple[object, ...], float] = {}

    def score(self, document: Document, candidate: Candidate) -> Scored:
        """The confidence of a candidate at its place."""
        surfaces = tuple(document.tokens.words[candidate.first : candidate.last])
        key = (surfaces, candidate.skill, candidate.name, candidate.grade, candidate.similarity)
        confidence = self._cache.get(key)
        if confidence is None:
            if len(self._cache) > 100_000:
                self._cache.clear()
            confidence = self._confidence(document, candidate)
            self._cache[key] = confidence
        section = document.sections[document.segment_at(candidate.first)]
        return Scored(candidate, confidence * _ASIDE_FACTOR if section in ASIDE else confidence)

    def _confidence(self, document: Document, candidate: Candidate) -> float:
        if candidate.grade == "meaning":
            return candidate.similarity
        certain = confidence_of(features(self._index, document, candidate))
        return certain * candidate.similarity if candidate.grade == "repaired" else certain
