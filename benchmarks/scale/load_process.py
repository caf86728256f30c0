"""A load from a process of its own, which remembers each different answer that it got."""

from __future__ import annotations

import http.client
import multiprocessing
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import orjson

from benchmarks.scale.asking import PATIENCE

Found = tuple[tuple[str, float], ...]  # (id, score) of what an answer lists, the best first


def found_in(answer: bytes) -> Found:
    """What the answer of a search lists."""
    return tuple((item["id"], item["score"]) for item in orjson.loads(answer)["items"])


@dataclass(slots=True)
class Tally:
    """What a load saw: how long answers took in ms, how many of each, and requests that ended without one."""

    milliseconds: dict[str, list[float]] = field(default_factory=dict)  # by path
    answers: dict[tuple[str, Found], int] = field(default_factory=dict)  # (path, what it listed) → how often
    unanswered: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Adds what another connection saw."""
        for path, times in other.milliseconds.items():
            self.milliseconds.setdefault(path, []).extend(times)
        for answer, count in other.answers.items():
            self.answers[answer] = self.answers.get(answer, 0) + count
        self.unanswered += other.unanswered


class Load:
    """A load that runs; `end` stops it and gives its tally."""

    def __init__(self, answers: Connection) -> None:
        self._answers = answers

    def end(self) -> Tally:
        """Stops the load and waits for what it saw."""
        self._answers.send(None)
        tally: Tally = self._answers.recv()
        return tally


@contextmanager
def load(port: int, key: str, paths: Sequence[str], connections: int) -> Iterator[Load]:
    """Asks for the paths again and again, over so many connections, until its end is asked for."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, port, key, tuple(paths), connections), daemon=True)
    process.start()
    theirs.close()
    try:
        yield Load(ours)
    finally:
        process.terminate()
        process.join()


def _run(answers: Connection, port: int, key: str, paths: Sequence[str], connections: int) -> None:
    stop = threading.Event()
    tallies = [Tally() for _ in range(connections)]
    threads = [
        threading.Thread(target=_ask, args=(stop, tally, port, key, paths[number::connections]))
        for number, tally in enumerate(tallies)
    ]
    for thread in threads:
        thread.start()
    answers.recv()
    stop.set()
    for thread in threads:
        thread.join()
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    answers.send(whole)


def _ask(stop: threading.Event, tally: Tally, port: int, key: str, paths: Sequence[str]) -> None:
    headers = {"Authorization": f"Bearer {key}"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    number = 0
    while not stop.is_set():
        path = paths[number % len(paths)]
        number += 1
        began = time.perf_counter()
        try:
            status, said = _get(connection, path, headers)
        except (OSError, http.client.HTTPException) as problem:
            tally.unanswered.append(f"{type(problem).__name__}: {problem}")
            connection.close()  # the next request opens it again
            continue
        if status != 200:
            tally.unanswered.append(f"{status} {said[:200].decode(errors='replace')}")
            continue
        tally.milliseconds.setdefault(path, []).append((time.perf_counter() - began) * 1000)
        answer = (path, found_in(said))
        tally.answers[answer] = tally.answers.get(answer, 0) + 1
    connection.close()


def _get(connection: http.client.HTTPConnection, path: str, headers: dict[str, Any]) -> tuple[int, bytes]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()
