"""Autocomplete: the skills that somebody who has typed a few letters may mean, with typing errors mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from app.text.folding import DETERMINERS, fold, plain
from app.text.tokens import tokenize
from app.vocabulary.filters import NOT_SHOWN, Filter
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.words import SEPARATOR
from app.vocabulary.spelling import Spelling
from app.vocabulary.terms import NAME_KINDS

Shown = Callable[[Filter], npt.NDArray[np.int32]]
Rows = npt.NDArray[np.intp]

_LONGEST = 8  # words typed; nobody completes more
_ENOUGH = 5  # skills found as typed; with so many, nobody needs guesses
_READ_FIRST = 256  # entries read in order before the rest is sorted as well

# What is subtracted from the rank of an entry that is what was typed, or whose last typed word is complete.
_SAME_NAME, _SAME_END, _WHOLE_WORD = 3.0, 1.5, 1.0
# What is added for words in another order, and for each error mended.
_OTHER_ORDER, _PER_ERROR = 2.0, 2.0

# With so few letters typed, a label is far more likely meant than some other name.
_FEW_LETTERS, _ALIAS_OF_FEW = 2, 2.0

_MOST_READINGS = 24

# Endings that show how a British word goes on: "organis" may be "organise", which is folded as "organize".
_ENDINGS = ("e", "r", "n", "m", "s", "ed", "er", "es", "me", "ng", "ing", "ion", "tion", "ation")
_SPELT_FROM = 4  # letters from which a British beginning can be told
_ALTERNATIVE = NAME_KINDS.index("alternative")
_LAST_WORD = re.compile(r"[A-Za-z]+\Z")


@dataclass(frozen=True, slots=True)
class Hit:
    """A skill that was found, and the name of it that was found, both as rows."""

    skill: int
    name: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what was typed, as a folded beginning, with the handicap of what is found by it."""

    key: str
    handicap: float


class Completer:
    """Completes what was typed from the names of one index. `shown` says by which row a skill is named."""

    def __init__(self, index: VocabularyIndex, spelling: Spelling, shown: Shown) -> None:
        self._index = index
        self._spelling = spelling
        self._shown = shown
        self._skills = index.name_skill[index.prefixes.names]
        self._kinds = index.name_kind[index.prefixes.names]

    def complete(self, typed: str, limit: int, where: Filter) -> tuple[Hit, ...]:
        """Up to `limit` skills, best first. A step is taken if what the ones before it found is little."""
        words = typed_words(typed)
        found: dict[int, int] = {}
        for entries, ranks in self._steps(words):
            self._offer(entries, ranks, limit, self._shown(where), found)
            if len(found) >= min(limit, _ENOUGH):
                break
        return tuple(Hit(skill, name) for skill, name in found.items())

    def _steps(self, words: list[str]) -> Iterator[tuple[Rows, npt.NDArray[np.float32]]]:
        """Entries of the prefix table with their ranks: as typed, in another order, with errors mended."""
        if not words:
            return
        yield self._entries(Reading(key, 0.0) for key in begun_keys(words))
        if len(words) > 1:
            yield self._in_any_order(words)
        yield self._entries(self._mended(words))
        if words[-1] in DETERMINERS and len(words) > 1:
            yield self._entries([Reading(SEPARATOR.join(words[:-1]), 0.0)])

    def _entries(self, readings: Iterable[Reading]) -> tuple[Rows, npt.NDArray[np.float32]]:
        table = self._index.prefixes
        found, ranks = [], []
        for reading in readings:
            first, longer, going_on, past = table.parts(reading.key)
            rank = table.ranks[first:past] + np.float32(reading.handicap)
            whole = table.before[first:longer] == 0
            rank[: longer - first] -= np.where(whole, np.float32(_SAME_NAME), np.float32(_SAME_END))
            rank[longer - first : going_on - first] -= np.float32(_WHOLE_WORD)
            if len(reading.key) <= _FEW_LETTERS:
                rank += np.float32(_ALIAS_OF_FEW) * (self._kinds[first:past] == _ALTERNATIVE)
            found.append(np.arange(first, past))
            ranks.append(rank)
        return (np.concatenate(found), np.concatenate(ranks)) if found else _nothing()

    def _in_any_order(self, words: list[str]) -> tuple[Rows, npt.NDArray[np.float32]]:
        """Entries that go on as the last word, in names that have all the others somewhere."""
        wanted = np.ones(len(self._index.name_skill), dtype=bool)
        for word in words[:-1]:
            has_word = np.zeros_like(wanted)
            has_word[self._index.postings.of(self._index.words.word(word).stem)] = True
            wanted &= has_word
        table = self._index.prefixes
        first, past = table.range(words[-1])
        entries = first + np.flatnonzero(wanted[table.names[first:past]])
        return entries, table.ranks[entries] + np.float32(_OTHER_ORDER)

    def _mended(self, words: list[str]) -> list[Reading]:
        """What may have been meant, by errors: misspelt words, words run together or pulled apart."""
        options = [self._options(word, begun=at == len(words) - 1) for at, word in enumerate(words)]
        choices = (
            (sum(errors for errors, _ in chosen), [word for _, word in chosen])
            for chosen in islice(product(*options), _MOST_READINGS * 8)
        )
        readings = sorted((errors, SEPARATOR.join(chosen)) for errors, chosen in choices if errors)
        readings += [(1, key) for key in _respaced(words, self._spelling)]
        return [Reading(key, _PER_ERROR * errors) for errors, key in sorted(set(readings))[:_MOST_READINGS]]

    def _options(self, word: str, *, begun: bool) -> list[tuple[int, str]]:
        if not begun and word in self._spelling:
            return [(0, word)]
        near = self._spelling.nearest(word, begun=begun)
        return [(0, word), *near] if begun or not near else near

    def _offer(
        self,
        entries: Rows,
        ranks: npt.NDArray[np.float32],
        limit: int,
        shown: npt.NDArray[np.int32],
        found: dict[int, int],
    ) -> None:
        """Adds the skills of the entries in the order of their ranks, each once, until there are enough."""
        rows = shown[self._skills[entries]]
        passing = np.flatnonzero(rows != NOT_SHOWN)
        entries, rows, ranks = entries[passing], rows[passing], ranks[passing]
        for place in _in_order(ranks):
            row = int(rows[place])
            if row not in found:
                found[row] = int(self._index.prefixes.names[entries[place]])
                if len(found) >= limit:
                    return


