"""The inverted index of a lot: for each skill the workers that have it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.documents import Documents
from app.matching.retrieval.gather import Indices, starts_of

Marks = npt.NDArray[np.uint16]
Mask = npt.NDArray[np.bool_]

# A list takes 32 bits a document, bits take one for every document: from this share on bits are as small.
BITS_FROM = 32  # one in so many documents


@dataclass(frozen=True, eq=False)
class Inverted:
    """Of `count` documents, by code c: those in `docs[starts[c]:starts[c + 1]]`, or the bits in row `bit_row[c] - 1`.

    `docs` uint32 are places of documents; `bits` uint8 has ceil(n / 8) columns; `bit_row` is 0 where a list is kept.
    """

    count: int
    starts: Indices
    docs: npt.NDArray[np.uint32]
    bit_row: npt.NDArray[np.uint32]
    bits: npt.NDArray[np.uint8]

    @cached_property
    def counts(self) -> Indices:
        """By code, how many documents have the skill; roughly, after some were erased."""
        counts = np.diff(self.starts)
        dense = np.flatnonzero(self.bit_row)
        for code in dense.tolist():
            counts[code] = int(np.bitwise_count(self.bits[self.bit_row[code] - 1]).sum())
        return counts

    def counts_of(self, codes: Indices) -> Indices:
        """How many documents have each of some skills."""
        known = codes < len(self.counts)
        counts: Indices = np.where(known, self.counts[np.where(known, codes, 0)], 0)
        return counts

    def forget(self, code: int, place: int) -> None:
        """Overwrites that a document has a skill, in arrays that can be written.

        In a list another of its documents takes the place, the first of all where it was alone: lists only say
        who may be among the best, so one too many does no harm.
        """
        row = int(self.bit_row[code]) if code < len(self.bit_row) else 0
        if row:
            self.bits[row - 1, place // 8] &= ~np.uint8(128 >> place % 8)
        elif code < len(self.bit_row):
            listed = self.docs[self.starts[code] : self.starts[code + 1]]
            others = listed[listed != place]
            listed[listed == place] = others[0] if len(others) else 0

    def add_to(self, sums: Marks, code: int, value: int) -> None:
        """Adds a value to the sums of all documents that have the skill."""
        if code >= len(self.bit_row):
            return
        if self.bit_row[code]:
            sums += self._having(code, value)
        else:
            # Places of 64 bits index twice as fast; in files they take half the room as 32.
            np.add.at(
                sums, self.docs[self.starts[code] : self.starts[code + 1]].astype(np.int64), np.uint16(value)
            )

    def marks(self, codes: Indices, values: Marks) -> Marks:
        """For every document the value of the skill that it has: of several the last one, which must be the largest."""
        marks = np.zeros(self.count, np.uint16)
        listed, given = self._listed(codes, values)
        marks[listed] = given
        for code, value in self._dense(codes, values):
            np.maximum(marks, self._having(code, value), out=marks)
        return marks

    def marks_at(self, codes: Indices, values: Marks, places: Indices, among: Mask, zeros: Marks) -> Marks:
        """The same for the documents at some places, which are marked in `among`, a mask of all.

        `zeros` has a place for each of all documents, and is left as it was. Most that are listed are not among
        these few: to look them up in a mask takes half the time of writing to the places of all.
        """
        listed, given = self._listed(codes, values)
        here = np.flatnonzero(among.take(listed))
        listed = listed.take(here)
        zeros[listed] = given.take(here)
        marks = zeros.take(places)
        zeros[listed] = 0
        dense = self._dense(codes, values)
        if dense:
            columns, bit = places >> 3, (~places & 7).astype(np.uint8)
            for code, value in dense:
                having = self.bits[self.bit_row[code] - 1].take(columns) >> bit & np.uint8(1)
                np.maximum(marks, having * np.uint16(value), out=marks)
        return marks

    def _listed(self, codes: Indices, values: Marks) -> tuple[Indices, Marks]:
        """The documents in the lists of some codes, list by list, with the values of their codes."""
        codes, values = self._known(codes, values)
        kept = self.bit_row[codes] == 0
        codes, values = codes[kept], values[kept]
        if not len(codes):
            return np.zeros(0, np.int64), np.zeros(0, np.uint16)
        starts, ends = self.starts[codes], self.starts[codes + 1]
        docs = [self.docs[first:past] for first, past in zip(starts.tolist(), ends.tolist(), strict=True)]
        return np.concatenate(docs, dtype=np.int64), np.repeat(values, ends - starts)

    def _dense(self, codes: Indices, values: Marks) -> list[tuple[int, int]]:
        """Those of some codes that bits are kept for, with their values."""
        codes, values = self._known(codes, values)
        kept = self.bit_row[codes] > 0
        return list(zip(codes[kept].tolist(), values[kept].tolist(), strict=True))

    def _known(self, codes: Indices, values: Marks) -> tuple[Indices, Marks]:
        """Without codes that are younger than all documents here."""
        known = codes < len(self.bit_row)
        return (codes, values) if known.all() else (codes[known], values[known])

    def _having(self, code: int, value: int) -> Marks:
        having = np.unpackbits(self.bits[self.bit_row[code] - 1], count=self.count)
        return np.multiply(having, np.uint16(value), dtype=np.uint16)


def invert(documents: Documents) -> Inverted:
    """The inverted index of the documents."""
    count = len(documents)
    codes = documents.codes
    owners = np.repeat(np.arange(count, dtype=np.uint32), np.diff(documents.starts))
    owners = owners[np.argsort(codes, kind="stable")]
    lengths = np.bincount(codes, minlength=1)
    starts = starts_of(lengths)
    dense = np.flatnonzero(lengths > max(count // BITS_FROM, 64))
    bit_row = np.zeros(len(lengths), np.uint32)
    bit_row[dense] = np.arange(1, len(dense) + 1)
    bits = np.zeros((len(dense), (count + 7) // 8), np.uint8)
    kept = np.ones(len(owners), bool)
    for row, code in enumerate(dense):
        having = np.zeros(count, bool)
        having[owners[starts[code] : starts[code + 1]]] = True
        bits[row] = np.packbits(having)
        kept[starts[code] : starts[code + 1]] = False
    lengths[dense] = 0
    return Inverted(count, starts_of(lengths), owners[kept], bit_row, bits)
