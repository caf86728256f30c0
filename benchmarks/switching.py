"""Watches a switch of releases from outside: 32 connections read, and every answer must be of one release."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load import request_bytes

CONNECTIONS = 32
SECONDS_AFTER = 3.0


@dataclass
class Watch:
    """What was seen: answers, those that failed or mixed two releases, and when the old release was last seen."""

    answers: int = 0
    failed: int = 0
    mixed: int = 0
    slowest: float = 0.0
    last_old: float = 0.0
    switched: float = 0.0
    examples: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """From the switch to the last answer from the old release."""
        return max(0.0, self.last_old - self.switched)


@dataclass(frozen=True)
class Probe:
    """A request, and a reading of its answer: the version that it is from, or None where it mixes two."""

    request: bytes
    version: Callable[[dict[str, Any]], str | None]


def watch_switch(port: int, compared: dict[str, Any], switch: Callable[[], object]) -> Watch:
    """Read without a pause while `switch` runs and for a while after; `compared` is what `releases diff` prints."""
    watch = Watch()
    old, new = compared["from"].partition(":")[2], compared["to"].partition(":")[2]
    probes = list(_probes(compared, old, new))
    stop = threading.Event()
    reader = threading.Thread(target=lambda: asyncio.run(_read(port, probes, stop, watch, old)))
    reader.start()
    time.sleep(1.0)
    switch()
    time.sleep(SECONDS_AFTER)
    stop.set()
    reader.join()
    watch.switched = _time_of_switch(compared["to"])
    return watch


def _probes(compared: dict[str, Any], old: str, new: str) -> Iterator[Probe]:
    items = compared["skills"]["items"]
    moved = [item["id"] for item in items if item["kind"] in ("added", "retired")][:20]
    for item in [item for item in items if item["kind"] == "changed"][:20]:
        yield Probe(request_bytes("GET", f"/v1/skills/{item['id']}"), _version_of_detail)
    for id_ in moved:
        yield Probe(request_bytes("GET", f"/v1/skills/{id_}"), _version_and_status(old, new))
    body = json.dumps({"text": "Requirements: first aid, cash handling", "effort": "fast"}).encode()
    yield Probe(request_bytes("POST", "/v1/extract", body), _version_of_receipt)
    match = {"posting": {"text": "You need first aid."}, "worker": {"text": "I know first aid."}}
    yield Probe(request_bytes("POST", "/v1/matches", json.dumps(match).encode()), _version_of_receipt)


def _version_of_detail(answer: dict[str, Any]) -> str | None:
    active = [release["version"] for release in answer["release_history"] if release["state"] == "active"]
    return answer["version"] if active == [answer["version"]] else None


def _version_and_status(old: str, new: str) -> Callable[[dict[str, Any]], str | None]:
    """A skill that only one of the two has: it is active, or it is retired and the other one answers."""

    def read(answer: dict[str, Any]) -> str | None:
        if answer["status"] == "active":
            return _version_of_detail(answer)
        return {old: new, new: old}.get(answer["version"])

    return read


def _version_of_receipt(answer: dict[str, Any]) -> str | None:
    found = [each["version"] for each in answer["receipt"]["vocabulary"] if each["framework"] == "esco"]
    return found[0] if len(found) == 1 else None


async def _read(port: int, probes: list[Probe], stop: threading.Event, watch: Watch, old: str) -> None:
    await asyncio.gather(
        *(
            _connection(port, probes[at % len(probes) :] + probes, stop, watch, old)
            for at in range(CONNECTIONS)
        )
    )


async def _connection(port: int, probes: list[Probe], stop: threading.Event, watch: Watch, old: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    number = 0
    while not stop.is_set():
        probe = probes[number % len(probes)]
        number += 1
        began = time.time()
        try:
            writer.write(probe.request)
            status, body = await _answer(reader)
        except (OSError, asyncio.IncompleteReadError):
            watch.failed += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        _note(watch, probe, status, body, began, old)
    writer.close()


def _note(watch: Watch, probe: Probe, status: bytes, body: bytes, began: float, old: str) -> None:
    watch.answers += 1
    watch.slowest = max(watch.slowest, time.time() - began)
    if b" 200 " not in status:
        watch.failed += 1
        watch.examples.append(f"{status!r} {body[:200]!r}")
        return
    version = probe.version(json.loads(body))
    if version is None:
        watch.mixed += 1
        watch.examples.append(body[:400].decode())
    elif version == old:
        watch.last_old = max(watch.last_old, began)


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length"))
    return lines[0], await reader.readexactly(length)


def _time_of_switch(pin: str) -> float:
    """When the switch was made, by the audit trail."""
    from app.database import make_engine, make_sessions
    from app.releases.store import list_events
    from app.settings import Settings

    engine = make_engine(Settings.from_environment())
    with make_sessions(engine)() as session:
        made = [event for event in list_events(session) if event.action == "activated"]
    engine.dispose()
    return max(event.at.timestamp() for event in made if f"{event.framework}:{event.version}" == pin)
