from __future__ import annotations

import time
from contextlib import suppress

import pytest

from app.errors import UnreadableDocument
from app.text.documents.cleaning import clean_text
from app.text.documents.flow import TextOverflow
from app.text.documents.models import DocumentLimits, DocumentWarning
from app.text.documents.rtf import MAX_DEPTH, rtf_to_text
from tests.documents.make import rtf

_FONTS = (
    rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Symbol;}{\f2\fcharset204 Arial CYR;}"
    rb"{\f3\fcharset128 Gothic;}{\f4\fcharset238{\*\panose 02}Arial CE;}}"
)
_SENTENCE = "Café – “quoted” {braces} back\\slash 😀 Żółw"


def raw(data: bytes) -> tuple[str, tuple[DocumentWarning, ...]]:
    return rtf_to_text(data, DocumentLimits())


def read(body: bytes) -> str:
    text, warnings = raw(rb"{\rtf1\ansi\ansicpg1252\deff0" + _FONTS + body + b"}")
    assert warnings == ()
    return clean_text(text)


def test_lines_of_every_kind_of_character() -> None:
    text, warnings = raw(rtf(_SENTENCE, "", "Second"))
    assert clean_text(text) == f"{_SENTENCE}\n\nSecond"
    assert warnings == ()


CASES = {
    "line ends in the file are none of the text": (b"one\r\n two\\par three", "one two\nthree"),
    "lines and tabs": (rb"a\tab b\line c\page d", "a\tb\nc\nd"),
    "a control word ends at one space": (rb"{\b bold}er \i  two\i0", "bolder  two"),
    "a line end may be escaped": (b"one\\\ntwo", "one\ntwo"),
    "escaped signs": (rb"\{a\} \\b", "{a} \\b"),
    "named characters": (rb"\lquote a\rquote  \ldblquote b\rdblquote  \endash  \bullet c", "‘a’ “b” – •c"),
    "hard space and hyphens": (rb"a\~b e\_mail man\-age", "a b e-mail manage"),
    "bytes of the code page": (rb"caf\'e9 na\'efve", "café naïve"),
    "raw bytes of the code page": (b"caf\xe9", "café"),
    "bytes of the font": (rb"{\f2 \'cf\'f0\'e8} {\f4 \'a3}", "При Ł"),
    "two-byte characters": (rb"{\f3 \'83e\'83\'58}", "テス"),
    "symbol font": (rb"{\f1\'b7} one", "• one"),
    "unicode with its replacement": (rb"\u233?x \u-10179?\u-8704?", "éx 😀"),
    "unicode with a hex replacement": (rb"\u233\'e9x", "éx"),
    "unicode with two replacements": (rb"{\uc2\u233ab\u233\'e9\'e9}\u233?", "ééé"),
    "unicode without replacement": (rb"\uc0\u233 x\u233y", "éxéy"),
    "unicode before the end of a group": (rb"{\u233}x", "éx"),
    "hidden text": (rb"a{\v secret}b\v c\v0 d{\deleted e}", "abd"),
    "list items": (rb"{\pntext\f1\'B7\tab}One\par{\listtext\f1\'b7\tab}Two\par After", "- One\n- Two\nAfter"),
    "table": (
        rb"\trowd\cellx1\cellx2 A\cell B\cell\trowd\row\trowd C\cell \cell\row\pard After",
        "A | B\nC\nAfter",
    ),
    "table without a beginning": (rb"A\cell B\cell\row C", "A\nB\nC"),
    "fields": (rb"{\field{\*\fldinst HYPERLINK http://x.example}{\fldrslt link}}", "link"),
    "groups that are no text": (
        rb"{\info{\title T}}{\stylesheet{\s1 S;}}{\*\unknown u}{\*\shppict{\pict 89}}{\footnote f}a",
        "a",
    ),
    "text box": (rb"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt boxed\par}}{\shprslt copy}}a", "boxed\na"),
    "header": (rb"{\header Alex Sample\par}Driver", "Alex Sample\nDriver"),
    "pictures as bytes": (b"a{\\pict\\bin6 {}\\}\\'}b", "ab"),
    "a wrong hex escape": (rb"a\'zzb", "azzb"),
    "nothing after the last brace": (rb"a}b", "a"),
    "as TextEdit writes it": (
        b"\\f4 Skills\\\n\\pard {\\listtext\t\\uc0\\u8226 \t}Forklift\\\n{\\listtext\t\\'95\t}Till\\\n",
        "Skills\n- Forklift\n- Till",
    ),
}


@pytest.mark.parametrize(("body", "text"), CASES.values(), ids=CASES.keys())
def test_rtf_to_text(body: bytes, text: str) -> None:
    assert read(body) == text


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (rb"\ansi\ansicpg1251", "Ћй"),
        (rb"\ansi\ansicpg99999", "Žé"),
        (rb"\mac", "éÈ"),
        (rb"\pc", "Žé"),
        (rb"\ansi\ansicpg65001", "\ufffd\ufffd"),
    ],
)
def test_code_pages_of_the_file(head: bytes, text: str) -> None:
    found, _ = raw(rb"{\rtf1" + head + rb" \'8e\'e9}")
    assert clean_text(found) == text


def test_a_font_table_without_groups() -> None:
    text, _ = raw(rb"{\rtf1\ansi{\fonttbl\f0\fswiss\fcharset0 A;\f1\fnil\fcharset204 B;}\f1 \'cf\'f0\f0\'e9}")
    assert text == "Прé"


def test_a_file_cut_off_is_read_with_a_warning() -> None:
    text, (warning,) = raw(rtf("Driver", "Forklift")[:-6])
    assert clean_text(text) == "Driver\nForklif"
    assert warning.code == "incomplete"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 2_000_000])
def test_nesting_is_limited(depth: int) -> None:
    with pytest.raises(UnreadableDocument, match="beyond measure"):
        raw(b"{\\rtf1" + b"{" * depth)


BOMBS = {
    "empty groups": b"{}" * 60_000,
    "fields without end": rb'{\field{\*\fldinst{HYPERLINK "' * 300,
    "backslashes": b"\\" * 200_000,
    "control words": b"\\b" * 120_000,
    "rows": rb"\trowd\cell\row" * 40_000,
    "raw bytes announced": rb"\bin0 " * 60_000,
    "more raw bytes than there are": rb"\bin999999999 ",
    "pictures": rb"{\pict " + b"ab" * 4_000_000 + b"}",
    "replacements": rb"\uc999999999" + rb"\u65 " * 60_000,
    "hex": rb"\'41" * 2_000_000,
}


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS.keys())
def test_time_is_linear(body: bytes) -> None:
    started = time.process_time()
    with suppress(TextOverflow):
        raw(b"{\\rtf1" + body)
    assert time.process_time() - started < 3


def test_the_number_of_control_words_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.text.documents.rtf.MAX_TOKENS", 100)
    assert raw(b"{\\rtf1" + b"\\b" * 90 + b" a}") == ("a", ())
    with pytest.raises(UnreadableDocument, match="beyond measure"):
        raw(b"{\\rtf1" + b"\\b" * 101)
