"""PostgreSQL restarted, without being asked to finish, under a server that is storing and searching.

It is a PostgreSQL of the test's own, so that nobody else's goes away.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import pytest

from app.auth.store import create_key
from app.database import make_engine, make_sessions
from app.profiles.bulk.lines import MOST_LINES
from app.settings import Settings
from tests.integration.workers.conftest import load_small_seed
from tests.integration.workers.test_killed import (
    Headers,
    all_workers,
    free_port,
    outcomes,
    send_lines,
    served,
)
from tests.small_seed import TRUCKS, write_small_seed

OWNER = "nobody"  # PostgreSQL does not run as root
PATIENCE = 60.0


class Cluster:
    """A PostgreSQL server in a folder of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._port = programs, folder, free_port()
        data = str(folder / "cluster")
        self._run("initdb", "-D", data, "-A", "trust", "-U", "parlance", "--no-sync")
        options = f"-p {self._port} -k {folder} -c listen_addresses=127.0.0.1"
        self._control = ("pg_ctl", "-D", data, "-w", "-s", "-o", options, "-l", str(folder / "log"))
        self._run(*self._control, "start")
        self.url = f"postgresql://parlance@127.0.0.1:{self._port}/postgres"

    def restart(self) -> None:
        """Ends it as a failing machine would, and starts it again."""
        self._run(*self._control, "-m", "immediate", "restart")

    def stop(self) -> None:
        """Ends it for good."""
        self._run(*self._control, "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        owner: dict[str, Any] = {"user": OWNER} if os.geteuid() == 0 else {}
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, cwd=self._folder, stdout=subprocess.DEVNULL, **owner)


def server_programs() -> Path | None:
    """Where PostgreSQL's own programs are; None where only its client is installed."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    programs = server_programs()
    if programs is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("CI needs PostgreSQL's server programs (initdb, pg_ctl)")
        pytest.skip("PostgreSQL's server programs (initdb, pg_ctl) are not installed")
    folder = Path(tempfile.mkdtemp(prefix="parlance-cluster-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    try:
        cluster = Cluster(programs, folder)
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def settings(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A database with the small seed in that cluster."""
    folder = tmp_path_factory.mktemp("restarted")
    settings = Settings(data_dir=folder / "data", database_url=cluster.url)
    load_small_seed(settings, write_small_seed(folder / "seed"))
    return settings


@pytest.fixture
def key(settings: Settings, request: pytest.FixtureRequest) -> Headers:
    """The key of an organisation that only this test has."""
    engine = make_engine(settings)
    with make_sessions(engine).begin() as session:
        new = create_key(session, request.node.name, ("read", "write"))
    engine.dispose()
    return {"Authorization": f"Bearer {new.key}"}


class Caller(Thread):
    """Asks again and again; keeps each answer's status, what was stored, and problems that say too little."""

    def __init__(self, url: str, key: Headers, method: str, path: str, **body: Any) -> None:
        super().__init__(daemon=True)
        self._request = (method, path, body)
        self._client = httpx.Client(base_url=url, headers=key, timeout=PATIENCE)
        self._ended = Event()
        self.statuses: list[int] = []
        self.stored: dict[str, str] = {}
        self.unclear: list[str] = []

    def run(self) -> None:
        while not self._ended.is_set():
            self._ask(f"one-{len(self.statuses)}")
        self._client.close()

    def _ask(self, name: str) -> None:
        method, path, body = self._request
        if method == "POST" and path == "/v1/workers":
            body = {**body, "external_id": name}
        answer = self._client.request(method, path, json=body)
        self.statuses.append(answer.status_code)
        said = answer.json()
        if answer.status_code == 201:
            self.stored[name] = said["id"]
        elif answer.status_code != 200 and not said.get("detail"):
            self.unclear.append(answer.text)

    def await_success(self, more: int) -> None:
        """Waits for so many more answers that are no errors."""
        wanted = self._successes() + more
        until = time.monotonic() + PATIENCE
        while self._successes() < wanted:
            assert time.monotonic() < until, f"no more success: {self.statuses[-5:]}"
            assert self.is_alive(), "a request failed without an answer"
            time.sleep(0.02)

    def end(self) -> None:
        self._ended.set()
        self.join(PATIENCE)

    def _successes(self) -> int:
        return sum(status < 300 for status in self.statuses)


def test_the_service_comes_back_by_itself_and_keeps_what_it_acknowledged(
    cluster: Cluster, settings: Settings, key: Headers
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    held = [{"id": TRUCKS}]
    with served(settings, port), httpx.Client(base_url=url, headers=key, timeout=PATIENCE) as client:
        storing = Caller(url, key, "POST", "/v1/workers", consent=True, skills=held)
        searching = Caller(url, key, "POST", "/v1/matches/search", posting={"skills": held})
        callers = (storing, searching)
        for caller in callers:
            caller.start()
        for _ in range(3):
            for caller in callers:
                caller.await_success(5)
            cluster.restart()
        for caller in callers:
            caller.await_success(5)
            caller.end()
        assert {*storing.statuses} <= {201, 503}
        assert {*searching.statuses} <= {200, 503}
        assert not storing.unclear + searching.unclear
        found = dict(all_workers(client))
        assert storing.stored.items() <= found.items()
        # What failed may have been stored before its answer was lost, but only whole.
        assert len(found) <= len(storing.statuses)
        assert all(client.get(f"/v1/workers/{id_}").json()["skills"] for id_ in found.values())
        _await_found(client, len(found))


def _await_found(client: httpx.Client, count: int) -> None:
    """Waits until a search finds as many workers as there are, but no more than it lists."""
    body = {"posting": {"skills": [{"id": TRUCKS}]}}
    until = time.monotonic() + 5
    while len(client.post("/v1/matches/search", json=body).json()["items"]) != min(count, 100):
        assert time.monotonic() < until, "what is stored is not found"
        time.sleep(0.05)


def test_each_line_of_a_bulk_load_is_stored_or_refused_and_can_be_sent_again(
    cluster: Cluster, settings: Settings, key: Headers
) -> None:
    port = free_port()
    with served(settings, port), socket.create_connection(("127.0.0.1", port)) as connection:
        Thread(target=send_lines, args=(connection, port, key), daemon=True).start()
        said: list[dict[str, Any]] = []
        with connection.makefile("rb") as stream:
            for outcome in outcomes(stream):
                said.append(outcome)
                if len(said) == 2 * MOST_LINES:
                    cluster.restart()
                if len(said) >= 3 * MOST_LINES and outcome["status"] == 201:
                    break
        connection.shutdown(socket.SHUT_RDWR)
        assert {each["status"] for each in said} <= {201, 503}
        acknowledged = {each["external_id"]: each["id"] for each in said if each["status"] == 201}
        refused = [each for each in said if each["status"] != 201]
        assert all("again" in each["problem"]["detail"] for each in refused)
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=url, headers=key, timeout=PATIENCE) as client:
            assert acknowledged.items() <= dict(all_workers(client)).items()
            again = "\n".join(
                json.dumps({"external_id": f"k{n}", "consent": True, "skills": [{"id": TRUCKS}]})
                for n in range(len(said))
            )
            answer = client.post("/v1/workers/bulk", content=again)
            assert {json.loads(line)["status"] for line in answer.text.splitlines()} <= {200, 201}
            assert {f"k{n}" for n in range(len(said))} <= dict(all_workers(client)).keys()
