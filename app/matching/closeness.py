"""What the closeness of two occupations counts for in a score."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

_Closeness = TypeVar("_Closeness", float, npt.NDArray[np.float64])


def counted(closeness: _Closeness) -> _Closeness:
    """The part, 0..1, of what an equal occupation would bring, of one this close (0..1): its square.

    Most pairs of occupations are alike by a third or so and say little about each other; the square takes from these
    and leaves the near ones (docs/ranking-quality.md).
    """
    return closeness * closeness
