"""What speaks for an ambiguous name being the skill, and what against: one word for each piece of evidence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.extraction.ambiguous_names import (
    ASKING,
    DETERMINING,
    FIELD,
    LIST_HEADS,
    PERSON_TITLES,
    PRODUCT_NOUNS,
    USED_WITH,
    VERB_BEFORE,
    Ambiguity,
)
from app.extraction.document import Document

Span = tuple[int, int]

_LIST_REACH = 4  # words between two items of a list, "and" included
# What stands between two items of a list; at most one other item may stand between them.
_LIST_GAP = re.compile(r"\s*(?:[,/;|&•+(]|and\b|or\b)[^.!?\n]{0,30}$", re.I)
_DETERMINER = re.compile(r"(?:^|\s)(?:the|an?)\s", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d$")
# A word that only a product or a technical short form is written like: "GitLab", "C#", "gRPC", "S3".
_SHAPE = re.compile(r"[a-z]+[A-Z]|.*[+#]$|[A-Z]+\d|[A-Z]{2}")
_FAR = 30  # words looked at on either side
_HEAD_REACH = 3  # a list's head is at most this many words long


class Surroundings(NamedTuple):
    """The segment of a name: its tokens first..last (past the end), its words in lower case, how it is written."""

    first: int
    last: int
    words: list[str]
    lowered: list[str]
    shouted: bool
    titled: bool


@dataclass(slots=True)
class Setting:
    """Technologies that the text names: (first, last) tokens by segment, and how many different ones."""

    sure: dict[int, list[Span]] = field(default_factory=dict)
    doubtful: dict[int, list[Span]] = field(default_factory=dict)
    skills: set[int] = field(default_factory=set)


def surroundings(document: Document, at: int) -> Surroundings:
    """The segment around a token, at most 30 words on either side."""
    of_token = document.segment_of_token
    segment = of_token[at]
    first = max(bisect_left(of_token, segment, 0, at), at - _FAR)
    last = min(bisect_right(of_token, segment, at), at + _FAR + 1)
    words = document.tokens.words[first:last]
    long_words = [word for word in words if len(word) > 3]
    return Surroundings(
        first,
        last,
        words,
        [word.lower() for word in words],
        shouted=len(words) > 1 and all(word.isupper() for word in words if word.isalpha()),
        titled=len(words) > 3 and len(long_words) > 1 and all(word[:1].isupper() for word in long_words),
    )


def evidence(
    document: Document, at: int, entry: Ambiguity, setting: Setting, around: Surroundings
) -> Iterator[str]:
    """Each piece of evidence about the name at a token, by its name in the table of weights."""
    yield from _of_spelling(document, at, entry, around)
    yield from _of_words(at, entry, around)
    yield from _of_before(document, at, around)
    yield from _of_after(document, at, around)
    yield from _of_document(document, at, setting, around)


def _of_spelling(document: Document, at: int, entry: Ambiguity, around: Surroundings) -> Iterator[str]:
    surface = document.tokens.words[at]
    if len(surface) == 1:
        yield "letter"
    if entry.seldom_other:
        yield "seldom_other"
    if "'" in surface or "’" in surface:
        yield "possessive"
    if surface[0].islower():
        if not entry.lower_case:
            yield "lower"
    elif not around.shouted and not around.titled and at > around.first:
        yield "capital"


def _of_words(at: int, entry: Ambiguity, around: Surroundings) -> Iterator[str]:
    others = set(around.lowered)
    others.discard(around.lowered[at - around.first])
    if others & entry.cues:
        yield "cue"
    known = len(others & FIELD)
    if known:
        yield "field" if known == 1 else "fields"
    if others & ASKING:
        yield "asking"
    if not around.shouted:
        own = at - around.first
        # A word in lower case, as most are, is of no such shape.
        shaped = [n for n, word in enumerate(around.words) if word != around.lowered[n] or word[-1] in "+#"]
        if any(n != own and _SHAPE.match(around.words[n]) for n in shaped):
            yield "shape"


def _of_before(document: Document, at: int, around: Surroundings) -> Iterator[str]:
    """The word before, where nothing but a space or a determiner stands between."""
    if at == around.first:
        gap = document.text[
            document.segments[document.segment_of_token[at]].start : document.tokens.starts[at]
        ]
        if _DETERMINER.search(gap):
            yield "determined"
        yield "opens"
        return
    gap = document.text[document.tokens.ends[at - 1] : document.tokens.starts[at]]
    word, low = around.words[at - 1 - around.first], around.lowered[at - 1 - around.first]
    plain = gap.isspace()
    noun_follows = at + 1 < around.last and around.lowered[at + 1 - around.first] in PRODUCT_NOUNS
    if (_DETERMINER.search(gap) or (plain and low in DETERMINING)) and not noun_follows:
        yield "determined"
    if low in PERSON_TITLES:
        yield "titled"
    elif plain and (low in USED_WITH or (low == "of" and _is_asked_for(at, around))):
        yield "used"
    elif plain and low in VERB_BEFORE and not noun_follows and document.tokens.words[at][0].islower():
        yield "verb"
    elif plain and word[0].isupper() and not (around.shouted or around.titled or _is_technical(word, low)):
        yield "after_capital" if at - 1 > around.first else "after_opening"


def _is_technical(word: str, low: str) -> bool:
    """Whether a capitalised word is a maker or a short form rather than a part of somebody's name."""
    return low in FIELD or _SHAPE.match(word) is not None


