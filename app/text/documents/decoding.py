"""From the bytes of a text or HTML file to its characters."""

from __future__ import annotations

import codecs
import re

from app.errors import UnreadableDocument, UnsupportedDocument
from app.text.documents.models import SUPPORTED, DocumentWarning

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE
)
_PARAMETER = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE)
# Encodings a declaration may name; all keep ASCII as it is, so none can hide markup from the scan before.
_KNOWN = re.compile(
    r"utf-8|cp125\d|iso8859-\d+|koi8-[rtu]|mac-\w+|cp874|shift_jis|cp932|euc_\w+|gbk|gb\d+|big5|cp949"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65536
_MOST_CONTROL = 0.02
# Western European text has at most about a tenth of accented letters; far more is another alphabet.
_MOST_ACCENTED = 0.3


def decode(data: bytes, content_type: str | None = None) -> tuple[str, tuple[DocumentWarning, ...]]:
    """The text of the bytes, with a warning where the encoding had to be guessed.

    In order: a byte order mark; UTF-16 without one, told by its zero bytes; valid UTF-8; the encoding that
    the content type or an HTML `meta` names, when the bytes fit it; Windows-1252, when the accented letters
    are as few as in Western European text. Raises UnsupportedDocument for bytes that are no text,
    UnreadableDocument for text in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace")), ()
    wide = _utf16_without_mark(data)
    if wide:
        return _checked(data.decode(wide, "replace")), (_guessed("UTF-16"),)
    try:
        return _checked(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        _checked(data[:_SAMPLE].decode("latin-1"))
    declared = declared_encoding(data, content_type)
    if declared:
        try:
            return data.decode(declared), ()
        except UnicodeDecodeError:
            pass  # the declaration is wrong; the guess below says so in its warning
    return _windows_1252(data), (_guessed("Windows-1252"),)


def declared_encoding(data: bytes, content_type: str | None) -> str | None:
    """The name of the encoding that the content type or an HTML `meta` declares, if it is one we accept."""
    named = _PARAMETER.search(content_type or "")
    found = named.group(1) if named else None
    if found is None:
        meta = _DECLARED.search(data[:4096])
        found = meta.group(1).decode("ascii", "replace") if meta else None
    if found is None:
        return None
    try:
        name = codecs.lookup(found).name
    except LookupError:
        return None
    if name in ("iso8859-1", "ascii"):  # what browsers read such a declaration as
        return "cp1252"
    return name if _KNOWN.fullmatch(name) else None


def _guessed(name: str) -> DocumentWarning:
    detail = (
        f"The file does not say its encoding; {name} was assumed. Save it as UTF-8 if characters look wrong."
    )
    return DocumentWarning("encoding_guessed", detail)


def _checked(text: str) -> str:
    """The text itself; raises UnsupportedDocument when control characters show that it is none."""
    sample = text[:_SAMPLE]
    if "\0" in text or len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample):
        raise UnsupportedDocument(
            f"This file holds no text that can be read. Send a {_choice()} file, or paste the text."
        )
    return text


def _choice() -> str:
    return SUPPORTED.replace(" and ", " or ")


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of Western text has zero bytes in every second place, and hardly any in the others."""
    sample = data[: _SAMPLE // 8]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0) / (len(sample) // 2), sample[1::2].count(0) / (len(sample) // 2)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _windows_1252(data: bytes) -> str:
    sample = data[:_SAMPLE]
    accented = sum(map(sample.count, range(0xC0, 0x100)))
    undefined = sum(map(sample.count, (0x81, 0x8D, 0x8F, 0x90, 0x9D)))
    if accented > _MOST_ACCENTED * len(sample) or undefined:
        raise UnreadableDocument(
            "The encoding of this text cannot be told. Save it as UTF-8, or paste the text."
        )
    return data.decode("cp1252", "replace")
