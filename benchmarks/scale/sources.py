"""What the corpus is drawn from: skills by how often they are named, the skills of occupations, who works where.

All of it is whole numbers and exact products, so that the same seed makes the same bytes on every machine.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.resources import resource_folder
from app.text.encoder import StaticEncoder
from benchmarks.scale.frequencies import read_frequencies

Integers = NDArray[np.int64]

# How much of a general skill comes from each kind of count, in hundredths.
SHARES = {"ads": 50, "labels": 15, "esco": 10, "onet": 25}
GENERAL_SLOTS, POOL_SLOTS, PLACE_SLOTS = 1 << 20, 1 << 12, 1 << 16
POOL = 128  # skills that an occupation's people draw from
RATED = 10  # of these, rated by O*NET
NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class Sources:
    """Tables to draw from with a random number: each value stands in as many slots as it is likely."""

    skill_ids: list[str]
    common: NDArray[np.bool_]  # (skills,) postings weigh these half
    general: NDArray[np.uint32]  # (GENERAL_SLOTS,) codes of skills
    occupation_ids: list[str]
    pools: NDArray[np.uint32]  # (occupations, POOL_SLOTS) codes of skills
    occupations: NDArray[np.uint16]  # (PLACE_SLOTS,) half by employment, half evenly
    neighbours: NDArray[np.uint16]  # (occupations, NEIGHBOURS) those with the nearest names and skills
    region_ids: list[str]
    regions: NDArray[np.uint16]  # (PLACE_SLOTS,) by employment


@cache
def read_sources() -> Sources:
    """The tables made from the committed frequencies and the seed that comes with Parlance."""
    seed = resource_folder("seed_data")
    frequencies = read_frequencies()
    skill_ids = list(frequencies["skills"])
    counts = np.array(list(frequencies["skills"].values()), dtype=np.int64)
    columns = {name: counts[:, place] for place, name in enumerate(frequencies["columns"])}
    general = sum(
        share * 1_000_000 * columns[kind] // int(columns[kind].sum()) for kind, share in SHARES.items()
    )
    occupations = list(_rows(seed / "occupations.tsv.gz"))
    encoder = StaticEncoder.load(seed / "encoder")
    linked = _linked(seed, skill_ids, [row["id"] for row in occupations])
    labels = _labels(seed, skill_ids)
    vectors = encoder.encode(
        [
            f"{row['title']}. {', '.join(labels[code] for code, _ in own)}"
            for row, own in zip(occupations, linked, strict=True)
        ]
    )
    prominence = columns["esco"] + columns["onet"]
    likeness = _likeness(vectors, encoder.encode(labels))
    likeness[:, prominence == 0] = -1
    pools = [_pool(own, row, prominence) for own, row in zip(linked, likeness, strict=True)]
    employed, region_ids, regions = _employment(seed, [row["id"] for row in occupations])
    return Sources(
        skill_ids,
        columns["common"].astype(bool),
        slots(np.asarray(general) + 1, GENERAL_SLOTS).astype(np.uint32),
        [row["id"] for row in occupations],
        np.stack([codes[slots(weights, POOL_SLOTS)] for codes, weights in pools]).astype(np.uint32),
        slots(employed, PLACE_SLOTS).astype(np.uint16),
        _nearest(_likeness(vectors, vectors)),
        region_ids,
        slots(regions, PLACE_SLOTS).astype(np.uint16),
    )


def slots(weights: Integers, count: int) -> NDArray[np.intp]:
    """(count,) the numbers of the weights, each in its share of the slots (to the nearest slot)."""
    ends = np.cumsum(weights) * count // int(weights.sum())
    return np.repeat(np.arange(len(weights)), np.diff(ends, prepend=0))


def _likeness(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Products of unit vectors; exact, see app/text/encoder.py."""
    return np.asarray(one @ other.T)


def _pool(
    own: Sequence[tuple[int, int]], likeness: NDArray[np.float32], prominence: Integers
) -> tuple[Integers, Integers]:
    """Codes (POOL,) and weights of the skills of an occupation: linked ones first, then those of the nearest names."""
    rest = _best(likeness, POOL + len(own))
    mine = [code for code, _ in own]
    codes = np.array([*mine, *rest[~np.isin(rest, mine)]][:POOL], dtype=np.int64)
    ranks = np.arange(len(codes), dtype=np.int64)
    weights = 1_000_000 // (ranks + 20) * (1 + np.frexp(1.0 + prominence[codes])[1])
    weights[: len(own)] = [600 * importance for _, importance in own]
    return codes, weights


def _best(likeness: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """The numbers of the largest, the largest first, of equals the first; sorts no more than it must."""
    least = -np.partition(-likeness, count)[count]
    able = np.flatnonzero(likeness >= least)
    return able[np.argsort(-likeness[able], kind="stable")][:count]


def _nearest(likeness: NDArray[np.float32]) -> NDArray[np.uint16]:
    np.fill_diagonal(likeness, -2)
    return np.argsort(-likeness, axis=1, kind="stable")[:, :NEIGHBOURS].astype(np.uint16)


def _linked(seed: Path, skill_ids: Sequence[str], occupations: Sequence[str]) -> list[list[tuple[int, int]]]:
    """For each occupation the codes and importance (hundredths) of its linked skills, then of its best rated ones."""
    codes = {id_: code for code, id_ in enumerate(skill_ids)}
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for row in _rows(seed / "occupation_skills.tsv.gz"):
        if row["skill_id"] in codes:
            found[row["occupation_id"]][codes[row["skill_id"]]] = round(float(row["importance"]) * 100)
    for row in _rows(seed / "ratings.tsv.gz"):
        # Skills and knowledge; people do not list abilities.
        rated = [
            (round(float(value) * 100), id_)
            for id_, value in row.items()
            if id_.startswith("onet:2.") and id_ in codes
        ]
        for importance, id_ in sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:RATED]:
            found[row["occupation_id"]].setdefault(codes[id_], importance // 3)
    return [sorted(found[id_].items(), key=lambda pair: (-pair[1], pair[0])) for id_ in occupations]


def _labels(seed: Path, skill_ids: Sequence[str]) -> list[str]:
    labels = {row["id"]: row["label"] for row in _rows(seed / "skills.tsv.gz")}
    return [labels.get(id_, id_.rpartition(":")[2].replace("-", " ")) for id_ in skill_ids]


def _employment(seed: Path, occupations: Sequence[str]) -> tuple[Integers, list[str], Integers]:
    """Weights of the occupations, half by employment and half evenly, and the regions with their employment."""
    by_code: dict[str, int] = {}
    by_region: dict[str, int] = {}
    for row in _rows(seed / "wages.tsv.gz"):
        if row["employment"] and row["area_type"] == "national":
            by_code[row["soc_code"]] = int(row["employment"])
        elif row["employment"] and row["soc_code"] == "00-0000":
            by_region[row["area"]] = int(row["employment"])
    soc = [id_.removeprefix("onet:")[:7] for id_ in occupations]
    people = np.array([by_code.get(code, 0) // soc.count(code) for code in soc], dtype=np.int64)
    regions = sorted(by_region)
    return (
        people + people.sum() // len(people),
        regions,
        np.array([by_region[area] for area in regions], dtype=np.int64),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rb") as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
        yield from csv.DictReader(text, delimiter="\t")
