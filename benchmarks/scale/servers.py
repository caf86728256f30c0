"""Parlance servers of a benchmark's own: a seeded folder, the store with all profiles, keys, and memory."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scale.bench import Bench
from benchmarks.scale.databases import make_database
from benchmarks.scale.lines import shares, worker_lines
from benchmarks.scale.reasons import NotThere
from benchmarks.scale.sending import Sent, send
from benchmarks.server import Running, parlance

CONNECTIONS = 4  # the system deals connections out to two processes as it likes: of four, each gets some
COMMAND = str(Path(sys.executable).parent / "parlance")
# The bench measures what is there; how often one caller may ask is another matter.
_QUIET = {"PARLANCE_LOG_LEVEL": "warning"}


@dataclass(frozen=True, slots=True)
class Store:
    """Where profiles are stored: a data folder and a database (None: SQLite in the folder)."""

    data: Path
    database: str | None

    @property
    def environment(self) -> dict[str, str]:
        """The settings of whatever works on it."""
        settings = {**_QUIET, "PARLANCE_DATA_DIR": str(self.data)}
        return settings if self.database is None else {**settings, "PARLANCE_DATABASE_URL": self.database}

    @property
    def kind(self) -> str:
        """The kind of database, for people."""
        return "SQLite" if self.database is None else "PostgreSQL"

    @contextmanager
    def served(self, workers: int = 1, more: Mapping[str, str] | None = None) -> Iterator[Running]:
        """A server over it with so many processes."""
        settings = {**self.environment, "PARLANCE_WORKERS": str(workers), **(more or {})}
        try:
            with parlance(self.data, settings) as running:
                yield running
        except RuntimeError as problem:
            raise NotThere(f"the server did not run: {problem}") from problem

    def key(self) -> str:
        """A new key that may read and write, made by the command that a user has."""
        command = [
            COMMAND,
            "keys",
            "create",
            "--organisation",
            "Scale bench",
            "--scope",
            "read",
            "--scope",
            "write",
        ]
        return self._run(command)

    def seed(self) -> None:
        """Makes its tables and index."""
        self._run([COMMAND, "seed"])

    def _run(self, command: list[str]) -> str:
        ran = subprocess.run(
            command, env={**os.environ, **self.environment}, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise NotThere(f"{' '.join(command[1:3])} failed: {(ran.stderr or ran.stdout).strip()[-300:]}")
        return ran.stdout.strip()


def seeded_folder(bench: Bench) -> Path:
    """A data folder as after the first start, made once a run; copy it, a copy starts at once."""
    folder = bench.work / "seeded"
    if not (folder / "done").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        Store(folder, None).seed()
        (folder / "done").touch()
    return folder


@contextmanager
def new_store(bench: Bench, name: str) -> Iterator[Store]:
    """An empty store, on PostgreSQL where one is given, that is there only inside the block."""
    with make_database(bench.postgres) as database:
        folder = bench.work / name
        try:
            yield _prepared(bench, folder, database)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _prepared(bench: Bench, folder: Path, database: str | None) -> Store:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(seeded_folder(bench), folder)
    store = Store(folder, database)
    if database is not None:
        store.seed()
    return store


def loaded_store(bench: Bench) -> Store:
    """The store with all profiles, loaded by whichever part needs it first; later parts and runs find it."""
    folder, mark = bench.work / "loaded", bench.work / f"loaded-{bench.profiles}"
    if mark.exists():
        return Store(folder, mark.read_text(encoding="utf-8") or None)
    _, store = load_store(bench)
    return store


def load_store(bench: Bench) -> tuple[Sent, Store]:
    """Stores all profiles anew on a server of two processes, and keeps the result for other parts."""
    mark = bench.work / f"loaded-{bench.profiles}"
    mark.unlink(missing_ok=True)
    store = _prepared(bench, bench.work / "loaded", bench.lasting_database())
    with store.served(workers=2) as running:
        sent = load_workers_into(bench, store, running)
    mark.write_text(store.database or "", encoding="utf-8")
    return sent, store


def load_workers_into(bench: Bench, store: Store, running: Running, connections: int = CONNECTIONS) -> Sent:
    """Stores all profiles of the bench over so many connections; raises NotThere if one of them is refused."""
    parts = [worker_lines(bench.workers, *share) for share in shares(len(bench.workers), connections)]
    sent = send(f"http://127.0.0.1:{running.port}", store.key(), "/v1/workers/bulk", parts)
    if sent.refused:
        raise NotThere(
            f"{sent.refused:,} of {len(bench.workers):,} profiles were refused, the first with {sent.problem}"
        )
    return sent


@dataclass(frozen=True, slots=True)
class Memory:
    """Of a server and its processes, in MB (10**6 bytes): a page that n processes share counts one nth in each."""

    proportional: float
    shared: float  # of that, what lies in files, which all processes of the machine share
    private: float


def memory_of(running: Running) -> Memory:
    """What the server takes now, all its processes together."""
    found = [_rollup(pid) for pid in _family(running.process.pid)]
    total = {name: sum(each.get(name, 0) for each in found) / 1e6 for name in ("Pss", "Pss_File", "Pss_Anon")}
    return Memory(total["Pss"], total["Pss_File"], total["Pss_Anon"])


def processes_of(running: Running) -> list[int]:
    """The ids of the server and its processes."""
    return _family(running.process.pid)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(member for child in children for member in _family(int(child)))]


def _rollup(pid: int) -> dict[str, int]:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return {name: int(size) * 1024 for name, size in re.findall(r"^(\w+):\s+(\d+) kB", text, re.M)}
