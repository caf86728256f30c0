"""The text of a PDF through PDFium, which is not thread-safe: `pdf_process.py` gives it its own process."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.errors import TooLarge, UnreadableDocument
from app.text.documents.models import DocumentLimits, DocumentWarning, hidden_text
from app.text.documents.pdf_lines import Line, Run, reading_order, to_lines
from app.text.documents.pdf_reflow import reflow
from app.text.documents.pdf_visibility import PageSight, Sight

if TYPE_CHECKING:
    import pypdfium2
    from pypdfium2.raw import FPDF_TEXTPAGE

_ENCRYPTED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_HYPHEN = "\x02"  # what PDFium reports for a hyphen at a line end
_PIECE = re.compile("[^\\x00-\\x20]+\\x02?|[\\r\\n]")
_WIDE_GAP = 0.9  # of the line height; justified spaces stay below
_LOCKED = "This PDF is protected by a password. Save it without one, or paste the text."
_BROKEN = "This PDF is damaged. Export it again from the program it was written in, or paste the text."
_PICTURES = (
    "This PDF holds only pictures of text. Export it from the program it was written in, or paste the text."
)
_EMPTY = "The pages of this PDF are empty. Send a PDF with text, or paste the text."


def pdf_to_text(data: bytes, limits: DocumentLimits) -> tuple[str, tuple[DocumentWarning, ...]]:
    """Pages in order, columns one after the other, words whole; with warnings for pages that gave no text.

    Raises UnreadableDocument for a damaged or encrypted PDF or one without text, TooLarge over the limits.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(_LOCKED if error.err_code in _ENCRYPTED else _BROKEN) from error
    with document:
        return _read(document, limits)


def _read(document: pypdfium2.PdfDocument, limits: DocumentLimits) -> tuple[str, tuple[DocumentWarning, ...]]:
    import pypdfium2

    count = len(document)
    if count > limits.pages:
        raise TooLarge(
            f"This PDF has {count:,} pages; at most {limits.pages} are read. Send only the pages that matter."
        )
    lines: list[Line] = []
    characters = drawn = silent = damaged = hidden = 0
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            damaged += 1
            continue
        runs, unseen = _runs(page, limits, characters)
        hidden += unseen
        characters += sum(len(run.text) for run in runs)
        drawn += not runs and any(True for _ in page.get_objects(max_depth=1))
        silent += not runs
        lines.extend(to_lines(reading_order(runs)))
        page.close()
    if not lines:
        raise UnreadableDocument(_PICTURES if drawn else _BROKEN if damaged else _EMPTY)
    hidden_words = (hidden_text(f"{hidden:,} words"),) if hidden else ()
    return reflow(lines), (*_warnings(count, silent, damaged), *hidden_words)


def _warnings(count: int, silent: int, damaged: int) -> tuple[DocumentWarning, ...]:
    warnings = []
    if silent:
        detail = (
            f"{silent} of {count} pages have no text, only pictures or nothing; what they show was not read."
        )
        warnings.append(DocumentWarning("pages_without_text", detail))
    if damaged:
        warnings.append(
            DocumentWarning("pages_damaged", f"{damaged} of {count} pages are damaged and were not read.")
        )
    return tuple(warnings)


def _runs(page: pypdfium2.PdfPage, limits: DocumentLimits, gathered: int) -> tuple[list[Run], int]:
    """The text of a page in the order of the file, cut at line ends and wide gaps; how many words none can see."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if gathered + count > limits.raw_characters:
            raise limits.too_much_text()
        sight = PageSight(page, text_page)
        pieces = list(_pieces(text_page.raw, _characters(text_page.raw, count), sight))
        kept: Sight = "seen"
        if not any(how == "seen" for _, how in pieces) and sight.has_picture:
            kept = "unpainted"  # the words of a scanned page lie unpainted over its picture
        runs = _joined(piece for piece, how in pieces if how in (kept, None))
        return runs, sum(how not in (kept, None) for _, how in pieces)
    finally:
        text_page.close()


def _characters(text_page: FPDF_TEXTPAGE, count: int) -> str:
    """The characters of a page; their positions in the string are PDFium's indexes."""
    from pypdfium2 import raw

    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text_page, 0, count, buffer) == count + 1:  # with the zero at the end
        text = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass").replace("\ufffe", _HYPHEN)
        if len(text) == count:
            return text
    # One call for the whole page leaves out what has no Unicode value; one for each character is slower.
    codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    return "".join(chr(code) if code <= 0x10FFFF else " " for code in codes)


def _pieces(
    text_page: FPDF_TEXTPAGE, characters: str, sight: PageSight
) -> Iterator[tuple[Run | None, Sight | None]]:
    """The words with their places, and whether they are seen; None for a line end.

    Only the ends of words are measured, for speed.
    """
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    turn = _text_direction(text_page, len(characters))
    for match in _PIECE.finditer(characters):
        word = match.group()
        if word in "\r\n":
            yield None, None
            continue
        raw.FPDFText_GetLooseCharBox(text_page, match.start(), reference)
        edges = box.left, box.bottom, box.right, box.top
        how = sight.of(match.start(), edges)
        left, bottom, right, top = _turned(turn, *edges)
        if len(word) > 1:
            raw.FPDFText_GetLooseCharBox(text_page, match.end() - 1, reference)
            ending = _turned(turn, box.left, box.bottom, box.right, box.top)
            left, bottom = min(left, ending[0]), min(bottom, ending[1])
            right, top = max(right, ending[2]), max(top, ending[3])
        yield Run(word.replace(_HYPHEN, "-"), left, bottom, right, top), how
        if word.endswith(_HYPHEN):
            yield None, None


def _joined(pieces: Iterable[Run | None]) -> list[Run]:
    """Words next to each other become one run."""
    runs: list[Run] = []
    words: list[Run] = []
    for piece in pieces:
        if words and (
            piece is None or not -piece.height < piece.left - words[-1].right < _WIDE_GAP * piece.height
        ):
            runs.append(_run(words))
            words = []
        if piece is not None:
            words.append(piece)
    return [*runs, _run(words)] if words else runs


def _run(words: list[Run]) -> Run:
    return Run(
        " ".join(word.text for word in words),
        min(word.left for word in words),
        min(word.bottom for word in words),
        max(word.right for word in words),
        max(word.top for word in words),
    )


def _text_direction(text_page: FPDF_TEXTPAGE, count: int) -> int:
    """By how many quarters, clockwise, most of the text is turned; told by a sample of its characters."""
    from pypdfium2 import raw

    step = max(count // 16, 1)
    angles = [raw.FPDFText_GetCharAngle(text_page, index) for index in range(0, count, step)]
    turns = [round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
    return max(range(4), key=turns.count)


def _turned(
    turn: int, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    """The box of a character of text that is turned clockwise by `turn` quarters, as if it stood upright."""
    if turn == 1:
        return -top, left, -bottom, right
    if turn == 2:
        return -right, -top, -left, -bottom
    if turn == 3:
        return bottom, -right, top, -left
    return left, bottom, right, top
