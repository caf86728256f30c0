"""A small HTTP/1.1 load generator: keep-alive connections that send one request after the other."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What a run measured: answers a second, and the time of each in milliseconds, sorted."""

    per_second: float
    milliseconds: Sequence[float]

    @property
    def p50(self) -> float:
        """The median time of an answer in milliseconds."""
        return statistics.median(self.milliseconds)

    @property
    def p99(self) -> float:
        """The time that 99 of 100 answers stay under, in milliseconds."""
        return self.milliseconds[min(int(len(self.milliseconds) * 0.99), len(self.milliseconds) - 1)]


def request_bytes(method: str, path: str, body: bytes = b"") -> bytes:
    """One request as it goes over the wire."""
    head = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "\r\n"]).encode() + body


def run_load(port: int, requests: Sequence[bytes], *, connections: int, total: int) -> Outcome:
    """Send `total` requests, taken in turn, over so many connections to a server on this machine.

    Raises RuntimeError at the first answer that is not 200: a failed request must not count as a fast one.
    """
    return asyncio.run(_load(port, requests, connections, total))


async def _load(port: int, requests: Sequence[bytes], connections: int, total: int) -> Outcome:
    times: list[float] = []
    counter = iter(range(total))
    started = time.perf_counter()
    await asyncio.gather(*(_connection(port, requests, counter, times) for _ in range(connections)))
    return Outcome(total / (time.perf_counter() - started), sorted(times))


async def _connection(
    port: int, requests: Sequence[bytes], counter: Iterator[int], times: list[float]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for number in counter:
            began = time.perf_counter()
            writer.write(requests[number % len(requests)])
            await _answer(reader)
            times.append((time.perf_counter() - began) * 1000)
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"the server answered {head.splitlines()[0].decode()}")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    return await reader.readexactly(length)
