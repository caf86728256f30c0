from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from seed_data.building import packages
from seed_data.building.packages import Package, PackageProblem


def wheel(folder: Path, name: str = "some_thing-1.0-py3-none-any.whl") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("some/data.txt", "facts")
    return path


def test_a_wheel_is_found_checked_and_read(tmp_path: Path) -> None:
    path = wheel(tmp_path)
    package = Package("some-thing", "1.0", hashlib.sha256(path.read_bytes()).hexdigest())
    assert packages.checked(package, tmp_path) == path
    assert packages.read_member(path, "some/data.txt") == b"facts"


def test_another_file_under_the_same_name_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path)
    with pytest.raises(PackageProblem, match="pin the new one"):
        packages.checked(Package("some-thing", "1.0", "0" * 64), tmp_path)


def test_a_missing_wheel_is_told(tmp_path: Path) -> None:
    wheel(tmp_path, "some_thing-1.0.1-py3-none-any.whl")
    with pytest.raises(PackageProblem, match="download it first"):
        packages.checked(Package("some-thing", "1.0", ""), tmp_path)


def test_nothing_is_fetched_when_all_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in packages.PACKAGES:
        wheel(tmp_path, f"{package.prefix}py3-none-any.whl")
    monkeypatch.setattr(packages.subprocess, "run", lambda *_, **__: pytest.fail("nothing is missing"))
    packages.fetch_missing(tmp_path)


def test_what_is_missing_is_fetched_without_its_dependencies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(packages.subprocess, "run", lambda command, check: commands.append(command))
    wheel(tmp_path, f"{packages.LAISER.prefix}py3-none-any.whl")
    packages.fetch_missing(tmp_path / "new")
    packages.fetch_missing(tmp_path)
    assert [len([part for part in command if "==" in part]) for command in commands] == [5, 4]
    assert all("--no-deps" in command for command in commands)
