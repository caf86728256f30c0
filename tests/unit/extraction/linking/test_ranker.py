"""The learnt ranking: what NumPy adds up is what scikit-learn does; files; calibration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from app.errors import NotReady
from app.extraction.linking.models import FAST_RANKING, THOROUGH_RANKING
from app.extraction.linking.ranker import MOST, Ranker
from app.resources import resource_folder
from seed_data.reader import ranking
from seed_data.reader.ranking import Example, calibrated, fit, logits, save

Sums = Callable[[np.ndarray], np.ndarray]
NAMES = tuple("abcdefg")
ROUNDS = 25
READER = resource_folder("seed_data") / "reader"


def sample(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Features, one of them whole numbers and one nearly always the same, and what follows from them by chance."""
    random = np.random.default_rng(seed)
    features = random.normal(size=(count, len(NAMES))).astype(np.float32)
    features[:, 2] = np.rint(features[:, 2] * 3)
    features[:, 3] = features[:, 3] > 2
    odds = features[:, 0] - features[:, 1] * features[:, 2] / 2 - 0.5
    return features, random.uniform(size=count) < 1 / (1 + np.exp(-odds))


def example(features: np.ndarray, right: np.ndarray) -> Example:
    return Example("made", 0, frozenset([0]), np.arange(len(features)), features, right)


@pytest.fixture(scope="module")
def learnt() -> tuple[np.ndarray, np.ndarray]:
    return sample(1_500, 1)


@pytest.fixture(scope="module")
def ranker(learnt: tuple[np.ndarray, np.ndarray]) -> Ranker:
    with pytest.MonkeyPatch.context() as patch, threadpool_limits(1):
        patch.setattr(ranking, "_ROUNDS", ROUNDS)
        return fit([example(*learnt)], NAMES)


@pytest.fixture(scope="module")
def sums(learnt: tuple[np.ndarray, np.ndarray]) -> Sums:
    """The decision functions of scikit-learn's own models, added."""
    features, right = learnt
    scaler = StandardScaler().fit(features)
    with threadpool_limits(1):
        plain = LogisticRegression(C=ranking._STRENGTH, max_iter=500).fit(scaler.transform(features), right)
        boosted = HistGradientBoostingClassifier(
            max_iter=ROUNDS,
            max_leaf_nodes=ranking._LEAVES,
            learning_rate=ranking._RATE,
            l2_regularization=1.0,
            early_stopping=False,
            random_state=0,
        ).fit(features, right)

    def added(rows: np.ndarray) -> np.ndarray:
        with threadpool_limits(1):
            total: np.ndarray = plain.decision_function(scaler.transform(rows)) + boosted.decision_function(
                rows
            )
        return total

    return added


