"""Puts together what line ends took apart: hyphenated words, and sentences over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.text.documents.pdf_lines import Line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PIECE = re.compile(r"[^\W_][\w-]*-$")
_FIRST_PIECE = re.compile(r"[^\W\d_]+")
_ITEM = re.compile(r"[•‣◦⁃∙▪■●○–—*·-]\s|\(?\w{1,3}[.)]\s")
# Halves of common compounds, which keep their hyphen: "self-\nmotivated", "Python-\nbased".
_FIRST = """
    self non cross full part high low long short well real time hands off end front back day year team problem
    decision detail customer client data user results goal fast hard large small third first second one two
    three four five six seven eight nine ten half all ever post pre mid ex e state
"""
_SECOND = """
    based driven oriented focused facing level time term date free friendly person specific wide related ready
    led paced solving making building hand site end year old hour day week month learning working minded
    motivated starter class threading platform functional disciplinary cultural stack quality performance
"""
_FIRST_HALVES = frozenset(_FIRST.split())
_SECOND_HALVES = frozenset(_SECOND.split())
# An ordinary line of running text; shorter ones are list items or addresses, whatever comes next.
_RUNNING = 30


def reflow(lines: Sequence[Line]) -> str:
    """The text of the lines: one line each, blank lines at gaps, broken words and sentences joined."""
    margins = _right_margins(lines)
    words = _whole_words(lines)
    text: list[str] = []
    for number, line in enumerate(lines):
        previous = lines[number - 1] if number else None
        if previous is None:
            text.append(line.text)
        elif not line.apart and (piece := broken_word(previous.text, line.text)):
            text[-1] = text[-1][: -len(piece[0])] + joined(*piece, words) + line.text[len(piece[1]) :]
        elif not line.apart and _goes_on(previous, line, margins[number - 1]):
            text[-1] += " " + line.text
        else:
            text.extend(["", line.text] if line.apart else [line.text])
    return "\n".join(text)


def broken_word(line: str, following: str) -> tuple[str, str] | None:
    """The two halves of a word broken at the line end, the first with its hyphen; None when there is none."""
    first, second = _LAST_PIECE.search(line[-80:]), _FIRST_PIECE.match(following)
    return (first.group(), second.group()) if first and second else None


def joined(first: str, second: str, words: Iterable[str] = frozenset()) -> str:
    """The word of two halves, without the hyphen where that only marked the line end ('manage-' 'ment').

    The hyphen stays after capitals, in common compounds, and where `words`, those of the same document in
    lower case, have the word with its hyphen, or both halves as words of their own but not the plain word.
    """
    stem = first[:-1]
    plain, hyphenated = (stem + second).lower(), (first + second).lower()
    keeps = first + second
    if not second.islower() or not stem.isalpha() or (len(stem) > 1 and not stem[1:].islower()):
        return keeps
    if hyphenated in words:
        return keeps
    if plain in words:
        return stem + second
    if stem.lower() in _FIRST_HALVES or second in _SECOND_HALVES:
        return keeps
    both_are_words = min(len(stem), len(second)) > 2 and stem.lower() in words and second in words
    return keeps if both_are_words else stem + second


def _whole_words(lines: Sequence[Line]) -> frozenset[str]:
    """The words of the document in lower case, without the halves at line ends."""
    words: set[str] = set()
    broken = False
    for line in lines:
        found = _WORD.findall(line.text.lower())
        ends_broken = bool(_LAST_PIECE.search(line.text[-80:]))
        words.update(found[int(broken) : len(found) - int(ends_broken)])
        broken = ends_broken
    return frozenset(words)


def _right_margins(lines: Sequence[Line]) -> list[float]:
    """For each line, how far right its block reaches."""
    margins: list[float] = []
    start = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or lines[number].apart or lines[number].jumped:
            reach = max(line.right for line in lines[start:number])
            margins.extend([reach] * (number - start))
            start = number
    return margins


def _goes_on(line: Line, following: Line, margin: float) -> bool:
    """Whether a sentence runs over the line end: lower case follows, and its first word had no room left."""
    if len(line.text) < _RUNNING or not following.text[:1].islower() or _ITEM.match(following.text):
        return False
    if line.text[-1] in ".:;!?" or "\t" in line.text:
        return False
    first_word = following.text.split(maxsplit=1)[0]
    return line.right + line.character * (len(first_word) + 1) > margin
