"""Takes from a job title what ads put around it, and says what each piece was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.occupations.titles.stripped_words import KEPT, PATTERNS, StrippedKind

# A title longer than this is no title; its beginning is read.
LONGEST = 300
_EDGE_BEFORE, _EDGE_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_EMPTY = re.compile(r"[(\[{]\s*[\s,;:/|!&+.–—-]*\s*[)\]}]")
_DANGLING = re.compile(r"(?:\s*[,;:/|!@&*•·–—~-]+\s*)+(?=$|[)\]|])|^(?:\s*[,;:/|!@&*•·.–—~-]+\s*)+")
_REPEATED = re.compile(r"\s*[|,;–—]\s*(?:[|,;–—@-]\s*)+|\s*\|\s*")
_SIGNS = re.compile(r"[!*•~★☆✨🔥►▶»«\"“”]+|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]+")
_ALONE = re.compile(r"(?<!\S)[+$£€]+(?!\S)|(?<=\|)\s*[+$£€]+(?!\S)")
_JOINING = re.compile(r"\s(?:in|at|for|near|based\s+in|from|@)\s*(?=$|[|,;)–—-])", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stood at `title[start:end]` beside the name of the job."""

    kind: StrippedKind
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stripped:
    """The name of the job, and the pieces taken from around it, from left to right."""

    title: str
    pieces: tuple[Piece, ...]


def strip_title(title: str) -> Stripped:
    """What is left of a title without seniority, shift, pay, place and marketing.

    Where nothing would be left the seniority stays, and at last the whole title: "Apprentice" is all that is said.
    """
    title = title[:LONGEST]
    pieces = _pieces(title)
    left = _left(title, pieces)
    if not _LETTER.search(left):
        pieces = tuple(piece for piece in pieces if piece.kind != "seniority")
        left = _left(title, pieces)
    if not _LETTER.search(left):
        return Stripped(_tidy(title), ())
    return Stripped(left, pieces)


def _pieces(title: str) -> tuple[Piece, ...]:
    taken = [match.span() for match in _kept().finditer(title)]
    found: list[Piece] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(title):
            start, end = match.span()
            while end > start and title[end - 1] in " ,;:-":
                end -= 1
            if end > start and not any(start < past and first < end for first, past in taken):
                found.append(Piece(kind, title[start:end], start, end))
                taken.append((start, end))
    return tuple(sorted(found, key=lambda piece: piece.start))


def _left(title: str, pieces: tuple[Piece, ...]) -> str:
    """The title with a bar where a piece was."""
    parts, place = [], 0
    for piece in pieces:
        # What stood before a job's name leaves no mark; a bar there would end the phrase before it began.
        before = title[place : piece.start]
        parts.append(before + (" " if piece.kind == "seniority" else " | "))
        place = piece.end
    return _tidy("".join([*parts, title[place:]]))


def _tidy(text: str) -> str:
    text = _SIGNS.sub(" | ", text)
    before = ""
    while before != text:
        before = text
        text = _ALONE.sub(" ", _EMPTY.sub(" ", text))
        text = _JOINING.sub(" ", text)
        text = _REPEATED.sub(" | ", text)
        text = _DANGLING.sub("", text).strip()
        text = re.sub(r"\s+\.(?=\s|$)|\s+", " ", text).strip()
    return text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[StrippedKind, re.Pattern[str]], ...]:
    return tuple((kind, _compiled(wordings)) for kind, wordings in PATTERNS.items())


@lru_cache(maxsize=1)
def _kept() -> re.Pattern[str]:
    return _compiled(KEPT)


def _compiled(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        f"{_EDGE_BEFORE}(?:{'|'.join(f'(?:{each})' for each in wordings)}){_EDGE_AFTER}", re.IGNORECASE
    )
