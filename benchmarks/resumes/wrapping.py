"""Breaks lines to a width, long words by a hyphen, as a narrow column or an old editor does."""

from __future__ import annotations

from collections.abc import Callable

Measure = Callable[[str], float]

_NARROW, _WIDE = "iljtfI.,:;'|!()[] -", "mwMWO@%"
_SHORTEST_PIECE = 3
_VOWELS = "aeiouy"


def points(size: float) -> Measure:
    """About how wide a text in Helvetica is; rather too wide than too narrow."""

    def measure(text: str) -> float:
        return sum(
            0.32 if c in _NARROW else 0.88 if c in _WIDE else 0.72 if c.isupper() else 0.57 for c in text
        ) * size  # fmt: skip

    return measure


def wrapped(text: str, width: float, measure: Measure = len) -> list[str]:
    """The lines of a text; a word that does not fit is broken between two syllables where it has some."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        head = _head(word, width - measure(f"{line} -"), measure) if line else ""
        if head:
            lines.append(f"{line} {head}-")
            line = word[len(head) :]
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines


def _head(word: str, room: float, measure: Measure) -> str:
    """The first syllables of a word that fit; empty where none do, or where it has a sign of its own."""
    if not word.rstrip(".,").isalpha() or not word.rstrip(".,").islower():
        return ""
    for cut in range(len(word.rstrip(".,")) - _SHORTEST_PIECE, _SHORTEST_PIECE - 1, -1):
        between = word[cut - 1] not in _VOWELS and word[cut] not in _VOWELS
        if between and any(v in word[:cut] for v in _VOWELS) and measure(word[:cut]) <= room:
            return word[:cut]
    return ""
