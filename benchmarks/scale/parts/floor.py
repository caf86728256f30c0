"""The floor: plain NumPy adds weights along the lists of a posting's skills and takes the best hundred."""

from __future__ import annotations

import time

import numpy as np

from benchmarks.scale.bench import BEST, QUERIES, Bench, Wanted, timed

TITLE = "numpy scatter-add"


def run(bench: Bench) -> None:
    """Builds the lists in memory and asks for the best of every posting."""
    workers = bench.workers
    began = time.perf_counter()
    codes = np.asarray(workers.codes)
    # 16 bits are sorted by radix, several times faster.
    by_code = np.argsort(codes.astype(np.uint16) if codes.max() < 1 << 16 else codes, kind="stable")
    owners = np.repeat(np.arange(len(workers), dtype=np.uint32), np.diff(workers.offsets))[by_code]
    ends = np.cumsum(np.bincount(codes, minlength=len(workers.skill_ids)))
    lists = np.split(owners, ends[:-1])
    bench.add("numpy scatter-add: building the lists", time.perf_counter() - began, "s")
    scores = np.zeros(len(workers), dtype=np.float32)

    def ask(wanted: Wanted) -> object:
        scores[:] = 0
        for code, weight in zip(*wanted, strict=True):
            scores[lists[code]] += np.float32(weight)
        best = np.argpartition(scores, -BEST)[-BEST:]
        return best[np.lexsort((best, -scores[best]))]

    bench.add_times("numpy scatter-add: best 100, in process", timed(bench.wanted(QUERIES), ask))
