"""Normalization: a phrase or sentence ranked against the whole vocabulary, by words and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.extraction.ambiguous_names import AMBIGUOUS
from app.extraction.candidates.candidate import Candidate
from app.extraction.candidates.phrases import PhraseFinder
from app.extraction.models import Method
from app.text.encoder import Encoder
from app.text.tokens import tokenize
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.words import Word
from app.vocabulary.search import SkillSearch

# How much words and meaning count, chosen on validation sentences. Reading a sentence clause by clause as well, the best
# clause deciding, was tried and found 3 to 8 of 100 labels fewer among the first five.
_MEANING, _WORDS = 0.62, 0.38
_POOL = 300  # skills that are ranked exactly
_PART, _WHOLE = 0.55, 1.0  # score of a name that is a part of the text, and of one that is all of it
_GRADE_FACTOR = {"same": 1.0, "number": 0.98, "inflected": 0.95}
_KIND_FACTOR = {"label": 1.0, "derived": 0.97, "alternative": 0.95}
_LONGEST_TEXT = 2_000  # characters of an item that are read; longer texts belong to extraction


@dataclass(frozen=True, slots=True)
class Ranked:
    """A skill that a text may mean, with a score 0..1."""

    skill: int
    score: float
    method: Method


class Normalizer:
    """Ranks skills for phrases and sentences."""

    def __init__(self, index: VocabularyIndex, search: SkillSearch, encoder: Encoder) -> None:
        self._index = index
        self._search = search
        self._encoder = encoder
        self._phrases = PhraseFinder(index)
        self._languages = frozenset(range(len(index.languages)))

    def rank(self, text: str, limit: int, framework: str | None = None) -> list[Ranked]:
        """The best skills for a text, at most `limit`, best first; ties are broken by id."""
        text = text[:_LONGEST_TEXT]
        words = [self._index.words.word(surface) for surface in tokenize(text).words]
        named = self._named(words)
        scores = self._combined(text, words)
        for row, candidate in named.items():
            scores[row] = max(scores[row], self._name_score(candidate, len(words)))
        ranked: dict[int, Ranked] = {}
        for row in self._pool(scores, limit):
            shown = self._index.in_framework(row, framework)
            if shown is not None and shown not in ranked and scores[row] > 0:
                method = named[row].method if row in named else "semantic"
                ranked[shown] = Ranked(shown, round(float(min(scores[row], 1.0)), 4), method)
        return list(ranked.values())[:limit]

    def _pool(self, scores: npt.NDArray[np.float32], limit: int) -> list[int]:
        count = min(max(_POOL, limit * 4), len(scores))
        cut = np.partition(scores, len(scores) - count)[len(scores) - count] if count < len(scores) else -1.0
        rows = np.flatnonzero(scores >= max(float(cut), 1e-6))
        return sorted(rows.tolist(), key=lambda row: (-float(scores[row]), self._index.skill_id(row)))

    def _named(self, words: Sequence[Word]) -> dict[int, Candidate]:
        """The longest name of each skill that stands in the text."""
        found: dict[int, Candidate] = {}
        for candidate in self._phrases.find(words, self._languages, alone=len(words) == 1):
            known = found.get(candidate.skill)
            if known is None or candidate.length > known.length:
                found[candidate.skill] = candidate
        covered = [(c.first, c.last) for c in found.values()]
        return {skill: c for skill, c in found.items() if not _inside_longer(c, covered)}

    def _name_score(self, candidate: Candidate, total: int) -> float:
        whole = candidate.length == total
        share = candidate.length / total
        base = _WHOLE if whole else _PART + 0.35 * share
        form = self._index.names[candidate.name].lower()
        if not whole and candidate.length == 1 and form in AMBIGUOUS:
            base *= 0.5
        return base * _GRADE_FACTOR.get(candidate.grade, 0.9) * _KIND_FACTOR[candidate.kind]

    def _combined(self, text: str, words: Sequence[Word]) -> npt.NDArray[np.float32]:
        """The score (n,) of every skill by words and by meaning together."""
        meaning = np.maximum(self._encoder.encode([text])[0] @ self._index.vectors.T, 0.0)
        lexical = self._search.lexical([word.stem for word in words])
        combined: npt.NDArray[np.float32] = _MEANING * meaning + _WORDS * lexical
        return combined


def _inside_longer(candidate: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    return any(
        first <= candidate.first and candidate.last <= last and last - first > candidate.length
        for first, last in spans
    )
