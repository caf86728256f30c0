from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.matching.retrieval.best import NOT_FOUND, Best

batches = st.lists(st.lists(st.integers(NOT_FOUND, 5), max_size=6), max_size=6)


@given(batches, st.integers(1, 7))
def test_the_best_are_the_first_of_all_in_order(ratings: list[list[int]], limit: int) -> None:
    best, everyone = Best(limit), []
    for number, batch in enumerate(ratings):
        changes = [100 * (7 - number) + place for place in range(len(batch))]
        everyone += list(zip(batch, changes, strict=True))
        best.add(np.array(batch, np.int64), np.array(changes, np.int64))
    found = sorted((-rating, change) for rating, change in everyone if rating != NOT_FOUND)[:limit]
    assert [(-each.rating, each.change) for each in best.found()] == found
    assert best.is_full == (len(found) == limit)
    assert best.threshold == (-found[-1][0] if len(found) == limit else 0)


def test_of_equals_a_lower_number_that_comes_later_takes_the_place() -> None:
    best = Best(1)
    best.add(np.array([3]), np.array([9]))
    best.add(np.array([3]), np.array([4]))
    assert [each.change for each in best.found()] == [4]


def test_where_none_is_wanted_none_is_found() -> None:
    best = Best(0)
    best.add(np.array([3, 1]), np.array([1, 2]))
    assert best.found() == []
    assert best.is_full
    assert best.threshold == 0
