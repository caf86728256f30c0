"""`parlance releases …` as an employer uses it who keeps skills in a spreadsheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.migrating import migrate
from app.settings import Settings
from tests.small_seed import write_small_seed

FIRST = (
    "id,label,alternative_labels,definition\n1,polish chrome,shine chrome,Make chrome shine.\n2,wash cars,,\n"
)
SECOND = (
    "id,label,alternative_labels,definition\n1,polish chrome,shine chrome,Make it shine.\n3,Wash Cars,,\n"
)


@pytest.fixture
def folder(fresh_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two releases of acme; commands work on a database that is still empty."""
    small = write_small_seed(tmp_path / "seed_data")
    for module in ("shelf", "seed"):
        monkeypatch.setattr(f"app.releases.{module}.seed_folder", lambda: small)
    monkeypatch.setattr("app.releases.shelf.NOTICE_SECONDS", 0)
    monkeypatch.setenv("PARLANCE_DATA_DIR", str(fresh_settings.data_dir))
    monkeypatch.setenv("PARLANCE_DATABASE_URL", fresh_settings.database_url)
    (tmp_path / "1.csv").write_text(FIRST)
    (tmp_path / "2.csv").write_text(SECOND)
    return tmp_path


class Commands:
    """Runs commands and gives what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys = capsys
        self._folder = folder
        self.errors = ""

    def __call__(self, *arguments: str, code: int = 0) -> str:
        assert main(["releases", *arguments]) == code
        said = self._capsys.readouterr()
        self.errors = said.err
        return said.out

    def bring(self, version: str, *more: str, code: int = 0) -> str:
        path = str(self._folder / f"{version}.csv")
        return self("import", "--framework", "acme", "--version", version, path, *more, code=code)

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], folder: Path) -> Commands:
    return Commands(capsys, folder)


def test_from_an_empty_database_to_the_second_release(run: Commands) -> None:
    said = run.bring("1", "--activate", "--title", "Acme's skills", "--publisher", "Acme Inc.")
    assert said.splitlines()[0] == "skills: 2 added, 0 changed, 0 retired, 0 unchanged"
    assert said.splitlines()[-1].endswith("acme:1 is active now.")
    assert "parlance releases import: loading: 3 rows, 0." in run.errors

    said = run.bring("2")
    assert said.splitlines()[:3] == [
        "skills: 1 added, 1 changed, 1 retired, 0 unchanged",
        "  changed: definition 1",
        "  replaced: 1 of the retired",
    ]
    assert said.splitlines()[-1].endswith("Switch to it with: parlance releases activate acme:2")
    assert run("activate", "acme:2") == "acme:2 is active now.\n"
    assert run("activate", "acme:2") == "acme:2 is active already: nothing was changed.\n"
    assert run("activate", "acme:1") == "acme:1 is active now.\n"

    lines = run("list").splitlines()
    assert "active  acme:1  2 skills, 0 occupations (import)" in lines
    assert "kept    acme:2  2 skills, 0 occupations (import)" in lines
    listed = {f"{each['framework']}:{each['version']}": each["state"] for each in run.json("list")}
    assert listed["acme:2"] == "kept"
    assert [(each["action"], each["version"], each["actor"]) for each in run.json("history", "acme")][:3] == [
        ("imported", "1", "command line"),
        ("prepared", "1", "command line"),
        ("activated", "1", "command line"),
    ]
    assert "activated acme:2  by command line" in run("history")


def test_the_same_again_says_that_nothing_was_done(run: Commands) -> None:
    run.bring("1")
    assert run.bring("1") == "acme:1 is here with the same content: nothing was loaded.\n"
    assert run.bring("1", "--activate").endswith("nothing was loaded. acme:1 is active now.\n")


def test_shows_what_changed(run: Commands) -> None:
    run.bring("1", "--activate")
    run.bring("2")
    assert run("diff", "acme:1", "acme:2", "--limit", "9").splitlines()[3:] == [
        "added    acme:3",
        "changed  acme:1 (definition)",
        "retired  acme:2 replaced by acme:3",
    ]
    compared = run.json("diff", "acme:1", "acme:2")
    assert (compared["from"], compared["to"]) == ("acme:1", "acme:2")
    assert {name: compared["skills"][name] for name in ("added", "changed", "retired", "unchanged")} == {
        "added": 1,
        "changed": 1,
        "retired": 1,
        "unchanged": 0,
    }
    assert compared["skills"]["items"][2]["replaced_by"] == ["acme:3"]
    assert run("diff", "acme:1", "acme:9", code=2) == ""
    assert "This release of acme is not here. Use one of: acme:1, acme:2." in run.errors


def test_a_dry_run_writes_nothing_even_into_an_empty_database(
    run: Commands, folder: Path, fresh_settings: Settings
) -> None:
    run.bring("1", "--dry-run", code=2)
    assert "Run 'parlance seed' first" in run.errors
    migrate(fresh_settings)
    assert run.bring("1", "--dry-run", "--activate").endswith("Nothing was written (--dry-run).\n")
    assert run("list") == ""
    assert not (fresh_settings.data_dir / "index").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,label\n1,a\n2,\n", "bad.csv, line 3"),
        ("id,label\n1,a\n1,b\n", "bad.csv, line 3"),
        ("id,label,broader\n1,a,2\n2,b,1\n", "acme:1, acme:2"),
        ("", "bad.csv"),
    ],
)
def test_bad_files_load_nothing(run: Commands, folder: Path, content: str, said: str) -> None:
    run.bring("1", "--activate")
    (folder / "bad.csv").write_text(content)
    run("import", "--framework", "acme", "--version", "bad", str(folder / "bad.csv"), code=2)
    assert said in run.errors
    assert [each["version"] for each in run.json("list") if each["framework"] == "acme"] == ["1"]


def test_a_file_that_is_not_there(run: Commands, folder: Path) -> None:
    run.bring("9", code=2)
    assert "9.csv" in run.errors