def typed_words(typed: str) -> list[str]:
    """The plain forms of what was typed. The last word may be only begun, so that even "a" is one."""
    tokens = tokenize(typed)
    words = [fold(word)[0] for word in tokens.words]
    last = _LAST_WORD.search(typed)
    if last is not None and (not tokens.ends or tokens.ends[-1] < len(typed)):  # left out as a determiner
        words.append(last.group().lower())
    return words[:_LONGEST]


def begun_keys(words: list[str]) -> list[str]:
    """The folded beginnings that names go on from: as typed, and as the last word may fold when whole."""
    *before, last = words
    if len(last) < _SPELT_FROM:
        return [SEPARATOR.join(words)]
    whole = (plain(last + ending) for ending in _ENDINGS)
    ways = dict.fromkeys([last, *(word for word in whole if not word.startswith(last))])
    return [SEPARATOR.join([*before, way]) for way in ways]


def _respaced(words: list[str], spelling: Spelling) -> Iterator[str]:
    """Two words written as one ("team work"), one as two ("healthcare")."""
    for at in range(1, len(words)):
        yield SEPARATOR.join([*words[: at - 1], words[at - 1] + words[at], *words[at + 1 :]])
    for at, word in enumerate(words):
        for parts in spelling.apart(word):
            yield SEPARATOR.join([*words[:at], *parts, *words[at + 1 :]])


def _in_order(ranks: npt.NDArray[np.float32]) -> Iterator[int]:
    """The places of ranks from the lowest up, ties by place; the first few come without sorting all."""
    if len(ranks) <= _READ_FIRST:
        yield from np.argsort(ranks, kind="stable").tolist()
        return
    cut = np.partition(ranks, _READ_FIRST)[_READ_FIRST]
    for part in (np.flatnonzero(ranks < cut), np.flatnonzero(ranks >= cut)):
        yield from part[np.argsort(ranks[part], kind="stable")].tolist()


def _nothing() -> tuple[Rows, npt.NDArray[np.float32]]:
    return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float32)
