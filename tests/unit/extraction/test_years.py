"""Years of experience: which are meant, and which words of the sentence they belong to."""

from __future__ import annotations

from typing import Any

import pytest

from app.extraction.models import Years
from app.extraction.years import names_time, quantities, read_years, time_signs
from tests.unit.extraction.cue_cases import cases, words_with_cues


@pytest.mark.parametrize("case", cases("years"))
def test_years(case: dict[str, Any]) -> None:
    for word, cues, start, end, expected in words_with_cues(case, "years", "requirements"):
        assert cues.years(start, end) == (None if expected is None else Years(*expected)), word


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3 years of experience", (3, None)),
        ("3+ years of experience", (3, None)),
        ("3 - 5 years of experience", (3, 5)),
        ("more than 4 years of experience", (4, None)),
        ("2½ years of experience", (2.5, None)),
        ("2.5 years of experience", (2.5, None)),
        ("9 months of experience", (0.75, None)),
        ("a couple of years of experience", (2, None)),
        ("one year of experience", (1, None)),
        ("0-2 years of experience", (0, 2)),
        ("5yrs experience", (5, None)),
        ("5 years' experience or more", (5, None)),
    ],
)
def test_quantities(text: str, years: tuple[float | None, float | None]) -> None:
    (quantity,) = quantities(text, "requirements")
    assert quantity.years == Years(*years)
    assert quantity.start == 0


def test_offsets_count_from_the_text() -> None:
    (scope,) = read_years("3 years of experience in roofing", "requirements", 100)
    assert (scope.start, scope.end) == (100, 132)


@pytest.mark.parametrize(
    ("segment", "named"),
    [
        ("3 years", True),
        ("18 months", True),
        ("5y+", True),
        ("24 mos", True),
        ("dos años", True),
        ("24 more", False),
        ("a year", True),
        ("teamwork", False),
    ],
)
def test_the_signs_of_the_text_tell_of_a_segment_what_all_signs_tell(segment: str, named: bool) -> None:
    assert names_time(segment) is named
    for around in ("", " and 12 of them", " over many years"):
        assert names_time(segment, time_signs(segment + around)) is named
