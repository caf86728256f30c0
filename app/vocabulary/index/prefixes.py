"""Autocomplete: names by the beginning of any of their words, from one sorted array."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.text.folding import fold
from app.text.tokens import tokenize
from app.vocabulary.index.strings import StringTable, pack
from app.vocabulary.index.words import SEPARATOR

_END = "\U0010ffff"
_AFTER_SEPARATOR = "!"  # sorts after the separator and before whatever a word may hold
_STARTS_PER_NAME = 6  # later words of long names are found by search

# How much later a name is offered for beginning with something else, per word before, and for its length.
_INSIDE, _BEFORE, _WORD, _CHARACTER = 1.5, 0.5, 0.25, 0.005
_LONG = 12  # words

# A folded name from one of its words on, the row of the name, and the number of words before.
NameStart = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class PrefixTable:
    """Folded names from each of their words on, sorted; with the name of each, the words before and a rank.

    Of two entries that fit equally well, the one of the lower rank is offered first.
    """

    keys: StringTable
    names: npt.NDArray[np.int32]
    ranks: npt.NDArray[np.float32]
    before: npt.NDArray[np.uint8]

    def range(self, prefix: str) -> tuple[int, int]:
        """The rows (first, past the last) whose key begins with a folded prefix."""
        return self._first(prefix), self._first(prefix + _END)

    def parts(self, prefix: str) -> tuple[int, int, int, int]:
        """The rows of a prefix in three parts that follow each other: the first row of each, and the end.

        Keys of the first part equal it; in the second its last word is whole; in the third it goes on.
        """
        first, past = self.range(prefix)
        going_on = self._first(prefix + _AFTER_SEPARATOR, first, past)
        longer = self._first(prefix + SEPARATOR, first, going_on)
        return first, longer, going_on, past

    def _first(self, key: str, low: int = 0, high: int | None = None) -> int:
        return bisect_left(self.keys, key, low, len(self.keys) if high is None else high)


def folded(text: str) -> str:
    """The key of a name or of what a person has typed so far: plain forms with single spaces."""
    return SEPARATOR.join(fold(word)[0] for word in tokenize(text).words)


def name_starts(keys: Sequence[str]) -> list[NameStart]:
    """The folded names from each of their words on, in the order in which they are searched."""
    starts: list[NameStart] = []
    for name, key in enumerate(keys):
        words = key.split(SEPARATOR)
        places = range(min(len(words), _STARTS_PER_NAME))
        starts.extend((SEPARATOR.join(words[at:]), name, at) for at in places if words[at])
    starts.sort()
    return starts


def build_prefixes(
    starts: Sequence[NameStart], handicaps: Sequence[float]
) -> dict[str, npt.NDArray[np.generic]]:
    """Arrays of a PrefixTable; `handicaps` are the ranks that the names begin with."""
    text, offsets = pack([key for key, _, _ in starts])
    ranks = [_rank(key, before) + handicaps[name] for key, name, before in starts]
    return {
        "prefix_text": text,
        "prefix_offsets": offsets,
        "prefix_names": np.array([name for _, name, _ in starts], dtype=np.int32),
        "prefix_before": np.array([before for _, _, before in starts], dtype=np.uint8),
        "prefix_ranks": np.array(ranks, dtype=np.float32),
    }


def _rank(key: str, before: int) -> float:
    words = key.count(SEPARATOR) + 1 + before
    inside = _INSIDE if before else 0.0
    return inside + _BEFORE * before + _WORD * min(words, _LONG) + _CHARACTER * len(key)
