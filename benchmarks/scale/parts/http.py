"""Searching over HTTP: the best hundred for a posting, scored exactly, without and with explanations."""

from __future__ import annotations

from benchmarks.scale.asking import SEARCH, Caller, measured, search_body, searches
from benchmarks.scale.bench import QUERIES, Bench
from benchmarks.scale.lines import posting_skills
from benchmarks.scale.servers import Store, loaded_store

TITLE = "Search over HTTP"
PROCESSES = 2


def run(bench: Bench) -> None:
    """Asks one process over one connection, then two over eight."""
    store = loaded_store(bench)
    key = store.key()
    for processes, connections in ((1, 1), (PROCESSES, 8)):
        _ask(bench, store, key, processes, connections)


def _ask(bench: Bench, store: Store, key: str, processes: int, connections: int) -> None:
    alone = connections == 1
    with store.served(processes) as running:
        Caller(running.port, key).call("POST", SEARCH, search_body(posting_skills(bench.postings, 0)))
        for explain, target in ((False, 40), (True, 80)):
            requests = searches(bench, QUERIES, key, explain=explain)
            times, per_second = measured(running.port, requests, connections, QUERIES * (1 if alone else 2))
            how = "with explanations" if explain else "without explanations"
            what = f"search over HTTP, {how}, {connections} connection{'' if alone else 's'}"
            bench.add_times(what, times, p50=target if alone else None)
            if not alone:
                bench.add(f"{what}, {processes} processes", per_second, "/s")
