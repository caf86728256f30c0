"""What reading a document gives back, and the limits it is read under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.errors import TooLarge

Kind = Literal["pdf", "docx", "rtf", "html", "txt"]

SUPPORTED = "PDF, DOCX, RTF, HTML and TXT"


@dataclass(frozen=True, slots=True)
class DocumentWarning:
    """Something a reader of the answer should know, with a stable code."""

    code: str
    detail: str


def hidden_text(how_much: str) -> DocumentWarning:
    """The warning for text that no person sees on the page; it was not read."""
    detail = f"The document holds text that cannot be seen on the page ({how_much}). It was not read."
    return DocumentWarning("hidden_text", detail)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one document, the kind it really is, and what was noticed on the way."""

    text: str
    kind: Kind
    warnings: tuple[DocumentWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The most that is read: size in bytes, text in code points, pages of a PDF."""

    size: int = 10_000_000
    characters: int = 100_000
    pages: int = 200

    @property
    def raw_characters(self) -> int:
        """How much text is gathered before tidying, which may still remove characters."""
        return 4 * self.characters

    def too_much_text(self) -> TooLarge:
        """The error for a document with more text than the limit, which it names."""
        return TooLarge(
            f"The document holds more than {self.characters:,} characters of text. "
            "Shorten it, or send it in parts."
        )


DEFAULT_LIMITS = DocumentLimits()
