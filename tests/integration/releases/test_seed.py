from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.database import make_engine, make_sessions
from app.errors import NotReady
from app.migrating import migrate
from app.releases.seed import seed
from app.settings import Settings
from app.vocabulary.building import DatabaseBuilder
from app.vocabulary.store import active_releases, list_frameworks, list_releases
from tests.small_seed import EXCEL, LISTEN, VERSIONS, write_small_seed

ROWS = {
    "skills": 9,
    "skill_names": 7,
    "ambiguous_names": 1,
    "skill_classes": 2,
    "skill_links": 3,
    "occupations": 4,
    "occupation_titles": 3,
    "occupation_skills": 11,
    "ordinary_words": 2,
    "occupation_wages": 4,
}
START = "from tests.integration.releases.test_seed import *; "


@pytest.fixture
def empty(fresh_settings: Settings) -> Settings:
    migrate(fresh_settings)
    return fresh_settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_seed(tmp_path / "seed_data")


@pytest.fixture
def reading(empty: Settings) -> Iterator[Session]:
    engine = make_engine(empty)
    with make_sessions(engine)() as session:
        yield session
    engine.dispose()


def stored_rows(session: Session) -> dict[str, int]:
    session.rollback()
    return {table: int(session.scalar(text(f"SELECT count(*) FROM {table}")) or 0) for table in ROWS}


def files_under(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items()) if not name.endswith(".lock")}


def test_loads_every_row_and_builds_the_index(empty: Settings, folder: Path, reading: Session) -> None:
    report = seed(empty, folder)
    assert report.changed
    assert report.rows == stored_rows(reading) == ROWS
    assert {key.framework: key.version for key in report.releases} == VERSIONS
    assert [framework.id for framework in list_frameworks(reading)] == ["esco", "onet", "essential"]
    releases = {release.framework: release for release in active_releases(reading)}
    assert releases["esco"].counts["skills"] == 3
    assert releases["onet"].counts["skills"] == 5
    assert releases["onet"].counts["occupation_skills"] == ROWS["occupation_skills"]
    assert {release.origin for release in releases.values()} == {"seed"}
    assert len(list((empty.data_dir / "index").glob("*/index.json"))) == 1
    assert (
        len(list((empty.data_dir / "occupations").glob("*/index.json"))) == 3
    )  # catalogue, search and names of titles


def test_done_twice_it_changes_nothing(
    empty: Settings, folder: Path, reading: Session, capfd: pytest.CaptureFixture[str]
) -> None:
    first = seed(empty, folder)
    before = files_under(empty.data_dir / "index"), list_releases(reading)
    capfd.readouterr()
    again = seed(empty, folder)
    assert first.changed
    assert not again.changed
    assert again.seconds < 1
    assert "nothing to do" in capfd.readouterr().err
    reading.rollback()
    assert (files_under(empty.data_dir / "index"), list_releases(reading)) == before


def test_says_on_stderr_what_it_does(
    empty: Settings, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    seed(empty, folder)
    said = capfd.readouterr()
    assert "parlance seed: skills: 9 rows in " in said.err
    assert "building the index" in said.err
    assert said.out == ""


def test_index_of_the_files_is_that_of_the_database(
    empty: Settings, folder: Path, reading: Session, tmp_path: Path
) -> None:
    seed(empty, folder)
    (built,) = (empty.data_dir / "index").glob("*/index.json")
    DatabaseBuilder(empty, folder)(active_releases(reading), tmp_path / "again")
    assert files_under(built.parent) == files_under(tmp_path / "again")


def test_a_lost_index_is_built_again_as_it_was(empty: Settings, folder: Path) -> None:
    seed(empty, folder)
    before = files_under(empty.data_dir / "index") | files_under(empty.data_dir / "occupations")
    lost = [path for name in ("index", "occupations") for path in (empty.data_dir / name).glob("*/*.*")]
    for path in lost:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    report = seed(empty, folder)
    assert (report.built, report.releases) == (True, ())
    assert files_under(empty.data_dir / "index") | files_under(empty.data_dir / "occupations") == before


def seed_and_tell(data_dir: str, url: str, folder: str) -> None:
    """Run in a process of its own: says on stdout what it loaded."""
    print(seed(Settings(data_dir=Path(data_dir), database_url=url), Path(folder)).rows)


def seed_and_die(data_dir: str, url: str, folder: str, table: str) -> None:
    """Run in a process of its own: it is killed while it loads a table."""
    from app.releases import loading

    insert = loading.Loader._insert

    def insert_or_die(loader: loading.Loader, model: type, rows: object) -> None:
        insert(loader, model, rows)  # type: ignore[arg-type]
        if model.__tablename__ == table:  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)

    loading.Loader._insert = insert_or_die  # type: ignore[method-assign,assignment]
    seed(Settings(data_dir=Path(data_dir), database_url=url), Path(folder))


