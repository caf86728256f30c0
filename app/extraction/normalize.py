"""Normalization: a phrase or sentence ranked against the whole vocabulary, by words and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.extraction.ambiguous_names import AMBIGUOUS
from app.extraction.candidates.candidate import Candidate
from app.extraction.candidates.phrases import PhraseFinder
from app.extraction.candidates.semantic import Encoder
from app.extraction.models import Effort, Method
from app.text.segments import Segment, clauses, split
from app.text.tokens import tokenize
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.words import Word
from app.vocabulary.search import SkillSearch

# How much words and meaning count; tuned on validation sentences by benchmarks/linking.py.
_MEANING, _WORDS = 0.62, 0.38
_WINDOW = 0.92  # a clause that matches counts a little less than the whole text
_POOL = 300  # skills that are ranked exactly
_LONG = 8  # words from which a text is also read clause by clause
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

    def rank(self, text: str, limit: int, framework: str | None = None, effort: Effort = "thorough") -> list[Ranked]:
        """The best skills for a text, at most `limit`, best first; ties are broken by id."""
        text = text[:_LONGEST_TEXT]
        words = [self._index.words.word(surface) for surface in tokenize(text).words]
        named = self._named(words)
        scores = self._combined(text, words, effort)
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

    def _combined(self, text: str, words: Sequence[Word], effort: Effort) -> npt.NDArray[np.float32]:
        scores = self._by_meaning([text])
        lexical = self._search.lexical([word.stem for word in words])
        combined: npt.NDArray[np.float32] = _MEANING * scores + _WORDS * lexical
        if effort == "thorough" and len(words) >= _LONG:
            parts = list(dict.fromkeys(_clause_texts(text)))[:12]
            if len(parts) > 1:
                window = _MEANING * self._by_meaning(parts) + _WORDS * self._by_words(parts)
                combined = np.maximum(combined, _WINDOW * window)
        return combined

    def _by_meaning(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        cosines: npt.NDArray[np.float32] = self._encoder.encode(texts) @ self._index.vectors.T
        best: npt.NDArray[np.float32] = np.maximum(cosines.max(axis=0), 0.0)
        return best

    def _by_words(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = [self._search.lexical([self._index.words.word(s).stem for s in tokenize(text).words]) for text in texts]
        best: npt.NDArray[np.float32] = np.max(rows, axis=0)
        return best


def _clause_texts(text: str) -> list[str]:
    parts = []
    for segment in split(text):
        parts += [text[start:end] for start, end in _fine(text, segment)]
    return parts


def _fine(text: str, segment: Segment) -> list[tuple[int, int]]:
    """Clauses, cut again at commas and conjunctions."""
    cut = []
    for start, end in clauses(text, segment):
        at = start
        for place in range(start, end):
            if text[place] == "," or text[place : place + 5].lower() in (" and ", " for "):
                cut.append((at, place))
                at = place + 1
        cut.append((at, end))
    return [(start, end) for start, end in cut if len(text[start:end].split()) >= 2]


def _inside_longer(candidate: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    return any(
        first <= candidate.first and candidate.last <= last and last - first > candidate.length for first, last in spans
    )
