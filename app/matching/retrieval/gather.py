"""Gathering rows of different lengths from flat arrays, without a loop."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.int64]


def starts_of(lengths: npt.ArrayLike) -> Indices:
    """Where each of consecutive rows of these lengths starts, with the end of the last one."""
    counted = np.asarray(lengths, np.int64)
    starts = np.zeros(len(counted) + 1, np.int64)
    np.cumsum(counted, out=starts[1:])
    return starts


def take_ranges(starts: npt.NDArray[np.integer], rows: Indices) -> tuple[Indices, Indices]:
    """The flat places of some rows, and beside each the number (0, 1, …) of the row among those asked for."""
    first = starts[rows].astype(np.int64)
    lengths = starts[rows + 1].astype(np.int64) - first
    owners = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
    before = np.cumsum(lengths) - lengths
    at = np.arange(len(owners), dtype=np.int64)
    at += (first - before)[owners]
    return owners, at
