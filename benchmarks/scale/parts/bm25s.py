"""bm25s, a BM25 library on NumPy, over the same profiles as bags of skills, where it is installed."""

from __future__ import annotations

import time
from importlib.util import find_spec
from itertools import pairwise

from benchmarks.scale.bench import BEST, SLOW_QUERIES, Bench, Wanted, timed
from benchmarks.scale.reasons import NotThere

TITLE = "bm25s"


def run(bench: Bench) -> None:
    """Indexes the profiles once a backend and asks for the best of some postings."""
    if find_spec("bm25s") is None:
        raise NotThere(
            "bm25s is not installed: pip install --target FOLDER bm25s numba, then PYTHONPATH=FOLDER"
        )
    import bm25s

    workers = bench.workers
    vocabulary = {f"s{code}": code for code in range(len(workers.skill_ids))}
    codes, offsets = workers.codes.tolist(), workers.offsets.tolist()
    ids = [codes[begin:end] for begin, end in pairwise(offsets)]
    for backend in ("numpy", "numba") if find_spec("numba") else ("numpy",):
        began = time.perf_counter()
        index = bm25s.BM25(backend=backend)
        index.index(bm25s.tokenization.Tokenized(ids, vocabulary), show_progress=False)
        bench.add(f"bm25s, {backend}: building", time.perf_counter() - began, "s")

        def ask(wanted: Wanted, index: bm25s.BM25 = index) -> object:
            query = [[f"s{code}" for code in wanted.codes]]
            return index.retrieve(query, k=BEST, show_progress=False, n_threads=0)

        bench.add_times(f"bm25s, {backend}: best 100, in process", timed(bench.wanted(SLOW_QUERIES), ask))
