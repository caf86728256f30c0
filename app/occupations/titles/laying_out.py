"""Lays out the names of occupations as arrays; the same names give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.occupations.titles.index import grams, key_number, topic_words
from app.occupations.titles.words import Reading, is_residual, readings
from app.text.encoder import LEVELS, StaticEncoder
from app.vocabulary.index.files import Array, write_index

# Letters that so many names have in a row say nothing and cost most of the time of a comparison.
_COMMON, _MANY = 0.03, 1_000
_ENCODED_AT_ONCE = 4_096


@dataclass(frozen=True, slots=True)
class NamedOccupation:
    """An occupation with all its names, its own title first, and texts that tell what its work is."""

    id: str
    uri: str
    framework: str
    names: tuple[str, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    occupation: int
    own: bool
    whole: bool  # not a part of a list, nor what is left when all others are taken out
    reading: Reading


def lay_out(
    occupations: Sequence[NamedOccupation], releases: list[Any], encoder: StaticEncoder, folder: Path
) -> None:
    """Writes the files of an index; occupations come sorted by framework."""
    names = _names(occupations)
    frameworks = list(dict.fromkeys(occupation.framework for occupation in occupations))
    vectors = _vectors(encoder, [name.reading.text for name in names])
    owners = np.array([name.occupation for name in names], dtype=np.int32)
    starts = np.searchsorted(owners, np.arange(len(occupations) + 1)).astype(np.int64)
    words, word_arrays = _postings("word", [name.reading.words for name in names])
    letters, gram_arrays = _postings("gram", [grams(name.reading.words) for name in names])
    topics, topic_arrays = _postings("topic", [_topics(occupation) for occupation in occupations])
    numbers = {word: number for number, word in enumerate(words)}
    keys = np.array([key_number(name.reading) for name in names], dtype=np.int64)
    arrays: dict[str, Array] = {
        "occupation_framework": np.array([frameworks.index(x.framework) for x in occupations], np.uint8),
        "name_starts": starts,
        "name_occupation": owners,
        "name_own": np.array([name.own for name in names], dtype=np.bool_),
        "name_whole": np.array([name.whole for name in names], dtype=np.bool_),
        "name_head": np.array([numbers[name.reading.head] for name in names], dtype=np.int32),
        "name_key": keys,
        "key_order": np.argsort(keys, kind="stable").astype(np.int32),
        "name_vectors": vectors,
        "centres": _centres(vectors, starts),
        **word_arrays,
        **gram_arrays,
        **topic_arrays,
    }
    strings = {
        "occupation_id": [occupation.id for occupation in occupations],
        "occupation_title": [occupation.names[0] for occupation in occupations],
        "occupation_uri": [occupation.uri for occupation in occupations],
        "word": words,
        "gram": letters,
        "topic": topics,
    }
    write_index(folder, {"releases": releases, "frameworks": frameworks}, arrays, strings)


def _names(occupations: Sequence[NamedOccupation]) -> list[_Name]:
    """Every reading of every name, once an occupation. One without any readable name still has its id."""
    found: list[_Name] = []
    for row, occupation in enumerate(occupations):
        seen: set[tuple[str, ...]] = set()
        for place, name in enumerate(occupation.names):
            residual = is_residual(name)
            for part, reading in enumerate(readings(name)):
                if reading.words not in seen:
                    seen.add(reading.words)
                    found.append(_Name(row, place == 0, part == 0 and not residual, reading))
        if not seen:
            found.append(_Name(row, True, True, Reading((occupation.id,), occupation.id)))
    return found


def _topics(occupation: NamedOccupation) -> list[str]:
    return topic_words(" ".join([*occupation.names, *occupation.about])) or [occupation.id]


def _vectors(encoder: StaticEncoder, texts: Sequence[str]) -> npt.NDArray[np.int16]:
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.int16)
    for start in range(0, len(texts), _ENCODED_AT_ONCE):
        part = texts[start : start + _ENCODED_AT_ONCE]
        vectors[start : start + len(part)] = np.rint(encoder.encode(part) * LEVELS)
    return vectors


def _centres(vectors: npt.NDArray[np.int16], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int16]:
    """The direction of the mean of each occupation's names."""
    sums = np.add.reduceat(vectors.astype(np.float64), starts[:-1], axis=0)
    lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
    scaled: npt.NDArray[np.int16] = np.rint(sums * (LEVELS / np.maximum(lengths, 1.0))[:, None]).astype(
        np.int16
    )
    return scaled


def _postings(kind: str, names: Sequence[Sequence[str]]) -> tuple[list[str], dict[str, Array]]:
    """Which names have a term, how much each term says (0..1, the rarest 1), and one over each name's length."""
    found: dict[str, list[int]] = {}
    for row, terms in enumerate(names):
        for term in dict.fromkeys(terms):
            found.setdefault(term, []).append(row)
    most = max(_MANY, int(len(names) * _COMMON))
    terms_sorted = sorted(term for term, rows in found.items() if kind != "gram" or len(rows) <= most)
    counts = np.array([len(found[term]) for term in terms_sorted], dtype=np.float64)
    rarity = np.log((1 + len(names)) / (1 + counts)) + 1
    # Rounded, since logarithms differ in their last digit between processors.
    weight = np.round(rarity / (np.log((1 + len(names)) / 2) + 1), 5).astype(np.float32)
    rows = np.concatenate([np.array(found[term], dtype=np.int32) for term in terms_sorted])
    squares = np.zeros(len(names))
    np.add.at(squares, rows, np.repeat(weight.astype(np.float64) ** 2, counts.astype(np.int64)))
    arrays: dict[str, Array] = {
        f"{kind}_starts": np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        f"{kind}_names": rows,
        f"{kind}_weight": weight,
        f"{kind}_norm": (1 / np.sqrt(np.maximum(squares, 1e-9))).astype(np.float32),
    }
    return terms_sorted, arrays
