from __future__ import annotations

import pytest

from app.matching.layout import begins_line


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
