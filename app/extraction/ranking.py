"""Ranking: how sure it is that a candidate is a skill the text speaks of. A logistic model over plain features.

The weights stand in `confidence.json`, made by `benchmarks/train_confidence.py` from labelled sentences; every feature
comes from the name and its place, none from a particular framework.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from app.extraction.ambiguous_names import AMBIGUOUS, TRUSTED_ALONE
from app.extraction.candidates.candidate import Candidate
from app.extraction.document import Document
from app.text.folding import plain
from app.vocabulary.index.index import VocabularyIndex

# Sections in which what is named is not asked of the reader.
ASIDE = frozenset({"benefits", "employer", "equal_opportunity", "pay", "how_to_apply", "contact", "references"})
_ASIDE_FACTOR = 0.4

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its confidence, 0..1."""

    candidate: Candidate
    confidence: float


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The trained weights by feature; `bias` is the intercept."""
    loaded: dict[str, float] = json.loads((files("app.extraction") / "confidence.json").read_text("utf-8"))["weights"]
    return loaded


def features(index: VocabularyIndex, document: Document, candidate: Candidate) -> Features:
    """The features of one candidate: indicators (0 or 1) and small counts."""
    words = document.words[candidate.first : candidate.last]
    surfaces = document.tokens.words[candidate.first : candidate.last]
    rarest = min((index.words.ordinary_count(word.plain) if word.plain else 0) for word in words)
    skill_type = index.type(candidate.skill)
    found: Features = {
        f"words_{min(candidate.length, 4)}": 1.0,
        f"grade_{candidate.grade}": 1.0,
        f"kind_{candidate.kind}": 1.0,
        f"type_{skill_type}": 1.0,
        "ordinary": math.log1p(rarest),
        "rivals": math.log(candidate.rivals),
    }
    if candidate.length == 1:
        form = plain(surfaces[0])
        found[f"single_{candidate.kind}_{candidate.grade}"] = 1.0
        found["single_ordinary"] = found["ordinary"]
        found["single_trusted"] = float(form in TRUSTED_ALONE)
        found["single_ambiguous"] = float(form in AMBIGUOUS)
        found["single_upper"] = float(surfaces[0].isupper() and len(surfaces[0]) > 1)
        found["single_lower"] = float(surfaces[0].islower())
    else:
        found["verb_skill"] = float(skill_type == "skill")
        found["all_ordinary"] = float(rarest >= 20)
    return found


def confidence_of(found: Features) -> float:
    """The probability that the candidate is a skill, by the logistic model."""
    table = weights()
    total = table["bias"] + sum(table.get(name, 0.0) * value for name, value in found.items())
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


Scorer = Callable[[Document, Candidate], Scored]
