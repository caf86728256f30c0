from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.database import database_url, ensure_folder
from app.settings import Settings, SettingsError


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://a:b@c:5/d", "postgresql+psycopg://a:b@c:5/d"),
        ("postgres://a@c/d", "postgresql+psycopg://a@c/d"),
        ("postgresql+psycopg://a@c/d", "postgresql+psycopg://a@c/d"),
        ("sqlite:///relative.db", "sqlite:///relative.db"),
        ("sqlite:////absolute.db", "sqlite:////absolute.db"),
    ],
)
def test_the_driver_is_filled_in(given: str, used: str) -> None:
    url = database_url(Settings(database_url=given))
    assert url.render_as_string(hide_password=False) == used


@pytest.mark.parametrize(
    "given", ["sqlite://", "sqlite:///:memory:", "postgresql://a@c:port/d", "x", "mysql://a/b"]
)
def test_an_address_that_cannot_be_used_is_refused_by_the_name_of_the_variable(given: str) -> None:
    with pytest.raises(SettingsError, match=r"PARLANCE_DATABASE_URL .* postgresql://user@host/name"):
        database_url(Settings(database_url=given))


def test_the_data_folder_and_that_of_the_database_are_made(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "a" / "b", database_url=f"sqlite:///{tmp_path}/c/d.db")
    assert ensure_folder(settings) == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()
    assert (tmp_path / "c").is_dir()


def test_a_data_folder_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="PARLANCE_DATA_DIR"):
        ensure_folder(Settings(data_dir=tmp_path / "file" / "data"))


def test_a_data_folder_without_the_right_to_write_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # tests may run as root, who may write everywhere
    with pytest.raises(SettingsError, match="cannot be written"):
        ensure_folder(Settings(data_dir=tmp_path))
