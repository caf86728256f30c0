"""Freshness: from the answer to a write in one server to the first search of another that shows it."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import orjson

from benchmarks.scale.asking import SEARCH, Caller, search_body
from benchmarks.scale.bench import Bench
from benchmarks.scale.lines import posting_skills
from benchmarks.scale.servers import loaded_store

TITLE = "Freshness"
WRITES = 50


def run(bench: Bench) -> None:
    """Two servers over one database: what one stores and deletes, the other finds and no longer finds."""
    store = loaded_store(bench)
    key = store.key()
    with store.served() as writing, store.served() as reading:
        writer, reader = Caller(writing.port, key), Caller(reading.port, key)
        found, gone = [], []
        for number in range(WRITES):
            skills = posting_skills(bench.postings, number)
            # The worker has all that the posting wants, and as long, so nobody comes before it but its equals.
            body = search_body(skills)
            id_ = _store(writer, number, skills)
            found.append(reader.until(id_, SEARCH, body))
            writer.call("DELETE", f"/v1/workers/{id_.decode()}")
            gone.append(_until_gone(reader, id_, body))
    name = f"{store.kind}, {bench.profiles:,} profiles"
    _add(bench, f"freshness: stored, found by another server, {name}", found)
    _add(bench, f"freshness: deleted, gone from another server, {name}", gone)


def _store(writer: Caller, number: int, skills: Sequence[dict[str, object]]) -> bytes:
    held = [{"id": skill["id"], "years": 40} for skill in skills]
    sent = {"external_id": f"fresh-{number}-{time.time_ns()}", "consent": True, "skills": held}
    return bytes(orjson.loads(writer.call("POST", "/v1/workers", orjson.dumps(sent)))["id"].encode())


def _until_gone(reader: Caller, id_: bytes, body: bytes) -> float:
    began = time.perf_counter()
    while id_ in reader.call("POST", SEARCH, body):
        time.sleep(0.002)
    return time.perf_counter() - began


def _add(bench: Bench, what: str, seconds: Sequence[float]) -> None:
    bench.add(f"{what}, p50", float(np.median(seconds)), "s")
    bench.add(f"{what}, most of {len(seconds)}", max(seconds), "s", most=1)
