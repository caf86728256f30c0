from __future__ import annotations

import pytest

from app.errors import TooLarge, UnreadableDocument
from app.text.documents.cleaning import clean_text
from app.text.documents.models import DocumentLimits
from app.text.documents.pdf import pdf_to_text
from tests.documents.make import column, looping_pdf, pdf, picture_pdf, two_column_pdf
from tests.documents.pdf_writer import Placed, assemble, page_content, stream, write_pdf

LEFT = (
    "Responsible for the manage-",
    "ment of a warehouse, with",
    "Python-",
    "based tools for stock",
    "and returns",
)
RIGHT = ("Skills", "Forklift, first aid", "and the till; handling", "of goods with care", "and driving")
COLUMNS = (
    "Responsible for the management of a warehouse, with\nPython-based tools for stock\nand returns\n"
    "Skills\nForklift, first aid\nand the till; handling\nof goods with care\nand driving"
)


def read(data: bytes) -> str:
    text, warnings = pdf_to_text(data, DocumentLimits())
    assert warnings == ()
    return clean_text(text)


def test_lines_and_gaps() -> None:
    assert read(pdf(["Driver", "Two years (at least) \\ more", "", "Café – “x”"])) == (
        "Driver\nTwo years (at least) \\ more\n\nCafé – “x”"
    )


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns(by_row: bool) -> None:
    assert read(two_column_pdf(LEFT, RIGHT, by_row=by_row)) == COLUMNS


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns_under_a_heading(by_row: bool) -> None:
    heading = "Alex Sample, leader of the night shift"
    assert read(two_column_pdf(LEFT, RIGHT, heading=heading, by_row=by_row)) == f"{heading}\n\n{COLUMNS}"


@pytest.mark.parametrize("turned", ["0 1 -1 0 842 0", "-1 0 0 -1 595 842"])
def test_two_columns_on_a_turned_page(turned: str) -> None:
    runs = sorted([*column(LEFT), *column(RIGHT, 320)], key=lambda run: (-run.y, run.x))
    content = turned.encode() + b" cm\n" + page_content(runs)
    assert read(write_pdf([content])) == COLUMNS


def test_ligatures() -> None:
    assert read(pdf(["an o\ufb03ce with e\ufb00ort: \ufb01les, \ufb02ow".replace("\ufb03", "\ufb03")])) == (
        "an office with effort: files, flow"
    )


def test_soft_hyphens_at_line_ends() -> None:
    assert read(pdf(["the manage\xad", "ment"])) == "the management"


def test_bullets_stay_lines() -> None:
    assert read(pdf(["• Forklift", "• Till", "- Stock"])) == "• Forklift\n• Till\n- Stock"


def test_pages_follow_each_other() -> None:
    assert read(pdf(["One"], ["Two"], ["Three"])) == "One\nTwo\nThree"


def test_columns_of_a_table_stay_rows() -> None:
    rows = [
        ("English", "Fluent"),
        ("Spanish", "Good"),
        ("German", "Basic"),
        ("French", "None"),
        ("Polish", "None"),
    ]
    runs = [
        Placed(60 + 300 * x, 700 - 14 * y, cell) for y, row in enumerate(rows) for x, cell in enumerate(row)
    ]
    assert read(write_pdf([page_content(runs)])) == "\n".join("\t".join(row) for row in rows)


def test_only_pictures() -> None:
    with pytest.raises(UnreadableDocument, match=r"only pictures of text\. Export it"):
        read(picture_pdf())


def test_empty_pages() -> None:
    with pytest.raises(UnreadableDocument, match="empty"):
        read(pdf([], []))


def test_some_pages_without_text() -> None:
    text, (warning,) = pdf_to_text(pdf(["One"], [], ["Two"]), DocumentLimits())
    assert text == "One\nTwo"
    assert warning.code == "pages_without_text"
    assert "1 of 3" in warning.detail


def test_a_password() -> None:
    with pytest.raises(UnreadableDocument, match="without one"):
        read(pdf(["Driver"], password="secret"))


def test_encryption_that_needs_no_password_to_read() -> None:
    assert read(pdf(["Driver"], password="")) == "Driver"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
        pdf(["Driver"])[:700],
        looping_pdf(),
        looping_pdf(100),
        assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[9 0 R]/Count 3>>"]),
        b"%PDF-1.7\n" + b"1 0 obj " + b"[" * 200_000,
    ],
    ids=["header only", "noise", "cut off", "loop", "loop of 100 pages", "missing pages", "nested arrays"],
)
def test_damaged_files(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(data)


def test_a_damaged_page_among_others() -> None:
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[9 0 R 3 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        stream(page_content(column(["Driver"]))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    text, (warning,) = pdf_to_text(assemble(bodies), DocumentLimits())
    assert text == "Driver"
    assert warning.code == "pages_damaged"


def test_too_many_pages() -> None:
    with pytest.raises(TooLarge, match="3,000 pages; at most 200"):
        read(pdf(*[["x"]] * 3_000))


def test_too_much_text() -> None:
    with pytest.raises(TooLarge, match="100 characters"):
        pdf_to_text(pdf(*[["x" * 90]] * 5), DocumentLimits(characters=100))


def test_the_same_bytes_give_the_same_text() -> None:
    data = two_column_pdf(LEFT, RIGHT, by_row=True)
    assert len({pdf_to_text(data, DocumentLimits()) for _ in range(5)}) == 1
