from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.index.postings import NamePostings, build_postings

stems_of_names = st.lists(st.lists(st.integers(1, 6), max_size=5), max_size=10)


def postings_of(names: list[list[int]]) -> NamePostings:
    arrays = build_postings(names)
    parts = ("name_posting_starts", "name_postings", "stem_weights", "name_weights")
    return NamePostings(*(arrays[part] for part in parts))  # type: ignore[arg-type]


@given(stems_of_names)
def test_gives_the_names_of_each_stem_in_order(names: list[list[int]]) -> None:
    postings = postings_of(names)
    for stem in range(-1, 9):
        expected = [row for row, stems in enumerate(names) if stem in stems and stem > 0]
        assert postings.of(stem).tolist() == expected


@given(stems_of_names)
def test_the_weight_of_a_name_is_that_of_its_different_stems(names: list[list[int]]) -> None:
    postings = postings_of(names)
    assert [sum(postings.weight(stem) for stem in set(stems)) for stems in names] == postings.totals.tolist()


def test_a_rare_stem_weighs_more_than_a_common_one() -> None:
    postings = postings_of([[1, 2], [1], [1, 3]])
    assert postings.weight(2) == postings.weight(3) > postings.weight(1) > 0
    assert postings.weight(2) == pytest.approx(math.log(4), abs=1 / 256)
    assert postings.weight(0) == postings.weight(9) == 0
