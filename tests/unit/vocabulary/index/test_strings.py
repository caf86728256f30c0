from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.index.strings import StringTable, pack

strings = st.lists(st.text(st.characters(exclude_categories=["Cs"])))


@given(strings)
def test_comes_back_as_it_was_packed(texts: list[str]) -> None:
    table = StringTable(*pack(texts))
    assert len(table) == len(texts)
    assert list(table) == table.all() == texts
    assert [table[row] for row in range(len(table))] == texts


@given(strings)
def test_is_packed_the_same_way_every_time(texts: list[str]) -> None:
    (blob, offsets), (again, offsets_again) = pack(texts), pack(list(texts))
    assert blob.tobytes() == again.tobytes()
    assert np.array_equal(offsets, offsets_again)


def test_offsets_count_bytes() -> None:
    _, offsets = pack(["é", "", "abc", "👷"])
    assert offsets.tolist() == [0, 2, 2, 5, 9]


def test_a_row_past_the_end_is_an_error() -> None:
    with pytest.raises(IndexError):
        StringTable(*pack(["one"]))[1]
