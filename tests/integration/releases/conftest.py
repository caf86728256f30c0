"""A database with the small seed, and a shelf to import small releases into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.migrating import migrate
from app.releases import importing
from app.releases.importing import Order, Outcome, import_release
from app.releases.progress import Progress
from app.releases.rows import ReleaseRows
from app.releases.seed import seed
from app.releases.shelf import Shelf
from app.settings import Settings
from tests.small_releases import read_rows, write_release
from tests.small_seed import write_small_seed

Import = Callable[..., Outcome]


@pytest.fixture
def seed_files(tmp_path: Path) -> Path:
    """The folder of the small seed."""
    return write_small_seed(tmp_path / "seed_data")


@pytest.fixture
def seeded(fresh_settings: Settings, seed_files: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a database of the test's own with the small seed; imports read the files of `small_releases`."""
    migrate(fresh_settings)
    seed(fresh_settings, seed_files)
    monkeypatch.setattr(importing, "read_rows", read_rows)
    return fresh_settings


@pytest.fixture
def shelf(seeded: Settings, seed_files: Path) -> Iterator[Shelf]:
    """The releases of that database."""
    with Shelf(seeded, seed_files, notice=0) as shelf:
        yield shelf


@pytest.fixture
def bring(shelf: Shelf, tmp_path: Path) -> Import:
    """Imports rows, and says what that did."""

    def run(rows: ReleaseRows, **how: Any) -> Outcome:
        path = write_release(tmp_path / "given" / f"{rows.framework}-{rows.version}.json", rows)
        order = Order(rows.framework, rows.version, [path], **how)
        return import_release(order, shelf, Progress("test"))

    return run