@pytest.mark.parametrize("table", ["skills", "occupation_wages"])
def test_a_killed_start_is_completed_by_the_next(
    empty: Settings, folder: Path, reading: Session, table: str
) -> None:
    arguments = (str(empty.data_dir), empty.database_url, str(folder), table)
    killed = subprocess.run([sys.executable, "-c", f"{START}seed_and_die(*{arguments!r})"], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert stored_rows(reading) == dict.fromkeys(ROWS, 0)
    assert list_releases(reading) == []
    reading.rollback()
    assert seed(empty, folder).rows == ROWS
    assert stored_rows(reading) == ROWS
    assert not list((empty.data_dir / "index").glob(".*"))


def test_two_at_once_seed_once(empty: Settings, folder: Path, reading: Session) -> None:
    arguments = (str(empty.data_dir), empty.database_url, str(folder))
    code = f"{START}seed_and_tell(*{arguments!r})"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert sorted(out.strip() for out, _ in answers) == sorted(["{}", str(ROWS)])
    assert stored_rows(reading) == ROWS
    assert len(list((empty.data_dir / "index").glob("*/index.json"))) == 1


def test_other_seed_files_replace_the_rows_of_the_old(
    empty: Settings, folder: Path, reading: Session, tmp_path: Path
) -> None:
    seed(empty, folder)
    before = [(release.framework, release.id) for release in list_releases(reading)]
    changed = write_small_seed(
        tmp_path / "newer", changes={"names.tsv.gz": [(LISTEN, "en", "alternative", "hear out")]}
    )
    report = seed(empty, changed)
    assert len(report.releases) == 3
    assert stored_rows(reading) == {**ROWS, "skill_names": 4}
    assert [(release.framework, release.id) for release in list_releases(reading)] == before
    for name, built in (("index", 1), ("occupations", 3)):  # catalogue, search, names
        assert len(list((empty.data_dir / name).glob("*/index.json"))) == built
        assert len(list((empty.data_dir / name).iterdir())) == 2 * built


def test_a_newer_version_is_loaded_beside_the_old(
    empty: Settings, folder: Path, reading: Session, tmp_path: Path
) -> None:
    seed(empty, folder)
    seed(empty, write_small_seed(tmp_path / "newer", versions={**VERSIONS, "esco": "1.3.0"}))
    states = {(release.framework, release.version): release.state for release in list_releases(reading)}
    assert states[("esco", "1.2.0")] == "kept"
    assert states[("esco", "1.3.0")] == "active"
    assert stored_rows(reading)["skills"] == ROWS["skills"] + 3


def test_an_imported_release_is_left_alone(
    empty: Settings, folder: Path, reading: Session, tmp_path: Path
) -> None:
    seed(empty, folder)
    reading.execute(text("UPDATE releases SET origin = 'import' WHERE framework_id = 'esco'"))
    reading.commit()
    changed = write_small_seed(
        tmp_path / "newer",
        changes={
            "names.tsv.gz": [(LISTEN, "en", "alternative", "hear out"), (EXCEL, "en", "derived", "Sheets")]
        },
    )
    report = seed(empty, changed)
    assert [key.framework for key in report.releases] == ["essential", "onet"]
    names = set(reading.scalars(text("SELECT name FROM skill_names")))
    assert "Sheets" in names
    assert "hear out" not in names
    reading.rollback()
    assert not seed(empty, changed).changed


def test_a_broken_file_loads_nothing(empty: Settings, folder: Path, reading: Session) -> None:
    (folder / "wages.tsv.gz").write_bytes(b"broken")
    with pytest.raises(NotReady, match=r"seed_data/wages\.tsv\.gz is not the file"):
        seed(empty, folder)
    assert stored_rows(reading) == dict.fromkeys(ROWS, 0)


def test_a_row_without_its_skill_loads_nothing(empty: Settings, tmp_path: Path, reading: Session) -> None:
    rows = [("essential:nothing", "related", LISTEN, "derived")]
    broken = write_small_seed(tmp_path / "broken", changes={"links.tsv.gz": rows})
    with pytest.raises(NotReady, match=r"essential:nothing"):
        seed(empty, broken)
    assert stored_rows(reading) == dict.fromkeys(ROWS, 0)


def test_without_its_encoder_it_says_so(empty: Settings, folder: Path) -> None:
    (folder / "encoder" / "model.npy").unlink()
    with pytest.raises(NotReady, match=r"model\.npy is missing"):
        seed(replace(empty), folder)
