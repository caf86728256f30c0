"""A sentence made ready for linking: its words, its clauses, and its views by the encoders there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.extraction.linking.linker import Query
from app.extraction.linking.windows import MOST_WORDS, make_view
from app.text.encoder import StaticEncoder
from app.text.reader import Reading, ReadingEncoder
from app.text.tokens import Tokens, tokenize
from app.vocabulary.index.words import WordTable

Floats = npt.NDArray[np.float32]

_BREAKS = frozenset(",;:.()/•|–—")
_LITTLE = frozenset("and or including such to with of as for in on by while".split())


def clause_bounds(text: str, tokens: Tokens) -> list[tuple[int, int]]:
    """(first, past) words of the parts of a sentence between punctuation and little words; none if it is one part."""
    found: list[tuple[int, int]] = []
    begun = 0
    for at, word in enumerate(tokens.words):
        if at and not _BREAKS.isdisjoint(text[tokens.ends[at - 1] : tokens.starts[at]]):
            found.append((begun, at))
            begun = at
        if word.lower() in _LITTLE:
            found.append((begun, at))
            begun = at + 1
    found.append((begun, len(tokens.words)))
    kept = [(first, past) for first, past in found if past > first]
    return kept if len(kept) > 1 else []


def shortened(tokens: Tokens) -> Tokens:
    """The first words, as many as are read."""
    if len(tokens) <= MOST_WORDS:
        return tokens
    return Tokens(tokens.words[:MOST_WORDS], tokens.starts[:MOST_WORDS], tokens.ends[:MOST_WORDS])


def static_query(text: str, words: WordTable, encoder: StaticEncoder) -> tuple[Query, Tokens] | None:
    """The query of a sentence for the static encoder alone, with its words; None where it has none."""
    tokens = shortened(tokenize(text))
    if not len(tokens):
        return None
    clauses = clause_bounds(text, tokens)
    asks = np.zeros(len(tokens), dtype=np.float32)
    view = make_view(encoder.word_sums(tokens.words), asks, clauses)
    return Query(words.each(tokens.words), [view], len(clauses)), tokens


class Seen(NamedTuple):
    """What the reading encoder saw of a sentence: its words, of each (n, d) the sum of its pieces' states, and how sure
    it is (n,) that each belongs to what is asked for.
    """

    tokens: Tokens
    reading: Reading
    sums: Floats
    asks: Floats


def see(text: str, reader: ReadingEncoder) -> Seen | None:
    """A sentence read in context; None where it has no words."""
    reading = reader.read(text)
    tokens = _within(shortened(tokenize(text)), reading)
    if not len(tokens):
        return None
    sums, asks = piece_sums(tokens, reading.places, reading.states, reading.begins + reading.goes_on)
    return Seen(tokens, reading, sums, asks)


def reading_query(text: str, seen: Seen, words: WordTable, encoder: StaticEncoder) -> Query:
    """The query of a sentence for both encoders."""
    surfaces = seen.tokens.words
    clauses = clause_bounds(text, seen.tokens)
    views = [make_view(sums, seen.asks, clauses) for sums in (encoder.word_sums(surfaces), seen.sums)]
    return Query(words.each(surfaces), views, len(clauses))


def _within(tokens: Tokens, reading: Reading) -> Tokens:
    """The words that the encoder read: it stops after so many pieces."""
    last = max((end for _, end in reading.places), default=0)
    count = sum(end <= last for end in tokens.ends)
    return Tokens(tokens.words[:count], tokens.starts[:count], tokens.ends[:count])


def piece_sums(
    tokens: Tokens, offsets: Sequence[tuple[int, int]], states: Floats, asks: Floats
) -> tuple[Floats, Floats]:
    """Of the states (p, d) of word pieces the sum (n, d) of each word's, and how sure the tags are of each word (n,)."""
    sums = np.zeros((len(tokens), states.shape[1]), dtype=np.float32)
    sure = np.zeros(len(tokens), dtype=np.float32)
    at = 0
    for piece, (start, end) in enumerate(offsets):
        if end <= start:
            continue
        while at < len(tokens) and tokens.ends[at] <= start:
            at += 1
        if at < len(tokens) and tokens.starts[at] < end:
            sums[at] += states[piece]
            sure[at] = max(sure[at], asks[piece])
    return sums, sure
