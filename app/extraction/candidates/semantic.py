"""Candidates by meaning: places that ask for a skill no name says in so many words, read sentence by sentence."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.extraction.candidates.candidate import Candidate
from app.extraction.document import Document
from app.extraction.linking.sentences import Asked, Found, Linked, SentenceReader
from app.text.segments import Segment
from app.vocabulary.index.index import VocabularyIndex

# Sections whose sentences ask for or show skills; elsewhere nothing is read by meaning.
ASKING = frozenset(
    "requirements preferred responsibilities summary title other skills experience volunteer projects profile".split()
)
# A sentence that asks for a skill less surely than this is not read: 97 of 100 that ask are surer.
GATE = 0.06
MOST_SENTENCES = 400  # of one text: bounds the time for a text of 100,000 characters
LEAST_LINK = 0.2  # a skill less likely than this is not what a place asks for
_SECOND = 0.5  # another skill of the same place must be this likely
# How sure a place is: a logistic fit (benchmarks/spans.py) of how its words are tagged, how many they are, and the gate.
_TAGGED, _WORDS, _GATED, _BIAS = 0.64, 0.29, 0.33, 0.0


class Sentences(NamedTuple):
    """What was read of a document's sentences: by number of the segment, with the gate's probability."""

    gate: npt.NDArray[np.float32]
    read: dict[int, Found]


def read_sentences(document: Document, gate: npt.NDArray[np.float32], reader: SentenceReader) -> Sentences:
    """Reads the sentences that ask for a skill, at most `MOST_SENTENCES`, likeliest first where there are more."""
    asking = [n for n, section in enumerate(document.sections) if section in ASKING and gate[n] >= GATE]
    if len(asking) > MOST_SENTENCES:
        asking = sorted(sorted(asking, key=lambda n: (-float(gate[n]), n))[:MOST_SENTENCES])
    text = document.text
    found = {n: reader.read(text[document.segments[n].start : document.segments[n].end]) for n in asking}
    return Sentences(gate, found)


def place_confidence(asked: Asked, words: int, gate: float) -> float:
    """How likely the words of a place ask for a skill, 0..1."""
    total = (
        _TAGGED * _logit(asked.confidence) + _WORDS * math.log(max(words, 1)) + _GATED * _logit(gate) + _BIAS
    )
    return 1.0 / (1.0 + math.exp(-total))


def find_meanings(
    index: VocabularyIndex, document: Document, sentences: Sentences, named: dict[int, set[int]]
) -> Iterator[tuple[Candidate, float]]:
    """Candidates with how sure their place is; `named` has the groups of skills that each segment names anyway."""
    for number, found in sentences.read.items():
        segment = document.segments[number]
        gate = float(sentences.gate[number])
        known = set(named.get(number, ()))
        for asked in found.asked:
            for linked, whole in _skills_of(index, found.skills, asked, known):
                first, last = _tokens(document, segment, asked if whole else linked)
                if last > first:
                    sure = place_confidence(asked, last - first, gate)
                    yield (
                        Candidate(
                            first, last, linked.skill, linked.skill, "label", "meaning", 1, linked.probability
                        ),
                        sure,
                    )


def _skills_of(
    index: VocabularyIndex, skills: Sequence[Linked], asked: Asked, known: set[int]
) -> Iterator[tuple[Linked, bool]]:
    """The likeliest skill of a place, and other sure ones; and whether all its words stand for the skill."""
    inside = [
        x
        for x in skills
        if x.method == "semantic" and _within(x, asked) and index.group(x.skill) not in known
    ]
    kept: list[Linked] = []
    for linked in inside:
        if linked.probability < (_SECOND if kept else LEAST_LINK):
            break
        if all(linked.end <= other.start or other.end <= linked.start for other in kept):
            kept.append(linked)
    for linked in kept:
        known.add(index.group(linked.skill))
        yield linked, len(kept) == 1


def _within(linked: Linked, asked: Asked) -> bool:
    """Whether more than half of the words of a skill stand in a place."""
    shared = min(linked.end, asked.end) - max(linked.start, asked.start)
    return 2 * shared > linked.end - linked.start


def _tokens(document: Document, segment: Segment, place: Asked | Linked) -> tuple[int, int]:
    """The tokens (first, past) of characters of a sentence."""
    starts = document.tokens.starts
    first = bisect_left(starts, segment.start + place.start)
    return first, bisect_left(starts, segment.start + place.end, first)


def _logit(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))
