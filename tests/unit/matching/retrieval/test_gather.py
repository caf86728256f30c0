from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.matching.retrieval.gather import starts_of, take_ranges

lengths = st.lists(st.integers(0, 4), min_size=1, max_size=8)


def test_starts_end_with_the_end_of_the_last_row() -> None:
    assert starts_of([2, 0, 3]).tolist() == [0, 2, 2, 5]
    assert starts_of([]).tolist() == [0]


@given(data=st.data(), lengths=lengths)
def test_rows_are_taken_in_the_order_asked_for(data: st.DataObject, lengths: list[int]) -> None:
    rows = data.draw(st.lists(st.integers(0, len(lengths) - 1), max_size=10))
    starts = starts_of(lengths)
    owners, places = take_ranges(starts, np.array(rows, np.int64))
    expected = [
        (number, at)
        for number, row in enumerate(rows)
        for at in range(int(starts[row]), int(starts[row + 1]))
    ]
    assert list(zip(owners.tolist(), places.tolist(), strict=True)) == expected
