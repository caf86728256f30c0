"""A seeded corpus of worker profiles and postings, drawn from real skill frequencies.

    python -m benchmarks.scale.corpus --profiles 1000000 --out FOLDER [--postings 1000] [--seed 5]

A worker is one occupation (half drawn by employment, half evenly), three in ten with a second one near to the first. Of
the draws of skills 57 in 100 come from the skills of these occupations, 40 from the table of all ads and releases, three
are any skill at all; what is drawn twice counts once, until the worker has the 25 to 60 skills (40 on average) that were
drawn for it first. A posting is one occupation with 15 skills drawn in the same way.

Whole numbers only: the same seed makes the same bytes everywhere, and the first n of a larger corpus are those of one
of n (each block of BLOCK profiles has random numbers of its own).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.scale.sources import POOL_SLOTS, Sources, read_sources, slots

SEED = 5
BLOCK = 1 << 14
NOTHING = 0xFFFF  # no second occupation
UNKNOWN = -1  # months, where none are named
REQUIRED, PREFERRED, MENTIONED = 0, 1, 2
WANTED = 15
_ASKED = (REQUIRED,) * 10 + (PREFERRED,) * 3 + (MENTIONED,) * 2
_LEAST, _MOST = 25, 60
# Draws made, so that what is left after doubles is enough (for all but one worker in some thousands).
_WORKER_DRAWS, _POSTING_DRAWS = 112, 48
_ANY, _GENERAL, _SECOND = (
    8,
    110,
    115,
)  # of 256: draws of any skill, of these and general ones; of the second occupation
_TWO_ROLES = 77  # of 256 workers
_NEAR = 192  # of 256 second occupations, near to the first
_MONTHS_ASKED = np.array([12, 24, 24, 36, 36, 60, 60, 96], dtype=np.int16)
_EMPLOYERS = 20_000
# How many skills a worker has: the more, the rarer; 40 on average.
_LENGTHS = slots(85 - np.arange(_LEAST, _MOST + 1), 1 << 16) + _LEAST


@dataclass(frozen=True, slots=True)
class Workers:
    """Profiles: worker i has the skills `codes[offsets[i]:offsets[i + 1]]`, each once, numbers into `skill_ids`."""

    skill_ids: list[str]
    codes: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    months: NDArray[np.int16]  # all experience, UNKNOWN for every fifth
    roles: NDArray[np.uint16]  # (workers, 2) numbers into `occupation_ids`; NOTHING for no second one
    occupation_ids: list[str]
    regions: NDArray[np.uint16]  # numbers into `region_ids`, by employment
    region_ids: list[str]
    remote: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.months)

    def first(self, count: int) -> Workers:
        """The first so many profiles, without copying."""
        return replace(
            self,
            codes=self.codes[: self.offsets[min(count, len(self))]],
            offsets=self.offsets[: count + 1],
            months=self.months[:count],
            roles=self.roles[:count],
            regions=self.regions[:count],
            remote=self.remote[:count],
        )


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings: what posting i wants are the entries `offsets[i]:offsets[i + 1]`, 15 each."""

    skill_ids: list[str]
    codes: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    weights: NDArray[np.uint8]  # hundredths
    requirements: NDArray[np.uint8]  # REQUIRED, PREFERRED or MENTIONED
    months: NDArray[np.int16]  # asked for by every third, else UNKNOWN
    roles: NDArray[np.uint16]  # (postings, 1)
    occupation_ids: list[str]
    regions: NDArray[np.uint16]
    region_ids: list[str]
    remote: NDArray[np.bool_]
    employers: NDArray[np.uint16]  # the lower the number, the more postings
    days: NDArray[np.uint16]  # how many days ago it was posted, up to a year

    def __len__(self) -> int:
        return len(self.months)


def make_workers(count: int, seed: int = SEED, sources: Sources | None = None) -> Workers:
    """So many profiles; a million take some 20 seconds on one core, and 400 MB while they are put together."""
    sources = sources or read_sources()
    blocks = [block for _, block in worker_blocks(count, seed, sources)]
    return Workers(
        sources.skill_ids,
        np.concatenate([block.codes for block in blocks]),
        _joined_offsets(blocks),
        np.concatenate([block.months for block in blocks]),
        np.concatenate([block.roles for block in blocks]),
        sources.occupation_ids,
        np.concatenate([block.regions for block in blocks]),
        sources.region_ids,
        np.concatenate([block.remote for block in blocks]),
    )


