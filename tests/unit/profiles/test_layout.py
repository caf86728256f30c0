from __future__ import annotations

import pytest

from app.profiles.layout import begins_line, begins_word


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ("", True),
        ("\n", True),
        ("Cook\n  ", True),
        ("- ", False),
        ("Cook\n• ", False),
        ("1. ", False),
        ("One. ", False),
    ],
)
def test_begins_line(before: str, begins: bool) -> None:
    assert begins_line(before + "Cook", len(before)) is begins


@pytest.mark.parametrize(
    ("text", "start", "begins"), [("ab", 0, True), ("ab", 1, False), ("a b", 2, True), ("3b", 1, False)]
)
def test_begins_word(text: str, start: int, begins: bool) -> None:
    assert begins_word(text, start) is begins
