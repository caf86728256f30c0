"""Many labelled phrases in one regular expression, quick because it branches letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

L = TypeVar("L", bound=str)

# Letters shared by phrases are tried once, down to this depth.
_DEPTH = 6
# Spelt out because it is twice as quick as the category; a letter of a script not named here may end a word.
_NO_LETTER = "[^a-z0-9_\u00df-\u00f6\u00f8-\u024f]"


def wordings(block: str) -> list[str]:
    """The phrases of a block of text, which two blanks or a new line keep apart."""
    return re.split(r"\s{2,}", block.strip())


def words(block: str) -> frozenset[str]:
    """The words of a block of text."""
    return frozenset(block.split())


class Hit(NamedTuple, Generic[L]):
    """A phrase found at `start:end`."""

    start: int
    end: int
    label: L


class Labelled(Generic[L]):
    """Phrases by label. A phrase is a regular expression in lower case without capturing groups.

    At one place the first of the phrases that begin with the same letters wins, in the order given. A phrase
    stands between signs that are no letter, digit or underscore; `find` and `labels` take what lies outside
    their offsets as such a sign.
    """

    def __init__(self, phrases: Mapping[L, Sequence[str]]) -> None:
        self._labels: list[L] = []
        entries = [
            (label, start)
            for label, pieces in phrases.items()
            for piece in pieces
            for start in _starts(piece)
        ]
        branches = self._branches(entries, 0)
        self._openings = frozenset(_opening(piece) for _, piece in entries)
        self._pattern = branches

    # Compiled when first asked for: most phrases are looked for in one of the two ways only, and each takes long.
    @cached_property
    def _inside(self) -> re.Pattern[str]:
        # The sign before a word comes first: the search then skips from word to word.
        return re.compile(_NO_LETTER + self._pattern + r"(?!\w)")

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self._pattern)

    def _branches(self, entries: list[tuple[L, str]], depth: int) -> str:
        """The alternatives as one group: first by letter, then what begins with no letter or ends here."""
        by_letter: dict[str, list[tuple[L, str]]] = {}
        leaves: list[tuple[L, str]] = []
        for label, piece in entries:
            if depth < _DEPTH and _begins_plain(piece):
                by_letter.setdefault(piece[0], []).append((label, piece[1:]))
            else:
                leaves.append((label, piece))
        options = [re.escape(letter) + self._branches(rest, depth + 1) for letter, rest in by_letter.items()]
        return "(?:" + "|".join(options + self._leaves(leaves)) + ")"

    def _leaves(self, entries: list[tuple[L, str]]) -> list[str]:
        grouped: list[tuple[L, list[str]]] = []
        for label, piece in entries:
            if not grouped or grouped[-1][0] != label:
                grouped.append((label, []))
            grouped[-1][1].append(piece)
        self._labels.extend(label for label, _ in grouped)
        return ["(" + "|".join(pieces) + ")" for _, pieces in grouped]

    def find(self, low: str, start: int = 0, end: int | None = None) -> Iterator[Hit[L]]:
        """The phrases in a lower-case text, leftmost first, none overlapping another."""
        labels = self._labels
        for match in self._inside.finditer(" " + low[start:end]):
            begin, stop = match.span()
            yield Hit(start + begin, start + stop - 1, labels[(match.lastindex or 1) - 1])

    def labels(self, low: str, start: int, end: int) -> list[L]:
        """The labels alone of the phrases between two offsets, in order, with repetitions."""
        labels = self._labels
        return [labels[(match.lastindex or 1) - 1] for match in self._inside.finditer(" " + low[start:end])]

    def match(self, low: str) -> L | None:
        """The label of the phrase that the whole text is, if it is one."""
        if not self.may_begin(low):
            return None
        found = self._whole.fullmatch(low)
        return self._labels[(found.lastindex or 1) - 1] if found else None

    def may_begin(self, low: str) -> bool:
        """Whether a phrase may begin with the first four signs of a text; a quick look."""
        known = self._openings
        return low[:4] in known or low[:3] in known or low[:2] in known or low[:1] in known or "" in known


def _opening(piece: str) -> str:
    """The first letters of a phrase that are sure, at most four of them."""
    length = 0
    while length < 4 and _begins_plain(piece[length:]):
        length += 1
    return piece[:length]


def _begins_plain(piece: str) -> bool:
    plain = piece[:1].isalnum() or piece[:1] in (" ", "'", "-", ",", "/", "&", "%")
    return plain and piece[1:2] not in ("?", "*", "+", "{")


def _starts(piece: str) -> list[str]:
    """The phrase without a group in front: "(?:our )?team" is "our team" and "team"."""
    if not piece.startswith("(?:"):
        return [piece]
    close = _closing(piece)
    group, rest = piece[: close + 1], piece[close + 1 :]
    quantifier = rest[:1] if rest[:1] in ("?", "*", "+") else ""
    if rest.startswith("{"):
        return [piece]
    rest = rest[len(quantifier) :]
    again = group + "*" if quantifier in ("*", "+") else ""
    starts = [option + again + rest for option in _options(group[3:-1])]
    return [start for one in starts + ([rest] if quantifier in ("?", "*") else []) for start in _starts(one)]


def _closing(piece: str) -> int:
    depth = 0
    for index, sign in enumerate(piece):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return index
    raise ValueError(f"The phrase {piece!r} has a group that is not closed; close it.")


def _options(body: str) -> list[str]:
    """The alternatives of a group's body, split at the bars outside its inner groups."""
    options, depth = [""], 0
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += sign
    return options
