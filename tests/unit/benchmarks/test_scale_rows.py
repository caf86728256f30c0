"""The table of the scale benchmark."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scale import __main__ as command
from benchmarks.scale.rows import Row, keep, kept, table


def test_a_row_says_whether_its_target_is_met() -> None:
    under, reached = Row("x", 20, "ms", 40), Row("x", 200, "/s", 150, least=True)
    assert (under.met, under.ratio) == (True, 0.5)
    assert reached.met
    assert Row("x", 41, "ms", 40).met is False
    assert Row("x", 149, "/s", 150, least=True).met is False
    assert (Row("x", 1, "s").met, Row("x", 1, "s").ratio) == (None, None)


def test_rows_are_kept_between_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = Row("best 100", 12.5, "ms", 15)
    keep(row, tmp_path / "rows")
    assert kept(tmp_path / "rows") == [row]
    assert "12.5 ms" in capsys.readouterr().out
    assert "| best 100" in table([row])


def test_a_part_that_cannot_run_says_so_and_the_run_ends_with_1(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARLANCE_BENCH_POSTGRES_URL", raising=False)
    arguments = ["scale", "--profiles", "200", "--only", "floor,postgres", "--work", str(tmp_path)]
    monkeypatch.setattr("sys.argv", arguments)
    assert command.main() == 1
    said = capfd.readouterr().out
    assert "cannot run: no PostgreSQL is given" in said
    assert "numpy scatter-add: best 100, in process, p50" in said


def test_a_part_that_nobody_knows_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["scale", "--only", "everything"])
    assert command.main() == 2
    assert "There is no part everything" in capsys.readouterr().err
