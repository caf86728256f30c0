"""Boosted trees over a sentence's candidates, every question of every tree asked at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

MOST_LEAVES = 16  # of a tree: one bit each


class _Questions(NamedTuple):
    """The inner nodes of all trees, side by side, and the values of the leaves, from left to right.

    A row of `features`, `thresholds` and `lost` is a node, the first nodes of all trees first: whoever is above the
    threshold can no longer come to the leaves whose bits are in `lost`. `first` (2**leaves,) is the first leaf not lost.
    """

    features: npt.NDArray[np.intp]
    thresholds: Floats
    lost: npt.NDArray[np.uint16]
    values: Floats
    first: npt.NDArray[np.intp]


@dataclass(frozen=True)
class Trees:
    """Boosted trees laid side by side: node 0 of each is its root; a leaf is its own child.

    Arrays are (trees, nodes); a value goes left if it is at most the threshold. A tree has at most `MOST_LEAVES`.
    """

    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats

    def sums(self, features: Floats) -> Floats:
        """The sum (n,) of the leaves that each row of `features` (n, f) comes to.

        The leaf is the first one that no answer rules out (Lucchese et al. 2015, QuickScorer).
        """
        count, trees, asked = len(features), len(self.feature), self._questions
        values = np.ascontiguousarray(features.T).take(asked.features, axis=0)
        lost = (values > asked.thresholds) * asked.lost
        gone = np.bitwise_or.reduce(lost.reshape(-1, trees * count), axis=0)
        leaves = asked.first.take(gone).reshape(trees, count)
        leaves += np.arange(trees)[:, None] * MOST_LEAVES
        # Added up candidate by candidate: the sum is the same however many candidates there are.
        found: Floats = np.ascontiguousarray(asked.values.take(leaves).T).sum(axis=1)
        return found

    @cached_property
    def _questions(self) -> _Questions:
        trees = [self._walked(tree) for tree in range(len(self.feature))]
        most = max((len(inner) for _, inner in trees), default=0)
        shape = (max(most, 1), len(trees))
        features = np.zeros(shape, dtype=np.intp)
        thresholds = np.full(shape, np.inf, dtype=np.float32)
        lost = np.zeros(shape, dtype=np.uint16)
        values = np.zeros((len(trees), MOST_LEAVES), dtype=np.float32)
        for tree, (leaves, inner) in enumerate(trees):
            values[tree, : len(leaves)] = self.value[tree, leaves]
            for row, (node, bits) in enumerate(inner.items()):
                features[row, tree], thresholds[row, tree] = (
                    self.feature[tree, node],
                    self.threshold[tree, node],
                )
                lost[row, tree] = bits
        widest = max(len(leaves) for leaves, _ in trees)
        first = [_lowest_clear(bits, widest) for bits in range(2**widest)]
        return _Questions(
            features.ravel(),
            thresholds.reshape(-1, 1),
            lost.reshape(-1, 1),
            values.ravel(),
            np.array(first, dtype=np.intp),
        )

    def _walked(self, tree: int) -> tuple[list[int], dict[int, int]]:
        """The leaves of a tree from left to right, and for each inner node the bits of the leaves to its left."""
        left, right = self.left[tree].tolist(), self.right[tree].tolist()
        leaves: list[int] = []
        inner: dict[int, int] = {}
        waiting = [(0, False)]
        begun: dict[int, int] = {}
        while waiting:
            node, seen_left = waiting.pop()
            if left[node] == node:
                leaves.append(node)
            elif seen_left:
                inner[node] = 2 ** len(leaves) - 2 ** begun[node]
                waiting.append((right[node], False))
            else:
                begun[node] = len(leaves)
                waiting += [(node, True), (left[node], False)]
        return leaves, inner


def _lowest_clear(bits: int, width: int) -> int:
    """The number of the lowest bit that is not set, 0 where all are."""
    return next((bit for bit in range(width) if not bits >> bit & 1), 0)
