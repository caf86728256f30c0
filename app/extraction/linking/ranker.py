"""The learnt ranking: a logistic regression and boosted trees over the features, their logits added and calibrated.

`seed_data/reader/make_ranking.py` trains it with scikit-learn and writes plain arrays, read here with NumPy alone.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from app.errors import NotReady
from app.extraction.linking.trees import MOST_LEAVES, Trees
from app.text.array_files import OPENING

Floats = npt.NDArray[np.float32]

MOST = 56  # candidates of a sentence that the trees look at


@dataclass(frozen=True, slots=True)
class Ranker:
    """Gives each candidate the probability that it is one of the skills that its sentence asks for."""

    names: tuple[str, ...]  # of the features, in order
    weights: Floats
    bias: float
    trees: Trees
    scale: float  # calibration: probability = 1 / (1 + exp(-(scale * logit + shift)))
    shift: float

    @classmethod
    def load(cls, file: Path) -> Ranker:
        """Read a ranking that `make_ranking.py` wrote."""
        if not file.is_file():
            raise NotReady(f"The ranking {file.name} is missing: install Parlance again.")
        content = file.read_bytes()
        try:
            with OPENING, np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                parts = {name: arrays[name] for name in arrays.files}
            feature, threshold, left, right, value = (
                parts[part] for part in ("feature", "threshold", "left", "right", "value")
            )
            if feature.shape[1] >= 2 * MOST_LEAVES:
                raise ValueError("trees of too many leaves")
            trees = Trees(feature, threshold, left, right, value)
            names, weights = tuple(parts["names"].tolist()), parts["weights"]
            bias, scale, shift = (float(parts[part]) for part in ("bias", "scale", "shift"))
        except (EOFError, OSError, ValueError, KeyError, BadZipFile):
            raise NotReady(f"The ranking {file.name} is damaged: install Parlance again.") from None
        return cls(names, weights, bias, trees, scale, shift)

    def probabilities(self, features: Floats) -> Floats:
        """Probabilities (n,), 0..1, of candidates with these features (n, f)."""
        if not len(features):
            return np.zeros(0, dtype=np.float32)
        logits = (features * self.weights).sum(axis=1) + np.float32(self.bias)
        # What the regression puts far behind no tree brings back: it is spared them, at the sum of its own logits.
        kept = slice(None) if len(logits) <= MOST else np.sort(np.argsort(-logits, kind="stable")[:MOST])
        logits[kept] += self.trees.sums(features[kept])
        found: Floats = 1 / (1 + np.exp(-(logits * np.float32(self.scale) + np.float32(self.shift))))
        return found
