"""Windows: their bounds, their vectors, and clauses that come last."""

from __future__ import annotations

import numpy as np
import pytest

from app.extraction.linking.windows import MOST_WORDS, SIZES, View, make_view, window_bounds


def words_of(count: int, width: int = 8) -> np.ndarray:
    return np.random.default_rng(count).normal(size=(count, width)).astype(np.float32)


def all_vectors(view: View) -> np.ndarray:
    return view.vectors(range(len(view.first)))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 12, 13, MOST_WORDS])
def test_the_whole_sentence_comes_first_then_every_run_of_each_size(count: int) -> None:
    first, past = window_bounds(count)
    assert (first[0], past[0]) == (0, count)
    expected = {(a, a + size) for size in SIZES if size < count for a in range(count - size + 1)}
    bounds = list(zip(first[1:].tolist(), past[1:].tolist(), strict=True))
    assert set(bounds) == expected
    assert len(bounds) == len(expected)


def test_even_the_longest_sentence_has_a_bounded_number_of_windows() -> None:
    first, _ = window_bounds(MOST_WORDS)
    assert len(first) == 1 + sum(MOST_WORDS - size + 1 for size in SIZES)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 13, 25])
def test_a_window_has_the_direction_of_its_words_and_length_one(count: int) -> None:
    words = words_of(count)
    view = make_view(words, np.zeros(count, dtype=np.float32))
    vectors = all_vectors(view)
    assert vectors.shape == (len(view.first), words.shape[1])
    assert vectors.dtype == np.float32
    for vector, first, past in zip(vectors, view.first, view.past, strict=True):
        total = words[first:past].astype(np.float64).sum(axis=0)
        length = np.linalg.norm(total)
        assert np.allclose(vector, total / length if length else 0, atol=1e-5)


@pytest.mark.parametrize("count", [1, 5, MOST_WORDS])
def test_a_window_meets_a_vector_as_its_own_vector_would(count: int) -> None:
    view = make_view(words_of(count), np.zeros(count, dtype=np.float32), [(0, 1)])
    others = np.random.default_rng(7).normal(size=(3, 8)).astype(np.float32)
    sums = view.products(others)
    met = (sums[view.past] - sums[view.first]) / view.lengths[:, None]
    assert np.allclose(met, all_vectors(view) @ others.T, atol=1e-4)


def test_short_windows_at_the_end_of_a_long_sentence_keep_their_digits() -> None:
    """Their length is a small difference of large sums."""
    words = np.full((MOST_WORDS, 8), 30, dtype=np.float32)
    words[-1] = 0.1 * np.arange(8)
    view = make_view(words, np.zeros(MOST_WORDS, dtype=np.float32), [(MOST_WORDS - 1, MOST_WORDS)])
    assert view.lengths[-1] == pytest.approx(np.linalg.norm(words[-1]), rel=1e-4)


def test_clauses_come_last_in_their_order() -> None:
    words = words_of(9)
    plain = make_view(words, np.zeros(9, dtype=np.float32))
    view = make_view(words, np.zeros(9, dtype=np.float32), [(0, 7), (7, 9)])
    assert view.first[-2:].tolist() == [0, 7]
    assert view.past[-2:].tolist() == [7, 9]
    assert np.array_equal(all_vectors(view)[:-2], all_vectors(plain))
    total = words[0:7].sum(axis=0)
    assert np.allclose(all_vectors(view)[-2], total / np.linalg.norm(total), atol=1e-5)


def test_bounds_that_are_kept_are_not_changed_by_clauses() -> None:
    before = [part.copy() for part in window_bounds(6)]
    make_view(words_of(6), np.zeros(6, dtype=np.float32), [(1, 6)])
    assert all(np.array_equal(a, b) for a, b in zip(before, window_bounds(6), strict=True))


def test_words_without_a_vector_have_windows_of_zeros() -> None:
    view = make_view(np.zeros((3, 4), dtype=np.float32), np.zeros(3, dtype=np.float32))
    vectors = all_vectors(view)
    assert not vectors.any()
    assert np.isfinite(vectors).all()
