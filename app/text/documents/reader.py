"""Documents to text: tells what a file is by its content, reads it, and tidies what it says."""

from __future__ import annotations

from app.errors import UnreadableDocument
from app.limits import check_document
from app.text.documents.cleaning import clean_text
from app.text.documents.decoding import decode
from app.text.documents.detection import binary_format, mismatches, refuse_other_xml
from app.text.documents.docx import docx_to_text
from app.text.documents.flow import TextOverflow
from app.text.documents.models import (
    DEFAULT_LIMITS,
    Document,
    DocumentLimits,
    DocumentWarning,
    Kind,
    hidden_text,
)
from app.text.documents.pdf_process import read_pdf
from app.text.documents.rtf import rtf_to_text
from app.text.invisible import has_many_invisible
from app.text.markup import looks_like_html, read_html

__all__ = ["Document", "DocumentLimits", "DocumentWarning", "read_document"]

_INVISIBLE = DocumentWarning(
    "invisible_characters",
    "The document holds many characters that cannot be seen. It was read without them.",
)

_Raw = tuple[Kind, str, tuple[DocumentWarning, ...]]


def read_document(
    data: bytes,
    *,
    filename: str | None = None,
    content_type: str | None = None,
    limits: DocumentLimits = DEFAULT_LIMITS,
) -> Document:
    """The text of a PDF, DOCX, RTF, HTML or TXT file.

    The kind is told by the content; the name and the declared type only lead to a warning where they say
    otherwise. Raises TooLarge over a limit, UnsupportedDocument for other kinds of file, UnreadableDocument
    for a file that is damaged, encrypted or without text. Time and memory are bounded for any bytes.
    """
    check_document(len(data), limits.size)
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise UnreadableDocument("The file is empty. Send a file with text in it, or paste the text.")
    try:
        kind, raw, warnings = _read(data, content_type, limits)
    except TextOverflow as error:
        raise limits.too_much_text() from error
    if len(raw) > limits.raw_characters:
        raise limits.too_much_text()
    text = clean_text(raw)
    if not text:
        raise UnreadableDocument("The document holds no text. Send one with text in it, or paste the text.")
    if len(text) > limits.characters:
        raise limits.too_much_text()
    if has_many_invisible(raw):
        warnings = (*warnings, _INVISIBLE)
    return Document(text, kind, (*mismatches(kind, filename, content_type), *warnings))


def _read(data: bytes, content_type: str | None, limits: DocumentLimits) -> _Raw:
    match binary_format(data):
        case "pdf":
            return ("pdf", *read_pdf(data, limits))
        case "zip":
            return "docx", docx_to_text(data, limits), ()
        case "rtf":
            return ("rtf", *rtf_to_text(data, limits))
        case "text":
            text, warnings = decode(data, content_type)
            refuse_other_xml(text)
            if looks_like_html(text):
                read, hides = read_html(text, limits.raw_characters)
                return "html", read, (*warnings, hidden_text("in HTML")) if hides else warnings
            return "txt", text, warnings
