"""Autocomplete: names by the beginning of any of their words, from one sorted array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.text.folding import fold
from app.text.tokens import tokenize
from app.vocabulary.index.strings import StringTable, pack

SEPARATOR = " "
_END = "\U0010ffff"
_STARTS_PER_NAME = 6  # later words of long names are found by search


@dataclass(frozen=True, slots=True)
class PrefixTable:
    """Folded names from each of their words on, sorted; with the name each belongs to and how good a hit it is."""

    keys: StringTable
    names: npt.NDArray[np.int32]
    ranks: npt.NDArray[np.float32]

    def range(self, prefix: str) -> tuple[int, int]:
        """The rows (first, past the last) whose key begins with a folded prefix."""
        return self._first(prefix), self._first(prefix + _END)

    def _first(self, key: str) -> int:
        low, high = 0, len(self.keys)
        while low < high:
            middle = (low + high) // 2
            if self.keys[middle] < key:
                low = middle + 1
            else:
                high = middle
        return low


def folded(text: str) -> str:
    """The key of a name or of what a person has typed so far: plain forms with single spaces."""
    return SEPARATOR.join(fold(word)[0] for word in tokenize(text).words)


def build_prefixes(names: Sequence[str], kinds: Sequence[int]) -> dict[str, npt.NDArray[np.generic]]:
    """Arrays of a PrefixTable; a hit ranks lower for each word before it, for a long name and for a mere alias."""
    entries: list[tuple[str, int, float]] = []
    for row, name in enumerate(names):
        words = folded(name).split(SEPARATOR)
        for first in range(min(len(words), _STARTS_PER_NAME)):
            if words[first]:
                rank = first * 2.0 + kinds[row] * 1.0 + min(len(words), 12) * 0.25 + len(name) * 0.005
                entries.append((SEPARATOR.join(words[first:]), row, rank))
    entries.sort()
    text, offsets = pack([key for key, _, _ in entries])
    return {
        "prefix_text": text,
        "prefix_offsets": offsets,
        "prefix_names": np.array([row for _, row, _ in entries], dtype=np.int32),
        "prefix_ranks": np.array([rank for _, _, rank in entries], dtype=np.float32),
    }
