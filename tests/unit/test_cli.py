from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from app import cli
from app.errors import InvalidInput

HEAVY = (
    "fastapi",
    "starlette",
    "sqlalchemy",
    "pydantic",
    "numpy",
    "alembic",
    "uvicorn",
    "rapidfuzz",
    "orjson",
)


def run_with(command: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of a command line whose command is the one given."""

    def parser() -> argparse.ArgumentParser:
        made = argparse.ArgumentParser()
        made.set_defaults(command=command)
        return made

    monkeypatch.setattr(cli, "make_parser", parser)
    return cli.main([])


def raising(error: BaseException) -> Callable[..., int]:
    def command(*_: Any) -> int:
        raise error

    return command


def test_help_loads_nothing_heavy_and_takes_less_than_the_promised_time() -> None:
    script = (
        "import sys, app.cli\n"
        "try: app.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "assert not loaded, loaded\n"
    )
    times = []
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        times.append(time.perf_counter() - started)
        assert done.returncode == 0, done.stderr
        assert "usage: parlance" in done.stdout
    assert min(times) <= 0.4


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["serve", "--port", "x"], ["serve", "--prot", "1"], ["migrate", "now"]]
)
def test_a_wrong_command_line_is_one_plain_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("parlance: ")
    assert line.endswith("--help")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (InvalidInput("Shorten the text."), 2, "Shorten the text."),
        (FileNotFoundError(2, "No such file", "ad.txt"), 2, "There is no file ad.txt."),
        (IsADirectoryError(21, "Is a directory", "ads"), 2, "ads cannot be read: is a directory."),
        (ZeroDivisionError("Mary Example"), 1, "Something went wrong on our side (ZeroDivisionError)."),
    ],
)
def test_a_failure_is_one_plain_line_and_no_trace(
    error: Exception,
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_with(raising(error), monkeypatch) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"parlance: {words}")
    assert "Mary" not in line


def test_a_wrong_setting_is_one_plain_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARLANCE_PORT", "eighty")
    assert cli.main(["migrate"]) == 2
    assert capsys.readouterr().err.startswith("parlance: PARLANCE_PORT must be a whole number")


def test_an_interrupted_command_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_with(raising(KeyboardInterrupt()), monkeypatch) == 130
    assert capsys.readouterr().err == ""


def test_debugging_shows_where_it_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLANCE_LOG_LEVEL", "debug")
    with pytest.raises(ZeroDivisionError):
        run_with(raising(ZeroDivisionError()), monkeypatch)


def test_every_command_module_adds_a_command() -> None:
    parser = cli.make_parser()
    parsed = parser.parse_args(["serve", "--port", "0"])
    assert callable(parsed.command)
    assert parsed.port == 0
