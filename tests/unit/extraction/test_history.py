"""Months worked, from the dated entries of a résumé."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.history import WorkHistory, worked_months
from app.text.segments import split
from tests.unit.extraction.cue_cases import FOLDER, text_of

CONTENT = json.loads((FOLDER / "history.json").read_text(encoding="utf-8"))
AS_OF = date.fromisoformat(CONTENT["as_of"])


def history_of(text: str, sections: list[str] | None = None, as_of: date = AS_OF) -> WorkHistory:
    segments = split(text)
    named = sections or ["experience"]
    return worked_months(text, segments, [named[min(s.line, len(named) - 1)] for s in segments], as_of)


@pytest.mark.parametrize("case", CONTENT["cases"], ids=lambda case: text_of(case)[:50])
def test_spells_and_months(case: dict[str, Any]) -> None:
    history = history_of(text_of(case), case.get("sections"))
    assert [[f"{spell.first:%Y-%m}", f"{spell.last:%Y-%m}"] for spell in history.spells] == case["spells"]
    assert history.months == case["months"]


def test_offsets_name_the_dates() -> None:
    text = "Cook\nSept. 2019 – Dec. 2020"
    (spell,) = history_of(text).spells
    assert text[spell.start : spell.end] == "Sept. 2019 – Dec. 2020"


def test_present_is_the_month_asked_for() -> None:
    assert history_of("Cook, Jan 2019 - Present", as_of=date(2019, 12, 31)).months == 12
    assert history_of("Cook, Jan 2019 - Present", as_of=date(2018, 12, 31)).months == 0


months = st.tuples(st.integers(2000, 2023), st.integers(1, 12))


@given(st.lists(st.tuples(months, months), max_size=8))
def test_a_month_counts_once(spans: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    spans = [(min(pair), max(pair)) for pair in spans]
    text = "\n".join(f"Work {a:02}/{y} - {b:02}/{z}" for (y, a), (z, b) in spans)
    worked = {m for (y, a), (z, b) in spans for m in range(y * 12 + a, z * 12 + b + 1)}
    assert history_of(text).months == len(worked)


@pytest.mark.parametrize(
    "piece", ["2018-2021 ", "2018 - ", "Jan 2019 - ", "12/", "1", "Sept. 2019 to ", "since "]
)
def test_a_hundred_thousand_characters_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    history_of(text)
    assert time.process_time() - started < 1.5
