from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.index.prefixes import PrefixTable, build_prefixes, folded, name_starts
from app.vocabulary.index.strings import StringTable
from app.vocabulary.index.words import SEPARATOR

words = st.text(alphabet="abc+é", min_size=1, max_size=4)
keys = st.lists(st.lists(words, min_size=1, max_size=8).map(SEPARATOR.join), max_size=12)


def table_of(names: list[str]) -> PrefixTable:
    arrays = build_prefixes(name_starts(names), [0.0] * len(names))
    return PrefixTable(
        StringTable(arrays["prefix_text"], arrays["prefix_offsets"]),  # type: ignore[arg-type]
        arrays["prefix_names"],  # type: ignore[arg-type]
        arrays["prefix_ranks"],  # type: ignore[arg-type]
        arrays["prefix_before"],  # type: ignore[arg-type]
    )


@given(keys, st.one_of(words, st.tuples(words, words).map(SEPARATOR.join)))
def test_finds_every_name_that_goes_on_as_typed_from_one_of_its_first_words(
    names: list[str], typed: str
) -> None:
    table = table_of(names)
    first, past = table.range(typed)
    expected = sorted(
        (row, before)
        for row, name in enumerate(names)
        for before in range(min(6, len(name.split(SEPARATOR))))
        if SEPARATOR.join(name.split(SEPARATOR)[before:]).startswith(typed)
    )
    found = zip(table.names[first:past].tolist(), table.before[first:past].tolist(), strict=True)
    assert sorted(found) == expected


@given(keys, words)
def test_the_parts_of_a_range_are_equal_whole_and_going_on(names: list[str], typed: str) -> None:
    table = table_of(names)
    first, longer, going_on, past = table.parts(typed)
    assert (first, past) == table.range(typed)
    assert all(table.keys[row] == typed for row in range(first, longer))
    assert all(table.keys[row].startswith(typed + SEPARATOR) for row in range(longer, going_on))
    rest = [table.keys[row] for row in range(going_on, past)]
    assert all(key != typed and not key.startswith(typed + SEPARATOR) for key in rest)


@given(keys)
def test_keys_are_sorted(names: list[str]) -> None:
    table = table_of(names)
    assert list(table.keys) == sorted(table.keys)


def test_nothing_goes_on_from_what_no_name_has() -> None:
    first, past = table_of(["cash handling"]).range("x")
    assert first == past


def test_a_name_that_begins_so_ranks_before_one_that_only_has_the_word() -> None:
    table = table_of(["cash handling", "petty cash handling"])
    first, past = table.range("cash")
    ranks = dict(zip(table.names[first:past].tolist(), table.ranks[first:past].tolist(), strict=True))
    assert ranks[0] < ranks[1]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Organise the Events!", "organize events"),
        ("fork-lift  truck", "fork lift truck"),
        ("C++/C#", "c++ c#"),
        ("Adults' needs", "adults needs"),
        ("", ""),
    ],
)
def test_folded(text: str, key: str) -> None:
    assert folded(text) == key
