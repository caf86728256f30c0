"""The measures of the benchmarks, by hand-counted examples and by what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.extraction.measures import (
    Bin,
    Found,
    calibration_error,
    overlaps,
    percentile,
    ranked_precision,
    reliability,
)


@pytest.mark.parametrize(
    ("ranked", "gold", "cut", "expected"),
    [
        ([3, 1, 2], {3}, 1, 1.0),
        ([3, 1, 2], {1}, 1, 0.0),
        ([3, 1, 2], {1}, 5, 1.0),
        ([3, 1, 2, 4, 5, 6], {6}, 5, 0.0),
        ([3, 1, 2, 4, 5], {3, 9}, 1, 1.0),  # one answer can hold one of the two
        ([3, 1, 2, 4, 5], {3, 9}, 5, 0.5),
        ([1, 2, 3, 4, 5], {1, 2, 3, 4, 5, 6, 7}, 5, 1.0),
        ([], {1}, 5, 0.0),
    ],
)
def test_ranked_precision(ranked: list[int], gold: set[int], cut: int, expected: float) -> None:
    assert ranked_precision(ranked, gold, cut) == expected


def test_reliability_counts_each_tenth() -> None:
    pairs = [(0.05, False), (0.15, True), (0.11, False), (0.99, True), (1.0, True)]
    bins = reliability(pairs)
    assert [one.count for one in bins] == [1, 2, 2]
    assert bins[0] == Bin(1, 0.05, 0.0)
    assert bins[1] == Bin(2, pytest.approx(0.13), 0.5)
    assert bins[2] == Bin(2, pytest.approx(0.995), 1.0)


def test_calibration_error_is_the_distance_by_count() -> None:
    # one in four at 0.35 (off by 0.10), three in four at 0.75 (right on)
    pairs = [(0.35, hit) for hit in (True, False, False, False)] + [
        (0.75, hit) for hit in (True, True, True, False)
    ]
    assert calibration_error(reliability(pairs)) == pytest.approx(0.05)
    assert calibration_error(reliability([])) == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_reliability_keeps_every_answer(pairs: list[tuple[float, bool]]) -> None:
    bins = reliability(pairs)
    assert sum(one.count for one in bins) == len(pairs)
    assert sum(one.came * one.count for one in bins) == pytest.approx(sum(right for _, right in pairs))
    assert 0.0 <= calibration_error(bins) <= 1.0


def test_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.99) == 4.0
    assert percentile([7.0], 0.5) == 7.0


def test_touching_places_do_not_overlap() -> None:
    assert overlaps((0, 4), [(3, 8)])
    assert overlaps((3, 4), [(0, 8)])
    assert not overlaps((0, 4), [(4, 8)])
    assert not overlaps((0, 4), [])


def test_f1_of_found() -> None:
    found = Found(right=3, given=4, found=2, wanted=4)
    assert found.precision == 0.75
    assert found.recall == 0.5
    assert found.f1 == pytest.approx(0.6)
    assert Found(0, 4, 0, 4).f1 == 0.0
    assert Found(0, 0, 0, 0).f1 == 1.0
