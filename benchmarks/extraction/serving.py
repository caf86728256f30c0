"""A serving process with everything: official ESCO beside the seed, and every model in use."""

from __future__ import annotations

import json
import time
import urllib.request

from benchmarks.extraction.bench import Bench
from benchmarks.extraction.measures import percentile
from benchmarks.main_job import AD, RESUME
from benchmarks.server import Running, parlance

TITLE = "The serving process: ready, and its memory once every model has answered"
_READY, _MEMORY = 3, 700
_STARTS = 3
_ITEM = {"id": "a", "text": "count the till at close"}
_QUESTIONS = (
    ("/v1/extract", {"text": AD, "effort": "thorough"}),
    ("/v1/extract", {"text": AD, "effort": "fast"}),
    ("/v1/extract", {"text": RESUME, "effort": "thorough"}),
    ("/v1/skills/normalize", {"items": [_ITEM], "effort": "thorough"}),
    ("/v1/skills/normalize", {"items": [_ITEM], "effort": "fast"}),
    ("/v1/matches", {"posting": {"text": AD}, "worker": {"text": RESUME}}),
)


def run(bench: Bench) -> None:
    """Prints seconds until ready (the median of some starts), the first answer's, and the memory afterwards."""
    starts = []
    for _ in range(_STARTS):
        with parlance(bench.folders.full) as running:
            starts.append(running.ready_after)
            idle = running.resident_megabytes()
            began = time.perf_counter()
            _ask(running, *_QUESTIONS[0])
            first = time.perf_counter() - began
            for question in _QUESTIONS[1:]:
                _ask(running, *question)
            memory = running.resident_megabytes()
    bench.table.add(f"restart until ready, median of {_STARTS}", percentile(starts, 0.5), "s", most=_READY)
    bench.table.add("  the first thorough extraction after that", first, "s")
    bench.table.add("  memory before any question", idle, "MB")
    bench.table.add("memory of the serving process with everything", memory, "MB", most=_MEMORY)


def _ask(running: Running, path: str, body: dict[str, object]) -> None:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{running.port}{path}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=120) as answer:
        json.load(answer)