@pytest.fixture(scope="module")
def rows(learnt: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Rows that were not learnt from, and rows that were."""
    return np.concatenate([sample(800, 2)[0], learnt[0]])


def test_sums_are_those_of_scikit_learn(ranker: Ranker, rows: np.ndarray, sums: Sums) -> None:
    assert np.abs(logits(ranker, rows) - sums(rows)).max() < 1e-5


def test_values_at_a_threshold_and_right_above_it_go_the_same_ways(
    ranker: Ranker, rows: np.ndarray, sums: Sums
) -> None:
    """Thresholds are float64 there and float32 here; a value that is one goes left, the next one right."""
    trees = ranker.trees
    inner = trees.left != np.arange(trees.left.shape[1])
    edges = []
    for number, (feature, threshold) in enumerate(
        zip(trees.feature[inner].tolist(), trees.threshold[inner], strict=True)
    ):
        for value in (threshold, np.nextafter(threshold, np.float32(np.inf))):
            row = rows[number % len(rows)].copy()
            row[feature] = value
            edges.append(row)
    there = np.stack(edges)
    assert len(there) > 2 * ROUNDS
    assert np.abs(logits(ranker, there) - sums(there)).max() < 1e-5


def test_probabilities_are_the_logistic_of_the_sums(ranker: Ranker, rows: np.ndarray, sums: Sums) -> None:
    few = rows[:MOST]
    assert np.abs(ranker.probabilities(few) - 1 / (1 + np.exp(-sums(few)))).max() < 1e-5


def test_trees_look_only_at_what_the_regression_puts_first(
    ranker: Ranker, rows: np.ndarray, sums: Sums
) -> None:
    linear = rows @ ranker.weights
    first = np.argsort(-linear, kind="stable")[:MOST]
    found = ranker.probabilities(rows)
    assert np.abs(found[first] - 1 / (1 + np.exp(-sums(rows)[first]))).max() < 1e-5
    others = np.setdiff1d(np.arange(len(rows)), first)
    alone = 1 / (1 + np.exp(-(linear[others] + ranker.bias) * ranker.scale - ranker.shift))
    assert np.abs(found[others] - alone).max() < 1e-5


def test_rows_do_not_depend_on_each_other(ranker: Ranker, rows: np.ndarray) -> None:
    together = ranker.probabilities(rows[:50])
    assert np.allclose(together, [ranker.probabilities(rows[n : n + 1])[0] for n in range(50)], atol=1e-6)
    assert ranker.probabilities(rows[:50]).tobytes() == together.tobytes()
    assert ranker.probabilities(rows[:0]).shape == (0,)


def test_what_is_written_is_read_again(ranker: Ranker, rows: np.ndarray, tmp_path: Path) -> None:
    calibrated_one = replace(ranker, scale=0.8, shift=-0.3)
    save(calibrated_one, tmp_path / "a.npz")
    read = Ranker.load(tmp_path / "a.npz")
    assert read.names == NAMES
    assert read.probabilities(rows).tobytes() == calibrated_one.probabilities(rows).tobytes()


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match=r"ranking\.npz is missing: install"):
        Ranker.load(tmp_path / "ranking.npz")


def test_calibration_makes_probabilities_come_true() -> None:
    """A ranking that is twice too sure, and too hopeful, is brought back by what held-out examples say."""
    random = np.random.default_rng(3)
    odds = random.normal(scale=2, size=20_000).astype(np.float32)
    right = random.uniform(size=len(odds)) < 1 / (1 + np.exp(-odds))
    boastful = 2 * odds + 1
    with threadpool_limits(1):
        ranker = calibrated(unlearnt(), boastful, right)
    assert ranker.scale == pytest.approx(0.5, abs=0.05)
    assert ranker.shift == pytest.approx(-0.5, abs=0.1)
    said = ranker.probabilities(boastful[:, None])
    for low in np.arange(0.1, 0.9, 0.2):
        inside = (said >= low) & (said < low + 0.2)
        assert right[inside].mean() == pytest.approx(said[inside].mean(), abs=0.05)


def unlearnt() -> Ranker:
    """One feature, weight one, and a tree of nothing but a leaf that adds nothing."""
    trees = ranking.Trees(
        *(np.zeros((1, 1), dtype=kind) for kind in (np.int32, np.float32, np.int32, np.int32, np.float32))
    )
    return Ranker(("a",), np.ones(1, dtype=np.float32), 0.0, trees, 1.0, 0.0)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(arrays(np.float32, (4, 7), elements=st.floats(-50, 50, width=32)))
def test_probabilities_are_probabilities(ranker: Ranker, features: np.ndarray) -> None:
    found = ranker.probabilities(features)
    assert np.isfinite(found).all()
    assert ((found >= 0) & (found <= 1)).all()
    assert found.tobytes() == ranker.probabilities(features).tobytes()


@pytest.mark.parametrize("name", [THOROUGH_RANKING, FAST_RANKING])
def test_the_carried_rankings_are_sound_and_small(name: str) -> None:
    assert (READER / name).stat().st_size < 1_000_000
    ranker = Ranker.load(READER / name)
    trees = ranker.trees
    assert np.isfinite(ranker.weights).all()
    assert ranker.scale > 0  # a surer candidate is likelier
    for children in (trees.left, trees.right):
        assert children.shape == trees.feature.shape
        assert (children >= 0).all()
        assert (children < trees.feature.shape[1]).all()
    random = np.random.default_rng(0).normal(size=(50, len(ranker.names))).astype(np.float32)
    found = ranker.probabilities(random)
    assert ((found >= 0) & (found <= 1)).all()
    assert len(np.unique(found)) > 10
