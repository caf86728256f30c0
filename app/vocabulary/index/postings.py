"""Names by the stems of their words: the inverted index that search reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.words import ragged

# Weights are multiples of 1/256: float32 sums of them are exact, so scores are the same on every machine.
_STEPS = 256.0

Ids = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NamePostings:
    """The names (sorted) of each stem as compressed sparse rows, the weight of a stem, the sum per name."""

    starts: Ids
    names: Ids
    weights: Weights
    totals: Weights

    def of(self, stem: int) -> Ids:
        """The rows of the names that have this stem."""
        if not 0 < stem < len(self.starts) - 1:
            return self.names[:0]
        return self.names[self.starts[stem] : self.starts[stem + 1]]

    def weight(self, stem: int) -> float:
        """How much a stem tells: its inverse document frequency over names; 0 for one that no name has."""
        return float(self.weights[stem]) if 0 < stem < len(self.weights) else 0.0


def build_postings(stems_of_names: Sequence[Sequence[int]]) -> dict[str, npt.NDArray[np.generic]]:
    """Arrays of NamePostings; weights are log(1 + names / names with the stem) (Spärck Jones 1972)."""
    names_of: dict[int, list[int]] = {}
    for name, stems in enumerate(stems_of_names):
        for stem in sorted(set(stems)):
            names_of.setdefault(stem, []).append(name)
    rows = [names_of.get(stem, []) for stem in range(max(names_of, default=0) + 1)]
    starts, names = ragged(rows)
    counts = np.diff(starts).astype(np.float64)
    informative = np.log1p(len(stems_of_names) / np.maximum(counts, 1.0))
    weights = np.where(counts > 0, np.rint(informative * _STEPS) / _STEPS, 0.0)
    totals = np.array([sum(weights[stem] for stem in sorted(set(stems))) for stems in stems_of_names])
    return {
        "name_posting_starts": starts,
        "name_postings": names,
        "stem_weights": weights.astype(np.float32),
        "name_weights": totals.astype(np.float32),
    }
