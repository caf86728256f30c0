"""A server killed in the middle of a bulk load: every line that it acknowledged is stored, and none halfway."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO, Any

import httpx
import pytest

from app.profiles.bulk.lines import MOST_LINES
from app.settings import Settings
from tests.small_seed import TRUCKS

ROOT = Path(__file__).parents[3]
Headers = dict[str, str]


@contextmanager
def served(settings: Settings, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server on this port, ready to answer; killed at the end if it still runs."""
    environment = {
        **os.environ,
        "PARLANCE_DATABASE_URL": settings.database_url,
        "PARLANCE_DATA_DIR": str(settings.data_dir),
        "PYTHONPATH": str(ROOT),
    }
    seed = settings.data_dir.parent / "seed"
    command = [sys.executable, "-m", "tests.integration.workers.server", str(seed), str(port)]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            _await_ready(port)
            yield process
        finally:
            process.kill()


def _await_ready(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail("the server did not come up")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def send_lines(connection: socket.socket, port: int, key: Headers) -> None:
    """Sends lines without end, until nobody is there any more."""
    head = (
        f"POST /v1/workers/bulk HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Authorization: {key['Authorization']}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    connection.sendall(head.encode())
    number = 0
    try:
        while True:
            lines = [
                {"external_id": f"k{number + n}", "consent": True, "skills": [{"id": TRUCKS}]}
                for n in range(100)
            ]
            number += len(lines)
            data = b"".join(json.dumps(each).encode() + b"\n" for each in lines)
            connection.sendall(b"%x\r\n%s\r\n" % (len(data), data))
    except OSError:
        return


def outcomes(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The outcome lines of an answer, as far as they were received whole."""
    while stream.readline().strip():
        pass  # the head
    received = b""
    try:
        while size := int(stream.readline().strip() or b"0", 16):
            chunk = stream.read(size)
            received += chunk
            stream.readline()
            *whole, received = received.split(b"\n")
            yield from map(json.loads, whole)
    except (OSError, ValueError):
        return


def test_no_acknowledged_line_is_lost(small_settings: Settings, key: Headers) -> None:
    port = free_port()
    with served(small_settings, port) as process, socket.create_connection(("127.0.0.1", port)) as connection:
        Thread(target=send_lines, args=(connection, port, key), daemon=True).start()
        acknowledged: list[dict[str, Any]] = []
        with connection.makefile("rb") as stream:
            for outcome in outcomes(stream):
                acknowledged.append(outcome)
                if len(acknowledged) == 3 * MOST_LINES:
                    process.send_signal(signal.SIGKILL)
    assert len(acknowledged) >= 3 * MOST_LINES
    assert {each["status"] for each in acknowledged} == {201}

    with (
        served(small_settings, port),
        httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=key) as client,
    ):
        stored = dict(all_workers(client))
        assert {each["external_id"]: each["id"] for each in acknowledged}.items() <= stored.items()
        assert set(stored) == {f"k{number}" for number in range(len(stored))}

        # The same load again makes it whole, and nothing twice.
        again = "\n".join(
            json.dumps({"external_id": f"k{n}", "consent": True, "skills": [{"id": TRUCKS}]})
            for n in range(len(stored) + 50)
        )
        answer = client.post("/v1/workers/bulk", content=again, timeout=60)
        statuses = [json.loads(line)["status"] for line in answer.text.splitlines()]
        assert statuses == [200] * len(stored) + [201] * 50
        assert len(dict(all_workers(client))) == len(stored) + 50


def all_workers(client: httpx.Client) -> Iterator[tuple[str, str]]:
    """The external id and the id of every worker."""
    url = "/v1/workers?limit=100"
    while url:
        answer = client.get(url, timeout=60)
        assert answer.status_code == 200, answer.text
        yield from ((each["external_id"], each["id"]) for each in answer.json()["items"])
        url = answer.links["next"]["url"] if "next" in answer.links else ""


def test_lines_and_outcomes_may_be_sent_one_after_the_other(small_settings: Settings, key: Headers) -> None:
    """A caller that sends everything before it reads anything: more outcomes than the buffers between them hold."""
    count, port = 30_000, free_port()
    line = json.dumps({"consent": True, "external_id": "x" * 190, "skills": []}).encode() + b"\n"
    with served(small_settings, port):
        answer = httpx.post(
            f"http://127.0.0.1:{port}/v1/workers/bulk", content=line * count, headers=key, timeout=120
        )
    found = [json.loads(each) for each in answer.text.splitlines()]
    assert [each["line"] for each in found] == list(range(1, count + 1))
    assert len(answer.content) > 5_000_000
    assert [each["version"] for each in found] == list(range(1, count + 1))
