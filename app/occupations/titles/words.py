"""A job title as words that can be compared: spelled out, singular, in American spelling, and its readings.

The same function reads the titles that come in and the names of occupations, so whatever it does, both sides meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.occupations.titles.abbreviations import ABBREVIATIONS, PHRASES
from app.text.folding import plain, singular

# A word with the signs that belong to it: C++, C#, F&B, 3D, .NET; a full stop inside is an abbreviation's.
_WORD = re.compile(r"\.net\b|[^\W_]+(?:\.[^\W_](?![^\W_]))+\.?|[^\W_]+(?:['’][^\W_]+)?(?:\+\+|#)?")
_STOP = frozenset("a an and at by for from in into of on or the to with other related all misc".split())
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_EXCEPT = re.compile(r"[,;]?\s+(?:except|excluding|not elsewhere|n\.?e\.?c)\b.*", re.IGNORECASE)
_ALL_OTHER = re.compile(r"[,;]?\s*\ball other\b\s*", re.IGNORECASE)
# The noun that says what someone is stands last before the first of these.
_PHRASE_END = re.compile(r"[,;:(\[|]|\s[-–—]\s|\s(?:of|for|in|at|with|to)\s", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,\s*(?:and|or|&)\s|,|/|\s(?:and|or|&)\s)\s*", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:er|or|ist|ian|man|men|woman|women|ant|ent|ee|ive|yst|ess|eur|ic|smith|wright|hand|agent)s$"
)
MOST_READINGS = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a title: its words without the small ones, and the noun that says what the person is."""

    words: tuple[str, ...]
    head: str

    @property
    def text(self) -> str:
        """The words in a row, as the encoder reads them."""
        return " ".join(self.words)

    @property
    def key(self) -> str:
        """What two readings share that say the same in another order."""
        return " ".join(sorted(set(self.words)))


def readings(title: str) -> list[Reading]:
    """The readings of a title, the whole of it first: its parts where it lists several, what stands in brackets."""
    whole = _ALL_OTHER.sub(" ", _EXCEPT.sub("", title))
    texts = [whole]
    outside = _BRACKETS.sub(" ", whole)
    if outside != whole:
        inside = [one or other for one, other in _BRACKETS.findall(whole)]
        texts += [outside, *inside]
    texts += _listed(outside)
    found: dict[tuple[str, ...], Reading] = {}
    for text in texts:
        reading = read(text)
        if reading is not None:
            found.setdefault(reading.words, reading)
    return list(found.values())[:MOST_READINGS]


def is_residual(name: str) -> bool:
    """Whether a name stands for what has no name of its own: "Cooks, All Other" are not simply cooks."""
    return _ALL_OTHER.search(name) is not None


def read(text: str) -> Reading | None:
    """A text as one reading; None where it has no word of weight."""
    spelled = spell_out(text)
    words = tuple(word for word in spelled if word not in _STOP)
    if not words:
        return None
    first = [word for word in spell_out(_PHRASE_END.split(text, maxsplit=1)[0]) if word not in _STOP]
    return Reading(words, (first or list(words))[-1])


def spell_out(text: str) -> list[str]:
    """The words of a text, folded, singular, abbreviations in full."""
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        found.extend(_word(word))
    return _phrases(found)


@lru_cache(maxsize=50_000)
def _word(word: str) -> tuple[str, ...]:
    folded = plain(word.replace(".", "") if word != ".net" else word)
    full = ABBREVIATIONS.get(folded) or ABBREVIATIONS.get(singular(folded))
    return tuple(singular(plain(each)) for each in (full or folded).split())


def _phrases(words: list[str]) -> list[str]:
    """Abbreviations of two words, and words that are written apart or together."""
    if len(words) < 2:
        return words
    found: list[str] = []
    index = 0
    while index < len(words):
        full = PHRASES.get(" ".join(words[index : index + 2])) if index + 1 < len(words) else None
        if full is not None:
            found.extend(full.split())
            index += 2
        else:
            found.append(words[index])
            index += 1
    return found


def _listed(text: str) -> list[str]:
    """The single occupations of a title that lists several: "Sales and Marketing Managers" is two."""
    part = _PHRASE_END.split(text.replace(",", "\0"), maxsplit=1)[0].replace("\0", ",")
    parts = [piece for piece in _LIST.split(part) if piece.strip()]
    if len(parts) < 2:
        return []
    last = parts[-1].split()
    if not _PERSON.search(last[-1].lower()):
        return [piece for piece in parts if _PERSON.search(piece.lower())]
    return [
        piece if _PERSON.search(piece.lower()) or piece is parts[-1] else f"{piece} {last[-1]}"
        for piece in parts
    ]
