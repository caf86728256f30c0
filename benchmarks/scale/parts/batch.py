"""Many × many: every one of a thousand postings against every one of a thousand workers, as a task."""

from __future__ import annotations

import threading
import time

import orjson

from benchmarks.scale.asking import Caller
from benchmarks.scale.bench import Bench
from benchmarks.scale.lines import posting_skills, worker_skills
from benchmarks.scale.reasons import NotThere
from benchmarks.scale.servers import memory_of, new_store
from benchmarks.server import Running

TITLE = "Many × many"
SIDE = 1_000
_MOST_SECONDS = 600


def run(bench: Bench) -> None:
    """Sends the batch to a server, follows the task, and reads the result: all pairs, and the best meetings."""
    for what, more in (
        ("all pairs", {}),
        ("best meetings, 5 at most for each", {"meetings": {"per_worker": 5, "per_posting": 5}}),
    ):
        with new_store(bench, "batch") as store, store.served() as running:
            caller = Caller(running.port, store.key())
            before, peak = memory_of(running).proportional, _Peak(running)
            began = time.perf_counter()
            result = _finished(caller, _batch(bench, more))
            lines, size = _read(caller, result)
            seconds = time.perf_counter() - began
            most = peak.end()
        name = f"{SIDE:,} × {SIDE:,}, {what}"
        bench.add(f"{name}, result read", seconds, "s", most=30)
        bench.add(f"  {lines:,} lines of result", size / 1e6, "MB")
        bench.add("  the server's memory grew by at most", most - before, "MB")


def _batch(bench: Bench, more: dict[str, object]) -> bytes:
    postings = [
        {"id": f"p{n}", "posting": {"skills": posting_skills(bench.postings, n)}} for n in range(SIDE)
    ]
    workers = [{"id": f"w{n}", "worker": {"skills": worker_skills(bench.workers, n)}} for n in range(SIDE)]
    return orjson.dumps({"postings": postings, "workers": workers, **more})


def _finished(caller: Caller, body: bytes) -> str:
    """The address of the result, once the task has ended well."""
    task = orjson.loads(caller.call("POST", "/v1/matches/batch", body))
    until = time.monotonic() + _MOST_SECONDS
    while task["state"] in ("queued", "running"):
        if time.monotonic() > until:
            raise NotThere(f"the task is not finished after {_MOST_SECONDS} seconds: {task['progress']}")
        time.sleep(0.05)
        task = orjson.loads(caller.call("GET", f"/v1/tasks/{task['id']}"))
    if task["state"] != "finished":
        raise NotThere(f"the task {task['state']}: {task.get('problem')}")
    return str(task["result"])


def _read(caller: Caller, path: str) -> tuple[int, int]:
    said = caller.call("GET", path)
    return said.count(b"\n"), len(said)


class _Peak:
    """Looks at a server's memory again and again until `end`, which answers the most that was seen, in MB."""

    def __init__(self, running: Running) -> None:
        self._most = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(running,), daemon=True)
        self._thread.start()

    def _look(self, running: Running) -> None:
        while not self._ended.wait(0.1):
            try:
                self._most = max(self._most, memory_of(running).proportional)
            except OSError:  # a process has ended between two looks
                continue

    def end(self) -> float:
        """Stops looking."""
        self._ended.set()
        self._thread.join()
        return self._most
