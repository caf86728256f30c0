"""Dates in one line of a résumé."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.dates import spans
from app.text.lowering import lowered

JUNE_2024 = 2024 * 12 + 5


def read(line: str) -> list[tuple[str, str]]:
    found = spans(lowered(line), JUNE_2024)
    return [tuple(f"{month // 12}-{month % 12 + 1:02}" for month in (s.first, s.last)) for s in found]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2016 to 2018, 2020 to 2021", [("2016-07", "2018-06"), ("2020-07", "2021-06")]),
        ("Jan. 2019 until now", [("2019-01", "2024-06")]),
        ("1 May 2019 - 30 June 2019", [("2019-05", "2019-06")]),
        ("11/15/2019 - 01/03/2020", [("2019-11", "2020-01")]),
        ("Winter 2020", [("2020-12", "2021-02")]),
        ("verano de 2021", [("2021-06", "2021-08")]),
        ("2022 onwards", [("2022-07", "2024-06")]),
        ("2022-07-01 - 2023-02-28", [("2022-07", "2023-02")]),
        ("present", []),
        ("May", []),
        ("2021 - 2018", []),
        ("13/2019 - 14/2019", []),
        ("version 3.11.2019.4", []),
        ("ISO 9001 since the audit", []),
    ],
)
def test_spans(line: str, expected: list[tuple[str, str]]) -> None:
    assert read(line) == expected


@given(st.text(alphabet=st.sampled_from("0123456789 -–/.,'JanMaypresentto"), max_size=60))
def test_no_span_is_empty_or_goes_beyond_now(line: str) -> None:
    for span in spans(lowered(line), JUNE_2024):
        assert span.first <= span.last <= JUNE_2024
        assert 0 <= span.start < span.end <= len(line)
