"""What speaks for an occupation given a title: a row of numbers for each occupation that comes into question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.occupations.titles.index import Floats, Rows, TitleIndex, grams, key_number
from app.occupations.titles.words import Reading
from app.text.encoder import LEVELS, StaticEncoder

# How many occupations each way of looking brings into question.
_BY_WORDS, _BY_LETTERS, _BY_MEANING = 35, 25, 50
_NEAREST = 3

FEATURES = (
    "meaning_name", "meaning_whole", "meaning_own", "meaning_centre", "meaning_nearest",
    "words_name", "words_whole", "words_own", "letters_name", "letters_own",
    "covered", "covered_whole", "said_by", "head_share", "head_own", "exact", "exact_own", "exact_share", "names",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """The occupations in question (rows of the index) and what speaks for each, shape (rows, features)."""

    rows: Rows
    values: Floats

    @property
    def exact(self) -> npt.NDArray[np.bool_]:
        """Whether one of its names is the title."""
        return self._column("exact") > 0

    @property
    def exact_own(self) -> npt.NDArray[np.bool_]:
        """Whether its own title is the title."""
        return self._column("exact_own") > 0

    @property
    def share(self) -> Floats:
        """One over the number of occupations with the title for a name, 0 where it is none."""
        return self._column("exact_share")

    def _column(self, name: str) -> Floats:
        column: Floats = self.values[:, FEATURES.index(name)]
        return column


class Comparer:
    """Compares titles with the names of an index."""

    def __init__(self, index: TitleIndex, encoder: StaticEncoder) -> None:
        self._index = index
        self._encoder = encoder
        most = int(np.diff(index.name_starts).max(initial=1))
        self._logs = np.round(np.log1p(np.arange(most + 1)), 5).astype(np.float32)
        self._sizes = np.round(np.log(np.diff(index.name_starts)), 5).astype(np.float32)

    def compare(self, read: Sequence[Reading], wanted: npt.NDArray[np.bool_] | None = None) -> Evidence:
        """What speaks for each occupation in question, the first reading being the whole title."""
        index = self._index
        words = np.stack([index.words.cosine(reading.words) for reading in read])
        letters = np.stack([index.grams.cosine(grams(reading.words)) for reading in read])
        query = self._encoder.encode([reading.text for reading in read])
        by_words = index.of_occupations(words.max(axis=0))
        by_letters = index.of_occupations(letters.max(axis=0))
        centre = (query @ index.centres.T).max(axis=0)
        exact = self._exact(read)
        rows = self._pool(
            [(by_words, _BY_WORDS), (by_letters, _BY_LETTERS), (centre, _BY_MEANING)], exact, wanted
        )
        names, starts = _ragged(index.name_starts[rows], index.name_starts[rows + 1])
        meaning = (index.vectors[names].astype(np.float32) @ query.T).T / np.float32(LEVELS)
        best = np.maximum.reduceat
        own = index.own[names]
        meaning_any, words_any, letters_any = (
            meaning.max(axis=0),
            words.max(axis=0)[names],
            letters.max(axis=0)[names],
        )
        columns = [
            best(meaning_any, starts),
            best(meaning[0], starts),
            best(np.where(own, meaning_any, -1), starts),
            centre[rows],
            _mean_of_best(meaning_any, starts),
            by_words[rows],
            best(words[0][names], starts),
            best(np.where(own, words_any, 0), starts),
            by_letters[rows],
            best(np.where(own, letters_any, 0), starts),
            *self._covered(read, rows),
            *self._heads(read, names, starts, own),
            *self._exactness(exact, rows),
            self._sizes[rows],
        ]
        return Evidence(rows, np.stack(columns, axis=1).astype(np.float32))

    def _pool(
        self, ways: Sequence[tuple[Floats, int]], exact: Rows, wanted: npt.NDArray[np.bool_] | None
    ) -> Rows:
        chosen = np.zeros(len(self._index), dtype=np.bool_)
        for scores, count in ways:
            allowed = scores if wanted is None else np.where(wanted, scores, -1)
            if count < len(allowed):
                cut = np.sort(allowed)[len(allowed) - count]
                chosen |= allowed >= max(float(cut), 1e-4)
            else:
                chosen |= allowed > 0
        chosen[self._index.occupation[exact]] = True
        if wanted is not None:
            chosen &= wanted
        return np.flatnonzero(chosen)

    def _exact(self, read: Sequence[Reading]) -> Rows:
        return self._index.named(key_number(read[0]))

    def _covered(self, read: Sequence[Reading], rows: Rows) -> list[Floats]:
        """The share of a title's words that an occupation's names have between them, and how many of them say it."""
        index = self._index
        shares = []
        said = np.zeros(len(index), dtype=np.float32)
        for number, reading in enumerate(read):
            covered, whole = np.zeros(len(index), dtype=np.float32), 0.0
            for word in dict.fromkeys(reading.words):
                weight = index.words.weight_of(word) ** 2
                whole += weight
                owners = index.occupation[index.words.names_with(word)]
                covered[_distinct(owners)] += np.float32(weight)
                if number == 0:
                    said += np.float32(weight) * self._logs[np.bincount(owners, minlength=len(index))]
            shares.append(covered[rows] / np.float32(whole))
        sizes = 1 + self._sizes[rows]
        return [np.max(shares, axis=0), shares[0], said[rows] / sizes]

    def _heads(
        self, read: Sequence[Reading], names: Rows, starts: Rows, own: npt.NDArray[np.bool_]
    ) -> list[Floats]:
        """The share of an occupation's names with a title's head noun, and whether its own title has it."""
        numbers = [self._index.words.numbers.get(reading.head, -1) for reading in read]
        same = np.isin(self._index.heads[names], numbers).astype(np.float32)
        counts = np.diff(np.append(starts, len(names)))
        share: Floats = (np.add.reduceat(same, starts) / counts).astype(np.float32)
        return [share, np.maximum.reduceat(same * own, starts)]

    def _exactness(self, exact: Rows, rows: Rows) -> list[Floats]:
        """Whether a name of the occupation says exactly this, whether its own does, and how few others' do."""
        index = self._index
        any_name, own_name = np.zeros(len(index), dtype=np.float32), np.zeros(len(index), dtype=np.float32)
        any_name[index.occupation[exact]] = 1
        own_name[index.occupation[exact[index.own[exact]]]] = 1
        sharing = max(1.0, float(any_name.sum()))
        return [any_name[rows], own_name[rows], any_name[rows] / np.float32(sharing)]


def _distinct(owners: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Each owner once; they come in order."""
    first = np.ones(len(owners), dtype=np.bool_)
    first[1:] = owners[1:] != owners[:-1]
    return owners[first]


def _ragged(first: Rows, past: Rows) -> tuple[Rows, Rows]:
    """The numbers of several runs laid end to end, and where each run begins."""
    lengths = past - first
    starts = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) - np.repeat(starts - first, lengths), starts


def _mean_of_best(values: Floats, starts: Rows) -> Floats:
    """The mean of the few best different values of each run; the best stands in where there are fewer."""
    lengths = np.diff(np.append(starts, len(values)))
    best: Floats = np.maximum.reduceat(values, starts)
    total, last = best.copy(), best
    for _ in range(_NEAREST - 1):
        values = np.where(values >= np.repeat(last, lengths), np.float32(-2), values)
        last = np.maximum.reduceat(values, starts)
        total += np.where(last > -2, last, best)
    return total / np.float32(_NEAREST)
