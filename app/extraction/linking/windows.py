"""Windows: every run of a few words of a sentence, so that each skill meets the words that speak of it.

A window points where the sum of its words' vectors points. No window's vector is made to be compared: its product with
a skill is a sum of its words' products, and all of those are differences of sums from the beginning of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12)  # words of a window
MOST_WORDS = 60  # of a sentence that are read; what follows is another sentence's worth
_NO_LENGTH = 1e-6  # a window whose words have no vector is taken to be so long


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as one encoder sees it: the sums (n, d) of the vectors of each word's pieces, and its windows.

    Window i covers words `first[i]` to `past[i]` (not included); their sum has length `lengths[i]`. `asks` (n,) is how
    sure it is that a word belongs to what is asked for, 0..1. Window 0 is the whole sentence.
    """

    words: Floats
    first: Rows
    past: Rows
    lengths: Doubles
    asks: Floats

    def vectors(self, windows: Sequence[int]) -> Floats:
        """The vectors (w, d) of some windows, of length one."""
        found = np.empty((len(windows), self.words.shape[1]), dtype=np.float32)
        for row, window in enumerate(windows):
            np.add.reduce(self.words[self.first[window] : self.past[window]], axis=0, out=found[row])
        found /= self.lengths[windows].astype(np.float32)[:, None]
        return found

    def products(self, vectors: Floats) -> Doubles:
        """(n + 1, k): the products of k vectors (k, d) with the sum of the sentence's first words, none to all."""
        found = np.zeros((len(self.words) + 1, len(vectors)))
        # Sums from the beginning grow, and what is wanted of them are differences: float64 keeps their digits.
        np.cumsum(self.words @ vectors.T, axis=0, out=found[1:])
        return found


def make_view(words: Floats, asks: Floats, extra: Sequence[tuple[int, int]] = ()) -> View:
    """The windows over words given as sums (n, d) of the vectors of their pieces; `extra` windows (clauses) come last."""
    first, past = window_bounds(len(words))
    if extra:
        first = np.concatenate([first, np.array([start for start, _ in extra], dtype=np.intp)])
        past = np.concatenate([past, np.array([end for _, end in extra], dtype=np.intp)])
    return View(words, first, past, _lengths(words, first, past), asks)


def _lengths(words: Floats, first: Rows, past: Rows) -> Doubles:
    """The length of the sum of each window's words, from the words' products with each other."""
    sums = np.zeros((len(words) + 1, len(words) + 1))
    np.cumsum(words @ words.T, axis=0, out=sums[1:, 1:])
    np.cumsum(sums, axis=1, out=sums)
    own = sums.diagonal()
    squares = own[past] + own[first] - 2 * sums[first, past]
    found: Doubles = np.sqrt(np.maximum(squares, _NO_LENGTH**2))
    return found


@lru_cache(maxsize=MOST_WORDS + 1)
def window_bounds(count: int) -> tuple[Rows, Rows]:
    """(first, past) of the windows of a sentence of so many words; the whole sentence is window 0."""
    bounds = [(0, count)]
    bounds += [(start, start + size) for size in SIZES if size < count for start in range(count - size + 1)]
    first, past = np.array(bounds, dtype=np.intp).T
    return first, past
