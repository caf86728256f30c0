"""Imports that end badly: killed at random points, without room on the disk. The old release goes on serving."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from app.releases import importing
from app.releases.importing import NoRoom, Order, Outcome, import_release
from app.releases.progress import Progress
from app.releases.shelf import Shelf
from app.releases.switching import activate
from app.settings import Settings
from tests.small_releases import CRANES, esco_rows, read_rows, skill, write_release
from tests.small_seed import TRUCKS

Import = Callable[..., Outcome]

START = "from tests.integration.releases.test_killed import *; "
COMMITS = 13  # of what the import below writes; the switch is the last
BUILDING, FULL = -1, -2


def import_and_die(data_dir: str, url: str, seed: str, path: str, at: int) -> None:
    """Run in a process of its own: it is killed at a commit, or while the index is built."""
    seen = 0

    def die_at_commit(connection: Connection) -> None:
        nonlocal seen
        seen += bool(connection.get_execution_options().get("parlance_writes"))
        if 0 < at == seen:
            os.kill(os.getpid(), signal.SIGKILL)

    def die_while_building(shelf: Shelf, *_: Any) -> None:
        shelf.registry.folder_of([]).parent.mkdir(exist_ok=True)
        os.kill(os.getpid(), signal.SIGKILL)

    importing.read_rows = read_rows
    if at == BUILDING:
        importing.prepare = die_while_building
    if at == FULL:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    settings = Settings(data_dir=Path(data_dir), database_url=url)
    with Shelf(settings, Path(seed), notice=0) as shelf:
        event.listen(Engine, "commit", die_at_commit)
        import_release(Order("esco", "1.1.0", [Path(path)], activate=True), shelf, Progress("test"))
    print("commits", seen)


def run(shelf: Shelf, seed: Path, path: Path, at: int) -> subprocess.CompletedProcess[str]:
    """The import in a process of its own."""
    settings = shelf.settings
    arguments = (str(settings.data_dir), settings.database_url, str(seed), str(path), at)
    code = f"{START}import_and_die(*{arguments!r})"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """The file of a release that is larger than the smallest, so that loading it takes some transactions."""
    more = [skill(f"esco:more-{number}", f"skill number {number}") for number in range(50)]
    return write_release(tmp_path / "given" / "esco.json", esco_rows("1.1.0", more=more))


def states(shelf: Shelf) -> dict[str, str]:
    return {each.version: each.state for each in shelf.releases() if each.framework == "esco"}


def check_the_old_serves(shelf: Shelf) -> None:
    shelf.registry.refresh()
    index = shelf.registry.index()
    assert index.row(TRUCKS) is not None
    assert index.row(CRANES) is None


@pytest.mark.parametrize("at", [BUILDING, *random.Random(83).sample(range(1, COMMITS), 3), COMMITS])
def test_killed_at_any_point_it_is_completed_by_the_next(
    shelf: Shelf, seed_files: Path, given: Path, at: int
) -> None:
    killed = run(shelf, seed_files, given, at)
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    assert states(shelf)["1.2.0"] == "active"
    check_the_old_serves(shelf)
    order = Order("esco", "1.1.0", [given], activate=True)
    assert import_release(order, shelf, Progress("test")).activated
    assert states(shelf) == {"1.2.0": "kept", "1.1.0": "active"}
    assert not list((shelf.settings.data_dir / "index").glob(".*-*"))
    shelf.registry.refresh()
    assert shelf.registry.index().row(CRANES) is not None


def test_the_import_that_is_killed_above_has_so_many_commits(
    shelf: Shelf, seed_files: Path, given: Path
) -> None:
    assert run(shelf, seed_files, given, 0).stdout.split()[-1] == str(COMMITS)


def test_a_full_disk_is_said_plainly_and_harms_nothing(
    shelf: Shelf, seed_files: Path, tmp_path: Path
) -> None:
    more = [skill(f"esco:more-{number}", f"skill number {number}") for number in range(2_000)]
    large = write_release(tmp_path / "given" / "esco.json", esco_rows("1.1.0", more=more))
    full = run(shelf, seed_files, large, FULL)
    assert full.returncode == 1
    assert "NoRoom: There is no room left on the disk" in full.stderr
    assert states(shelf)["1.2.0"] == "active"
    check_the_old_serves(shelf)
    assert import_release(Order("esco", "1.1.0", [large], activate=True), shelf, Progress("test")).activated


def test_an_index_without_room_is_said_plainly_too(
    bring: Import, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("8192 requested and 4000 written")

    monkeypatch.setattr(importing, "prepare", fail)
    with pytest.raises(NoRoom, match="run the same command again"):
        bring(esco_rows("1.1.0"))
    assert states(shelf) == {"1.2.0": "active"}
    monkeypatch.undo()
    check_the_old_serves(shelf)


def test_one_import_at_a_time(bring: Import, shelf: Shelf, capfd: pytest.CaptureFixture[str]) -> None:
    from threading import Thread

    bring(esco_rows("1.1.0"))
    with Shelf(shelf.settings, shelf.models, notice=0) as other:
        with other.importing(lambda: None):
            waiting = Thread(target=activate, args=(shelf, "esco:1.1.0", "test", Progress("test")))
            waiting.start()
            waiting.join(0.3)
            assert waiting.is_alive()
            assert states(other)["1.1.0"] == "kept"
        waiting.join(10)
        assert states(other)["1.1.0"] == "active"
    assert "waiting for another import to end" in capfd.readouterr().err
