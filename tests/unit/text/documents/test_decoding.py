from __future__ import annotations

import codecs

import pytest

from app.errors import UnreadableDocument, UnsupportedDocument
from app.text.documents.decoding import declared_encoding, decode

TEXT = "Café manager – 5 years’ experience in Zürich"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_encodings_that_show_themselves(data: bytes) -> None:
    assert decode(data) == (TEXT, ())


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode("cp1252"), "Windows-1252"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_a_guess_comes_with_a_warning(data: bytes, name: str) -> None:
    text, (warning,) = decode(data)
    assert text == TEXT
    assert warning.code == "encoding_guessed"
    assert name in warning.detail
    assert "UTF-8" in warning.detail


def test_a_declared_encoding_is_used_when_the_bytes_fit() -> None:
    russian = "Водитель погрузчика"
    assert decode(russian.encode("cp1251"), "text/plain; charset=windows-1251") == (russian, ())
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>{russian}</p>'
    assert decode(page.encode("koi8-r")) == (page, ())


def test_valid_utf8_beats_a_declaration() -> None:
    assert decode(TEXT.encode(), "text/plain; charset=iso-8859-1") == (TEXT, ())


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        ("text/html; charset=ISO-8859-1", "cp1252"),
        ('text/html; charset="utf-8"', "utf-8"),
        ("text/html; charset=shift_jis", "shift_jis"),
        ("text/html; charset=utf-7", None),
        ("text/html; charset=unicode_escape", None),
        ("text/html; charset=no-such", None),
        ("text/html", None),
        (None, None),
    ],
)
def test_declared_encoding(content_type: str | None, name: str | None) -> None:
    assert declared_encoding(b"x", content_type) == name


@pytest.mark.parametrize("data", [b"text\0with zero", bytes(100), bytes(range(1, 32)) * 5])
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(UnsupportedDocument, match="PDF, DOCX, RTF, HTML or TXT"):
        decode(data)


def test_another_alphabet_without_a_declaration() -> None:
    with pytest.raises(UnreadableDocument, match="Save it as UTF-8"):
        decode("Водитель погрузчика".encode("cp1251"))


def test_bytes_that_windows_1252_does_not_have() -> None:
    with pytest.raises(UnreadableDocument, match="encoding"):
        decode(b"caf\x81 and more text than that")
