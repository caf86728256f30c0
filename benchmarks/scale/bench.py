"""What the parts share: how many profiles, the corpus, where to work, which database, and the table."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from benchmarks.scale.corpus import Postings, Workers, load_postings, load_workers
from benchmarks.scale.databases import create, drop
from benchmarks.scale.rows import Row, keep

Item = TypeVar("Item")

BEST = 100  # how many a search gives
QUERIES = 200  # different postings that searches are measured with
DATABASES = "databases.txt"  # in the folder for work
SLOW_QUERIES = 20  # for what takes a second each


def forget_databases(work: Path, server: str | None) -> None:
    """Drops the databases that parts of a run shared."""
    made = work / DATABASES
    if server is not None and made.exists():
        for url in made.read_text(encoding="utf-8").split():
            drop(server, url)
        made.unlink()


class Times(NamedTuple):
    """Of many runs, in milliseconds; `processor` is the median of the time that this process itself worked."""

    p50: float
    p99: float
    processor: float | None = None


class Wanted(NamedTuple):
    """A posting as baselines take it: codes of skills and the weight of each."""

    codes: list[int]
    weights: list[int]


@dataclass
class Bench:
    """One run of the benchmark."""

    profiles: int
    corpus: Path  # folder with workers/ and postings/
    work: Path  # a folder for what parts leave to each other
    rows: Path
    data: Path | None  # the folder with the public data sets
    postgres: str | None  # the address of a server on which databases may be made

    @cached_property
    def workers(self) -> Workers:
        """The profiles, mapped into memory; as many as asked for."""
        return load_workers(self.corpus).first(self.profiles)

    @cached_property
    def postings(self) -> Postings:
        """All postings of the corpus."""
        return load_postings(self.corpus)

    def lasting_database(self) -> str | None:
        """An empty database for the store that parts share: a new one, or None without a server.

        `forget_databases` drops it at the end of the run; its address is kept in the folder for work.
        """
        if self.postgres is None:
            return None
        url = create(self.postgres)
        with (self.work / DATABASES).open("a", encoding="utf-8") as made:
            made.write(url + "\n")
        return url

    def wanted(self, count: int) -> list[Wanted]:
        """The first so many postings."""
        postings, ends = self.postings, self.postings.offsets[1 : count + 1].tolist()
        return [
            Wanted(postings.codes[end - 15 : end].tolist(), postings.weights[end - 15 : end].tolist())
            for end in ends
        ]

    def add(
        self, what: str, measured: float, unit: str, *, most: float | None = None, least: float | None = None
    ) -> None:
        """Prints and keeps a figure; it should be at most or at least this, or is there to compare with."""
        keep(Row(what, measured, unit, most if least is None else least, least is not None), self.rows)

    def add_times(
        self, what: str, times: Times, *, p50: float | None = None, p99: float | None = None
    ) -> None:
        """The median, what 99 of 100 stay under, and the processor's time: that is the same on a busy machine."""
        self.add(f"{what}, p50", times.p50, "ms", most=p50)
        self.add(f"{what}, p99", times.p99, "ms", most=p99)
        if times.processor is not None:
            self.add("  of it at work on the processor, p50", times.processor, "ms")


def timed(items: Sequence[Item], do: Callable[[Item], object], *, warm: int = 3) -> Times:
    """How long each takes in this process, after a few to get warm."""
    for item in items[:warm]:
        do(item)
    took, worked = [], []
    for item in items:
        began, busy = time.perf_counter(), time.process_time()
        do(item)
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    p50, p99 = np.percentile(took, [50, 99])
    return Times(float(p50), float(p99), float(np.median(worked)))
