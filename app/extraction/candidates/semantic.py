"""Candidates by meaning: clauses that ask for something no name says in so many words, by vectors of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.extraction.candidates.candidate import Candidate
from app.extraction.document import Document
from app.text.encoder import Encoder
from app.text.segments import clauses
from app.vocabulary.index.index import VocabularyIndex

# Sections whose sentences ask for or show skills; elsewhere nothing is read by meaning.
ASKING = frozenset(
    "requirements preferred responsibilities summary title other skills experience volunteer projects profile".split()
)
_SHORTEST_LABEL = 6
# A clause with one of these speaks of the ad or the hiring, not of the work.
_OF_THE_AD = frozenset(
    "candidate candidates applicant applicants application applications apply cv resume salary vacancy job jobs role "
    "position opportunity".split()
)
_FEWEST, _MOST = 2, 30  # words of a clause worth reading
_MOST_CLAUSES = 400  # of one text: bounds the time for a text of 100,000 characters


@dataclass(frozen=True, slots=True)
class Nearest:
    """The skill nearest to a clause, its cosine similarity, and how far the next group of skills is behind."""

    skill: int
    cosine: float
    lead: float


class MeaningTable:
    """The vectors of the skills that may be meant without being named: all but products, languages and short names."""

    def __init__(self, index: VocabularyIndex) -> None:
        kept = [row for row in range(len(index)) if _can_be_meant(index, row)]
        self._rows = np.array(kept, dtype=np.int32)
        self._vectors = np.ascontiguousarray(index.vectors[self._rows])
        self._index = index

    def nearest(self, queries: npt.NDArray[np.float32]) -> list[Nearest]:
        """The nearest skill of each query vector (m, dimension)."""
        scores = queries @ self._vectors.T
        best = scores.argmax(axis=1)
        found = []
        for at, place in enumerate(best.tolist()):
            top = float(scores[at, place])
            scores[at, place] = -1.0
            found.append(Nearest(int(self._rows[place]), top, top - float(scores[at].max())))
        return found


def _can_be_meant(index: VocabularyIndex, row: int) -> bool:
    """Whether a skill may be asked for without its name; a product or "R" or "Scratch (…)" may not."""
    label = index.label(row)
    return (
        index.type(row) not in ("technology", "language")
        and len(label) >= _SHORTEST_LABEL
        and "(" not in label
    )


def find_meanings(
    encoder: Encoder, table: MeaningTable, document: Document, taken: set[int]
) -> Iterator[tuple[Candidate, Nearest]]:
    """For each clause that asks for a skill and holds no named one, the candidate nearest in meaning."""
    spans = list(_open_clauses(document, taken))[:_MOST_CLAUSES]
    if not spans:
        return
    tokens = document.tokens
    texts = [document.text[tokens.starts[first] : tokens.ends[last - 1]] for first, last in spans]
    for (first, last), nearest in zip(spans, table.nearest(encoder.encode(texts)), strict=True):
        yield (
            Candidate(first, last, nearest.skill, nearest.skill, "label", "meaning", 1, nearest.cosine),
            nearest,
        )


def _open_clauses(document: Document, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Token ranges of clauses in asking sections in which no word is taken by a named skill."""
    starts = document.tokens.starts
    at = 0
    for number, segment in enumerate(document.segments):
        while at < len(starts) and starts[at] < segment.start:
            at += 1
        if document.sections[number] not in ASKING:
            continue
        place = at
        for start, end in clauses(document.text, segment):
            first, place = _advance(starts, place, start), _advance(starts, place, end)
            fits = _FEWEST <= place - first <= _MOST and taken.isdisjoint(range(first, place))
            if fits and _OF_THE_AD.isdisjoint(map(str.lower, document.tokens.words[first:place])):
                yield first, place


def _advance(starts: Sequence[int], place: int, offset: int) -> int:
    while place < len(starts) and starts[place] < offset:
        place += 1
    return place


def distinct(
    found: Iterable[tuple[Candidate, Nearest]], index: VocabularyIndex, named: set[int]
) -> Iterator[tuple[Candidate, Nearest]]:
    """Without skills that the text names anyway."""
    return ((candidate, nearest) for candidate, nearest in found if index.group(candidate.skill) not in named)
