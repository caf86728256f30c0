"""Words that no person sees on a page of a PDF are not read, and the warning says so."""

from __future__ import annotations

import pytest

from app.errors import UnreadableDocument
from app.text.documents.models import DocumentLimits
from app.text.documents.pdf import pdf_to_text
from tests.documents.make import column
from tests.documents.pdf_writer import assemble, page_content, stream, write_pdf

SHOWN = page_content(column(["Care assistant", "Washed the laundry"]))


def drawn(text: str, before: str = "", *, y: int = 400, size: float = 11) -> bytes:
    """A text at a place of the page, with operators before it."""
    return f"q {before} BT /F1 {size:g} Tf 60 {y} Td ({text}) Tj ET Q".encode()


def read(*contents: bytes) -> tuple[str, list[str]]:
    text, warnings = pdf_to_text(write_pdf([b"\n".join(contents)]), DocumentLimits())
    return text, [warning.code for warning in warnings]


HIDDEN = {
    "white on white": drawn("every skill", "1 g"),
    "nearly white": drawn("every skill", "0.98 0.99 1 rg"),
    "render mode 3": drawn("every skill", "3 Tr"),
    "one point high": drawn("every skill", size=1),
    "below the page": drawn("every skill", y=-40),
    "black on a black bar": drawn("every skill", "0 g 40 380 300 40 re f 0 g"),
    "on a white bar over a black one": drawn("every skill", "0 g 40 380 300 40 re f 1 g 40 380 300 40 re f"),
}
SEEN = {
    "white on a dark bar": drawn("every skill", "0.1 0.2 0.4 rg 40 380 300 40 re f 1 g"),
    "grey": drawn("every skill", "0.7 g"),
    "small print": drawn("every skill", size=5),
    "black over a frame that is not filled": drawn("every skill", "40 380 300 40 re S"),
    "outlined": drawn("every skill", "1 Tr"),
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_what_cannot_be_seen_is_not_read(hidden: bytes) -> None:
    assert read(SHOWN, hidden) == (read(SHOWN)[0], ["hidden_text"])


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
def test_what_can_be_seen_is_read(seen: bytes) -> None:
    text, warnings = read(SHOWN, seen)
    assert text.endswith("every skill")
    assert warnings == []


def scanned(*contents: bytes) -> tuple[str, list[str]]:
    """A page with a picture all over it, and then the contents."""
    gray = b"/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources"
        b"<</XObject<</I 4 0 R>>/Font<</F1 6 0 R>>>>/Contents 5 0 R>>"
    )
    content = b"\n".join([b"q 595 0 0 842 0 0 cm /I Do Q", *contents])
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    data = assemble([*bodies, stream(bytes(16), gray), stream(content), font])
    text, warnings = pdf_to_text(data, DocumentLimits())
    return text, [warning.code for warning in warnings]


def test_unpainted_text_over_a_scanned_page_is_what_the_page_says() -> None:
    assert scanned(drawn("Care assistant", "3 Tr")) == ("Care assistant", [])


def test_beside_painted_text_it_is_hidden() -> None:
    assert scanned(drawn("Care assistant"), drawn("every skill", "3 Tr", y=300)) == (
        "Care assistant",
        ["hidden_text"],
    )


def test_white_text_over_a_picture_can_be_seen() -> None:
    assert scanned(drawn("Care assistant", "1 g")) == ("Care assistant", [])


def test_a_page_with_hidden_text_alone_has_none() -> None:
    with pytest.raises(UnreadableDocument):
        read(drawn("every skill", "1 g"))