def _is_asked_for(at: int, around: Surroundings) -> bool:
    """Whether "of" joins the name to a word that asks for it: "knowledge of Excel"."""
    return at - 2 >= around.first and around.lowered[at - 2 - around.first] in ASKING


def _of_after(document: Document, at: int, around: Surroundings) -> Iterator[str]:
    """The word after, where nothing but a space stands between."""
    end = document.tokens.ends[at]
    segment_end = document.segments[document.segment_of_token[at]].end
    if at + 1 >= around.last:
        yield "closes"
        return
    gap = document.text[end : document.tokens.starts[at + 1]]
    word, low = around.words[at + 1 - around.first], around.lowered[at + 1 - around.first]
    if gap.isspace():
        if low in PRODUCT_NOUNS:
            yield "noun"
        elif word[0].isupper() and not around.shouted and not around.titled:
            yield "before_capital"
        elif low not in ("and", "or", "&"):
            yield "runs_on"
    elif _DETERMINER.search(gap) and gap.strip().isalpha():
        yield "object"
    elif _YEAR.match(word) and segment_end > end:
        yield "dated"


def _of_document(document: Document, at: int, setting: Setting, around: Surroundings) -> Iterator[str]:
    segment = document.segment_of_token[at]
    sure = setting.sure.get(segment, ())
    if _in_list(document, at, sure):
        yield "listed"
    elif sure:
        yield "technology_near"
    if _in_list(document, at, setting.doubtful.get(segment, ())):
        yield "listed_doubtful"
    if _under_head(document, at, around):
        yield "headed"
    if len(setting.skills) >= 2:
        yield "technologies"
    elif setting.skills:
        yield "technology"
    if around.last - around.first == 1:
        yield "item"
        if setting.skills:
            yield "item_among"


def _under_head(document: Document, at: int, around: Surroundings) -> bool:
    """Whether a list's head opens the segment ("Tools: ..."), or the section is one of skills."""
    for place in range(around.first, min(around.first + _HEAD_REACH, at)):
        end = document.tokens.ends[place]
        if document.text[end : end + 1] == ":":
            return not LIST_HEADS.isdisjoint(around.lowered[: place + 1 - around.first])
    return document.sections[document.segment_of_token[at]] == "skills"


def _in_list(document: Document, at: int, others: Sequence[Span]) -> bool:
    """Whether one of the others stands one or two items away in the same list."""
    for first, last in others:
        low, high = (last - 1, at) if last <= at else (at, first)
        if 0 < high - low <= _LIST_REACH and _LIST_GAP.match(
            document.text[document.tokens.ends[low] : document.tokens.starts[high]]
        ):
            return True
    return False
