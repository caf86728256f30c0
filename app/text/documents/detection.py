"""Which kind of document the bytes are, told by their content and never by a name."""

from __future__ import annotations

import re
from typing import Literal

from app.errors import UnreadableDocument, UnsupportedDocument
from app.text.documents.models import SUPPORTED, DocumentWarning, Kind

Format = Literal["pdf", "zip", "rtf", "text"]

_BLANKS = b"\xef\xbb\xbf \t\r\n"
# What is refused, by its first bytes; those that could begin a text count only with a zero byte near the
# start.
_BINARY = (
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xce\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7-Zip)"),
    (b"\xfd7zXZ\x00", "a packed file (xz)"),
    (b"Rar!\x1a\x07", "a packed file (RAR)"),
    (b"\xffWPC", "a WordPerfect file"),
    (b"SQLite format 3\x00", "a database"),
    (b"%!PS-Adobe", "a PostScript file"),
    (b"\x00asm", "a program"),
)
_BINARY_WITH_ZEROS = (
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"MZ", "a program"),
    (b"BZh", "a packed file (bzip2)"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = re.compile(r"\s{0,99}<\?xml\b")
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)

_EXTENSIONS: dict[str, Kind | Literal["other"]] = {
    **dict.fromkeys(("pdf",), "pdf"),
    **dict.fromkeys(("docx", "docm", "dotx", "dotm"), "docx"),
    **dict.fromkeys(("rtf",), "rtf"),
    **dict.fromkeys(("html", "htm", "xhtml"), "html"),
    **dict.fromkeys(("txt", "text", "md", "csv", "tsv", "log", "json", "tex"), "txt"),
    **dict.fromkeys(
        ("doc", "dot", "odt", "xls", "xlsx", "ppt", "pptx", "pages", "epub", "zip", "exe"), "other"
    ),
    **dict.fromkeys(
        ("png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp", "heic", "mp3", "mp4"), "other"
    ),
}
_CONTENT_TYPES: dict[str, Kind | Literal["other"]] = {
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "txt",
    "application/msword": "other",
    "application/vnd.oasis.opendocument.text": "other",
}


def binary_format(data: bytes) -> Format:
    """The family of formats of the bytes; raises UnsupportedDocument or UnreadableDocument for others."""
    start = data[:1024].lstrip(_BLANKS)
    if start.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_COMPOUND_FILE):
        raise _compound_file(data)
    refused = _refused(data)
    if refused:
        raise unsupported(refused)
    # PDF readers accept a header after other bytes; a text that only names it has no cross-reference.
    if b"%PDF-" in data[:1024] and b"startxref" in data:
        return "pdf"
    return "text"


def refuse_other_xml(text: str) -> None:
    """Raises UnsupportedDocument for XML that is no web page."""
    if _XML.match(text) and not _HTML_ROOT.search(text[:10_000]):
        raise unsupported("an XML file")


def unsupported(what: str, advice: str = "") -> UnsupportedDocument:
    """The error for a kind that is not read: says what the file is and what is read instead."""
    advice = advice or "Export it from the program it was made with as one of these, or paste the text."
    return UnsupportedDocument(f"This is {what}. Only {SUPPORTED} files are read. {advice}")


def mismatches(kind: Kind, filename: str | None, content_type: str | None) -> tuple[DocumentWarning, ...]:
    """A warning where the name or the declared type says another kind than the content."""
    ending = (filename or "").rpartition(".")[2].lower()
    declared = (content_type or "").partition(";")[0].strip().lower()
    named = _EXTENSIONS.get(ending) if "." in (filename or "") else None
    typed = _CONTENT_TYPES.get(declared)
    if typed is None and declared.startswith(("image/", "audio/", "video/")):
        typed = "other"
    lies = []
    if named not in (None, kind):
        lies.append(f"its name ends in .{ending}")
    if typed not in (None, kind):
        lies.append(f"its declared type is {declared[:80]}")
    if not lies:
        return ()
    detail = f"The file was read as {kind.upper()}, which is what it holds, although {' and '.join(lies)}."
    return (DocumentWarning("type_mismatch", detail),)


def _refused(data: bytes) -> str | None:
    for magic, name in _BINARY:
        if data.startswith(magic):
            return name
    if b"\0" in data[:2048]:
        for magic, name in _BINARY_WITH_ZEROS:
            if data.startswith(magic):
                return name
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return "a picture (WebP)"
        if data[4:8] == b"ftyp":
            return "a picture or film"
        if data[257:262] == b"ustar":
            return "a packed file (tar)"
    return None


def _compound_file(data: bytes) -> UnsupportedDocument | UnreadableDocument:
    """Files of Office before 2007; a DOCX with a password is wrapped in the same format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableDocument(
            "This document is protected by a password. Save it without one, or paste the text."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return unsupported(
            "an old Word file (.doc)", "Open it in Word and save it as DOCX or PDF, or paste the text."
        )
    return unsupported("a file of an old Office program")
