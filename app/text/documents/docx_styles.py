"""Which styles of a DOCX file are headings, and which make their paragraphs list items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from app.errors import UnreadableDocument

# Transitional and strict files name the same elements in two namespaces.
WORD_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_DEEPEST_STYLE = 20
_READ = {
    f"{space} {name}": name
    for space in WORD_NAMESPACES
    for name in ("style", "name", "outlineLvl", "basedOn", "numId")
}


def value_of(attributes: dict[str, str], name: str = "val") -> str:
    """An attribute of the word processing namespace; empty when it is not there."""
    for space in WORD_NAMESPACES:
        found = attributes.get(f"{space} {name}")
        if found is not None:
            return found
    return ""


def refuse_doctype(*_: object) -> NoReturn:
    """Word files have no document type; one would only bring entities that unfold without end."""
    raise UnreadableDocument(
        "This Word file is not sound: it defines XML entities. Open it in Word and save it anew."
    )


@dataclass(slots=True)
class _Style:
    parent: str = ""
    heading: bool = False
    numbered: bool | None = None


class Styles:
    """Answers by the id of a paragraph style, following the styles it is based on."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Reads `styles.xml` up to its end or its damage: it only decides on list marks and blank lines."""
        self._styles: dict[str, _Style] = {}
        self._current = _Style()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = self._start
        try:
            for piece in pieces:
                parser.Parse(piece)
        except expat.ExpatError:
            return

    def is_heading(self, style: str) -> bool:
        """Whether the style, or one it is based on, is a heading or a title."""
        return any(found.heading for found in self._lineage(style))

    def is_numbered(self, style: str) -> bool:
        """Whether paragraphs of the style are list items by the style alone."""
        return next((found.numbered for found in self._lineage(style) if found.numbered is not None), False)

    def _lineage(self, style: str) -> Iterable[_Style]:
        for _ in range(_DEEPEST_STYLE):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = found.parent

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _READ.get(name)
        if local is None:
            return
        if local == "style":
            self._current = self._styles[value_of(attributes, "styleId")] = _Style()
        elif local == "name":
            self._current.heading = value_of(attributes).lower().startswith(("heading", "title"))
        elif local == "outlineLvl":
            self._current.heading = self._current.heading or value_of(attributes) in tuple("012345678")
        elif local == "basedOn":
            self._current.parent = value_of(attributes)
        else:
            self._current.numbered = value_of(attributes) != "0"
