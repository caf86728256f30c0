"""Best meetings: the most that is possible, within bounds, by brute force on small halls."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching import meetings
from app.matching.meetings import Bounds, best_meetings

Scores = npt.NDArray[np.int64]


def most_possible(scores: Scores, bounds: Bounds, least: int) -> int:
    """By trying all: the best sum over the postings, given how many meetings each worker has left."""
    rows, columns = scores.shape
    best = {(bounds.per_worker,) * columns: 0}
    for row in range(rows):
        further: dict[tuple[int, ...], int] = {}
        for left, total in best.items():
            for chosen in product((0, 1), repeat=columns):
                if sum(chosen) > bounds.per_posting or any(
                    x and (scores[row, y] < least) for y, x in enumerate(chosen)
                ):
                    continue
                rest = tuple(a - b for a, b in zip(left, chosen, strict=True))
                if min(rest) >= 0:
                    worth = total + sum(int(scores[row, y]) for y, x in enumerate(chosen) if x)
                    further[rest] = max(further.get(rest, 0), worth)
        best = further
    return max(best.values())


def check(scores: Scores, bounds: Bounds, least: int, found: list[tuple[int, int]]) -> int:
    assert len(set(found)) == len(found)
    assert found == sorted(found)
    postings, workers = [p for p, _ in found], [w for _, w in found]
    assert all(postings.count(each) <= bounds.per_posting for each in postings)
    assert all(workers.count(each) <= bounds.per_worker for each in workers)
    assert all(scores[pair] >= max(least, 1) for pair in found)
    return sum(int(scores[pair]) for pair in found)


halls = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(-1, 12), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


@given(halls, st.integers(1, 3), st.integers(1, 3), st.integers(0, 8))
def test_no_other_meetings_are_worth_more(
    hall: list[list[int]], per_worker: int, per_posting: int, least: int
) -> None:
    scores, bounds = np.array(hall), Bounds(per_worker, per_posting)
    found = best_meetings(scores, bounds, least)
    assert check(scores, bounds, least, found) == most_possible(scores, bounds, least)


@pytest.mark.parametrize(("per_worker", "per_posting"), [(2, 3), (1, 4), (5, 2)])
def test_a_beginning_with_few_pairs_finds_the_same_sum(
    monkeypatch: pytest.MonkeyPatch, per_worker: int, per_posting: int
) -> None:
    chance = np.random.default_rng(5)
    # All postings like the same few workers best, so that the best pairs are far from enough.
    scores = chance.integers(0, 300, (60, 80)) + 600 * (np.arange(80) < 10)
    bounds = Bounds(per_worker, per_posting)
    monkeypatch.setattr(meetings, "_FIRST", 1000)
    whole = check(scores, bounds, 0, best_meetings(scores, bounds))
    monkeypatch.setattr(meetings, "_FIRST", 1)
    monkeypatch.setattr(meetings, "_FURTHER", 2)
    assert check(scores, bounds, 0, best_meetings(scores, bounds)) == whole


def test_the_same_scores_give_the_same_meetings() -> None:
    scores = np.random.default_rng(3).integers(0, 5, (30, 30)) * 100
    for bounds in (Bounds(1, 1), Bounds(2, 3)):
        assert best_meetings(scores, bounds) == best_meetings(scores.copy(), bounds)


def test_where_everybody_may_meet_everybody_they_do() -> None:
    scores = np.array([[5, 0, 3], [4, 9, -1]])
    assert best_meetings(scores, Bounds(2, 3)) == [(0, 0), (0, 2), (1, 0), (1, 1)]


def test_nobody_meets_where_nothing_fits() -> None:
    assert best_meetings(np.array([[40, 50]]), Bounds(1, 1), least=60) == []
    assert best_meetings(np.zeros((2, 2), dtype=np.int64), Bounds(2, 2)) == []
