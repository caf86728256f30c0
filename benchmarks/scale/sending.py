"""Sends lines to a bulk route while they are made, over one connection or several, and counts the outcomes."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson

from benchmarks.scale.reasons import NotThere

_CHUNK = 1 << 18
PATIENCE = 3_600.0  # seconds without a byte of an answer


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of lines: how many are stored, the first problem of others, and how long it took from first to last."""

    stored: int
    refused: int
    problem: str | None
    seconds: float

    @property
    def per_second(self) -> float:
        """Stored in a second."""
        return self.stored / self.seconds


def send(url: str, key: str, path: str, connections: Iterable[Iterator[bytes]]) -> Sent:
    """Sends each iterator of lines over a connection of its own; raises NotThere where the route does not exist."""
    outcomes: list[tuple[int, int, str | None]] = []
    failures: list[Exception] = []

    def one(lines: Iterator[bytes]) -> None:
        try:
            outcomes.append(_send(url, key, path, lines))
        except (OSError, http.client.HTTPException, NotThere) as failure:
            failures.append(failure)

    threads = [threading.Thread(target=one, args=(lines,)) for lines in connections]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if failures:
        raise failures[0]
    problems = [problem for *_, problem in outcomes if problem]
    return Sent(
        sum(stored for stored, *_ in outcomes),
        sum(refused for _, refused, _ in outcomes),
        problems[0] if problems else None,
        seconds,
    )


def _send(url: str, key: str, path: str, lines: Iterator[bytes]) -> tuple[int, int, str | None]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=PATIENCE)
    headers = {"Content-Type": "application/x-ndjson", "Authorization": f"Bearer {key}"}
    try:
        connection.request("POST", path, _chunks(lines), headers, encode_chunked=True)
        answer = connection.getresponse()
        if answer.status in (404, 405):
            raise NotThere(f"POST {path} is not there ({answer.status})")
        if answer.status != 200:
            raise NotThere(
                f"POST {path} answered {answer.status}: {answer.read(500).decode(errors='replace')}"
            )
        return _count(answer)
    finally:
        connection.close()


def _count(outcomes: Iterable[bytes]) -> tuple[int, int, str | None]:
    stored, refused, problem = 0, 0, None
    for line in outcomes:
        outcome: dict[str, Any] = orjson.loads(line)
        if outcome["status"] in (200, 201):
            stored += 1
        else:
            refused += 1
            problem = problem or line.decode()[:300]
    return stored, refused, problem


def _chunks(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines put together, so that not each of them is a chunk of its own."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
