"""Trees asked all at once come to the leaves that walking down each one comes to."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.extraction.linking.models import FAST_RANKING, THOROUGH_RANKING
from app.extraction.linking.ranker import Ranker
from app.extraction.linking.trees import Trees
from app.resources import resource_folder

READER = resource_folder("seed_data") / "reader"


def walked(trees: Trees, features: np.ndarray) -> list[float]:
    """The sums by walking down tree by tree."""
    found = []
    for row in features:
        total = []
        for tree in range(len(trees.feature)):
            node = 0
            while trees.left[tree, node] != node:
                goes_left = row[trees.feature[tree, node]] <= trees.threshold[tree, node]
                node = (trees.left if goes_left else trees.right)[tree, node]
            total.append(trees.value[tree, node])
        found.append(float(np.array(total, dtype=np.float32).sum()))
    return found


def made(nodes: list[tuple[int, float, int, int, float]]) -> Trees:
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    kinds = (np.int32, np.float32, np.int32, np.int32, np.float32)
    columns = (feature, threshold, left, right, value)
    return Trees(*(np.array([column], dtype=kind) for column, kind in zip(columns, kinds, strict=True)))


def test_a_value_goes_left_up_to_the_threshold() -> None:
    trees = made([(0, 1.5, 1, 2, 0.0), (0, 0, 1, 1, -1.0), (0, 0, 2, 2, 4.0)])
    assert trees.sums(np.array([[1.5], [1.6], [-9]], dtype=np.float32)).tolist() == [-1.0, 4.0, -1.0]


def test_a_deep_tree_that_leans_to_the_right() -> None:
    nodes = [
        (0, 0.0, 1, 2, 0.0),
        (0, 0, 1, 1, 1.0),
        (1, 0.0, 3, 4, 0.0),
        (0, 0, 3, 3, 2.0),
        (0, 0, 4, 4, 3.0),
    ]
    features = np.array([[-1, 5], [1, -1], [1, 1]], dtype=np.float32)
    assert made(nodes).sums(features).tolist() == [1.0, 2.0, 3.0]


@settings(max_examples=25, derandomize=True, deadline=None)
@given(arrays(np.float32, (3, 50), elements=st.floats(-60, 60, width=32)), st.booleans())
def test_the_carried_trees_come_to_the_same_sums_as_walking(features: np.ndarray, thorough: bool) -> None:
    ranker = Ranker.load(READER / (THOROUGH_RANKING if thorough else FAST_RANKING))
    rows = features[:, : len(ranker.names)]
    assert ranker.trees.sums(rows).tolist() == walked(ranker.trees, rows)


def test_the_sum_of_a_row_does_not_depend_on_the_others() -> None:
    ranker = Ranker.load(READER / THOROUGH_RANKING)
    rows = np.random.default_rng(1).normal(size=(40, len(ranker.names))).astype(np.float32)
    alone = np.concatenate([ranker.trees.sums(row[None, :]) for row in rows])
    assert ranker.trees.sums(rows).tobytes() == alone.tobytes()
