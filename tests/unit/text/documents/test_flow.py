from __future__ import annotations

import pytest

from app.text.documents.flow import TextFlow, TextOverflow


def flow() -> TextFlow:
    return TextFlow(1_000)


def test_lines_paragraphs_and_breaks() -> None:
    text = flow()
    text.end_paragraph()
    text.write("a")
    text.end_line()
    text.end_line()
    text.write("b")
    text.end_paragraph()
    text.end_line()
    text.write("c")
    text.break_line()
    text.break_line()
    text.write("d")
    assert text.finish() == "a\nb\n\nc\n\nd"


def test_words_are_parted_by_one_space() -> None:
    text = flow()
    for piece in ("a", " ", "  b ", "\n", "c", "d"):
        text.write_words(piece)
    assert text.finish() == "a b cd"


def test_items_without_text_leave_no_trace() -> None:
    text = flow()
    for item in ("one", "", "two"):
        text.begin_item()
        text.write(item)
        text.drop_marker()
        text.end_line()
    text.write("after")
    assert text.finish() == "- one\n- two\nafter"


def test_rows_within_rows() -> None:
    text = flow()
    text.write("before")
    text.open_row()
    text.write("a")
    text.close_cell()
    text.open_row()
    text.write("b")
    text.close_cell()
    text.write("c")
    text.close_row()
    text.close_row()
    text.write("after")
    assert text.finish() == "before\na | b | c\nafter"


def test_a_cell_of_several_lines_makes_a_row_of_lines() -> None:
    text = flow()
    text.open_row()
    text.write("a")
    text.end_line()
    text.write("b")
    text.close_cell()
    text.write("c")
    text.close_row()
    assert text.finish() == "a\nb\nc"


def test_deep_rows_are_lines_and_open_ones_are_ended() -> None:
    text = flow()
    for _ in range(50):
        text.open_row()
        text.write("x")
    assert len(text._rows) == 8  # what is nested deeper is not joined level by level
    for _ in range(45):
        text.close_row()
    assert text.in_row
    text.write("y")
    assert text.finish().replace(" | ", "\n").split() == ["x"] * 50 + ["y"]


def test_ends_of_rows_and_cells_that_never_began() -> None:
    text = flow()
    text.write("a")
    text.close_cell()
    text.write("b")
    text.close_row()
    text.write("c")
    assert text.finish() == "a\nb\nc"


def test_overflow() -> None:
    text = TextFlow(10)
    text.open_row()
    text.write("12345")
    text.close_row()
    text.write("67890")
    with pytest.raises(TextOverflow):
        text.write("1")
