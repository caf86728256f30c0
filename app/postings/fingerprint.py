"""The fingerprint of a posting: what it takes to tell later, without its text, whether another says the same.

It holds a minhash sketch of the text's shingles (three words that follow each other; Broder 1997), the set of its words
in 16 bits each, and the words of the title and of the place. 64 equal minima in 64 mean the same shingles; their share
estimates the Jaccard similarity of two texts within about 0.05.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from app.postings.plain_words import Hashes, mixed, plain_text, word_hashes

SKETCH = 64
BANDS, ROWS = (
    16,
    4,
)  # texts of similarity 0.8 share a band with probability 0.9998, of 0.5 with 0.64, of 0.2 with 0.03
_SHINGLE = 3
_SEED = 5_021_977
_LEAST_WORDS = 6
_MOST_WORDS = 4_000
_MOST_TITLE = 200
_HEADER = struct.Struct("<BBBBH")
_FORM = 1

_LEVELS = {
    "senior": "senior", "sr": "senior", "junior": "junior", "jr": "junior", "lead": "lead", "principal": "principal",
    "trainee": "trainee", "apprentice": "apprentice", "intern": "intern", "internship": "intern", "head": "head",
    "supervisor": "supervisor", "manager": "manager", "assistant": "assistant", "director": "director",
    "chief": "chief", "ii": "ii", "iii": "iii", "iv": "iv", "deputy": "deputy", "coordinator": "coordinator",
}  # fmt: skip
# What titles carry besides the job.
_TITLE_NOISE = frozenset(
    "urgent urgently hiring immediate immediately start wanted needed job jobs vacancy position opportunity new great "
    "sign bonus pay hour hourly per week full part time fulltime parttime permanent temporary temp contract "
    "up join team div mfd mwd all genders hybrid remote onsite".split()
)
_TITLE_WORD = re.compile(r"[^\W\d_]{2,}|[A-Za-z](?:\+\+|#)")
_PLACE_LINE = re.compile(
    r"^[^\w\n]{0,4}(?:(?:job |work )?location|place of work|workplace|ubicaci[oó]n|lugar)"
    r"\s{0,3}[:–—-]\s{0,3}([^\n]{2,80})$",
    re.I | re.M,
)


@dataclass(frozen=True, slots=True)
class Posted:
    """What a fingerprint is made of. `place` is a town, where one is known by itself."""

    text: str
    title: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What is kept of a posting to recognise it; `levels` are words such as "senior" in its title."""

    sketch: npt.NDArray[np.uint32]
    words: npt.NDArray[np.uint16]
    title: frozenset[int]
    levels: frozenset[int]
    place: frozenset[int]

    def bands(self) -> list[int]:
        """A signed 64-bit number for each band: two texts that are much alike have the same in at least one."""
        rows = self.sketch.reshape(BANDS, ROWS).astype(np.uint64)
        keys = mixed((rows * _factors()[:ROWS]).sum(axis=1, dtype=np.uint64))
        found: list[int] = keys.view(np.int64).tolist()
        return found

    def pack(self) -> bytes:
        """As bytes for the database; the same posting always gives the same."""
        parts = [sorted(part) for part in (self.title, self.levels, self.place)]
        header = _HEADER.pack(_FORM, *map(len, parts), len(self.words))
        names = np.array([number for part in parts for number in part], dtype="<u4")
        return header + b"".join(
            [names.tobytes(), self.sketch.astype("<u4").tobytes(), self.words.astype("<u2").tobytes()]
        )


def unpack(data: bytes) -> Fingerprint:
    """The fingerprint that `pack` made."""
    _, titles, levels, places, words = _HEADER.unpack_from(data)
    names = titles + levels + places
    numbers = np.frombuffer(data, "<u4", names + SKETCH, _HEADER.size)
    last = _HEADER.size + 4 * (names + SKETCH)
    listed = numbers[:names].tolist()
    return Fingerprint(
        numbers[names:],
        np.frombuffer(data, "<u2", words, last),
        frozenset(listed[:titles]),
        frozenset(listed[titles : titles + levels]),
        frozenset(listed[titles + levels :]),
    )


def fingerprint(posted: Posted) -> Fingerprint | None:
    """The fingerprint of a posting; None for one with next to no words, which nothing can be compared with."""
    plain = plain_text(posted.text)
    words = word_hashes(plain)
    kinds = np.unique((words >> np.uint64(48)).astype(np.uint16))[:_MOST_WORDS]
    if len(kinds) < _LEAST_WORDS:
        return None
    topics, levels = _title_words(posted.title)
    return Fingerprint(_sketch(words), kinds, _numbers(topics), _numbers(levels), _place(posted.place, plain))


def _sketch(words: Hashes) -> npt.NDArray[np.uint32]:
    """The least value of 64 hash functions over the shingles."""
    last = len(words) - _SHINGLE + 1
    shingles = words[:last] * np.uint64(3) + words[1 : last + 1] * np.uint64(5) + words[2:] * np.uint64(7)
    factors, addends = _factors(), _addends()
    least: Hashes = (factors[:, None] * mixed(shingles) + addends[:, None]).min(axis=1)
    return (least >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=1)
def _factors() -> Hashes:
    """Odd numbers that look random and are the same under every release of numpy."""
    return mixed(np.arange(1, SKETCH + 1, dtype=np.uint64) + np.uint64(_SEED)) | np.uint64(1)


@lru_cache(maxsize=1)
def _addends() -> Hashes:
    return mixed(np.arange(1, SKETCH + 1, dtype=np.uint64) + np.uint64(2 * _SEED))


def _title_words(title: str) -> tuple[set[str], set[str]]:
    words = [word.lower() for word in _TITLE_WORD.findall(title[:_MOST_TITLE])]
    levels = {_LEVELS[word] for word in words if word in _LEVELS}
    topics = {_singular(word) for word in words if word not in _LEVELS and word not in _TITLE_NOISE}
    return topics - _SMALL_IN_TITLES, levels


_SMALL_IN_TITLES = frozenset("and or the of in for at to with de la el en".split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _place(place: str, plain: str) -> frozenset[int]:
    """The town of the posting: what is given, or what a line such as "Location: Austin, TX" says."""
    found = None if place else _PLACE_LINE.search(plain)
    named = place or (found[1] if found else "")
    return _numbers(set(re.findall(r"[^\W\d_]{2,}", re.split(r"[,(/|;]", named, maxsplit=1)[0].lower())))


def _numbers(words: set[str]) -> frozenset[int]:
    """Words as 32-bit numbers, at most 255 of them."""
    return frozenset(_number(word) for word in sorted(words)[:255])


@lru_cache(maxsize=4_096)
def _number(word: str) -> int:
    return zlib.crc32(word.encode())
