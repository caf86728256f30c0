"""The steps from text to skills, in one list: read, candidates, ranking, choice, assertion, assembly."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.extraction.ambiguity import settle_ambiguous
from app.extraction.assembly import assemble_mentions, assemble_skills
from app.extraction.candidates.candidate import Candidate
from app.extraction.candidates.phrases import PhraseFinder
from app.extraction.candidates.semantic import (
    ASKING,
    find_meanings,
    name_confidence,
    name_link,
    ranked_segments,
    read_sentences,
)
from app.extraction.candidates.typos import TypoFinder
from app.extraction.canonical import Canonical, canonical_sentences
from app.extraction.choice import choose, spans
from app.extraction.cues import CueReader
from app.extraction.document import Document, read_document
from app.extraction.entries import dated_entries, with_experience
from app.extraction.history import WorkHistory, worked_months
from app.extraction.linking.models import Models
from app.extraction.linking.sentences import SentenceReader
from app.extraction.models import Effort, Extraction
from app.extraction.qualifications import find_qualifications
from app.extraction.ranking import Ranking, Scored
from app.extraction.restoring import restored
from app.extraction.spanish.names import SpanishNames
from app.extraction.telling import Place, about_work, kept_apart, name_places, places_of, told_sentences
from app.extraction.warnings import find_warnings
from app.text.invisible import visible_text
from app.text.language import UNDETERMINED, is_latin
from app.vocabulary.index.index import VocabularyIndex

# Names without a language of their own (products, proper names) stand in texts of every language.
_ANY_LANGUAGE = "en"

_BREAK = re.compile(r"[,;:|•()]")


@dataclass(frozen=True, slots=True)
class Request:
    """What to read and how: `kind` and `language` may be "auto"; `as_of` resolves "present" in dated entries."""

    text: str
    kind: str = "auto"
    language: str = "auto"
    effort: Effort = "thorough"
    framework: str | None = None
    as_of: date | None = None


class Extractor:
    """Reads texts against one index. Safe to share between threads: its caches only repeat what was computed."""

    def __init__(self, index: VocabularyIndex, models: Callable[[], Models]) -> None:
        """`models` gives the models that effort `thorough` reads with; it is asked on first use."""
        self.index = index
        self._models = models
        self._phrases = PhraseFinder(index)
        self._typos = TypoFinder(index, self._phrases)
        self._spanish = SpanishNames(index)
        self._ranking = Ranking(index)

    def extract(self, request: Request) -> Extraction:
        """All skills and qualifications of one text, with their evidence."""
        visible = visible_text(request.text)
        if visible is None:
            return self._extract(request)
        return restored(self._extract(replace(request, text=visible.text)), visible, request.text)

    def _extract(self, request: Request) -> Extraction:
        document = read_document(request.text, request.kind, request.language, self.index.words)
        as_of = request.as_of or datetime.now(UTC).date()
        history = _history(document, as_of)
        names = name_places(document) if history else []
        reader = CueReader(document.text, document.segments, document.kind, document.low)
        qualifications = find_qualifications(
            document.text, document.segments, document.sections, document.kind, reader
        )
        spoken = frozenset((q.start, q.end) for q in qualifications if q.kind == "language")
        chosen = self.named(document, request.framework, spoken)
        chosen = [x for x in chosen if _is_apart(document, names, x)]
        # Neither the encoder nor what was learnt with it has seen another language: it would only guess.
        if request.effort == "thorough" and document.language == _ANY_LANGUAGE:
            dates = places_of((spell.start, spell.end) for spell in history.spells) if history else []
            told = None
            if history:
                sentences = told_sentences(document, dates, names)
                told = canonical_sentences(self.index, document, chosen, sentences)
            chosen = self._with_meanings(document, chosen, request.framework, told)
        mentions = assemble_mentions(document, chosen, reader, spoken)
        skills = assemble_skills(mentions)
        if history is not None:
            entries = dated_entries(document.text, document.segments, document.sections, history.spells)
            skills = with_experience(skills, mentions, entries)
        return Extraction(
            language=document.language,
            kind=document.kind,
            mentions=tuple(mentions),
            skills=tuple(skills),
            qualifications=tuple(qualifications),
            warnings=tuple(find_warnings(document, mentions, self.index.languages)),
            lines=tuple(
                (s.start, s.end, name) for s, name in zip(document.segments, document.sections, strict=True)
            ),
            worked_months=None if history is None else history.months,
            as_of=None if history is None else as_of,
        )

    def named(
        self, document: Document, framework: str | None, spoken: Collection[tuple[int, int]] = ()
    ) -> list[Scored]:
        """The skills that a document names, chosen; the first half of the pipeline.

        `spoken` are the characters of languages that it asks people to speak.
        """
        languages = self._languages(document.language)
        candidates: list[Candidate] = list(self._phrases.find(document.words, languages))
        candidates += self._typos.find(document.tokens, document.words, languages)
        candidates += self._spanish.find(document)
        candidates = [c for c in candidates if _is_unbroken(self.index, document, c)]
        if document.language not in (*self.index.languages, UNDETERMINED) and is_latin(document.text):
            candidates = [c for c in candidates if self.index.type(c.skill) == "technology"]
        candidates = settle_ambiguous(self.index, document, candidates, spoken)
        return choose(self.index, (self._ranking.score(document, c) for c in candidates), framework)

    def _languages(self, language: str) -> frozenset[int]:
        """The languages whose names are looked for: the text's own, and that of names that have none."""
        wanted = {language, _ANY_LANGUAGE}
        return frozenset(number for number, code in enumerate(self.index.languages) if code in wanted)

    def _with_meanings(
        self, document: Document, chosen: list[Scored], framework: str | None, told: list[Canonical] | None
    ) -> list[Scored]:
        """Also what is asked for without its name; `told` are the sentences of a résumé as they are to be read."""
        gate = self.gate(document) if told is None else self._gate_of_work(document, told)
        posting = document.kind == "posting"
        ranked = ranked_segments(self.index, document, chosen) if posting else frozenset()
        sentences = read_sentences(document, gate, self.sentences, told, ranked)
        named: dict[int, set[int]] = {}
        for item in chosen:
            segment = document.segment_at(item.candidate.first)
            named.setdefault(segment, set()).add(self.index.group(item.candidate.skill))
        found = find_meanings(self.index, document, sentences, named, spans(chosen))
        if posting:
            chosen = [
                item._replace(
                    confidence=name_confidence(document, sentences, item),
                    link=name_link(self.index, document, sentences, item),
                )
                for item in chosen
            ]
        # What a text names stands; what is read by meaning has the words between.
        taken = spans(chosen)
        meant = [x for x in choose(self.index, found, framework) if taken.isdisjoint(spans([x]))]
        return sorted([*chosen, *meant], key=lambda item: item.candidate.first)

    def gate(self, document: Document) -> npt.NDArray[np.float32]:
        """How likely each segment asks for a skill, 0..1, by its words and those around it."""
        return self._models().asking.scores([document.text[s.start : s.end] for s in document.segments])

    def _gate_of_work(self, document: Document, told: list[Canonical]) -> npt.NDArray[np.float32]:
        """The same of a résumé: only what it says of work stands around a sentence."""
        numbers = about_work(document, ASKING)
        scores = np.zeros(len(document.segments), dtype=np.float32)
        scores[numbers] = self._models().asking.scores([told[number].text for number in numbers])
        return scores

    @cached_property
    def sentences(self) -> SentenceReader:
        """What reads single sentences for effort `thorough`."""
        return SentenceReader(self.index, self._models(), "thorough")


def _history(document: Document, as_of: date) -> WorkHistory | None:
    """The work that a résumé dates; None for a posting."""
    if document.kind != "resume":
        return None
    return worked_months(document.text, document.segments, document.sections, as_of)


def _is_apart(document: Document, names: Sequence[Place], item: Scored) -> bool:
    """Whether a name of a skill is no part of a person's name."""
    if not names:
        return True
    starts, ends = document.tokens.starts, document.tokens.ends
    return kept_apart(names, starts[item.candidate.first], ends[item.candidate.last - 1])


def _is_unbroken(index: VocabularyIndex, document: Document, candidate: Candidate) -> bool:
    """A name does not run over the end of a sentence, nor from one item of a list into the next."""
    if candidate.length == 1:
        return True
    if document.segment_at(candidate.first) != document.segment_at(candidate.last - 1):
        return False
    tokens = document.tokens
    inside = document.text[tokens.starts[candidate.first] : tokens.ends[candidate.last - 1]]
    broken = _BREAK.search(inside)
    return broken is None or broken.group() in index.names[candidate.name]
