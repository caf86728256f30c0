"""Large arrays that a thread fills again for each sentence: asking the system for their memory costs more than that."""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Scratch(threading.local):
    """Arrays by name, each thread its own; what one holds is there until the thread asks for that name again."""

    def __init__(self) -> None:
        self._arrays: dict[str, Floats] = {}

    def array(self, name: str, rows: int, columns: int) -> Floats:
        """An array (rows, columns) with whatever it last held."""
        size = rows * columns
        known = self._arrays.get(name)
        if known is None or known.size < size:
            known = self._arrays[name] = np.empty(size, dtype=np.float32)
        return known[:size].reshape(rows, columns)
