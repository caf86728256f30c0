from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.documents.cleaning import clean_text

CASES = {
    "line ends": ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
    "trailing blanks": ("a  \nb\t\n", "a\nb"),
    "blank lines": ("a\n\n\n\n\n\nb", "a\n\n\nb"),
    "blank lines with blanks in them": ("a\n \n\t\n \n \nb", "a\n\n\nb"),
    "two blank lines stay": ("a\n\n\nb", "a\n\n\nb"),
    "tabs and inner spaces stay": ("a\tb   c", "a\tb   c"),
    "control characters": ("a\x00b\x01c\x1bd\x7fe\x9ff", "abcdef"),
    "lone surrogates": ("a\ud83db\udc00c", "abc"),
    "surrogate pairs are characters": ("a\ud83d\ude00b", "a\U0001f600b"),
    "soft hyphen": ("manage\u00adment", "management"),
    "zero-width characters": ("Py\u200bth\u2060on\ufeff", "Python"),
    "joiners in plain words": ("P\u200dy\u200cthon\u200d", "Python"),
    "joiners that shape words stay": ("می\u200cخواهم", "می\u200cخواهم"),
    "emoji keep their joiners": ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
    "direction marks": ("\u202eabc\u202c\u200f", "abc"),
    "tag characters": ("a\U000e0041\U000e007fb", "ab"),
    "kinds of spaces": ("a\u00a0b\u2003c\u202fd\u3000e", "a b c d e"),
    "hyphens": ("e\u2011mail e\u2010mail", "e-mail e-mail"),
    "ligatures": ("o\ufb03ce \ufb01le \ufb02ow \ufb05", "office file flow st"),
    "symbol font bullets": ("\uf0b7 one\n  \uf0a7\ttwo", "• one\n• two"),
    "symbols within a line": ("call \uf095 now", "call   now"),
    "separate accents": ("re\u0301sume\u0301 nin\u0303o", "résumé niño"),
    "object marks": ("a\ufffcb\ufffec", "abc"),
    "right to left": ("שלום עולם", "שלום עולם"),
}


@pytest.mark.parametrize(("raw", "clean"), CASES.values(), ids=CASES.keys())
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_invisible(raw: str) -> None:
    text = clean_text(raw)
    assert clean_text(text) == text
    text.encode()
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Co", "Cs") and c not in "\n\t"]


@pytest.mark.parametrize("piece", ["\n", " ", " \n", "a\u0301\u0323", "\u200d", "\ue000", "\u00a0", "\ud800"])
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    clean_text("a" + piece * 400_000 + "b")
    assert time.process_time() - started < 3
