"""Headings: which section of a posting or a résumé a heading opens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from app.extraction import heading_lexicon as lexicon
from app.extraction.models import Kind
from app.extraction.spanish import headings as spanish
from app.text.labelled import Labelled, wordings
from app.text.lowering import lowered
from app.text.segments import Segment

_ORNAMENT = " \t#*_=~|>»«<:.,!?…\"'-–—•●▪■►·¿¡[]{}\\/\ufe0f\u200d"
_EMOJI = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\uf000-\uf0ff]+")
_NUMBERING = re.compile(r"(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]|\d(?:\.\d)+)\s+")
_ASIDE = re.compile(r"\s*\([^()]*\)?")
_SEPARATORS = re.compile(r"[/,;|&+]+")
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)?(?: [a-z]+(?:'[a-z]+)?)*")
_MAX_WORDS = 14
_MAX_HEADING = 110
_MAX_UNMARKED = 60  # without a colon a longer line is a sentence
ABOUT_WORK = frozenset({"requirements", "preferred", "responsibilities"})
# A first word that stands in the heading as it does in the line: nothing is taken off before or from it. With the blank
# it has the four signs by which phrases are told.
_FIRST_WORD = re.compile(r"[A-Za-z]{3,}(?= )")
_CAPITALS = re.compile(r"((?:[A-Z][A-Z&/'’-]*[ ,]+){1,5})(?=[A-Z][a-z]|[a-z]|\d|An? )")


def normal(line: str) -> str:
    """A heading without ornament, number, aside and case: "## 2. WHO YOU ARE (m/f/d):" is "who you are"."""
    low = lowered(line)
    if _PLAIN.fullmatch(low):
        return low
    if not low.isascii():
        low = _EMOJI.sub(" ", low)
    low = low.strip(_ORNAMENT)
    if numbering := _NUMBERING.match(low):
        low = low[numbering.end() :]
    if "(" in low:
        low = _ASIDE.sub("", low.replace("(s)", "s").replace("(es)", "es").replace("(e)", "e"))
    if "&" in low:
        low = low.replace("&", " and ")
    low = low.replace("''", "'")
    return " ".join(_SEPARATORS.sub(" ", low).split()).strip(_ORNAMENT)


def section_of(heading: str, kind: Kind) -> str | None:
    """The section that a normal heading opens, `EXPECTATIONS` where only what follows can tell, else None."""
    words = heading.split()
    if not words or len(words) > _MAX_WORDS:
        return None
    by_word, modifiers = _vocabulary(kind)
    if not by_word.keys().isdisjoint(words) and all(word in by_word or word in modifiers for word in words):
        named = {by_word.get(word) for word in words}
        return next(section for section in _words(kind) if section in named)
    return _phrases(kind).match(heading)


def _named(line: str, kind: Kind) -> str | None:
    """The section that a line or label opens. Most lines cannot: their first word begins no heading."""
    first = _FIRST_WORD.match(line)
    if first is not None and not _may_open(first.group().lower(), kind):
        return None
    return section_of(normal(line), kind)


@lru_cache(maxsize=10_000)
def _may_open(word: str, kind: Kind) -> bool:
    by_word, modifiers = _vocabulary(kind)
    return word in by_word or word in modifiers or _phrases(kind).may_begin(word + " ")


def heading_of(text: str, segment: Segment, kind: Kind) -> str | None:
    """The section that the segment opens, if it is a heading."""
    last = text[segment.end - 1]
    if segment.end - segment.start > (_MAX_HEADING if last == ":" else _MAX_UNMARKED):
        return None
    if last in ".;," and not text.startswith("..", segment.end - 2):
        return None
    line = text[segment.start : segment.end]
    if line.count(" ") > (13 if last == ":" else 7):
        return None
    section = _named(line, kind)
    if segment.bullet and last != ":" and (kind == "resume" or section not in ABOUT_WORK | {"benefits"}):
        return None
    return section


def label_of(text: str, segment: Segment, kind: Kind) -> str | None:
    """The section named by a label before other words: "Requirements: Python" or "DUTIES Clean rooms"."""
    colon = text.find(":", segment.start, min(segment.end - 1, segment.start + 60))
    if colon > 0:
        label = text[segment.start : colon]
        return _named(label, kind) if label.count(" ") < 6 else None
    if text[segment.start : segment.start + 3].isupper():
        capitals = _CAPITALS.match(text, segment.start, segment.end)
        return section_of(normal(capitals.group()), kind) if capitals and len(capitals.group()) > 5 else None
    return None


def _words(kind: Kind) -> Mapping[str, str]:
    return lexicon.POSTING_WORDS if kind == "posting" else lexicon.RESUME_WORDS


@cache
def _vocabulary(kind: Kind) -> tuple[dict[str, str], frozenset[str]]:
    of_spanish = spanish.POSTING_WORDS if kind == "posting" else spanish.RESUME_WORDS
    by_word = {word: section for section, words in of_spanish.items() for word in words.split()}
    by_word |= {word: section for section, words in _words(kind).items() for word in words.split()}
    modifiers = frozenset(f"{lexicon.CONNECTORS} {lexicon.MODIFIERS} {spanish.MODIFIERS}".split())
    return by_word, modifiers if kind == "posting" else modifiers | frozenset(
        lexicon.RESUME_MODIFIERS.split()
    )


@cache
def _phrases(kind: Kind) -> Labelled[str]:
    phrases = lexicon.POSTING_PHRASES if kind == "posting" else lexicon.RESUME_PHRASES
    of_spanish = spanish.POSTING_PHRASES if kind == "posting" else spanish.RESUME_PHRASES
    english = {section: wordings(lines) for section, lines in phrases.items()}
    return Labelled({section: [*english[section], *of_spanish.get(section, ())] for section in english})
