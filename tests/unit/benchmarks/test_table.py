"""The table says truly what is reached."""

from __future__ import annotations

import pytest

from benchmarks.extraction.table import Table


def test_a_target_is_reached_at_its_very_value(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table()
    table.add("F1", 0.72, least=0.72)
    table.add("time", 10.0, "ms", most=10)
    table.add("too little", 0.71, least=0.72)
    table.add("too long", 10.1, "ms", most=10)
    table.add("baseline", 0.2)
    assert [figure.reached for figure in table.figures] == [True, True, False, False, None]
    rows = capsys.readouterr().out.splitlines()
    assert ["NO" in row for row in rows] == [False, False, True, True, False]


def test_the_summary_has_the_figures_with_a_target(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table()
    table.add("F1", 0.8, least=0.72)
    table.add("ECE", 0.06, most=0.05)
    table.add("baseline", 0.2)
    capsys.readouterr()
    table.print_summary()
    said = capsys.readouterr().out
    assert "1 of 2 targets are reached." in said
    assert "baseline" not in said
