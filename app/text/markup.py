"""HTML to text in one pass, in time linear in its size, whatever the state of the markup.

A parser that builds the tree of the HTML standard cannot promise that: 50,000 nested elements take lexbor 8
s, and misnested formatting makes trees far larger than their source. Only the order of the text, its lines
and what is hidden matter here, and these need no tree.
"""

from __future__ import annotations

import html as entities
import re
from itertools import islice

from app.errors import TooLarge
from app.text.documents.cleaning import clean_text
from app.text.documents.flow import TextFlow
from app.text.documents.html_elements import (
    CELLS,
    DROPPED,
    ESCAPED_MARKUP,
    HEAD_CONTENT,
    IMPLIED_ENDS,
    INLINE,
    LINES,
    LISTS,
    MARKUP,
    PARAGRAPHS,
    RAW,
    VOID,
)

MAX_TAGS = 250_000

_TEXT = re.compile(r"(?:[^<]++|<(?![a-zA-Z/!?]))++")
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_PLAIN_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++))?""")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)")
_REFERENCE_TOO_LONG = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
_DEEPEST_IMPLIED = 32
_SNIFFED = 200_000  # characters looked at to tell HTML from text


def looks_like_html(text: str) -> bool:
    """Whether the text is HTML, plain or escaped (`&lt;p&gt;`); a text that only names a tag is not."""
    return bool(MARKUP.search(text, 0, _SNIFFED) or ESCAPED_MARKUP.search(text, 0, _SNIFFED))


def html_to_text(html: str) -> str:
    """The visible text of HTML, or of escaped HTML, with its lines, list items (`- `) and table rows (` | `).

    Scripts, styles, navigation and hidden elements are left out. Raises TooLarge over 250,000 tags.
    """
    return clean_text(raw_html_to_text(html, most=2 * len(html) + 1))


def description_to_text(description: str) -> str:
    """The text of a schema.org description, which may be HTML, escaped HTML or plain text."""
    if looks_like_html(description):
        return html_to_text(description)
    return clean_text(_unescape(description))


def raw_html_to_text(html: str, most: int) -> str:
    """As `html_to_text` before tidying; raises TextOverflow over `most` characters of text."""
    return read_html(html, most)[0]


def read_html(html: str, most: int) -> tuple[str, bool]:
    """As `raw_html_to_text`, and whether words stand in elements that the page hides."""
    for _ in range(2):  # escaped twice at most
        if MARKUP.search(html, 0, _SNIFFED) or not ESCAPED_MARKUP.search(html, 0, _SNIFFED):
            break
        html = _unescape(html)
    html = html.replace("<![CDATA[", "").replace("]]>", "")
    scanner = _Scanner(html, most)
    return scanner.read(), scanner.hides_words


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    if "&#" in text:  # the library turns the digits into a number, however many they are
        text = _REFERENCE_TOO_LONG.sub("\N{REPLACEMENT CHARACTER}", text)
    return entities.unescape(text)


class _Scanner:
    """Walks over tags and text, keeping the names of the open elements."""

    def __init__(self, html: str, most: int) -> None:
        self._html = html
        self._flow = TextFlow(most)
        self._open: list[str] = []
        self._counts: dict[str, int] = {}
        self.hides_words = False
        self._hiding = False  # the dropped element is one that the page hides
        self._dropped_at = 0  # how many elements are open around and with the dropped one; 0: none is dropped
        # What was looked for up to the end of the page once is not looked for again.
        self._quotes_match = True
        self._never_closed: set[str] = set()

    def read(self) -> str:
        """The text of the whole page."""
        html, position, tags = self._html, 0, 0
        while position < len(html):
            text = _TEXT.match(html, position)
            if text:
                self._take_text(text.group())
                position = text.end()
                continue
            tags += 1
            if tags > MAX_TAGS:
                raise TooLarge(
                    f"The page has more than {MAX_TAGS:,} tags. Send only the part that matters, or its text."
                )
            position = self._take_markup(position)
        return self._flow.finish()

    def _take_text(self, text: str) -> None:
        if self._dropped_at:
            self.hides_words = self.hides_words or (self._hiding and any(map(str.isalnum, text)))
            return
        text = _unescape(text)
        if not self._counts.get("pre"):
            self._flow.write_words(text)
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._flow.write(first)
        for line in others:
            self._flow.break_line()
            self._flow.write(line)

    def _take_markup(self, start: int) -> int:
        """Reads what begins with `<`; returns where it ends."""
        html = self._html
        if html.startswith("<!--", start):
            return _after(html, "-->", start + 2)
        tag = _TAG.match(html, start) if self._quotes_match else None
        if tag is None:
            tag = _PLAIN_TAG.match(html, start)
            self._quotes_match = self._quotes_match and tag is None
        if tag is None:
            return _after(html, ">", start + 1)
        name = tag[2].lower()
        if tag[1]:
            self._end(name)
            return tag.end()
        return self._start(name, tag[3], tag.end())

    def _start(self, name: str, attributes: str, end: int) -> int:
        if name in INLINE and not (attributes or self._dropped_at):
            self._push(name)
            return end
        if self._dropped_at and self._counts.get("head") and name not in HEAD_CONTENT and name != "head":
            self._close("head")
        if name in RAW and not self._in_foreign():
            return self._after_raw(name, attributes, end)
        if name in IMPLIED_ENDS:
            self._close_implied(name)
        if not self._dropped_at:
            self._break_before(name)
        if name in VOID or (attributes.endswith("/") and self._in_foreign()):
            return end
        self._push(name)
        if not self._dropped_at and (name in DROPPED or _is_hidden(name, attributes)):
            self._dropped_at = len(self._open)
            self._hiding = name not in DROPPED
        elif name == "tr" and not self._dropped_at:
            self._flow.open_row()
        return end

    def _push(self, name: str) -> None:
        self._open.append(name)
        self._counts[name] = self._counts.get(name, 0) + 1

    def _in_foreign(self) -> bool:
        return bool(self._counts.get("svg") or self._counts.get("math"))

    def _after_raw(self, name: str, attributes: str, end: int) -> int:
        if name not in self._never_closed:
            closing = re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE).search(self._html, end)
            if closing:
                return closing.end()
            self._never_closed.add(name)
        return end if attributes.endswith("/") else len(self._html)

    def _break_before(self, name: str) -> None:
        if name == "br":
            self._flow.break_line()
        elif name == "li":
            self._flow.begin_item()
        elif name in LINES:
            self._end_block(name)

    def _end_block(self, name: str) -> None:
        if name in PARAGRAPHS and not self._counts.get("li"):
            self._flow.end_paragraph()
        elif name not in CELLS:
            self._flow.end_line()

    def _end(self, name: str) -> None:
        if name == "br":
            self._break_before(name)
        elif self._counts.get(name):
            self._close(name)

    def _close_implied(self, name: str) -> None:
        """Ends the open elements that the start of this one ends, looking no deeper than pages nest them."""
        ended, barrier = IMPLIED_ENDS[name]
        if self._counts.keys().isdisjoint(ended):
            return
        found = ""
        for open_name in islice(reversed(self._open), _DEEPEST_IMPLIED):
            if open_name in barrier:
                break
            if open_name in ended:
                found = open_name
                if name != "tr" and name not in ("thead", "tbody", "tfoot"):
                    break
        if found:
            self._close(found)

    def _close(self, name: str) -> None:
        """Ends the innermost open element of this name, and all inside it."""
        while self._open:
            last = self._open.pop()
            self._counts[last] -= 1
            dropped = self._dropped_at > 0
            if self._dropped_at > len(self._open):
                self._dropped_at = 0
            self._closed(last, dropped)
            if last == name:
                return

    def _closed(self, name: str, dropped: bool) -> None:
        if dropped or name in INLINE:
            return
        if name == "tr":
            self._flow.close_row()
        elif name in CELLS:
            self._flow.close_cell()
        elif name == "li" or name in LISTS:
            self._flow.drop_marker()
            self._end_block(name)
        elif name in LINES:
            self._end_block(name)


def _after(html: str, mark: str, start: int) -> int:
    """The position after the next mark, or the end of the page."""
    found = html.find(mark, start)
    return len(html) if found < 0 else found + len(mark)


def _is_hidden(name: str, attributes: str) -> bool:
    """Whether the element hides its content; a page that hides itself until a script runs does not."""
    if not attributes:
        return False
    lowered = attributes.lower()
    if ("hidden" not in lowered and "none" not in lowered and "collapse" not in lowered) or name in (
        "html",
        "body",
    ):
        return False
    for attribute in _ATTRIBUTE.finditer(lowered):
        if attribute[1] == "hidden" or (attribute[1] == "style" and _INVISIBLE.search(attribute[2] or "")):
            return True
    return False
