"""Reading sentences: which skills each one speaks of, how sure that is, and by which of its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.extraction.candidates.candidate import Candidate
from app.extraction.linking.linker import Allowed, Linker, Pool, Query
from app.extraction.linking.meanings import Meanings
from app.extraction.linking.models import Models
from app.extraction.linking.plain import can_be_meant
from app.extraction.linking.query import reading_query, see, static_query
from app.extraction.models import Effort, Method
from app.text.reader import Reading
from app.text.tokens import Tokens
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import NameKind

Mask = npt.NDArray[np.bool_]

_CACHED = 5_000  # sentences, some 25 MB: postings repeat each other's
_TOGETHER = 8  # sentences linked at once; some 5 MB of scores
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
    """What was read in one sentence: skills, likeliest first, and the places that ask.

    Unless it is `linked` nobody has looked for skills.
    """

    skills: tuple[Linked, ...]
    asked: tuple[Asked, ...]
    linked: bool = True


# Says of a sentence, by its number, and of the places in it that ask whether its skills are wanted.
Wanted = Callable[[int, Sequence[Asked]], bool]


class _Ready(NamedTuple):
    """A sentence whose skills are to be looked for."""

    query: Query
    tokens: Tokens
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
        self._frameworks: dict[str, Allowed] = {}

    def read(self, sentence: str, framework: str | None = None) -> Found:
        """The skills of one sentence, as likely as `_LEAST` or more; only those with a term in `framework` if given."""
        return self.read_all([sentence], framework)[0]

    def read_all(
        self, sentences: Sequence[str], framework: str | None = None, wanted: Wanted | None = None
    ) -> list[Found]:
        """The same of several sentences, faster than one by one; none takes part in what is found in another.

        Skills that are not `wanted` are not looked for: that takes as long as finding the places.
        """
        found: dict[int, Found] = {}
        missing: list[int] = []
        for number, sentence in enumerate(sentences):
            known = self._known.get((sentence, framework))
            if known is None or not (known.linked or (wanted and not wanted(number, known.asked))):
                missing.append(number)
            else:
                found[number] = known
        allowed = None if framework is None else self._allowed(framework)
        for begun in range(0, len(missing), _TOGETHER):
            part = {number: sentences[number] for number in missing[begun : begun + _TOGETHER]}
            for number, own in self._read(part, allowed, wanted).items():
                found[number] = own
                self._remember((part[number], framework), own)
        return [found[number] for number in range(len(sentences))]

    def _remember(self, key: tuple[str, str | None], found: Found) -> None:
        if len(self._known) >= _CACHED:
            self._known = {}  # another thread may be reading the old dictionary
        self._known[key] = found

    def _allowed(self, framework: str) -> Allowed:
        """The skills that belong to a framework, or are linked to one that does."""
        found = self._frameworks.get(framework)
        if found is None:
            own = self._index.shown_in(framework) >= 0
            found = self._frameworks[framework] = self._linker.allowing(own)
        return found

    def _read(
        self, sentences: Mapping[int, str], allowed: Allowed | None, wanted: Wanted | None = None
    ) -> dict[int, Found]:
        """All of them are read before skills are looked for: each of the two has tables that fill a processor's cache."""
        read = {number: self._ready(number, sentence, wanted) for number, sentence in sentences.items()}
        found = {number: own for number, own in read.items() if isinstance(own, Found)}
        ready = {number: own for number, own in read.items() if isinstance(own, _Ready)}
        pools = self._linker.pools([own.query for own in ready.values()], allowed)
        for (number, own), pool in zip(ready.items(), pools, strict=True):
            found[number] = Found(self._skills(pool, own.tokens), own.asked)
        return found

    def _ready(self, number: int, sentence: str, wanted: Wanted | None) -> _Ready | Found:
        """The sentence ready to be linked, or what is found in it where that is not needed."""
        words, models = self._index.words, self._models
        if not self._thorough:
            fast = static_query(sentence, words, models.encoder)
            return Found((), ()) if fast is None else _Ready(*fast, ())
        seen = see(sentence, models.reader)
        if seen is None:
            return Found((), ())
        asked = _asked(seen.asks, seen.tokens, seen.reading)
        if wanted and not wanted(number, asked):
            return Found((), asked, linked=False)
        return _Ready(reading_query(sentence, seen, words, models.encoder), seen.tokens, asked)

    def _skills(self, pool: Pool, tokens: Tokens) -> tuple[Linked, ...]:
        # Rounded, so that terms of the same names tie and come in their order.
        probabilities = np.round(self._ranker.probabilities(pool.features), 5)
        for at, skill in enumerate(pool.skills.tolist()):
            candidate = pool.named.get(skill)
            if candidate is not None:
                probabilities[at] = max(probabilities[at], _least_of_name(candidate, len(tokens)))
        order = np.lexsort((pool.skills, -probabilities))
        order = order[probabilities[order] >= _LEAST]
        stems = [word.stem for word in self._index.words.each(tokens.words)]
        columns = pool.skills[order].tolist(), probabilities[order].tolist(), pool.windows[order].tolist()
        found = []
        for skill, probability, (first, past) in zip(*columns, strict=True):
            named = pool.named.get(skill)
            method: Method = "semantic"
            if named is not None:
                first, past, method = named.first, named.last, named.method
            stem = stems[first] if past - first == 1 else 0
            start, end = tokens.starts[first], tokens.ends[past - 1]
            found.append(Linked(skill, probability, start, end, method, stem))
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
