"""Starts servers on free ports of 127.0.0.1 for a benchmark, waits until they answer, and stops them."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 180.0  # seconds until a server must answer


@dataclass(frozen=True)
class Running:
    """A running server: its port, its process, and how long it took until it was ready, in seconds."""

    port: int
    process: subprocess.Popen[bytes]
    ready_after: float

    def resident_megabytes(self) -> float:
        """Resident memory of the process and its children, in MB (10**6 bytes)."""
        return sum(_resident(pid) for pid in _family(self.process.pid)) / 1e6


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: Sequence[str], port: int, ready_path: str, **where: object) -> Iterator[Running]:
    """Run a command that serves on `port` until the block ends; ready when `ready_path` answers 200."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **where)  # type: ignore[call-overload]
    try:
        _wait(f"http://127.0.0.1:{port}{ready_path}", process)
        yield Running(port, process, time.perf_counter() - started)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def parlance(data_dir: Path, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """A Parlance server over a data folder; an empty folder is seeded first."""
    port = free_port()
    variables = {
        **os.environ,
        "PARLANCE_DATA_DIR": str(data_dir),
        "PARLANCE_LOG_LEVEL": "warning",
        **(environment or {}),
    }
    command = [str(Path(sys.executable).parent / "parlance"), "serve", "--port", str(port)]
    with serving(command, port, "/readyz", env=variables) as running:
        yield running


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"{url} did not answer within {PATIENCE:.0f} seconds")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in _family(int(child)))]


def _resident(pid: int) -> int:
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.M)
    return int(found.group(1)) * 1024 if found else 0
