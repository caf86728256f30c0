from __future__ import annotations

import pytest

from app.errors import UnreadableDocument, UnsupportedDocument
from app.text.documents.detection import binary_format, mismatches, refuse_other_xml

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xef\xbb\xbf\r\n %PDF-1.4", "pdf"),
        (b"HTTP junk\n%PDF-1.4 ... startxref", "pdf"),
        (b"We speak of %PDF-1.4 files here.", "text"),
        (b"PK\x03\x04", "zip"),
        (b"{\\rtf1 x}", "rtf"),
        (b"\n{\\rtf1 x}", "rtf"),
        (b"MZ is a region", "text"),
        (b"BM stands for benchmark", "text"),
        (b"plain", "text"),
    ],
)
def test_binary_format(data: bytes, expected: str) -> None:
    assert binary_format(data) == expected


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "picture (JPEG)"),
        (b"GIF89a\x01\x00", "picture (GIF)"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture (WebP)"),
        (b"II*\x00\x08", "picture (TIFF)"),
        (b"\x00\x00\x00\x18ftypheic\x00", "picture or film"),
        (b"\x7fELF\x02", "program"),
        (b"MZ\x90\x00\x03", "program"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (bytes(257) + b"ustar\x00", "tar"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (_OLD_OFFICE + "WordDocument".encode("utf-16-le"), "old Word file"),
        (_OLD_OFFICE, "old Office program"),
    ],
)
def test_other_files_are_named_and_advised(data: bytes, named: str) -> None:
    with pytest.raises(UnsupportedDocument) as caught:
        binary_format(data)
    assert named in caught.value.detail
    assert "Only PDF, DOCX, RTF, HTML and TXT files are read." in caught.value.detail
    assert "paste the text" in caught.value.detail


def test_a_docx_with_a_password() -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        binary_format(_OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(
    "text", ["<?xml version='1.0'?><html><p>x", "<?xml?>\n<!DOCTYPE html>", "no xml", "<p>x"]
)
def test_web_pages_and_text_are_not_refused_as_xml(text: str) -> None:
    assert refuse_other_xml(text) is None  # type: ignore[func-returns-value]


def test_other_xml_is_refused() -> None:
    with pytest.raises(UnsupportedDocument, match="XML"):
        refuse_other_xml("\n<?xml version='1.0'?><rss><item/></rss>")


@pytest.mark.parametrize(
    ("kind", "filename", "content_type", "told"),
    [
        ("pdf", "cv.pdf", "application/pdf", ()),
        ("pdf", "CV.PDF", None, ()),
        ("docx", "cv.docm", "application/octet-stream", ()),
        ("txt", "notes.md", "text/plain; charset=utf-8", ()),
        ("txt", "notes.v2", None, ()),
        ("txt", "pdf", None, ()),
        ("txt", None, None, ()),
        ("html", "page.htm", "text/html", ()),
        ("pdf", "cv.docx", None, (".docx",)),
        ("rtf", "cv.doc", "application/msword", (".doc", "application/msword")),
        ("txt", "photo.jpeg", None, (".jpeg",)),
        ("txt", None, "image/png", ("image/png",)),
        ("docx", "cv.docx", "application/pdf", ("application/pdf",)),
    ],
)
def test_mismatches(kind: str, filename: str | None, content_type: str | None, told: tuple[str, ...]) -> None:
    warnings = mismatches(kind, filename, content_type)  # type: ignore[arg-type]
    assert len(warnings) == bool(told)
    for warning in warnings:
        assert warning.code == "type_mismatch"
        assert kind.upper() in warning.detail
        assert all(name in warning.detail for name in told)


def test_a_mismatch_does_not_repeat_the_name() -> None:
    (warning,) = mismatches("pdf", "Alex Sample.docx", None)
    assert "Alex" not in warning.detail
