"""Known words near a mistyped one, whole or only begun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_TYPO_FROM = 4  # letters from which a word may have one error
_TWO_FROM = 8  # letters from which it may have two
_MOST = 8
_SHORTEST_PART = 3  # letters of a word that was run together with another
_AFTER_ALL = "\U0010ffff"


def errors_allowed(word: str) -> int:
    """How many typing errors (letters left out, added, changed, swapped) a word of this length may have."""
    return 0 if len(word) < _TYPO_FROM else 1 if len(word) < _TWO_FROM else 2


class Spelling:
    """The words of all names. A mistyped word begins with the right letter, or with the first two swapped."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words) - {""})
        self._known = frozenset(self._words)
        self._whole: dict[tuple[str, int], list[str]] = {}
        self._begun: dict[tuple[str, int], list[str]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def apart(self, word: str) -> list[tuple[str, str]]:
        """The ways to cut a word into one that is known and the rest, both of a few letters at least."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        return [(word[:cut], word[cut:]) for cut in cuts if word[:cut] in self._known]

    def nearest(self, word: str, *, begun: bool) -> list[tuple[int, str]]:
        """(errors, known word) of the known words near a mistyped one, nearest first.

        Of a word that is only `begun`, what is compared and given is the beginning of known words.
        """
        allowed = errors_allowed(word)
        if not allowed:
            return []
        found: set[tuple[int, str]] = set()
        for start in (word[0], word[1] + word[0]):
            for length in range(len(word) - allowed, len(word) + allowed + 1):
                choices = self._beginnings(start, length) if begun else self._of_length(start, length)
                near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=None)
                found.update((int(errors), choice) for choice, errors, _ in near if errors)
        return sorted(found)[:_MOST]

    def _beginnings(self, start: str, length: int) -> list[str]:
        """The different beginnings, `length` letters long, of the words that begin with `start`."""
        found = self._begun.get((start, length))
        if found is None:
            cut = (word[:length] for word in self._from(start) if len(word) >= length)
            found = list(dict.fromkeys(cut))
            if found:  # what is typed may begin in endless ways, words do not
                self._begun[start, length] = found
        return found

    def _of_length(self, start: str, length: int) -> list[str]:
        found = self._whole.get((start, length))
        if found is None:
            found = [word for word in self._from(start) if len(word) == length]
            if found:
                self._whole[start, length] = found
        return found

    def _from(self, start: str) -> list[str]:
        past = bisect_left(self._words, start + _AFTER_ALL)
        return self._words[bisect_left(self._words, start) : past]
