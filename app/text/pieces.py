"""Word pieces: how the reading encoder spells a text, each piece with the place of its word.

Greedy WordPiece over words and signs, as BERT does it (Devlin et al. 2019). The library that does the same brings a
client for a model hub with it, which a service that works offline has no use for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_FIRST, _LAST, _UNKNOWN, _CONTINUED = "[CLS]", "[SEP]", "[UNK]", "##"
_LONGEST_WORD = 100  # letters; a longer run is no word
_CACHED_WORDS = 50_000
_LETTERS = r"[^\W_\u3400-\u9fff\uf900-\ufaff]"
# An accent may be a sign of its own, as files of a Mac write it; it does not end a word.
_WORD = re.compile(rf"[\u3400-\u9fff\uf900-\ufaff]|{_LETTERS}+(?:[\u0300-\u036f]+{_LETTERS}*)*|[^\s\w]|_")


class Pieces(NamedTuple):
    """Numbers of the pieces of a text, marks at both ends included, and the place (start, end) of each one's word."""

    numbers: list[int]
    places: list[tuple[int, int]]


class WordPieces:
    """Spells texts with the pieces of one vocabulary; remembers the words it has seen."""

    def __init__(self, vocabulary: Sequence[str], longest: int) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = longest
        self._marks = self._numbers[_FIRST], self._numbers[_LAST]
        self._known: dict[str, tuple[int, ...]] = {}

    def spell(self, text: str) -> Pieces:
        """The pieces of a text, cut at the longest that is read; both marks have an empty place."""
        first, last = self._marks
        numbers, places = [first], [(0, 0)]
        known = self._known
        for match in _WORD.finditer(text):
            word = match.group()
            pieces = known.get(word) or self._remember(word)
            numbers += pieces
            places += [match.span()] * len(pieces)
            if len(numbers) >= self._longest:
                break
        del numbers[self._longest - 1 :], places[self._longest - 1 :]
        return Pieces([*numbers, last], [*places, (0, 0)])

    def _remember(self, word: str) -> tuple[int, ...]:
        if len(self._known) >= _CACHED_WORDS:
            self._known.clear()
        pieces = self._known[word] = self._split(_plain(word))
        return pieces

    def _split(self, word: str) -> tuple[int, ...]:
        """The longest piece first; a word with a part that no piece spells is unknown as a whole."""
        unknown = (self._numbers[_UNKNOWN],)
        if not word or len(word) > _LONGEST_WORD:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = _CONTINUED if start else ""
            end = len(word)
            while end > start and prefix + word[start:end] not in self._numbers:
                end -= 1
            if end == start:
                return unknown
            found.append(self._numbers[prefix + word[start:end]])
            start = end
        return tuple(found)


def _plain(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
