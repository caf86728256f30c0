"""What is read by meaning of a résumé: its sentences on work, without dates, the person's name, pronoun and capitals.

A reader of sentences also looks at their neighbours, so whatever a résumé says besides of work would have a say in how
its work is read. Words are only ever blanked out or written small, so places in them hold in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from app.extraction.document import Document

_NAMED = frozenset({"profile", "other"})
_PRONOUNS = frozenset(
    "he she they him them his her hers their theirs himself herself themselves themself".split()
)
_SINGULAR = frozenset({"he", "she"})
_THIRD_PERSON = re.compile(r"\s\w{2,}[^\W\dsSuUiI_][sS]\b")
_MOST_NAMES = 6
_NAME = re.compile(r"[^\W\d_][\w'’-]+")
_AFTER_NAME = re.compile(r"[|•·/\n\d,;:(@]")
_FEW_LETTERS = 4


class Place(NamedTuple):
    """A stretch of a text, half open."""

    start: int
    end: int


def told_sentences(document: Document, dates: Sequence[Place], names: Sequence[Place]) -> list[str]:
    """Each segment of a résumé as long as it is, without these dates and names, a shouted one written small."""
    sentences = []
    endings = [place for name in names for place in _ending(document.text, name)]
    blanks = sorted([*dates, *names, *endings])
    for segment in document.segments:
        sentence = document.text[segment.start : segment.end]
        for start, end in blanks:
            if start < segment.end and segment.start < end:
                first, past = max(start - segment.start, 0), min(end - segment.start, len(sentence))
                sentence = sentence[:first] + " " * (past - first) + sentence[past:]
        sentences.append(_unshouted(sentence))
    return sentences


def name_places(document: Document) -> list[Place]:
    """Where the text around the work calls the person by the name that stands at the top, or "he", "she", "they"."""
    named = {word.lower() for word in _name_at_top(document)}
    places = []
    for segment, section in zip(document.segments, document.sections, strict=True):
        if section in _NAMED:
            for word in _NAME.finditer(document.text, segment.start, segment.end):
                said = word.group().lower().removesuffix("'s").removesuffix("’s")
                if said in _PRONOUNS or (said in named and word.group()[0].isupper()):
                    places.append(Place(*word.span()))
    return places


def _ending(text: str, name: Place) -> Iterator[Place]:
    """The s of the verb after "he" or "she": "she likes" and "they like" are told alike."""
    verb = _THIRD_PERSON.match(text, name.end)
    if verb is not None and text[name.start : name.end].lower() in _SINGULAR:
        yield Place(verb.end() - 1, verb.end())


def _name_at_top(document: Document) -> list[str]:
    if not document.segments or document.sections[0] != "contact":
        return []
    first = document.segments[0]
    end = _AFTER_NAME.search(document.text, first.start, first.end)
    line = document.text[first.start : end.start() if end else first.end]
    return _NAME.findall(line)[:_MOST_NAMES]


def _unshouted(sentence: str) -> str:
    """Words in capitals written small but for the first letter; a few letters are an abbreviation."""
    if not sentence.isupper() or sum(map(str.isalpha, sentence)) < _FEW_LETTERS:
        return sentence
    small = sentence.lower()
    if len(small) != len(sentence):
        return sentence
    first = next(place for place, sign in enumerate(sentence) if sign.isalpha())
    return small[:first] + sentence[first] + small[first + 1 :]


def places_of(spans: Iterable[tuple[int, int]]) -> list[Place]:
    """Spans as places, in order."""
    return sorted(Place(start, end) for start, end in spans)


def kept_apart(places: Sequence[Place], start: int, end: int) -> bool:
    """Whether words share no character with any of the places."""
    return all(end <= place.start or place.end <= start for place in places)


def about_work(document: Document, sections: Collection[str]) -> list[int]:
    """The numbers of the segments in these sections, in order."""
    return [number for number, section in enumerate(document.sections) if section in sections]
