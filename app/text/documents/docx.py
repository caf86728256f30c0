"""The text of a DOCX file: one pass over its XML as a stream, without a tree and without a further library.

A reader that builds trees (python-docx with lxml) adds 14 MB to the installation and 100 ms to the first
document, and would hold an unpacked bomb in memory; expat reads as it unpacks and stops where a limit is
passed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar
from xml.parsers import expat

from app.errors import UnreadableDocument
from app.text.documents.docx_styles import WORD_NAMESPACES, Styles, refuse_doctype, value_of
from app.text.documents.flow import TextFlow
from app.text.documents.models import DocumentLimits
from app.text.documents.packages import Package

_BROKEN = (
    "This Word file is damaged: its XML cannot be read. Open it in Word and save it anew, or paste the text."
)
_TOO_COMPLEX = "This Word file is split up beyond measure. Copy its text into a new one, or paste the text."
_EDGE = re.compile(r"word/(header|footer)(\d{0,4})\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_OFF = ("0", "false", "off")
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
# Deleted and moved text, phonetic hints, and the second copy of a text box for old programs.
_SKIPPED = {f"{space} {name}" for space in WORD_NAMESPACES for name in ("del", "moveFrom", "rt")} | {
    _FALLBACK
}
_NESTED_BOXES = 8
MAX_ELEMENTS = 600_000

_Handler = TypeVar("_Handler", bound=Callable[..., None])


def docx_to_text(data: bytes, limits: DocumentLimits) -> str:
    """Headers, body, footers, then notes; raises UnsupportedDocument, UnreadableDocument or TooLarge."""
    package = Package(data)
    styles = Styles(package.read("word/styles.xml") if "word/styles.xml" in package.names else ())
    parts: dict[str, None] = {}  # equal headers of first, even and odd pages are kept once
    for name in _reading_order(package):
        parts[_PartReader(styles, limits.raw_characters).read(package.read(name)).strip()] = None
    return "\n\n".join(part for part in parts if part)


def _reading_order(package: Package) -> list[str]:
    edges = sorted(
        (int(found[2] or 0), found[0]) for name in package.names if (found := _EDGE.fullmatch(name))
    )
    headers = [name for _, name in edges if "header" in name]
    footers = [name for _, name in edges if "footer" in name]
    return [*headers, package.main, *footers, *(name for name in _NOTES if name in package.names)]


def _by_full_name(handlers: dict[str, _Handler]) -> dict[str, _Handler]:
    return {f"{space} {name}": handler for space in WORD_NAMESPACES for name, handler in handlers.items()}


class _PartReader:
    """Follows the elements of one part and writes their text."""

    def __init__(self, styles: Styles, most: int) -> None:
        self._styles = styles
        self._most = most
        self._flow = TextFlow(most)
        self._outer: list[TextFlow] = []  # the flows around an open text box
        self._boxes: list[str] = []
        self._skip = 0
        self._elements = 0
        self._in_text = self._in_run = self._hidden = self._placeholder = False
        self._style = ""
        self._numbered: bool | None = None
        self._starts = _by_full_name(
            {
                "p": self._start_paragraph,
                "pStyle": self._read_style,
                "numId": self._read_number,
                "r": self._start_run,
                "vanish": self._read_vanish,
                "t": self._start_text,
                "tab": self._write_tab,
                "br": self._write_break,
                "cr": self._write_break,
                "noBreakHyphen": self._write_hyphen,
                "sym": self._write_symbol,
                "tr": self._start_row,
                "sdtPr": self._start_control,
                "showingPlcHdr": self._read_placeholder,
                "sdtContent": self._start_content,
                "txbxContent": self._start_box,
            }
        )
        self._ends = _by_full_name(
            {
                "pPr": self._end_properties,
                "p": self._end_paragraph,
                "r": self._end_run,
                "t": self._end_text,
                "tc": self._end_cell,
                "tr": self._end_row,
                "txbxContent": self._end_box,
            }
        )

    def read(self, pieces: Iterable[bytes]) -> str:
        """The text of the part that comes in pieces."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            for piece in pieces:
                parser.Parse(piece)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise UnreadableDocument(_BROKEN) from error
        return self._flow.finish()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise UnreadableDocument(_TOO_COMPLEX)
        if self._skip or name in _SKIPPED:
            self._skip += 1
            return
        handler = self._starts.get(name)
        if handler:
            handler(attributes)

    def _end(self, name: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        handler = self._ends.get(name)
        if handler:
            handler()

    def _characters(self, text: str) -> None:
        if self._in_text and not self._skip:
            self._write(text)

    def _write(self, text: str) -> None:
        if not self._hidden:
            self._flow.write(text)

    def _start_paragraph(self, _: dict[str, str]) -> None:
        self._style = ""
        self._numbered = None

    def _read_style(self, attributes: dict[str, str]) -> None:
        self._style = value_of(attributes)

    def _read_number(self, attributes: dict[str, str]) -> None:
        self._numbered = value_of(attributes) != "0"

    def _end_properties(self) -> None:
        numbered = self._styles.is_numbered(self._style) if self._numbered is None else self._numbered
        if self._styles.is_heading(self._style):
            self._flow.end_paragraph()
        elif numbered:
            self._flow.begin_item()

    def _end_paragraph(self) -> None:
        self._flow.drop_marker()
        self._flow.break_line()
        if not self._outer:
            for box in self._boxes:
                self._flow.write(box)
                self._flow.end_line()
            self._boxes.clear()

    def _start_run(self, _: dict[str, str]) -> None:
        self._in_run = True
        self._hidden = False

    def _end_run(self) -> None:
        self._in_run = self._hidden = False

    def _read_vanish(self, attributes: dict[str, str]) -> None:
        # The same mark on a paragraph's own properties hides only its end.
        self._hidden = self._in_run and value_of(attributes) not in _OFF

    def _start_text(self, _: dict[str, str]) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _write_tab(self, _: dict[str, str]) -> None:
        if self._in_run:  # outside a run it defines a tab stop
            self._write("\t")

    def _write_break(self, _: dict[str, str]) -> None:
        self._flow.break_line()

    def _write_hyphen(self, _: dict[str, str]) -> None:
        self._write("-")

    def _write_symbol(self, attributes: dict[str, str]) -> None:
        code = value_of(attributes, "char")
        if re.fullmatch("[0-9A-Fa-f]{4}", code):
            self._write(chr(int(code, 16)))

    def _start_row(self, _: dict[str, str]) -> None:
        self._flow.open_row()

    def _end_cell(self) -> None:
        self._flow.close_cell()

    def _end_row(self) -> None:
        self._flow.close_row()

    def _start_control(self, _: dict[str, str]) -> None:
        self._placeholder = False

    def _read_placeholder(self, attributes: dict[str, str]) -> None:
        self._placeholder = value_of(attributes) not in _OFF

    def _start_content(self, _: dict[str, str]) -> None:
        if self._placeholder:  # "Click here to enter text"
            self._placeholder = False
            self._skip = 1

    def _start_box(self, _: dict[str, str]) -> None:
        if len(self._outer) >= _NESTED_BOXES:
            self._skip = 1
            return
        self._outer.append(self._flow)
        self._flow = TextFlow(self._most)

    def _end_box(self) -> None:
        self._boxes.append(self._flow.finish())
        self._flow = self._outer.pop()
