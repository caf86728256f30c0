"""Rows packed and unpacked, chosen, and written as lines."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch.matching import pack_json
from app.batch.results import Lines, format_of
from app.batch.rows import chosen, least_tenths, pack_rows, unpack_rows

FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@given(
    st.lists(
        st.tuples(st.integers(0, 1999), st.integers(0, 1999), st.integers(0, 1000), st.integers(0, 1000))
    )
)
def test_rows_come_back(rows: list[tuple[int, int, int, int]]) -> None:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    assert unpack_rows(pack_rows(columns)).tolist() == columns.tolist()


@pytest.mark.parametrize(
    ("score", "tenths"), [(None, 0), (0, 0), (50, 500), (0.1, 1), (0.11, 2), (72.4, 724), (100, 1000)]
)
def test_the_least_score_in_tenths(score: float | None, tenths: int) -> None:
    assert least_tenths(score) == tenths


def test_the_best_come_first_and_equals_in_their_order() -> None:
    points = np.array([5, 9, 5, 0, 9])
    assert chosen(points, 0, None).tolist() == [1, 4, 0, 2, 3]
    assert chosen(points, 5, None).tolist() == [1, 4, 0, 2]
    assert chosen(points, 5, 3).tolist() == [1, 4, 0]
    assert chosen(points, 10, 3).tolist() == []


@given(st.text(max_size=20), st.text(max_size=20), st.integers(0, 1000), st.integers(0, 1000))
def test_any_id_comes_back_from_both_forms(posting: str, worker: str, score: int, reverse: int) -> None:
    problem = ["worker", 3, None, {"detail": "Say what, and why."}]
    head = pack_json({"postings": [posting], "workers": [worker], "problems": [problem]})
    packed = pack_rows([[0], [0], [score], [reverse]])
    lines = Lines(head, "ndjson")
    first, pair = (json.loads(line) for line in (lines.first() + lines.of_part(packed)).splitlines())
    assert first == {"worker": None, "item": "/workers/3", "problem": problem[3]}
    assert pair == {
        "posting": posting, "worker": worker, "score": score / 10, "reverse_score": reverse / 10,
    }  # fmt: skip
    table = Lines(head, "csv")
    text = (table.first() + table.of_part(packed)).decode()
    _, _, row = csv.reader(io.StringIO(text, newline=""))
    for cell, id_ in zip(row, (posting, worker), strict=False):
        assert cell in (id_, f"'{id_}")
    assert not any(cell.lstrip().startswith(tuple(FORMULA)) for cell in row)
    assert row[2:] == [str(score / 10), str(reverse / 10), ""]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "ndjson"),
        ("*/*", "ndjson"),
        ("text/csv", "csv"),
        ("text/csv;q=0.5, */*", "csv"),
        ("application/x-ndjson, text/csv", "ndjson"),
        ("TEXT/CSV", "csv"),
    ],
)
def test_the_form_is_asked_for_by_accept(accept: str, form: str) -> None:
    assert format_of(None, accept) == form
    assert format_of("csv", accept) == "csv"
