"""Phrase search: every name that occurs in a sequence of tokens, all overlaps included.

A name is the sequence of the stems of its words. Every prefix of every name has a 64-bit key, a polynomial hash over
its stem ids; the keys stand sorted in one memory-mapped array. A text is searched by growing all its n-grams
together, one word at a time, and dropping those whose prefix is no key: a few vector operations for a whole text, no
automaton to build when a worker starts (docs/decisions/0002-phrase-search.md has the figures).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

LONGEST = 12  # words in a name; longer names are found by search, not in running text

_FEW = 16  # n-grams that are searched one by one
_NO_PREFIX = -2
# The sieve tells keys by their first bits: the upper 18 of 21 find the byte, the lower 3 the bit in it.
_SIEVE_BITS = 21
_BIT_INT, _BYTE_INT = 64 - _SIEVE_BITS, 67 - _SIEVE_BITS
_SIEVE_BIT, _SIEVE_BYTE = np.uint64(_BIT_INT), np.uint64(_BYTE_INT)
_ONE, _SEVEN, _SHIFT = np.uint64(1), np.uint64(7), np.uint64(29)
_FACTOR_INT, _SALT_INT, _MASK = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0xFFFFFFFFFFFFFFFF
_FACTOR, _SALT = np.uint64(_FACTOR_INT), np.uint64(_SALT_INT)
_FIRST = np.uint64(_SALT_INT * _FACTOR_INT & _MASK)  # what the key of one word is but for the word

Keys = npt.NDArray[np.uint64]
Ids = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PhraseTable:
    """Sorted prefix keys, the phrase each completes (or -1), and the names of each phrase (CSR)."""

    keys: Keys
    phrase: Ids
    name_starts: Ids
    names: Ids
    _begun: list[Ids] = field(default_factory=list, init=False, repr=False, compare=False)

    def find(self, stems: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """(first token, token past the last, phrase) of every hit, shorter before longer; stem 0 matches nothing."""
        if len(stems) <= _FEW or not len(self.keys):
            yield from self._grown(stems, [(first, first, 0) for first, stem in enumerate(stems) if stem])
            return
        ids = np.fromiter(stems, np.int64, len(stems))
        # Past the end stands stem 0, which goes on with no name.
        salted = np.zeros(len(ids) + LONGEST, np.uint64)
        np.multiply(ids.view(np.uint64), _SALT, out=salted[: len(ids)])
        alone = self._phrases_of_stems(int(ids.max())).take(ids)
        hits = (alone >= 0).nonzero()[0]
        for start, phrase in zip(hits.tolist(), alone.take(hits).tolist(), strict=True):
            yield start, start + 1, phrase
        alive = (alone != _NO_PREFIX).nonzero()[0]
        hashes, length = _FIRST ^ salted.take(alive), 1
        while len(alive) > _FEW and length < LONGEST:
            hashes = _step(hashes) ^ salted.take(alive + length)
            length += 1
            alive, hashes, phrases = self._known(alive, hashes)
            hits = (phrases >= 0).nonzero()[0]
            for start, phrase in zip(alive.take(hits).tolist(), phrases.take(hits).tolist(), strict=True):
                yield start, start + length, phrase
        begun = zip(alive.tolist(), (alive + length).tolist(), hashes.tolist(), strict=True)
        yield from self._grown(stems, begun)

    def _known(self, alive: Places, hashes: Keys) -> tuple[Places, Keys, Ids]:
        """Those of the n-grams (n,) whose keys are there, with the phrase that each completes."""
        # Most are no key. A look into a small table tells that of nearly all of them; to find a key among all takes
        # a dozen looks into memory that no cache holds.
        bits = self._sieve.take(hashes >> _SIEVE_BYTE) >> (hashes >> _SIEVE_BIT & _SEVEN)
        likely = (bits & _ONE).nonzero()[0]
        alive, hashes = alive.take(likely), hashes.take(likely)
        places = self.keys.searchsorted(hashes)
        known = (self.keys.take(places, mode="clip") == hashes).nonzero()[0]
        return alive.take(known), hashes.take(known), self.phrase.take(places.take(known))

    @cached_property
    def _sieve(self) -> npt.NDArray[np.uint8]:
        """One bit for each value of the first 21 bits of a key, set where some key has them: 256 kB."""
        bits = np.zeros(1 << _SIEVE_BITS, dtype=np.bool_)
        bits[(self.keys >> _SIEVE_BIT).astype(np.int64)] = True
        return np.packbits(bits, bitorder="little")

    def _phrases_of_stems(self, stem: int) -> Ids:
        """By stem, up to this one at least, the phrase that it is by itself, -1 where it only begins one.

        Most words of a text begin no name: that is looked up here instead of among all keys.
        """
        found = self._begun[0] if self._begun else None
        if found is None or len(found) <= stem:
            stems = np.arange(2 * stem + 2, dtype=np.uint64)
            hashes = _extend(np.zeros(len(stems), np.uint64), stems)
            places = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
            known = self.keys[places] == hashes
            known[0] = False
            found = np.where(known, self.phrase[places], _NO_PREFIX).astype(np.int32)
            self._begun[:] = [found]
        return found

    def _grown(
        self, stems: Sequence[int], begun: Iterable[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]]:
        """The hits that grow from a few n-grams (first, past, key), where vector operations would cost more."""
        if not len(self.keys):
            return []
        keys, phrases, sieve = self.keys.data, self.phrase.data, self._sieve.data
        found: list[tuple[int, int, int]] = []
        for first, grown, key in begun:
            for past, stem in enumerate(stems[grown : first + LONGEST], start=grown + 1):
                key = _extended(key, stem)
                if not sieve[key >> _BYTE_INT] >> (key >> _BIT_INT & 7) & 1:
                    break
                place = bisect_left(keys, key)
                if place == len(keys) or keys[place] != key:
                    break
                if phrases[place] >= 0:
                    found.append((first, past, phrases[place]))
        return sorted(found, key=lambda hit: hit[1] - hit[0])

    def names_of(self, phrase: int) -> list[int]:
        """The rows of the names that are this phrase."""
        rows: list[int] = self.names[self.name_starts[phrase] : self.name_starts[phrase + 1]].tolist()
        return rows


def _extend(hashes: Keys, ids: Keys) -> Keys:
    """The keys of n-grams one word longer. Unsigned overflow is the arithmetic modulo 2**64 that is wanted."""
    result: Keys = _step(hashes) ^ (ids * _SALT)
    return result


def _step(hashes: Keys) -> Keys:
    """What the next keys are but for the next word."""
    result: Keys = (hashes + _SALT) * _FACTOR ^ (hashes >> _SHIFT)
    return result


def _extended(key: int, stem: int) -> int:
    """`_extend` for one n-gram."""
    return (((key + _SALT_INT) * _FACTOR_INT) ^ (key >> 29) ^ (stem * _SALT_INT)) & _MASK


def build_phrases(stems_of_names: Sequence[Sequence[int]]) -> PhraseTable:
    """Build the table from the stem ids of each name; names of no words, or too many, or an unknown word are left out."""
    phrase_of: dict[tuple[int, ...], int] = {}
    rows: list[list[int]] = []
    for name, stems in enumerate(stems_of_names):
        if not 0 < len(stems) <= LONGEST or 0 in stems:
            continue
        phrase = phrase_of.setdefault(tuple(stems), len(rows))
        if phrase == len(rows):
            rows.append([])
        rows[phrase].append(name)
    keys, values = _prefix_keys(phrase_of)
    starts = np.zeros(len(rows) + 1, dtype=np.int32)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    names = np.array([name for row in rows for name in row], dtype=np.int32)
    return PhraseTable(keys, values, starts, names)


def _prefix_keys(phrase_of: dict[tuple[int, ...], int]) -> tuple[Keys, Ids]:
    """All prefixes of all phrases as sorted keys; two different prefixes with one key stop the build."""
    stems = np.zeros((len(phrase_of), LONGEST), dtype=np.int64)
    lengths = np.array([len(phrase) for phrase in phrase_of], dtype=np.int64)
    for row, phrase in enumerate(phrase_of):
        stems[row, : len(phrase)] = phrase
    alive = np.arange(len(phrase_of))
    hashes = np.zeros(len(alive), dtype=np.uint64)
    prefixes = np.zeros(len(alive), dtype=np.int64)  # numbers the different prefixes of the length before
    keys, values, different = [], [], 0
    for length in range(1, LONGEST + 1):
        last = stems[alive, length - 1]
        hashes = _extend(hashes, last.astype(np.uint64))
        found, prefixes = np.unique(prefixes << 32 | last, return_inverse=True)
        different += len(found)
        keys.append(hashes)
        values.append(np.where(lengths[alive] == length, alive, -1))
        longer = lengths[alive] > length
        alive, hashes, prefixes = alive[longer], hashes[longer], prefixes[longer]
    return _unique_keys(np.concatenate(keys), np.concatenate(values), different)


def _unique_keys(keys: Keys, values: npt.NDArray[np.int64], different: int) -> tuple[Keys, Ids]:
    """Each key once, with the phrase that it completes if any."""
    order = np.lexsort((values, keys))
    keys, values = keys[order], values[order]
    last = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
    if int(last.sum()) != different:
        raise ValueError(
            "two phrases share a key; change _SALT in app/vocabulary/index/phrases.py and build again"
        )
    return keys[last], values[last].astype(np.int32)
