"""Memory of a server of two processes that has searched all profiles, beyond what it takes with none stored."""

from __future__ import annotations

from benchmarks.scale.asking import SEARCH, Caller, measured, search_body, searches
from benchmarks.scale.bench import Bench
from benchmarks.scale.lines import posting_skills
from benchmarks.scale.servers import Memory, Store, loaded_store, memory_of, new_store

TITLE = "Memory of two processes"


def run(bench: Bench) -> None:
    """Adds up the proportional set sizes of all processes after a hundred searches, empty and full."""
    with new_store(bench, "empty") as empty:
        without = _after_searches(bench, empty)
    full = _after_searches(bench, loaded_store(bench))
    count = f"{bench.profiles:,} profiles"
    bench.add(
        f"memory for {count}, shared by two processes",
        full.proportional - without.proportional,
        "MB",
        most=600,
    )
    bench.add("  of it in files that processes share", full.shared - without.shared, "MB")
    bench.add("  a server of two processes without profiles", without.proportional, "MB")


def _after_searches(bench: Bench, store: Store) -> Memory:
    key = store.key()
    with store.served(workers=2) as running:
        caller = Caller(running.port, key)
        caller.call("POST", SEARCH, search_body(posting_skills(bench.postings, 0)))
        caller.close()
        measured(running.port, searches(bench, 100, key, explain=False), 8, 200)
        return memory_of(running)
