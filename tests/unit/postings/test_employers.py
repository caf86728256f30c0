"""Employers: one name however it is written."""

from __future__ import annotations

import pytest

from app.postings.employers import employer_name


@pytest.mark.parametrize(
    "name",
    [
        "Brightwater Freight LLC",
        "BRIGHTWATER FREIGHT, L.L.C.",
        "The Brightwater-Freight",
        "brightwater  freight",
    ],
)
def test_spellings_meet(name: str) -> None:
    assert employer_name(name) == "brightwater freight"


@pytest.mark.parametrize(
    ("name", "known"),
    [("Café Olé", "cafe ole"), ("SE", "se"), ("St. Aldric's", "st aldrics"), ("!!!", "!!!")],
)
def test_nothing_is_lost_altogether(name: str, known: str) -> None:
    assert employer_name(name) == known


def test_different_employers_stay_apart() -> None:
    assert employer_name("Old Mill Bakery") != employer_name("Old Mill Brewery")
