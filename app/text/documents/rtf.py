"""The text of an RTF file: one pass over its control words, in time linear in its size.

The library for this (striprtf) takes 84 s for a crafted file of 60 kB, loses the bullets of lists and splits
characters beyond the basic plane, so the reader is our own.
"""

from __future__ import annotations

import re

from app.errors import UnreadableDocument
from app.text.documents.flow import TextFlow
from app.text.documents.models import DocumentLimits, DocumentWarning
from app.text.documents.rtf_words import (
    CHARACTERS,
    LINE_ENDS,
    LIST_MARKS,
    PAGE_EDGES,
    READ_ANYWAY,
    SKIPPED_GROUPS,
    SYMBOL_CHARSET,
    charset_encoding,
    code_page_encoding,
)

MAX_TOKENS = 400_000
MAX_DEPTH = 1_000

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,9})? ?"
    r"|(?P<hex>(?:\\'[0-9a-fA-F]{2}){1,512})"
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)"
    r"|[\r\n]+|\\",
    re.DOTALL,
)
_SYMBOLS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_TOO_COMPLEX = (
    "This RTF file is nested or split up beyond measure. Save it as DOCX or PDF, or paste the text."
)
_INCOMPLETE = DocumentWarning(
    "incomplete", "The RTF file is cut off before its end; the text up to there was read."
)


def rtf_to_text(data: bytes, limits: DocumentLimits) -> tuple[str, tuple[DocumentWarning, ...]]:
    """Paragraphs, list items and table rows; raises UnreadableDocument for nesting beyond measure."""
    source = data.decode("latin-1")
    reader = _Reader(TextFlow(limits.raw_characters))
    position = source.find("{\\rtf")
    tokens = 0
    while position < len(source):
        restart = len(source)
        for token in _TOKEN.finditer(source, position):
            tokens += 1
            if tokens > MAX_TOKENS:
                raise UnreadableDocument(_TOO_COMPLEX)
            if token["word"] == "bin":  # raw bytes follow, which are no tokens
                restart = token.end() + max(int(token["number"] or 0), 0)
                break
            reader.take(token)
            if reader.depth == 0:
                return reader.finish(), ()
        position = restart
    return reader.finish(), (_INCOMPLETE,)


class _Reader:
    """Follows the groups of a file and writes their text."""

    def __init__(self, flow: TextFlow) -> None:
        self.depth = 0
        self._flow = flow
        self._stack: list[tuple[bool, bool, bool, int, int]] = []
        # What holds inside one group and ends with it.
        self._skipped = self._in_fonts = self._hidden = False
        self._font = -1
        self._repeats = 1  # characters after \u that repeat it for old programs
        self._starred = False  # the group began with the mark that lets readers skip what they do not know
        self._to_skip = 0
        self._pending = bytearray()
        self._encoding = "cp1252"
        self._default_font = -1
        self._charsets: dict[int, int] = {}

    def finish(self) -> str:
        """All of the text."""
        self._flush()
        return self._flow.finish()

    def take(self, token: re.Match[str]) -> None:
        """Reads one token."""
        kind = token.lastgroup
        if kind == "text":
            self._take_bytes(token["text"])
        elif kind == "hex":
            self._take_bytes(bytes.fromhex(token["hex"].replace("\\'", "")).decode("latin-1"))
        elif kind == "brace":
            self._flush()
            self._to_skip = 0
            self._begin_group() if token["brace"] == "{" else self._end_group()
        elif kind == "symbol":
            self._flush()
            self._take_symbol(token["symbol"])
        elif kind is not None:
            self._flush()
            number = token["number"]
            self._take_word(token["word"], None if number is None else int(number))

    def _begin_group(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableDocument(_TOO_COMPLEX)
        self._stack.append((self._skipped, self._in_fonts, self._hidden, self._font, self._repeats))
        self._starred = False

    def _end_group(self) -> None:
        self.depth -= 1
        self._skipped, self._in_fonts, self._hidden, self._font, self._repeats = self._stack.pop()

    def _take_bytes(self, text: str) -> None:
        """Text as bytes of the current code page; a character of it may be spread over several tokens."""
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        if not self._skipped and not self._hidden:
            self._pending += text.encode("latin-1")

    def _flush(self) -> None:
        if not self._pending:
            return
        charset = self._charsets.get(self._font, 0)
        if charset == SYMBOL_CHARSET:  # tidying turns symbols at the start of a line into bullets
            text = "".join(chr(0xF000 + byte) if byte > 32 else " " for byte in self._pending)
        else:
            text = self._pending.decode(charset_encoding(charset) or self._encoding, "replace")
        self._pending.clear()
        self._flow.write(text)

    def _write(self, text: str) -> None:
        if not self._skipped and not self._hidden:
            self._flow.write(text)

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif self._to_skip:
            self._to_skip -= 1
        elif symbol in "\r\n":
            self._end_line()
        else:
            self._write(_SYMBOLS.get(symbol, ""))

    def _end_line(self) -> None:
        if not self._skipped:
            self._flow.drop_marker()
            self._flow.break_line()

    def _take_word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "u" and number is not None:
            self._take_unicode(number)
        elif self._to_skip:
            self._to_skip -= 1
        elif word in LIST_MARKS:
            if not self._skipped:
                self._flow.begin_item()
            self._skipped = True
        elif word == "fonttbl":
            self._in_fonts = self._skipped = True
        elif word in SKIPPED_GROUPS or (starred and word not in READ_ANYWAY):
            self._skipped = True
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in LINE_ENDS:
            self._end_line()
        elif self._skipped:
            self._read_font(word, number)
        else:
            self._take_property(word, number)

    def _take_unicode(self, number: int) -> None:
        self._to_skip = self._repeats
        code = number + 0x10000 if number < 0 else number
        if 0 <= code <= 0x10FFFF:
            self._write(chr(code))  # halves of a pair are joined when the text is tidied

    def _read_font(self, word: str, number: int | None) -> None:
        if self._in_fonts and number is not None:
            if word == "f":
                self._font = number
            elif word == "fcharset":
                self._charsets[self._font] = number

    def _take_property(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._font = number
        elif word == "deff" and number is not None:
            self._font = self._default_font = number
        elif word == "plain":
            self._font, self._hidden = self._default_font, False
        elif word in ("v", "deleted"):
            self._hidden = number != 0
        elif word == "uc" and number is not None:
            self._repeats = max(number, 0)
        elif word == "ansicpg" and number is not None:
            self._encoding = code_page_encoding(number)
        elif word == "mac":
            self._encoding = "mac_roman"
        elif word in PAGE_EDGES:
            self._flow.end_paragraph()
        else:
            self._take_table_word(word)

    def _take_table_word(self, word: str) -> None:
        if word == "trowd" and not self._flow.in_row:
            self._flow.open_row()
        elif word == "cell":
            self._flow.close_cell()
        elif word == "row":
            self._flow.close_row()
        elif word in ("nestcell", "nestrow"):
            self._flow.end_line()
