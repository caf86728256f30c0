from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.index import phrases
from app.vocabulary.index.phrases import LONGEST, build_phrases

stems = st.integers(min_value=1, max_value=4)
names = st.lists(st.lists(stems, min_size=1, max_size=5), max_size=12)
texts = st.lists(st.integers(min_value=0, max_value=5), max_size=30)


def naive(names_of_stems: list[list[int]], text: list[int]) -> set[tuple[int, int, int]]:
    """(first token, past the last, name) of every name at every place."""
    return {
        (start, start + len(name), row)
        for row, name in enumerate(names_of_stems)
        for start in range(len(text) - len(name) + 1)
        if text[start : start + len(name)] == name
    }


@given(names, texts)
def test_finds_what_a_naive_search_finds_and_nothing_else(names: list[list[int]], text: list[int]) -> None:
    table = build_phrases(names)
    hits = list(table.find(text))
    assert {(start, past, row) for start, past, phrase in hits for row in table.names_of(phrase)} == naive(
        names, text
    )
    assert len(hits) == len(set(hits))


@given(names, texts)
def test_shorter_hits_come_before_longer_ones(names: list[list[int]], text: list[int]) -> None:
    lengths = [past - start for start, past, _ in build_phrases(names).find(text)]
    assert lengths == sorted(lengths)


@given(names)
def test_every_name_is_found_in_itself(names: list[list[int]]) -> None:
    table = build_phrases(names)
    for row, name in enumerate(names):
        whole = [phrase for start, past, phrase in table.find(name) if (start, past) == (0, len(name))]
        assert [row in table.names_of(phrase) for phrase in whole] == [True]


@given(names)
def test_the_same_names_make_the_same_table(names: list[list[int]]) -> None:
    one, other = build_phrases(names), build_phrases([list(name) for name in names])
    for field in ("keys", "phrase", "name_starts", "names"):
        assert np.array_equal(getattr(one, field), getattr(other, field))
    assert bool((one.keys[1:] > one.keys[:-1]).all())


def test_names_that_cannot_be_found_are_left_out() -> None:
    longest, longer = [1] * LONGEST, [1] * (LONGEST + 1)
    table = build_phrases([[], [0], [1, 0, 2], longer, longest, [2]])
    found = {row for _, _, phrase in table.find([*longer, 2]) for row in table.names_of(phrase)}
    assert found == {4, 5}


def test_an_unknown_word_matches_nothing() -> None:
    assert list(build_phrases([[1, 2]]).find([1, 0, 2, 0])) == []


@pytest.mark.parametrize("names", [[], [[]], [[0]]])
def test_a_table_without_names_finds_nothing(names: list[list[int]]) -> None:
    assert list(build_phrases(names).find([1, 2, 3])) == []


def test_two_prefixes_with_one_key_stop_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_extend", lambda hashes, _ids: np.zeros_like(hashes))
    with pytest.raises(ValueError, match="change _SALT"):
        build_phrases([[1], [2]])
