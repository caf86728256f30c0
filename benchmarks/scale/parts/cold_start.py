"""Cold start: how long after its start a server with all profiles stored is ready, and has answered a search."""

from __future__ import annotations

import time

from benchmarks.scale.asking import SEARCH, Caller, search_body
from benchmarks.scale.bench import Bench
from benchmarks.scale.lines import posting_skills
from benchmarks.scale.servers import loaded_store

TITLE = "Cold start"
RUNS = 3


def run(bench: Bench) -> None:
    """Starts one process a few times; the median counts. Files are in the machine's cache, as after a restart."""
    store = loaded_store(bench)
    key = store.key()
    body = search_body(posting_skills(bench.postings, 0))
    ready, found = [], []
    for _ in range(RUNS):
        with store.served() as running:
            began = time.perf_counter()
            caller = Caller(running.port, key)
            caller.call("POST", SEARCH, body)
            caller.close()
            ready.append(running.ready_after)
            found.append(running.ready_after + time.perf_counter() - began)
    count = f"{bench.profiles:,} profiles stored"
    bench.add(f"cold start with {count}: ready", sorted(ready)[RUNS // 2], "s", most=5)
    bench.add("  its first search is answered", sorted(found)[RUNS // 2], "s")
