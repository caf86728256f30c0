"""The command line as somebody uses it who has made a mistake: one plain line, exit code 2, no trace."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from app.cli import main
from app.settings import Settings


def complaint_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    (line,) = output.err.splitlines()
    return line


def test_a_port_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert f"Port {port} is in use" in complaint_of(["serve", "--port", port], capsys)


@pytest.mark.parametrize("command", ["serve", "migrate", "seed"])
def test_a_data_folder_that_cannot_be_made(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PARLANCE_DATA_DIR", str(tmp_path / "file" / "data"))
    monkeypatch.setenv("PARLANCE_PORT", "0")
    assert "PARLANCE_DATA_DIR" in complaint_of([command], capsys)


@pytest.mark.parametrize(
    "address", ["mysql://a/b", "sqlite://", "postgresql://nobody@127.0.0.1:9/none", "postgresql://a@b:port/c"]
)
def test_a_database_that_cannot_be_used(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARLANCE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PARLANCE_DATABASE_URL", address)
    assert "PARLANCE_DATABASE_URL" in complaint_of(["migrate"], capsys)


def test_migrating_an_empty_database(
    fresh_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARLANCE_DATA_DIR", str(fresh_settings.data_dir))
    monkeypatch.setenv("PARLANCE_DATABASE_URL", fresh_settings.database_url)
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == "The database is up to date.\n"
