"""Requests of a search over HTTP, one at a time or as a load."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from typing import Any

import orjson

from benchmarks.load import Outcome, run_load
from benchmarks.scale.bench import BEST, Bench, Times
from benchmarks.scale.lines import posting_skills
from benchmarks.scale.reasons import NotThere

SEARCH = "/v1/matches/search"
PATIENCE = 120.0
IDLE = 2.0  # seconds after which a connection is made anew, before the server closes it


def search_body(skills: Sequence[dict[str, object]], *, explain: bool = False, limit: int = BEST) -> bytes:
    """Asks for the best workers for a posting."""
    body: dict[str, Any] = {"posting": {"skills": skills}, "limit": limit}
    return orjson.dumps(body | {"explain": True} if explain else body)


def searches(bench: Bench, count: int, key: str, *, explain: bool) -> list[bytes]:
    """So many searches, each for another posting, as they go over the wire."""
    bodies = (search_body(posting_skills(bench.postings, number), explain=explain) for number in range(count))
    return [request(SEARCH, key, body) for body in bodies]


def request(path: str, key: str, body: bytes) -> bytes:
    """One POST as it goes over the wire."""
    head = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Authorization: Bearer {key}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "\r\n"]).encode() + body


def measured(port: int, requests: Sequence[bytes], connections: int, total: int) -> tuple[Times, float]:
    """(times of an answer, answers a second); some answers go before, so that everything is warm."""
    try:
        run_load(port, requests, connections=connections, total=min(20, total))
        outcome: Outcome = run_load(port, requests, connections=connections, total=total)
    except RuntimeError as problem:
        raise NotThere(f"a search failed: {problem}") from problem
    return Times(outcome.p50, outcome.p99), outcome.per_second


class Caller:
    """One connection to a server, kept open."""

    def __init__(self, port: int, key: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._used = time.monotonic()
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def call(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """The body of the answer; raises NotThere, with what the answer says, where it is no success."""
        if time.monotonic() - self._used > IDLE:
            self._connection.close()  # the next request opens it again
        try:
            self._connection.request(method, path, body, self._headers)
            answer = self._connection.getresponse()
            said = answer.read()
            self._used = time.monotonic()
        except (OSError, HTTPException) as problem:
            raise NotThere(f"{method} {path} was not answered: {problem}") from problem
        if answer.status >= 300:
            raise NotThere(f"{method} {path} answered {answer.status}: {_detail(said)}")
        return said

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def until(self, has: bytes, path: str, body: bytes, *, seconds: float = 30.0) -> float:
        """How many seconds it takes until the answer has these bytes; raises NotThere after so many."""
        began = time.perf_counter()
        while has not in self.call("POST", path, body):
            if time.perf_counter() - began > seconds:
                raise NotThere(f"after {seconds:.0f} seconds POST {path} still does not find what was stored")
            time.sleep(0.002)
        return time.perf_counter() - began


def _detail(said: bytes) -> str:
    try:
        return str(json.loads(said).get("detail", ""))[:300]
    except (ValueError, AttributeError):
        return said[:200].decode(errors="replace")
