"""Reading sentences: which skills each one speaks of, how sure that is, and by which of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.extraction.candidates.candidate import Candidate
from app.extraction.linking.linker import Linker, Pool, Query
from app.extraction.linking.meanings import Meanings
from app.extraction.linking.models import Models
from app.extraction.linking.plain import can_be_meant
from app.extraction.linking.query import reading_query, static_query
from app.extraction.models import Effort, Method
from app.text.reader import Reading
from app.text.tokens import Tokens
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import NameKind

Mask = npt.NDArray[np.bool_]

_CACHED = 5_000  # sentences, some 25 MB: postings repeat each other's
_LEAST = 0.003  # a candidate less likely than this is none
# What a name means that is all there is of a text, and a phrase that we gave a skill since it means nothing else, is at
# least so likely: labelled sentences have too few of both to learn it from.
_ALONE: dict[NameKind, float] = {"label": 0.97, "derived": 0.95, "alternative": 0.9}
_OURS = 0.4
_ASKS = 0.3  # words this sure to be asked for make up a span


class Linked(NamedTuple):
    """A skill that a sentence may speak of: how likely, by which characters, and how they were read."""

    skill: int
    probability: float
    start: int
    end: int
    method: Method
    stem: int = 0  # of the word, if only one speaks for the skill


class Asked(NamedTuple):
    """Characters that ask for something, and how sure that is, 0..1."""

    start: int
    end: int
    confidence: float


class Found(NamedTuple):
    """What was read in one sentence: skills, likeliest first, and the places that ask."""

    skills: tuple[Linked, ...]
    asked: tuple[Asked, ...]


class SentenceReader:
    """Links sentences to the skills of one index, by one effort; remembers sentences. Safe to share between threads."""

    def __init__(self, index: VocabularyIndex, models: Models, effort: Effort) -> None:
        self._index = index
        self._models = models
        self._thorough = effort == "thorough"
        self._ranker = models.thorough if self._thorough else models.fast
        meant = can_be_meant(index)
        tables = [_table(index.vectors, index.text_vectors, meant)]
        if self._thorough:
            tables.append(_table(index.read_vectors, index.read_text_vectors, meant))
        self._linker = Linker(index, tables)
        self._known: dict[tuple[str, str | None], Found] = {}
        self._masks: dict[str, Mask] = {}

    def read(self, sentence: str, framework: str | None = None) -> Found:
        """The skills of one sentence, as likely as `_LEAST` or more; only those with a term in `framework` if given."""
        known = self._known.get((sentence, framework))
        if known is None:
            if len(self._known) >= _CACHED:
                self._known = {}  # another thread may be reading the old dictionary
            allowed = None if framework is None else self._allowed(framework)
            known = self._known[sentence, framework] = self._read(sentence, allowed)
        return known

    def _allowed(self, framework: str) -> Mask:
        """(skills,) whether a skill or one linked to it belongs to a framework."""
        found = self._masks.get(framework)
        if found is None:
            index = self._index
            found = np.array([index.in_framework(row, framework) is not None for row in range(len(index))])
            self._masks[framework] = found
        return found

    def _read(self, sentence: str, allowed: Mask | None) -> Found:
        words, models = self._index.words, self._models
        if not self._thorough:
            fast = static_query(sentence, words, models.encoder)
            return Found((), ()) if fast is None else Found(self._ranked(*fast, allowed), ())
        thorough = reading_query(sentence, words, models.encoder, models.reader)
        if thorough is None:
            return Found((), ())
        query, tokens, reading = thorough
        return Found(self._ranked(query, tokens, allowed), _asked(query.views[-1].asks, tokens, reading))

    def _ranked(self, query: Query, tokens: Tokens, allowed: Mask | None) -> tuple[Linked, ...]:
        return self._skills(self._linker.pool(query, allowed), tokens)

    def _skills(self, pool: Pool, tokens: Tokens) -> tuple[Linked, ...]:
        # Rounded, so that terms of the same names tie and come in their order.
        probabilities = np.round(self._ranker.probabilities(pool.features), 5)
        for at, skill in enumerate(pool.skills.tolist()):
            candidate = pool.named.get(skill)
            if candidate is not None:
                probabilities[at] = max(probabilities[at], _least_of_name(candidate, len(tokens)))
        order = np.lexsort((pool.skills, -probabilities))
        stems = [word.stem for word in self._index.words.each(tokens.words)]
        found = []
        for at in order[probabilities[order] >= _LEAST].tolist():
            first, past = pool.windows[at].tolist()
            skill = int(pool.skills[at])
            named = pool.named.get(skill)
            if named is not None:
                first, past = named.first, named.last
            found.append(
                Linked(
                    skill,
                    float(probabilities[at]),
                    tokens.starts[first],
                    tokens.ends[past - 1],
                    "semantic" if named is None else named.method,
                    stems[first] if past - first == 1 else 0,
                )
            )
        return tuple(found)


def _least_of_name(candidate: Candidate, words: int) -> float:
    """How likely a skill is at least that is named so: by all that is said, or by a phrase that we gave it."""
    if candidate.length == words:
        return _ALONE[candidate.kind]
    return _OURS if candidate.kind == "derived" and candidate.length > 1 else 0.0


def _table(labels: npt.NDArray[np.float32], texts: npt.NDArray[np.float32], meant: Mask) -> Meanings:
    return Meanings(labels, texts if len(texts) else None, meant)


def _asked(asks: npt.NDArray[np.float32], tokens: Tokens, reading: Reading) -> tuple[Asked, ...]:
    """Runs of words that are asked for, cut where a word begins another."""
    begins = _begins(tokens, reading)
    found: list[Asked] = []
    run: list[int] = []
    for word in [*range(len(tokens)), -1]:
        inside = word >= 0 and asks[word] >= _ASKS
        if run and (not inside or begins[word] >= _ASKS):
            sure = float(np.mean(asks[run]))
            found.append(Asked(tokens.starts[run[0]], tokens.ends[run[-1]], sure))
            run = []
        if inside:
            run.append(word)
    return tuple(found)


def _begins(tokens: Tokens, reading: Reading) -> Sequence[float]:
    """How likely each word begins what is asked for: by its first piece."""
    first: dict[int, float] = {}
    for place, (start, end) in enumerate(reading.places):
        if end > start:
            first.setdefault(start, float(reading.begins[place]))
    return [first.get(start, 0.0) for start in tokens.starts]
