"""Tokens: the words of a text with their offsets. `+` and `#` belong to a token (C++, C#), `-` and `/` separate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.text.folding import DETERMINERS

# Marks that sit on a letter, and signs that cannot be seen (soft hyphen, zero width): they do not end a word.
_MARKS = (
    "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f"
)
# A plus or hash may close a token (C++, C#, A+); ".NET" keeps its dot.
_ENDING = r"\+\+|[+#](?![\w+])"
_OTHERS = r"|&|(?<![\w.])\.(?i:net)\b"


def _tokens(letters: str, apostrophe: str) -> re.Pattern[str]:
    """A word, what apostrophes join to it and what may close it: choices, since each "perhaps" costs a word a tenth."""
    joined = rf"{apostrophe}(?:{apostrophe})*(?:{_ENDING})?"
    return re.compile(rf"{letters}(?:{joined}|{_ENDING}|){_OTHERS}")


_SIMPLE = _tokens("[A-Za-z0-9]+", "['’][A-Za-z]+")
# Anything but ASCII and typographic signs; most texts in English have none, and are read by the simpler pattern.
_BEYOND = re.compile("[^\x00-\x7f\xa0\xa3\xb7\u2010-\u2027\u2030-\u205e\u20ac\u25a0-\u25ff]")
_MARK = re.compile(f"[{_MARKS}]")
_UNICODE = _tokens(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*", rf"['’](?:[^\W\d_][{_MARKS}]*)+")

_SKIPPED = frozenset(form for word in DETERMINERS for form in (word, word.capitalize(), word.upper()))
# A capital A after one of these is a name ("Class A licence", "hepatitis A"), not an article.
_LETTERED = frozenset(
    "class type vitamin hepatitis grade category series part level schedule plan section".split()
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, determiners left out: three parallel lists."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def words_of(text: str) -> list[str]:
    """The words of a text as `tokenize` gives them, without their places: three times as fast."""
    words: list[str] = []
    for word in _pattern(text).findall(text):
        if word not in _SKIPPED or _is_letter(word, words):
            words.append(word)
    return words


def tokenize(text: str) -> Tokens:
    """Split a text into words; offsets count code points. Linear in the length of the text."""
    tokens = Tokens([], [], [])
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    past = 0
    find = text.find
    # Between two words stands nothing that could be one, so finding the word again is finding its place: twice
    # as fast as asking a match for it.
    for word in _pattern(text).findall(text):
        start = find(word, past)
        past = start + len(word)
        if word in _SKIPPED and not _is_letter(word, words):
            continue
        words.append(word)
        starts.append(start)
        ends.append(past)
    return tokens


def _pattern(text: str) -> re.Pattern[str]:
    if text.isascii():
        return _SIMPLE
    beyond = set(_BEYOND.findall(text))
    return _UNICODE if any(sign.isalnum() or _MARK.match(sign) for sign in beyond) else _SIMPLE


def _is_letter(word: str, before: list[str]) -> bool:
    """Whether a capital A is the name of something rather than an article."""
    return word == "A" and bool(before) and before[-1].lower() in _LETTERED
