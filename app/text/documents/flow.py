"""Gathers running text into lines, paragraphs, list items and table rows, for readers of marked-up text."""

from __future__ import annotations

CELL_SEPARATOR = " | "
# Rows nested deeper have their cells as plain lines, so that nesting costs no more than its size.
_NESTED_ROWS = 8


class TextOverflow(Exception):
    """More text came together than was allowed."""


class TextFlow:
    """Text as it will stand, with the line ends that are due before the next word.

    Raises TextOverflow as soon as more than `most` characters have been gathered.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._rows: list[tuple[list[str], int, list[str]]] = []
        self._flat_rows = 0
        self._begin_buffer()

    def _begin_buffer(self) -> None:
        self._parts: list[str] = []
        self._breaks = 0
        self._space = False
        self._marker = ""

    def write(self, text: str) -> None:
        """Adds text as it is."""
        if not text:
            return
        self._size += len(text)
        if self._size > self._most:
            raise TextOverflow
        if self._parts:
            if self._breaks:
                self._parts.append("\n" * self._breaks)
            elif self._space:
                self._parts.append(" ")
        if self._marker:
            self._parts.append(self._marker)
            self._marker = ""
        self._breaks = 0
        self._space = False
        self._parts.append(text)

    def write_words(self, text: str) -> None:
        """Adds text with each run of white space as one space, as a browser shows it."""
        words = " ".join(text.split())
        if not words:
            self._space = self._space or bool(text)
            return
        self._space = self._space or text[0].isspace()
        self.write(words)
        self._space = text[-1].isspace()

    def end_line(self) -> None:
        """What follows stands on a new line."""
        if not self._marker:
            self._breaks = max(self._breaks, 1)

    def end_paragraph(self) -> None:
        """What follows stands after a blank line."""
        if not self._marker:
            self._breaks = max(self._breaks, 2)

    def break_line(self) -> None:
        """One more line end: twice makes a blank line."""
        self._breaks = min(self._breaks + 1, 3)

    def begin_item(self) -> None:
        """What follows is a list item on its own line."""
        self.end_line()
        self._marker = "- "

    def drop_marker(self) -> None:
        """Ends a list item; one without text leaves no trace."""
        self._marker = ""

    @property
    def in_row(self) -> bool:
        """Whether a table row is open."""
        return bool(self._rows)

    def open_row(self) -> None:
        """Begins a table row; its first cell is open."""
        if len(self._rows) >= _NESTED_ROWS:
            self._flat_rows += 1
            self.end_line()
            return
        self.end_line()
        self._rows.append((self._parts, self._breaks, []))
        self._begin_buffer()

    def close_cell(self) -> None:
        """Ends a table cell; what follows is the next one."""
        if self._flat_rows or not self._rows:
            self.end_line()
            return
        cell = "".join(self._parts).strip()
        if cell:
            self._rows[-1][2].append(cell)
        self._begin_buffer()

    def close_row(self) -> None:
        """Ends a table row: its cells on one line, or one below the other where one has several lines."""
        if self._flat_rows or not self._rows:
            self._flat_rows = max(self._flat_rows - 1, 0)
            self.end_line()
            return
        self.close_cell()
        parts, breaks, cells = self._rows.pop()
        self._parts, self._breaks = parts, breaks
        if cells:
            row = ("\n" if any("\n" in cell for cell in cells) else CELL_SEPARATOR).join(cells)
            self._size -= len(row)  # its words were counted when they came
            self.write(row)
        self.end_line()

    def finish(self) -> str:
        """All of the text; rows left open are ended."""
        self._flat_rows = 0
        while self._rows:
            self.close_row()
        return "".join(self._parts)
