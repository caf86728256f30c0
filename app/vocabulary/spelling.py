"""Known words near a mistyped one, whole or only begun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_TYPO_FROM = 4  # letters from which a word may have one error
_TWO_FROM = 8  # letters from which it may have two
_MOST = 8


def errors_allowed(word: str) -> int:
    """How many typing errors (letters left out, added, changed, swapped) a word of this length may have."""
    return 0 if len(word) < _TYPO_FROM else 1 if len(word) < _TWO_FROM else 2


class Spelling:
    """The words of all names. They are found by the first letter, or by the second if the two are swapped."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words) - {""})
        self._known = frozenset(self._words)
        self._whole: dict[tuple[str, int], list[str]] = {}
        self._begun: dict[tuple[str, int], list[str]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def beginning_with(self, start: str, most: int) -> list[str]:
        """The first words, by the alphabet, that begin with some letters."""
        first = bisect_left(self._words, start)
        found = self._words[first : first + most]
        return [word for word in found if word.startswith(start)]

    def nearest(self, word: str, *, begun: bool) -> list[tuple[int, str]]:
        """(errors, known word) of the known words near a mistyped one, nearest first.

        Of a word that is only `begun`, what is compared and given is the beginning of known words.
        """
        allowed = errors_allowed(word)
        if not allowed:
            return []
        found: set[tuple[int, str]] = set()
        for letter in dict.fromkeys(word[:2]):
            for length in range(len(word) - allowed, len(word) + allowed + 1):
                choices = self._beginnings(letter, length) if begun else self._of_length(letter, length)
                near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=None)
                found.update((int(errors), choice) for choice, errors, _ in near if errors)
        return sorted(found)[:_MOST]

    def _beginnings(self, letter: str, length: int) -> list[str]:
        """The different beginnings, `length` letters long, of the words with a first letter."""
        found = self._begun.get((letter, length))
        if found is None:
            cut = (word[:length] for word in self._from(letter) if len(word) >= length)
            found = self._begun[letter, length] = list(dict.fromkeys(cut))
        return found

    def _of_length(self, letter: str, length: int) -> list[str]:
        found = self._whole.get((letter, length))
        if found is None:
            found = self._whole[letter, length] = [word for word in self._from(letter) if len(word) == length]
        return found

    def _from(self, letter: str) -> list[str]:
        past = bisect_left(self._words, chr(ord(letter) + 1))
        return self._words[bisect_left(self._words, letter) : past]