def worker_blocks(
    count: int, seed: int, sources: Sources, part: int = 0, parts: int = 1
) -> Iterator[tuple[int, Workers]]:
    """The same profiles, at most BLOCK at a time, with the number of each block's first: of each `parts` blocks one."""
    for start in range(part * BLOCK, count, parts * BLOCK):
        yield start, _worker_block(min(BLOCK, count - start), _Random(seed, 0, start // BLOCK), sources)


def _worker_block(count: int, random: _Random, sources: Sources) -> Workers:
    first = sources.occupations[random.below(len(sources.occupations))]
    by_employment = sources.occupations[random.below(len(sources.occupations))]
    near = sources.neighbours[first, random.below(sources.neighbours.shape[1])]
    second = np.where(random.below(256) < _NEAR, near, by_employment)
    has_second = (random.below(256) < _TWO_ROLES) & (second != first)
    lengths = _LENGTHS[random.below(len(_LENGTHS))]
    months = (random.below(181) + random.below(181)).astype(np.int16)
    months[random.below(5) == 0] = UNKNOWN
    regions = sources.regions[random.below(len(sources.regions))]
    remote = random.below(5) == 0
    drawn = _drawn(random.words(_WORKER_DRAWS), first, np.where(has_second, second, first), sources)
    kept = _firsts(drawn, lengths)
    return Workers(
        sources.skill_ids,
        drawn[:count][kept[:count]],
        _offsets(kept[:count].sum(axis=1)),
        months[:count],
        np.stack([first, np.where(has_second, second, NOTHING).astype(np.uint16)], axis=1)[:count],
        sources.occupation_ids,
        regions[:count],
        sources.region_ids,
        remote[:count],
    )


def make_postings(count: int, seed: int = SEED, sources: Sources | None = None) -> Postings:
    """So many postings; of each the ten required skills come first, then three preferred and two mentioned."""
    sources = sources or read_sources()
    blocks = [
        _posting_block(min(BLOCK, count - start), _Random(seed, 1, start // BLOCK), sources)
        for start in range(0, count, BLOCK)
    ]
    return Postings(
        sources.skill_ids,
        np.concatenate([block.codes for block in blocks]),
        _joined_offsets(blocks),
        np.concatenate([block.weights for block in blocks]),
        np.concatenate([block.requirements for block in blocks]),
        np.concatenate([block.months for block in blocks]),
        np.concatenate([block.roles for block in blocks]),
        sources.occupation_ids,
        np.concatenate([block.regions for block in blocks]),
        sources.region_ids,
        np.concatenate([block.remote for block in blocks]),
        np.concatenate([block.employers for block in blocks]),
        np.concatenate([block.days for block in blocks]),
    )


def _posting_block(count: int, random: _Random, sources: Sources) -> Postings:
    role = sources.occupations[random.below(len(sources.occupations))]
    asks = random.below(3) == 0
    months = np.where(asks, _MONTHS_ASKED[random.below(len(_MONTHS_ASKED))], UNKNOWN).astype(np.int16)
    regions = sources.regions[random.below(len(sources.regions))]
    remote = random.below(5) == 0
    # The product of two even draws: few employers have many postings.
    employers = (random.below(_EMPLOYERS) * random.below(_EMPLOYERS) // _EMPLOYERS).astype(np.uint16)
    days = random.below(365).astype(np.uint16)
    drawn = _drawn(random.words(_POSTING_DRAWS), role, role, sources)
    kept = _firsts(drawn, np.full(BLOCK, WANTED))[:count]
    codes = drawn[:count][kept]
    lengths = kept.sum(axis=1)
    requirements = np.concatenate([_ASKED[:length] for length in lengths]).astype(np.uint8)
    weights = np.where(requirements == MENTIONED, 50, 100) // np.where(sources.common[codes], 2, 1)
    return Postings(
        sources.skill_ids,
        codes,
        _offsets(lengths),
        weights.astype(np.uint8),
        requirements,
        months[:count],
        role[:count, np.newaxis],
        sources.occupation_ids,
        regions[:count],
        sources.region_ids,
        remote[:count],
        employers[:count],
        days[:count],
    )


class _Random:
    """The random numbers of one block: always as many as a whole block needs, so that its beginning stays the same."""

    def __init__(self, seed: int, kind: int, block: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence((seed, kind, block)))

    def words(self, columns: int) -> NDArray[np.uint64]:
        """(BLOCK, columns) words of 64 random bits."""
        return self._bits.random_raw(BLOCK * columns).reshape(BLOCK, columns)

    def below(self, limit: int) -> NDArray[np.int64]:
        """(BLOCK,) numbers from 0 to limit - 1; limits here are so small that the remainder is as good as even."""
        return (self._bits.random_raw(BLOCK) % np.uint64(limit)).astype(np.int64)


def _drawn(
    words: NDArray[np.uint64], first: NDArray[np.uint16], second: NDArray[np.uint16], sources: Sources
) -> NDArray[np.uint32]:
    """The skill that each word of random bits stands for."""
    choice = (words >> np.uint64(56)).astype(np.uint8)
    which = (words >> np.uint64(48)).astype(np.uint8)
    role = np.where(which < _SECOND, second[:, np.newaxis], first[:, np.newaxis])
    place = (words & np.uint64(POOL_SLOTS - 1)).astype(np.int64)
    found = sources.pools.reshape(-1)[role.astype(np.int64) * POOL_SLOTS + place]
    slot = (words & np.uint64(len(sources.general) - 1)).astype(np.int64)
    found = np.where(choice < _GENERAL, sources.general[slot], found)
    anything = (slot * len(sources.skill_ids)) >> (len(sources.general).bit_length() - 1)
    return np.where(choice < _ANY, anything.astype(np.uint32), found)


def _firsts(drawn: NDArray[np.uint32], lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which draws count: each skill where it comes first, until there are as many as wanted."""
    columns = drawn.shape[1]
    keys = (drawn << np.uint32(7)) | np.arange(columns, dtype=np.uint32)  # up to 128 draws, 2**25 skills
    keys.sort(axis=1)
    is_first = np.ones(keys.shape, dtype=bool)
    is_first[:, 1:] = (keys[:, 1:] >> np.uint32(7)) != (keys[:, :-1] >> np.uint32(7))
    kept = np.zeros(keys.shape, dtype=bool)
    np.put_along_axis(kept, (keys & np.uint32(127)).astype(np.int64), is_first, axis=1)
    kept &= np.cumsum(kept, axis=1, dtype=np.uint8) <= lengths[:, np.newaxis]
    return kept


def _offsets(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _joined_offsets(blocks: list[Workers] | list[Postings]) -> NDArray[np.int64]:
    return _offsets(np.concatenate([np.diff(block.offsets) for block in blocks]))


def save(corpus: Workers | Postings, folder: Path) -> None:
    """Each array as `NAME.npy`, each list as `NAME.json`; `load` opens them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in type(corpus).__slots__:
        value = getattr(corpus, name)
        if isinstance(value, list):
            (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
        else:
            np.save(folder / f"{name}.npy", value)


def load_workers(folder: Path) -> Workers:
    """What `save` wrote to FOLDER/workers, mapped into memory."""
    return Workers(**_read(folder / "workers", Workers.__slots__))


def load_postings(folder: Path) -> Postings:
    """What `save` wrote to FOLDER/postings, mapped into memory."""
    return Postings(**_read(folder / "postings", Postings.__slots__))


def _read(folder: Path, names: tuple[str, ...]) -> dict[str, Any]:
    lists = {name: folder / f"{name}.json" for name in names}
    return {
        name: json.loads(path.read_text(encoding="utf-8"))
        if path.exists()
        else np.load(folder / f"{name}.npy", mmap_mode="r")
        for name, path in lists.items()
    }


def main() -> None:
    from benchmarks.scale.facts import describe

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--profiles", type=int, default=1_000_000)
    parser.add_argument("--postings", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, help="where to write workers/ and postings/; nowhere without it")
    options = parser.parse_args()
    began = time.perf_counter()
    sources = read_sources()
    workers = make_workers(options.profiles, options.seed, sources)
    postings = make_postings(options.postings, options.seed, sources)
    print(f"made in {time.perf_counter() - began:.1f} s")
    print("\n".join(describe(workers, postings)))
    if options.out is not None:
        save(workers, options.out / "workers")
        save(postings, options.out / "postings")


if __name__ == "__main__":
    main()
