from __future__ import annotations

from pathlib import Path

import pytest

from seed_data.building import tables


def test_the_same_rows_give_the_same_bytes_and_come_back(tmp_path: Path) -> None:
    for name in ("one.tsv.gz", "two.tsv.gz"):
        assert tables.write(tmp_path / name, ("id", "label"), [("1", "café"), ("2", "")]) == 2
    assert (tmp_path / "one.tsv.gz").read_bytes() == (tmp_path / "two.tsv.gz").read_bytes()
    assert tables.read(tmp_path / "one.tsv.gz") == [{"id": "1", "label": "café"}, {"id": "2", "label": ""}]


def test_notes_are_no_rows(tmp_path: Path) -> None:
    (tmp_path / "hand.tsv").write_text("a\tb\n# a note\n1\t2\n")
    assert tables.read(tmp_path / "hand.tsv") == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize("value", ["a\tb", "a\nb", "a\rb", "a\x00b"])
def test_a_value_that_would_break_the_table_is_refused(value: str) -> None:
    with pytest.raises(tables.TableProblem, match="tab or a line break"):
        tables.encode(("x",), [(value,)])


def test_a_row_of_the_wrong_width_is_refused(tmp_path: Path) -> None:
    with pytest.raises(tables.TableProblem, match="2 values instead of 1"):
        tables.encode(("x",), [("1", "2")])
    (tmp_path / "hand.tsv").write_text("a\tb\n1\n")
    with pytest.raises(tables.TableProblem, match="1 values instead of 2"):
        tables.read(tmp_path / "hand.tsv")
