"""What the cells of a table say: tidy names, lists of names, and texts without their markup."""

from __future__ import annotations

import html
import re

_ODD_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")


def one_line(value: str) -> str:
    """A name: odd spaces and hyphens made plain, no space doubled nor at the ends."""
    return " ".join(value.translate(_ODD_HYPHENS).split())


def names(value: str) -> list[str]:
    """The names of a cell that holds one a line, each once."""
    return [name for name in dict.fromkeys(map(one_line, value.splitlines())) if name]


def text(value: str) -> str:
    """A description in plain text, its lines kept and its links reduced to what they say."""
    if "<" in value or "&" in value:
        value = html.unescape(_TAG.sub("", value))
    lines = "\n".join(" ".join(line.split()) for line in value.strip().splitlines())
    return _BLANK_LINES.sub("\n\n", lines)
