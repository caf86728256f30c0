"""Names and texts as they stand in the cells of official files."""

from __future__ import annotations

import pytest

from app.releases.reading import cells


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("breed goats ", "breed goats"),
        ("assess\u00a0candidates", "assess candidates"),
        ("co\u2010op", "co-op"),
        ("", ""),
    ],
)
def test_a_name_is_one_tidy_line(cell: str, name: str) -> None:
    assert cells.one_line(cell) == name


def test_a_cell_holds_a_name_a_line_each_once() -> None:
    assert cells.names("till work\n\nuse  a till\r\ntill work") == ["till work", "use a till"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('Excludes <a href="x"><span lang="en">instruct others</span></a>.', "Excludes instruct others."),
        ("Research &amp; development", "Research & development"),
        (" One.  \n \n\n\nTwo. \n", "One.\n\nTwo."),
        ("pressure < 5 bar", "pressure < 5 bar"),
    ],
)
def test_a_text_loses_its_markup_and_keeps_its_lines(cell: str, text: str) -> None:
    assert cells.text(cell) == text
