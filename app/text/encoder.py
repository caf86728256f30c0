"""Static sentence encoder: a text's vector is the sum of its word pieces' vectors, brought to length one.

Two files make a model: `model.npy`, one record a piece (an int8 row and its scale), read by memory map, and
`vocabulary.txt`, one piece a line in the same order. `seed_data/encoder/make_encoder.py` writes both.

The answer is the same to the byte on every machine. Rows and scales are whole numbers, so their float64 sum
is exact in any order; what follows are single, correctly rounded operations. Vectors are multiples of 1/2048,
so the product of two of them is exact in float32 too, whatever the order in which a BLAS adds it up.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from app.errors import NotReady
from app.text.array_files import OPENING

MODEL_FILE = "model.npy"
VOCABULARY_FILE = "vocabulary.txt"
CONTINUED = "##"
LEVELS = 2_048  # every number of a vector is a whole number of these parts of one

_LONGEST_WORD = 40  # a longer run of letters is no word; its first letters stand for it
_CACHED_WORDS = 50_000
_CHUNK = 4_096  # pieces summed at once, which bounds the memory a long text takes
_SUM_UNIT = 2.0**20  # sums of pieces are given in this unit, which keeps them near one
_PEAK = 2.0**20  # whole numbers up to here have squares whose sum is exact in float64
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?|\.net\b")


class Encoder(Protocol):
    """Turns texts into unit vectors (n, dimension)."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, one per text; a row of zeros for a text of no known word."""
        ...


class StaticEncoder:
    """Turns texts into unit vectors by looking up and adding the vectors of their word pieces."""

    def __init__(self, table: NDArray[np.void], vocabulary: Sequence[str], checksum: str) -> None:
        if len(table) != len(vocabulary):
            raise NotReady(
                f"The encoder has {len(table)} vectors but {len(vocabulary)} word pieces: its two files "
                "do not belong together. Put both back from one release."
            )
        self.checksum = checksum
        plain = np.asarray(table)  # still mapped, without the costlier indexing of np.memmap
        self._rows = cast("NDArray[np.int8]", plain["row"])
        self._scales = plain["scale"].astype(np.float64)
        self._pieces = {piece: row for row, piece in enumerate(vocabulary)}
        self._longest = max((len(piece) for piece in vocabulary), default=0)
        self._known: dict[str, tuple[int, ...]] = {}
        self._sums: dict[str, NDArray[np.float32]] = {}

    @classmethod
    def load(cls, directory: Path) -> StaticEncoder:
        """Open the model in a folder; the table stays on disk and is mapped into memory."""
        model, vocabulary = directory / MODEL_FILE, directory / VOCABULARY_FILE
        for file in (model, vocabulary):
            if not file.is_file():
                raise NotReady(f"The sentence encoder's file {file.name} is missing: install Parlance again.")
        digest = hashlib.sha256(model.read_bytes())
        names = vocabulary.read_bytes()
        digest.update(names)
        with OPENING:
            table = np.load(model, mmap_mode="r", allow_pickle=False)
        return cls(table, names.decode("utf-8").splitlines(), digest.hexdigest())

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (texts, dimension); the row of a text without a known piece is all zeros."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            pieces = self.pieces(text)
            if pieces:
                vectors[number] = levels(self._sum(pieces))
        vectors /= LEVELS
        return vectors

    def word_sums(self, surfaces: Sequence[str]) -> NDArray[np.float32]:
        """For each word the sum (dimension,) of its pieces' vectors, none of them brought to length one."""
        found = np.zeros((len(surfaces), self.dimension), dtype=np.float32)
        known = self._sums
        for row, surface in enumerate(surfaces):
            vector = known.get(surface)
            found[row] = self._remember_sum(surface) if vector is None else vector
        return found

    def _remember_sum(self, surface: str) -> NDArray[np.float32]:
        if len(self._sums) >= _CACHED_WORDS:
            self._sums.clear()
        pieces = self.pieces(surface)
        total = self._sum(pieces) if pieces else np.zeros(self.dimension)
        vector = self._sums[surface] = (total / _SUM_UNIT).astype(np.float32)
        return vector

    def pieces(self, text: str) -> list[int]:
        """Row numbers of the word pieces of a text, in reading order."""
        known = self._known
        found: list[int] = []
        for word in words(text):
            rows = known.get(word)
            found.extend(self._remember(word) if rows is None else rows)
        return found

    def _remember(self, word: str) -> tuple[int, ...]:
        if len(self._known) >= _CACHED_WORDS:
            self._known.clear()
        rows = self._known[word] = tuple(self._split(word[:_LONGEST_WORD]))
        return rows

    def _split(self, word: str) -> list[int]:
        """Greedy WordPiece: the longest known piece first; a letter that begins none is passed over."""
        rows: list[int] = []
        start = 0
        while start < len(word):
            end = min(len(word), start + self._longest)
            prefix = CONTINUED if start else ""
            while end > start and prefix + word[start:end] not in self._pieces:
                end -= 1
            if end > start:
                rows.append(self._pieces[prefix + word[start:end]])
            start = max(end, start + 1)
        return rows

    def _sum(self, pieces: Sequence[int]) -> NDArray[np.float64]:
        total = np.zeros(self.dimension, dtype=np.float64)
        for start in range(0, len(pieces), _CHUNK):
            rows = np.array(pieces[start : start + _CHUNK], dtype=np.intp)
            # einsum rather than a product: a BLAS would start its threads for so little
            total += np.einsum("i,ij->j", self._scales[rows], self._rows[rows].astype(np.float64))
        return total


def record(vectors: NDArray[np.float32]) -> NDArray[np.void]:
    """A table as it is stored: each row as whole numbers from -127 to 127, and the scale that they share.

    Scales are whole numbers too, up to 65535 for the largest row. The length of a row is its piece's weight.
    """
    peaks = np.abs(vectors).max(axis=1).astype(np.float64)
    table = np.zeros(len(vectors), dtype=[("scale", "<u2"), ("row", "i1", (vectors.shape[1],))])
    table["scale"] = np.rint(peaks * (65_535 / peaks.max()))
    table["row"] = np.rint(vectors * (127 / np.maximum(peaks, 1e-30))[:, None])
    return table


def levels(total: NDArray[np.float64]) -> NDArray[np.float64]:
    """A vector of whole numbers brought to length 2048, in whole numbers again; zeros stay zeros."""
    peak = max(float(total.max()), -float(total.min()))
    if peak == 0.0:
        return total
    whole = total * (_PEAK / peak)
    np.rint(whole, out=whole)
    whole *= LEVELS / math.sqrt(float(whole @ whole))
    return np.rint(whole, out=whole)


def words(text: str) -> list[str]:
    """The words of a text as the vocabulary spells them: lower case, no accents, `c++` and `c#` whole."""
    return _WORD.findall(_fold(text))


def _fold(text: str) -> str:
    """Lower case, compatibility forms resolved, accents dropped."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
