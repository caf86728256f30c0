"""Labelled phrases: the same answer as trying each phrase alone, in one pass."""

from __future__ import annotations

import pytest

from app.text.labelled import Hit, Labelled

PHRASES = Labelled(
    {
        "fruit": ["apple(?: tree)?", "(?:red |green )?pear", "(?:very )*ripe", "fig(?=s? jam)"],
        "tool": ["app", "pea(?:nut)? sheller", "(?:big|small) (?:saw|hammer)"],
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an apple tree", [(3, 13, "fruit")]),
        ("the app and the apple", [(4, 7, "tool"), (16, 21, "fruit")]),
        ("apples", []),
        ("pineapple", []),
        ("(green pear)", [(1, 11, "fruit")]),
        ("red-pear", [(4, 8, "fruit")]),
        ("very very ripe", [(0, 14, "fruit")]),
        ("a peanut sheller, a small hammer", [(2, 16, "tool"), (20, 32, "tool")]),
        ("fig jam, figs", [(0, 3, "fruit")]),
        ("", []),
    ],
)
def test_find(text: str, found: list[tuple[int, int, str]]) -> None:
    assert list(PHRASES.find(text)) == [Hit(*each) for each in found]
    assert PHRASES.labels(text, 0, len(text)) == [label for _, _, label in found]


def test_offsets_bound_the_search() -> None:
    text = "ripe app ripe"
    assert list(PHRASES.find(text, 5, 8)) == [Hit(5, 8, "tool")]
    assert list(PHRASES.find(text, 6, 13)) == [Hit(9, 13, "fruit")]


def test_a_part_counts_as_a_word_of_its_own() -> None:
    assert list(PHRASES.find("snapple", 2, 7)) == [Hit(2, 7, "fruit")]


@pytest.mark.parametrize(
    ("text", "label"), [("green pear", "fruit"), ("big saw", "tool"), ("big saws", None), ("", None)]
)
def test_match_is_of_the_whole_text(text: str, label: str | None) -> None:
    assert PHRASES.match(text) == label


def test_the_longer_phrase_with_the_same_letters_wins() -> None:
    labelled = Labelled({"short": ["not"], "long": ["not only"]})
    assert [hit.label for hit in labelled.find("not this, not only that")] == ["short", "long"]


def test_an_open_group_is_an_error() -> None:
    with pytest.raises(ValueError, match="close it"):
        Labelled({"bad": ["(?:a|b"]})
