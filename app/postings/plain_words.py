"""The words of a posting that tell it from another: as numbers, without what changes from one showing to the next.

Left out are addresses of the web and of mail, whatever has a digit in it (dates, references, pay, telephone numbers),
months and days, the smallest words, and sentences that promise equal opportunity: those come and go with the place that
shows the posting.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from app.text.lowering import lowered
from app.text.markup import description_to_text, looks_like_html

Hashes = npt.NDArray[np.uint64]

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")
_NOT_THE_JOB = re.compile(
    r"equal[ -]opportunit|equal employment|affirmative action|regard to race|regard(?:less of| to) (?:age|sex|gender)"
    r"|protected (?:veteran|class|characteristic|status|by law)|sexual orientation|national origin|gender identity"
    r"|reasonable (?:accommodation|adjustment)|e-verify|all qualified applicants|diverse and inclusive"
    r"|we (?:celebrate|value|welcome|embrace) (?:diversity|applic)|igualdad de oportunidades"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_LONGEST_SENTENCE = 1_500
# Words that stand between items where a list is written out, and those that say when.
_SMALL = (
    "and or the an of to in for with on at by as is are be will you your our we this that from it "
    "de la el los las un una en con para por que del "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "posted updated ref reference id requisition req apply now today here"
)
_TABLE = 1 << 16  # characters beyond the basic plane count as signs
_LETTER, _DIGIT = 1, 2
_LONGEST_WORD = 64
_PRIME = 0x9E3779B97F4A7C15


def plain_text(text: str) -> str:
    """The text in lower case, markup read, without addresses and promises of equal opportunity."""
    if "<" in text or "&" in text:
        text = description_to_text(text) if looks_like_html(text) else text
    low = lowered(text if text.isascii() else unicodedata.normalize("NFKC", text))
    if "://" in low or "www." in low:
        low = _ADDRESS.sub(" ", low)
    if "@" in low:
        low = _MAIL.sub(" ", low)
    return _without_promises(low)


def _without_promises(text: str) -> str:
    kept, done = [], 0
    for found in _NOT_THE_JOB.finditer(text):
        if found.start() < done:
            continue
        ends = [
            end.end()
            for end in _SENTENCE_END.finditer(
                text, max(done, found.start() - _LONGEST_SENTENCE), found.start()
            )
        ]
        kept.append(text[done : ends[-1] if ends else max(done, found.start() - _LONGEST_SENTENCE)])
        ending = _SENTENCE_END.search(text, found.end(), found.end() + _LONGEST_SENTENCE)
        done = ending.end() if ending else min(len(text), found.end() + _LONGEST_SENTENCE)
    return "".join([*kept, text[done:]]) if kept else text


def word_hashes(text: str) -> Hashes:
    """A number for each word of a plain text that counts, in their order; the same on every machine."""
    found, classes = _all_words(text)
    if not len(found):
        return found
    small = _small_words()
    places = np.minimum(np.searchsorted(small, found), len(small) - 1)
    counted: Hashes = found[(classes == _LETTER) & (small[places] != found)]
    return counted


def _all_words(text: str) -> tuple[Hashes, npt.NDArray[np.uint8]]:
    """The hash of every word of two characters or more, and whether it is all letters."""
    points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")
    classes = _character_classes()[np.minimum(points, _TABLE - 1)]
    inside = classes > 0
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, lengths = edges[::2], np.diff(edges)[::2]
    longer = lengths > 1
    starts, lengths = starts[longer], lengths[longer]
    if not len(starts):
        return np.zeros(0, np.uint64), np.zeros(0, np.uint8)
    offsets = np.cumsum(lengths) - lengths
    within = np.arange(lengths.sum()) - np.repeat(offsets, lengths)
    at = within + np.repeat(starts, lengths)
    values = points[at].astype(np.uint64) * _powers()[within % _LONGEST_WORD]
    return mixed(np.add.reduceat(values, offsets)), np.maximum.reduceat(classes[at], offsets)


def mixed(values: Hashes) -> Hashes:
    """Numbers spread over all 64 bits (the finalizer of MurmurHash3, public domain)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


@lru_cache(maxsize=1)
def _character_classes() -> npt.NDArray[np.uint8]:
    signs = map(chr, range(_TABLE))
    return np.array(
        [_DIGIT if c.isnumeric() else _LETTER if c.isalpha() else 0 for c in signs], dtype=np.uint8
    )


@lru_cache(maxsize=1)
def _powers() -> Hashes:
    powers = [pow(_PRIME, place + 1, 1 << 64) for place in range(_LONGEST_WORD)]
    return np.array(powers, dtype=np.uint64)


@lru_cache(maxsize=1)
def _small_words() -> Hashes:
    return np.unique(_all_words(_SMALL)[0])
