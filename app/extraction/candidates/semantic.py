"""Candidates by meaning: places that ask for a skill no name says in so many words, read sentence by sentence."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.extraction.candidates.candidate import Candidate
from app.extraction.canonical import Canonical
from app.extraction.document import Document
from app.extraction.linking.sentences import Asked, Found, Linked, SentenceReader
from app.extraction.ranking import Scored
from app.text.segments import Segment
from app.text.tokens import words_of
from app.vocabulary.index.index import VocabularyIndex

# Sections whose sentences ask for or show skills; elsewhere nothing is read by meaning.
ASKING = frozenset(
    "requirements preferred responsibilities summary title other skills experience volunteer projects profile".split()
)
# A sentence that asks for a skill less surely than this is not read: 93 of 100 that ask are surer.
GATE = 0.15
MOST_SENTENCES = 400  # of one text: bounds the time for a text of 100,000 characters
# A place that surely asks is a mention even if its skill is a guess: the skill's own confidence says so.
LEAST_LINK = 0.005
_SECOND = 0.5  # another skill of the same place must be this likely
# A skill of which one word alone speaks that its label has too ("leads", "lead others") must be this likely.
_ECHO = 0.75
LEAST_PLACE = 0.48  # words that ask less surely than this are no mention
_SHORTEST_LABEL = 6
# Words at the ends of a place that are no part of what it asks for.
_LOOSE = frozenset("and or the a an of to for in with on how by as at from into your our their its".split())
# How sure it is that words ask: logistic fits to SkillSpan dev (seed_data/reader/make_places.py). Of a place that was
# read by how its words are tagged, how many they are, and the gate; of a name by its own confidence, gate and tags.
_PLACE = {"tagged": 0.564, "words": 0.515, "gate": 0.222, "bias": -0.496}
_NAME = {"own": 0.21, "gate": 0.298, "tagged": 0.371, "bias": -0.479}
UNTAGGED = 0.05  # how a name counts as tagged of which no word is
_NAMED_LEAST = 0.25  # a name stays a mention whatever is said around it


class Sentences(NamedTuple):
    """What was read of a document's sentences: by number of the segment, with the gate's probability.

    Places are those of what is `told`: each segment as it was read, where that differs from the text.
    """

    gate: npt.NDArray[np.float32]
    read: dict[int, Found]
    told: Sequence[Canonical] | None = None


def read_sentences(
    document: Document,
    gate: npt.NDArray[np.float32],
    reader: SentenceReader,
    told: Sequence[Canonical] | None = None,
    ranked: Set[int] = frozenset(),
) -> Sentences:
    """Reads the sentences that ask for a skill, at most `MOST_SENTENCES`, likeliest first where there are more.

    `told` has each segment as it is to be read, where that differs from the text. Skills are looked for where a place
    may become a mention, and in the segments that are `ranked`.
    """
    asking = [n for n, section in enumerate(document.sections) if section in ASKING and gate[n] >= GATE]
    if told is not None:
        asking = [number for number in asking if told[number].says_more()]
    if len(asking) > MOST_SENTENCES:
        asking = sorted(sorted(asking, key=lambda n: (-float(gate[n]), n))[:MOST_SENTENCES])
    if told is None:
        sentences = [document.text[segment.start : segment.end] for segment in document.segments]
    else:
        sentences = [sentence.text for sentence in told]
    unread = Sentences(gate, {}, told)

    def wanted(at: int, places: Sequence[Asked]) -> bool:
        number = asking[at]
        return number in ranked or any(_sure(document, unread, number, x) >= LEAST_PLACE for x in places)

    found = reader.read_all([sentences[n] for n in asking], wanted=wanted)
    return Sentences(gate, dict(zip(asking, found, strict=True)), told)


def ranked_segments(index: VocabularyIndex, document: Document, chosen: Sequence[Scored]) -> set[int]:
    """The segments with a name of which the ranking has something to say: see `name_link`."""
    candidates = (item.candidate for item in chosen)
    return {document.segment_at(x.first) for x in candidates if index.type(x.skill) != "technology"}


def place_confidence(asked: Asked, words: int, gate: float) -> float:
    """How likely the words of a place ask for a skill, 0..1."""
    total = _PLACE["tagged"] * logit(asked.confidence) + _PLACE["words"] * math.log(max(words, 1))
    return _probability(total + _PLACE["gate"] * logit(gate) + _PLACE["bias"])


def _sure(document: Document, sentences: Sentences, number: int, place: Asked) -> float:
    """How likely a place of a segment asks for a skill, 0..1."""
    if sentences.told is None:
        first, past = tokens_of(document, document.segments[number], place)
        words = past - first
    else:  # counted as read: a skill called by a longer name asks no more surely
        words = len(words_of(sentences.told[number].text[place.start : place.end]))
    return place_confidence(place, words, float(sentences.gate[number]))


def name_confidence(document: Document, sentences: Sentences, item: Scored) -> float:
    """How likely a name in a posting asks for its skill there: by itself and by what is said around it, 0..1.

    A name in a place that asks is at least as sure as the place.
    """
    candidate = item.candidate
    number = document.segment_at(candidate.first)
    gate = float(sentences.gate[number])
    tagged, place = 0.0, min(item.confidence, _NAMED_LEAST)
    for asked in around(document, sentences, number, candidate):
        tagged = max(tagged, asked.confidence)
        place = max(place, _sure(document, sentences, number, asked))
    total = _NAME["own"] * logit(item.confidence) + _NAME["gate"] * logit(gate)
    total += _NAME["tagged"] * logit(max(tagged, UNTAGGED)) + _NAME["bias"]
    return max(_probability(total), place)


def name_link(index: VocabularyIndex, document: Document, sentences: Sentences, item: Scored) -> float:
    """How likely a name means its skill, 0..1: what it is by itself and, in equal parts, what the ranking says of it.

    The ranking learnt from sentences linked to skills; it knows nothing of products.
    """
    found = sentences.read.get(document.segment_at(item.candidate.first))
    if found is None or index.type(item.candidate.skill) == "technology":
        return item.confidence
    group = index.group(item.candidate.skill)
    ranked = (x.probability for x in found.skills if x.method != "semantic" and index.group(x.skill) == group)
    return (item.confidence + max(ranked, default=item.confidence)) / 2


def around(document: Document, sentences: Sentences, number: int, candidate: Candidate) -> list[Asked]:
    """The places of a segment of a posting that share a character with a candidate."""
    found = sentences.read.get(number)
    if found is None:
        return []
    offset = document.segments[number].start
    start = document.tokens.starts[candidate.first] - offset
    end = document.tokens.ends[candidate.last - 1] - offset
    return [asked for asked in found.asked if asked.start < end and start < asked.end]


def find_meanings(
    index: VocabularyIndex,
    document: Document,
    sentences: Sentences,
    named: dict[int, set[int]],
    taken: set[int],
) -> Iterator[Scored]:
    """Candidates with how sure their place is.

    `named` has the groups of skills that each segment names anyway, `taken` the tokens that name them: what else a
    place asks for stands in its other words.
    """
    for number, found in sentences.read.items():
        segment = document.segments[number]
        told = Canonical("") if sentences.told is None else sentences.told[number]
        known = set(named.get(number, ()))
        for asked in found.asked:
            for linked, whole in _skills_of(index, found.skills, asked, known):
                sure = _sure(document, sentences, number, asked)
                place = told.in_text(asked if whole else linked)
                first, last = _tight(document, *_free(*tokens_of(document, segment, place), taken))
                if last > first and sure >= LEAST_PLACE:
                    skill, link = linked.skill, linked.probability
                    candidate = Candidate(first, last, skill, skill, "label", "meaning", 1, link)
                    yield Scored(candidate, sure, link)


def _skills_of(
    index: VocabularyIndex, skills: Sequence[Linked], asked: Asked, known: set[int]
) -> Iterator[tuple[Linked, bool]]:
    """The likeliest skill of a place, and other sure ones; and whether all its words stand for the skill."""
    kept: list[Linked] = []
    for linked in skills:
        if linked.probability < (_SECOND if kept else LEAST_LINK):
            break
        if (
            linked.method != "semantic"
            or not _within(linked, asked)
            or not _can_be_meant(index, linked.skill)
        ):
            continue
        if linked.probability < _ECHO and linked.stem and linked.stem in index.label_stems(linked.skill):
            continue
        group = index.group(linked.skill)
        apart = all(linked.end <= other.start or other.end <= linked.start for other in kept)
        if apart and group not in known:
            kept.append(linked)
            known.add(group)
    for linked in kept:
        yield linked, len(kept) == 1


def _can_be_meant(index: VocabularyIndex, skill: int) -> bool:
    """Whether a skill may be asked for without its name; a product or "R" or "Scratch (…)" may not."""
    label = index.label(skill)
    kind = index.type(skill)
    return kind not in ("technology", "language") and len(label) >= _SHORTEST_LABEL and "(" not in label


def _free(first: int, past: int, taken: set[int]) -> tuple[int, int]:
    """The longest run of a place's tokens that name nothing, the first of equals; the whole place if it names nothing."""
    best, begun = (first, first), first
    for token in range(first, past + 1):
        if token == past or token in taken:
            if token - begun > best[1] - best[0]:
                best = (begun, token)
            begun = token + 1
    return best


def _tight(document: Document, first: int, last: int) -> tuple[int, int]:
    """The tokens of a place without loose words at its ends."""
    words = document.tokens.words
    while first < last and words[last - 1].lower() in _LOOSE:
        last -= 1
    while first < last and words[first].lower() in _LOOSE:
        first += 1
    return first, last


def _within(linked: Linked, asked: Asked) -> bool:
    """Whether a good part of the words of a skill stand in a place."""
    shared = min(linked.end, asked.end) - max(linked.start, asked.start)
    return 5 * shared > linked.end - linked.start


def tokens_of(document: Document, segment: Segment, place: Asked | Linked) -> tuple[int, int]:
    """The tokens (first, past) of characters of a sentence."""
    starts = document.tokens.starts
    first = bisect_left(starts, segment.start + place.start)
    return first, bisect_left(starts, segment.start + place.end, first)


def logit(probability: float) -> float:
    """The log odds of a probability, kept finite."""
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))


def _probability(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit))
