"""Acronyms that stand behind their words in O*NET's names (`Structured query language SQL`), taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ACRONYM = re.compile(r"^\(?([A-Z][A-Za-z0-9/&.-]*)\)?$")
_SMALL_WORDS = frozenset({"a", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"})
_PARTS = re.compile(r"[-/]")
_INNER_CAPITALS = re.compile(r"[A-Z]")

# Words whose letters in an acronym are not (only) their first one.
_LETTERS_OF = {
    "common": ("co", "c"),
    "database": ("db", "d"),
    "extensible": ("x", "e"),
    "hypertext": ("ht", "h"),
    "shell": ("sh", "s"),
}


@dataclass(frozen=True, slots=True)
class Acronym:
    """Where an acronym stands in a name: the words `start..at` spell it, and it is the word `at`."""

    words: tuple[str, ...]
    start: int
    at: int
    letters: str

    @property
    def spelled(self) -> str:
        """The name without the acronym."""
        return " ".join(self.words[: self.at] + self.words[self.at + 1 :])

    @property
    def short(self) -> str:
        """The name with the acronym in place of the words that it stands for."""
        return " ".join((*self.words[: self.start], self.letters, *self.words[self.at + 1 :]))


def find_acronyms(name: str) -> list[Acronym]:
    """The acronyms in a name that are spelled by the words right before them."""
    words = tuple(name.split())
    found = []
    for at in range(1, len(words)):
        match = _ACRONYM.match(words[at])
        if match is None or sum(letter.isupper() for letter in match[1]) < 2:
            continue
        start = _start_of(words[:at], [letter for letter in match[1].casefold() if letter.isalpha()])
        if start is not None:
            found.append(Acronym(words, start, at, match[1]))
    return found


def _start_of(before: tuple[str, ...], letters: list[str]) -> int | None:
    """Where the shortest run of words that ends `before` and spells `letters` begins."""
    wanted = "".join(letters)
    for start in range(len(before) - 1, -1, -1):
        if before[start].casefold() not in _SMALL_WORDS and _spells(before[start:], wanted):
            return start if start < len(before) - 1 or "-" in before[start] else None
    return None


def _spells(words: tuple[str, ...], wanted: str) -> bool:
    """Whether the words' letters make `wanted`; small words may stay silent."""
    if not words:
        return not wanted
    silent = words[0].casefold() in _SMALL_WORDS and _spells(words[1:], wanted)
    return silent or any(
        wanted.startswith(letters) and _spells(words[1:], wanted[len(letters) :])
        for letters in _possible_letters(words[0])
    )


def _possible_letters(word: str) -> list[str]:
    parts = [part for part in _PARTS.split(word) if part]
    if len(parts) > 1:
        return ["".join(part[0] for part in parts).casefold(), parts[0][0].casefold()]
    capitals = "".join(_INNER_CAPITALS.findall(word)).casefold()
    plain = word.strip("(),").casefold()
    return list(
        dict.fromkeys([*_LETTERS_OF.get(plain, (plain[:1],)), *([capitals] if len(capitals) > 1 else [])])
    )
