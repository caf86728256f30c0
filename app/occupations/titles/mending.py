"""Words that no name has, put right: "enginer" is "engineer"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.occupations.titles.words import Reading

_SHORTEST = 5  # a shorter word may be any other
_LONG = 9  # from here on a word may have two slips
_COMMONEST_FIRST = 8  # nearest words looked at
_RARE = 3  # a word of fewer names is as likely wrong as the one to be mended

# Frameworks have slips of their own ("enginer"): so many times commoner is the word that is meant.
_FAR_COMMONER = 100


class Mender:
    """Puts words right by those that names have."""

    def __init__(self, known: Mapping[str, int]) -> None:
        """`known` has for each word in how many names it is."""
        self._known = known
        self._words = [
            word for word in known if len(word) >= _SHORTEST - 1 and word.isalpha() and known[word] >= _RARE
        ]
        self._mended = lru_cache(maxsize=10_000)(self._nearest)

    def mend(self, read: Sequence[Reading]) -> tuple[list[Reading], bool]:
        """The readings with their words put right, and whether any was."""
        mended = [self._reading(reading) for reading in read]
        return mended, mended != list(read)

    def _reading(self, reading: Reading) -> Reading:
        words = tuple(self._word(word) for word in reading.words)
        if words == reading.words:
            return reading
        return replace(reading, words=words, head=self._word(reading.head))

    def _word(self, word: str) -> str:
        if self._known.get(word, 0) > _RARE or len(word) < _SHORTEST or not word.isalpha():
            return word
        return self._mended(word) or word

    def _nearest(self, word: str) -> str | None:
        """The commonest of the nearest known words; the first letter is hardly ever wrong."""
        count = self._known.get(word, 0)
        most = 2 if len(word) >= _LONG and not count else 1
        least = max(_RARE, _FAR_COMMONER * count)
        found = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=most, limit=_COMMONEST_FIRST
        )
        near = [
            (distance, -self._known[other], other)
            for other, distance, _ in found
            if other[0] == word[0] and other != word and self._known[other] >= least
        ]
        return min(near)[2] if near else None
