from __future__ import annotations

from typing import Any

import pytest

from app.occupations.store import Wage
from app.occupations.wages import REGION, answer_wages, area_names, areas_of, no_wages, soc_code


def wage(area: str, year: int = 2025, note: str = "", **figures: float | None) -> Wage:
    values: dict[str, Any] = dict.fromkeys(
        (
            *("employment", "hourly_median", "annual_p10", "annual_p25", "annual_median"),
            *("annual_p75", "annual_p90", "annual_mean"),
        )
    )
    return Wage("15-1252", "state", area, year, **{**values, **figures}, note=note)


NATION, TEXAS = wage("US", annual_median=100.0), wage("US-TX", annual_median=90.0)
HOUSTON = wage("US-TX-26420", annual_median=95.0)


@pytest.mark.parametrize(
    ("region", "areas"),
    [
        ("US", ["US"]),
        ("US-TX", ["US", "US-TX"]),
        ("US-TX-26420", ["US", "US-TX", "US-TX-26420"]),
        ("DE-BY", []),
    ],
)
def test_a_region_lies_in_wider_ones(region: str, areas: list[str]) -> None:
    assert areas_of(region) == areas


@pytest.mark.parametrize(
    ("region", "published", "answered", "shown"),
    [
        (None, [NATION], "US", ["US"]),
        ("US-TX", [TEXAS, NATION], "US-TX", ["US", "US-TX"]),
        ("US-TX-26420", [HOUSTON, NATION, TEXAS], "US-TX-26420", ["US", "US-TX", "US-TX-26420"]),
        ("US-TX-99999", [NATION, TEXAS], "US-TX", ["US", "US-TX"]),
        ("US-ZZ", [NATION], "US", ["US"]),
        ("US-TX", [], None, []),
        ("FR", [], None, []),
    ],
)
def test_the_closest_area_with_figures_answers_and_says_so(
    region: str | None, published: list[Wage], answered: str | None, shown: list[str]
) -> None:
    found = answer_wages(region, published)
    assert (found.asked, found.answered) == (region or "US", answered)
    assert [item["area"] for item in found.items] == shown
    assert (found.note is None) == (found.asked == answered)


def test_the_fallback_is_named() -> None:
    note = answer_wages("US-WY", [NATION]).note
    assert note == "No wages are published for US-WY; the closest area with figures is US."


def test_an_area_whose_figures_are_withheld_does_not_answer_but_is_shown() -> None:
    found = answer_wages("US-TX", [NATION, wage("US-TX", note="suppressed")])
    assert found.answered == "US"
    assert "not published, to protect" in found.items[1]["note"]


def test_the_newest_year_counts() -> None:
    (item,) = answer_wages("US", [wage("US", 2024, annual_median=1.0), NATION]).items
    assert (item["year"], item["annual_median"]) == (2025, 100.0)


def test_notes_are_in_plain_words_and_name_the_wider_group() -> None:
    (item,) = answer_wages("US", [wage("US", note="top_coded,group:15-1250", annual_p10=1.0)]).items
    assert item["published_for"] == "15-1250"
    assert "above the highest" in item["note"]
    assert "wider group 15-1250" in item["note"]


def test_wages_of_a_matched_occupation_say_whose_they_are() -> None:
    found = answer_wages(None, [NATION]).through('onet 29.0 via exact_match "Cooks"').json()
    assert found["via"] == 'onet 29.0 via exact_match "Cooks"'
    assert no_wages("US-TX", "Why.").json()["items"] == []


@pytest.mark.parametrize("text", ["US", "US-TX", "US-TX-26420", "DE-BY", "US-TX-AUSTIN"])
def test_regions_that_can_be_asked(text: str) -> None:
    assert REGION.fullmatch(text)


@pytest.mark.parametrize("text", ["", "TX-", "TEXAS", "U", "us", "US TX", "US-TX/1"])
def test_what_is_no_region(text: str) -> None:
    assert not REGION.fullmatch(text)


def test_codes_and_names() -> None:
    assert soc_code("15-1252.00") == "15-1252"
    assert area_names()["US-TX"] == "Texas"
    assert area_names()["US-TX-26420"].startswith("Houston")
