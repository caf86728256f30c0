"""Windows: their bounds, their vectors, and clauses that come last."""

from __future__ import annotations

import numpy as np
import pytest

from app.extraction.linking.windows import MOST_WORDS, SIZES, make_view, window_bounds


def words_of(count: int, width: int = 8) -> np.ndarray:
    return np.random.default_rng(count).normal(size=(count, width)).astype(np.float32)


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
    assert view.vectors.shape == (len(view.first), words.shape[1])
    assert view.vectors.dtype == np.float32
    for vector, first, past in zip(view.vectors, view.first, view.past, strict=True):
        total = words[first:past].astype(np.float64).sum(axis=0)
        length = np.linalg.norm(total)
        assert np.allclose(vector, total / length if length else 0, atol=1e-3)


def test_the_whole_is_the_sentence() -> None:
    words = words_of(5)
    view = make_view(words, np.zeros(5, dtype=np.float32))
    total = words.sum(axis=0)
    assert np.allclose(view.whole, total / np.linalg.norm(total), atol=1e-5)


def test_clauses_come_last_in_their_order() -> None:
    words = words_of(9)
    plain = make_view(words, np.zeros(9, dtype=np.float32))
    view = make_view(words, np.zeros(9, dtype=np.float32), [(0, 7), (7, 9)])
    assert view.first[-2:].tolist() == [0, 7]
    assert view.past[-2:].tolist() == [7, 9]
    assert np.array_equal(view.vectors[:-2], plain.vectors)
    total = words[0:7].sum(axis=0)
    assert np.allclose(view.vectors[-2], total / np.linalg.norm(total), atol=1e-5)


def test_bounds_that_are_kept_are_not_changed_by_clauses() -> None:
    before = [part.copy() for part in window_bounds(6)]
    make_view(words_of(6), np.zeros(6, dtype=np.float32), [(1, 6)])
    assert all(np.array_equal(a, b) for a, b in zip(before, window_bounds(6), strict=True))


def test_words_without_a_vector_have_windows_of_zeros() -> None:
    view = make_view(np.zeros((3, 4), dtype=np.float32), np.zeros(3, dtype=np.float32))
    assert not view.vectors.any()
    assert np.isfinite(view.vectors).all()
