"""A job board's day: searches both ways under load while documents change and a server process is killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import orjson

from benchmarks.scale.asking import Caller
from benchmarks.scale.bench import Bench, Times
from benchmarks.scale.lines import posting_lines, posting_skills, shares
from benchmarks.scale.load_process import Found, Tally, found_in, load
from benchmarks.scale.reasons import NotThere
from benchmarks.scale.sending import send
from benchmarks.scale.servers import CONNECTIONS, Store, loaded_store, processes_of
from benchmarks.server import Running

TITLE = "A job board's day: load, changes and a kill at once"
PROCESSES = 2
ASKED = 40  # stored postings, and as many stored workers, that the load asks for
LOADING = 2  # connections of the load: both ways at once, as many as there are cores
WATCHING = 6  # connections that look for a change: the system deals them out to both processes
CHANGES = 10
SECONDS = 20.0  # of load, before and after the kill
COMPARED = 90  # of the best hundred; the rest may be pushed out by what changes meanwhile
BEST_SCORE = 100.0  # of a worker who has all that is wanted, for as long
_MOST_SECONDS = 60.0


def run(bench: Bench) -> None:
    """Loads what is missing, learns the right answers at rest, and compares each answer of the day with them."""
    store = loaded_store(bench)
    key = store.key()
    with store.served(PROCESSES) as running:
        _store_postings(bench, running, key)
        right = {path: _answer(running, key, path) for path in _paths(running, key)}
        wanted = _Wanted(bench, running, key)
        with load(running.port, key, _both_ways(right), LOADING) as loading:
            time.sleep(SECONDS)
            changes = [wanted.changed(number) for number in range(CHANGES)]
            back = _kill_one(running)
            time.sleep(SECONDS)
            tally = loading.end()
        wanted.delete()
        after = sum(_answer(running, key, path) != found for path, found in right.items())
    _report(bench, store, tally)
    bench.add("  changed in one process, found by the other, slowest", max(changes), "s", most=1)
    bench.add("  killed process replaced after", back, "s")
    bench.add("  wrong answers under load", _wrong(tally, right, set(wanted.made)), "", most=0)
    bench.add("  wrong answers afterwards", after, "", most=0)


def _store_postings(bench: Bench, running: Running, key: str) -> None:
    """Stores a posting for five workers, once for the store that parts share."""
    count = min(len(bench.postings), bench.profiles // 5)
    mark = bench.work / f"postings-{bench.profiles}-{count}"
    if mark.exists():
        return
    parts = [posting_lines(bench.postings, *share) for share in shares(count, CONNECTIONS)]
    sent = send(f"http://127.0.0.1:{running.port}", key, "/v1/postings/bulk", parts)
    if sent.refused:
        raise NotThere(f"{sent.refused:,} postings were refused, the first with {sent.problem}")
    bench.add(f"bulk store of {sent.stored:,} postings given as skills", sent.per_second, "/s")
    mark.touch()


def _paths(running: Running, key: str) -> list[str]:
    """Searches for stored postings, then as many for stored workers."""
    caller = Caller(running.port, key)
    paths = []
    for kind in ("postings", "workers"):
        listed = orjson.loads(caller.call("GET", f"/v1/{kind}?limit={ASKED}"))["items"]
        paths += [f"/v1/{kind}/{item['id']}/matches?limit=100" for item in listed]
    caller.close()
    return paths


def _both_ways(paths: Sequence[str] | dict[str, Found]) -> list[str]:
    """The searches for postings on every second place, so that one connection asks for these."""
    listed = list(paths)
    half = len(listed) // 2
    return [path for pair in zip(listed[:half], listed[half:], strict=True) for path in pair]


def _answer(running: Running, key: str, path: str) -> Found:
    caller = Caller(running.port, key)
    try:
        return found_in(caller.call("GET", path))
    finally:
        caller.close()


class _Wanted:
    """A posting that the load does not ask for, and workers that come to have all that it wants."""

    def __init__(self, bench: Bench, running: Running, key: str) -> None:
        self._writer = Caller(running.port, key)
        self._readers = [Caller(running.port, key) for _ in range(WATCHING)]
        skills = posting_skills(bench.postings, 0)
        self._skills = [{"id": skill["id"], "years": 40} for skill in skills]
        body = orjson.dumps({"external_id": "board-day", "skills": skills})
        posting = orjson.loads(self._writer.call("POST", "/v1/postings", body))["id"]
        self._path = f"/v1/postings/{posting}/matches?limit=100"
        self.made = {posting: f"/v1/postings/{posting}"}

    def changed(self, number: int) -> float:
        """Stores a worker with one of the skills, then with all: how old the change is when all connections find it.

        The age of the change where the first request that finds it begins: how long answers take is another figure.
        """
        sent = {"external_id": f"day-{number}", "consent": True, "skills": self._skills[:1]}
        id_ = orjson.loads(self._writer.call("POST", "/v1/workers", orjson.dumps(sent)))["id"]
        self.made[id_] = f"/v1/workers/{id_}"
        whole = orjson.dumps({**sent, "skills": self._skills})
        self._writer.call("PUT", self.made[id_], whole)
        with ThreadPoolExecutor(WATCHING) as pool:
            changed = time.perf_counter()
            return max(pool.map(lambda reader: self._found_at(reader, id_), self._readers)) - changed

    def _found_at(self, reader: Caller, id_: str) -> float:
        until = time.perf_counter() + _MOST_SECONDS
        while (began := time.perf_counter()) < until:
            if dict(found_in(reader.call("GET", self._path))).get(id_) == BEST_SCORE:
                return began
        raise NotThere(f"a changed worker is not found after {_MOST_SECONDS:.0f} seconds")

    def delete(self) -> None:
        """Deletes what was made."""
        for path in self.made.values():
            self._writer.call("DELETE", path)


def _kill_one(running: Running) -> float:
    """Kills a process that serves, without warning; seconds until another has taken its place."""
    before = set(processes_of(running))
    victim = max(before - {running.process.pid}, key=_resident)
    began = time.perf_counter()
    os.kill(victim, signal.SIGKILL)
    while not any(_resident(pid) > 100e6 for pid in set(processes_of(running)) - before):
        if time.perf_counter() - began > _MOST_SECONDS:
            raise NotThere(f"no process came for the killed one within {_MOST_SECONDS:.0f} seconds")
        time.sleep(0.05)
    return time.perf_counter() - began


def _resident(pid: int) -> int:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _report(bench: Bench, store: Store, tally: Tally) -> None:
    for kind, what in (("postings", "workers for a posting"), ("workers", "postings for a worker")):
        times = [
            ms for path, each in tally.milliseconds.items() if path.startswith(f"/v1/{kind}/") for ms in each
        ]
        p50, p99 = np.percentile(times, [50, 99])
        name = f"best 100 {what} under load, {store.kind}"
        bench.add_times(f"{name}, {len(times):,} answers", Times(float(p50), float(p99)))
    bench.add("  requests of the load without an answer", len(tally.unanswered), "", most=LOADING)
    for problem in tally.unanswered[:5]:
        print(f"    {problem}", flush=True)


def _wrong(tally: Tally, right: dict[str, Found], made: set[str]) -> int:
    """How many answers list another best ninety than at rest, but for what was made meanwhile."""
    return sum(
        count
        for (path, found), count in tally.answers.items()
        if list(_others(found, made))[:COMPARED] != list(right[path])[:COMPARED]
    )


def _others(found: Found, made: set[str]) -> Iterator[tuple[str, float]]:
    return (item for item in found if item[0] not in made)
