"""Where lines and words of a text begin."""

from __future__ import annotations

_LONGEST_BULLET = 20


def begins_line(text: str, start: int) -> bool:
    """Whether only blanks stand before it on its line: no bullet, no number, no earlier sentence."""
    return not text[max(0, start - _LONGEST_BULLET) : start].rpartition("\n")[2].strip()


def begins_word(text: str, start: int) -> bool:
    """Whether no letter or digit stands right before it."""
    return start == 0 or not text[start - 1].isalnum()
