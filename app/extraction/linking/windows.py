"""Windows: every run of a few words of a sentence as a vector, so that each skill meets the words that speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12)  # words of a window
MOST_WORDS = 60  # of a sentence that are read; what follows is another sentence's worth


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as one encoder sees it: its own vector (d,), and the vectors (w, d) of its windows.

    Window i covers words `first[i]` to `past[i]` (not included). `asks` (words,) is how sure it is that a word belongs
    to what is asked for, 0..1. Window 0 is the whole sentence.
    """

    vectors: Floats
    first: Rows
    past: Rows
    asks: Floats

    @property
    def whole(self) -> Floats:
        """The vector of the sentence."""
        found: Floats = self.vectors[0]
        return found


def make_view(words: Floats, asks: Floats, extra: Sequence[tuple[int, int]] = ()) -> View:
    """The windows over words given as sums (n, d) of the vectors of their pieces; `extra` windows (clauses) come last."""
    count = len(words)
    first, past = window_bounds(count)
    if extra:
        first = np.concatenate([first, np.array([start for start, _ in extra], dtype=np.intp)])
        past = np.concatenate([past, np.array([end for _, end in extra], dtype=np.intp)])
    sums = np.zeros((count + 1, words.shape[1]), dtype=np.float32)
    np.cumsum(words, axis=0, out=sums[1:])
    vectors = sums[past] - sums[first]
    vectors /= np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)), np.float32(1e-6))[:, None]
    return View(vectors, first, past, asks)


@lru_cache(maxsize=MOST_WORDS + 1)
def window_bounds(count: int) -> tuple[Rows, Rows]:
    """(first, past) of the windows of a sentence of so many words; the whole sentence is window 0."""
    bounds = [(0, count)]
    bounds += [(start, start + size) for size in SIZES if size < count for start in range(count - size + 1)]
    first, past = np.array(bounds, dtype=np.intp).T
    return first, past
