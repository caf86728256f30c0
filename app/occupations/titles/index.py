"""The names of the occupations of a set of releases, laid out so that a title can be compared with all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.occupations.titles.words import Reading
from app.text.encoder import LEVELS, words
from app.text.folding import plain, stem
from app.vocabulary.index.files import IndexFiles

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

GRAM = 3  # letters in a row that are compared, so that a slip of the pen does not hide a word


@dataclass(frozen=True, slots=True)
class Terms:
    """What names are made of (words, or runs of letters): which names have a term, and how much it says."""

    numbers: dict[str, int]
    starts: npt.NDArray[np.int64]
    names: npt.NDArray[np.int32]
    weight: Floats
    norm: Floats

    def cosine(self, terms: Sequence[str], *, unknown: float = 1.0) -> Floats:
        """The cosine of a text made of these terms with every name, shape (names,).

        `unknown` is what a term weighs that no name has: as much as the rarest one that some has.
        """
        product = np.zeros(len(self.norm), dtype=np.float32)
        mass = 0.0
        for term in dict.fromkeys(terms):
            number = self.numbers.get(term)
            if number is None:
                mass += unknown
                continue
            square = float(self.weight[number]) ** 2
            mass += square
            product[self.names[self.starts[number] : self.starts[number + 1]]] += np.float32(square)
        product *= self.norm
        if mass:
            product *= np.float32(mass**-0.5)
        return product

    def names_with(self, term: str) -> npt.NDArray[np.int32]:
        """The names that have a term."""
        number = self.numbers.get(term)
        if number is None:
            return self.names[:0]
        return self.names[self.starts[number] : self.starts[number + 1]]

    def counts(self) -> dict[str, int]:
        """In how many names each term is."""
        return dict(zip(self.numbers, np.diff(self.starts).tolist(), strict=True))

    def weight_of(self, term: str) -> float:
        """How much a term says, 0..1; one that no name has says all."""
        number = self.numbers.get(term)
        return 1.0 if number is None else float(self.weight[number])


class TitleIndex:
    """An immutable view of the names of one set of releases."""

    def __init__(self, folder: Path) -> None:
        files = IndexFiles(folder)
        self.ids = files.strings("occupation_id").all()
        self.labels = files.strings("occupation_title")
        self.uris = files.strings("occupation_uri")
        self.frameworks: list[str] = files.meta["frameworks"]
        self.framework = files.array("occupation_framework")
        self.name_starts = files.array("name_starts")
        self.occupation = files.array("name_occupation")
        self.own = files.array("name_own")
        self.whole = files.array("name_whole")
        self.heads = files.array("name_head")
        self.keys = files.array("name_key")
        self._key_order = files.array("key_order")
        self._ordered_keys = self.keys[self._key_order]
        self.vectors = files.array("name_vectors")
        self.centres: Floats = files.array("centres").astype(np.float32) / np.float32(LEVELS)
        self.words = _terms(files, "word")
        self.grams = _terms(files, "gram")
        self.topics = _terms(files, "topic")  # over occupations, not names

    def __len__(self) -> int:
        return len(self.ids)

    def named(self, key: int) -> Rows:
        """The names, whole, whose words are exactly those of a key."""
        first, past = np.searchsorted(self._ordered_keys, [key, key + 1])
        found: Rows = self._key_order[first:past].astype(np.int64)
        return found[self.whole[found]]

    def of_occupations(self, by_name: Floats) -> Floats:
        """The best value of each occupation's names."""
        best: Floats = np.maximum.reduceat(by_name, self.name_starts[:-1])
        return best

    def occupation_json(self, row: int) -> dict[str, str]:
        """The occupation as every answer shows it."""
        return {
            "id": self.ids[row],
            "uri": self.uris[row],
            "label": self.labels[row],
            "framework": self.frameworks[self.framework[row]],
        }


def key_number(reading: Reading) -> int:
    """The number that names with the same words share, below 2**63."""
    return int.from_bytes(hashlib.blake2b(reading.key.encode(), digest_size=8).digest(), "big") >> 1


def topic_words(text: str) -> list[str]:
    """The different words of a running text, by their stems, in order."""
    return list(dict.fromkeys(stem(plain(word)) for word in words(text) if len(word) > 1))


def grams(spelled: Sequence[str]) -> list[str]:
    """The runs of letters of words, their ends marked."""
    return [
        marked[start : start + GRAM]
        for word in spelled
        for marked in [f" {word} "]
        for start in range(len(marked) - GRAM + 1)
    ]


def _terms(files: IndexFiles, kind: str) -> Terms:
    return Terms(
        {term: number for number, term in enumerate(files.strings(kind).all())},
        files.array(f"{kind}_starts"),
        files.array(f"{kind}_names"),
        files.array(f"{kind}_weight"),
        files.array(f"{kind}_norm"),
    )
