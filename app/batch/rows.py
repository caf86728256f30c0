"""The rows of a result, (posting, worker, score, reverse score), packed as small whole numbers."""

from __future__ import annotations

import zlib
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int64]

_STORED = np.dtype("<i2")  # at most 2,000 items a side, and scores up to 1,000 tenths
_LEVEL = 1  # quick: scores in order compress well anyhow


def pack_rows(columns: npt.ArrayLike) -> bytes:
    """Four columns of equal length as bytes."""
    return zlib.compress(np.array(columns, dtype=_STORED).tobytes(), _LEVEL)


def unpack_rows(packed: bytes) -> Column:
    """The columns that were packed, as an array (4, rows)."""
    return np.frombuffer(zlib.decompress(packed), dtype=_STORED).reshape(4, -1).astype(np.int64)


def least_tenths(score: float | None) -> int:
    """The lowest score in tenths of a point that is at least this many points; 0 for no bound."""
    return 0 if score is None else -(-Fraction(repr(float(score))) * 10 // 1)


def chosen(points: Column, least: int, top: int | None) -> Column:
    """The places of the scores that are listed, best first and, of equals, in their order."""
    order = np.argsort(-points, kind="stable")
    order = order[: int((points >= least).sum())]
    return order if top is None else order[:top]
