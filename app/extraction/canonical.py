"""Sentences of a résumé with each skill that they name called by its label, and where their words stand in the text.

A reader of sentences is swayed by how a skill is called: what else it reads in "bricklaying for garden walls" is not what
it reads in "laying bricks for garden walls". A skill said by another of its names must change no score, so it sees the
same sentence whichever name was used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.extraction.document import Document
from app.extraction.linking.sentences import Asked, Linked
from app.extraction.ranking import Scored
from app.vocabulary.index.index import VocabularyIndex


class Renamed(NamedTuple):
    """Characters of a sentence that name a skill, and those that stand for them in what is read; both half open."""

    start: int
    end: int
    read_start: int
    read_end: int


class Canonical(NamedTuple):
    """A sentence as it is read, and what in it is called by another name than in the text."""

    text: str
    renamed: tuple[Renamed, ...] = ()

    def says_more(self) -> bool:
        """Whether words stand beside the names; where none do, there is nothing to read by meaning."""
        past = 0
        for name in self.renamed:
            if any(map(str.isalnum, self.text[past : name.read_start])):
                return True
            past = name.read_end
        return any(map(str.isalnum, self.text[past:]))

    def in_text(self, place: Asked | Linked) -> Asked | Linked:
        """A place of what is read where it stands in the sentence; what shares a character with a name has it whole."""
        if not self.renamed:
            return place
        return place._replace(start=self._start_in_text(place.start), end=self._end_in_text(place.end))

    def _start_in_text(self, place: int) -> int:
        moved = 0
        for name in self.renamed:
            if place < name.read_start:
                break
            if place < name.read_end:
                return name.start
            moved = name.end - name.read_end
        return place + moved

    def _end_in_text(self, place: int) -> int:
        moved = 0
        for name in self.renamed:
            if place <= name.read_start:
                break
            if place <= name.read_end:
                return name.end
            moved = name.end - name.read_end
        return place + moved


def canonical_sentences(
    index: VocabularyIndex, document: Document, chosen: Sequence[Scored], told: Sequence[str]
) -> list[Canonical]:
    """The sentences `told` of a document, each as long as its segment, with the `chosen` skills called by their labels.

    Terms of several frameworks for one skill are called by the label of the first.
    """
    named: dict[int, list[_Name]] = {}
    for number, name in _names(index, document, chosen):
        named.setdefault(number, []).append(name)
    return [
        _renamed(sentence, named[number]) if number in named else Canonical(sentence)
        for number, sentence in enumerate(told)
    ]


class _Name(NamedTuple):
    """Characters of a sentence and the label of the skill that they name."""

    start: int
    end: int
    label: str


def _names(
    index: VocabularyIndex, document: Document, chosen: Sequence[Scored]
) -> Iterator[tuple[int, _Name]]:
    """The names within a segment, each with the segment's number, in the order of the text."""
    for item in chosen:
        first, last, skill, *_ = item.candidate
        number = document.segment_at(first)
        segment = document.segments[number]
        start, end = document.tokens.starts[first], document.tokens.ends[last - 1]
        if segment.start <= start and end <= segment.end:
            yield number, _Name(start - segment.start, end - segment.start, index.label(index.group(skill)))


def _renamed(sentence: str, names: Sequence[_Name]) -> Canonical:
    """The sentence with labels in the place of names, which share no character and come in order."""
    parts: list[str] = []
    renamed: list[Renamed] = []
    past = length = 0
    for start, end, label in names:
        before = sentence[past:start]
        if not parts and not any(map(str.isalnum, before)):
            label = _opening(label)
        begun = length + len(before)
        length = begun + len(label)
        renamed.append(Renamed(start, end, begun, length))
        parts += before, label
        past = end
    return Canonical("".join((*parts, sentence[past:])), tuple(renamed))


def _opening(label: str) -> str:
    """A label as it opens a sentence, whichever way the name was written; one such as "iOS" stays."""
    return label[:1].upper() + label[1:] if label.partition(" ")[0].islower() else label
