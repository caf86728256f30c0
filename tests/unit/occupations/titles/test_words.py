from __future__ import annotations

import pytest

from app.occupations.titles.abbreviations import ABBREVIATIONS, PHRASES
from app.occupations.titles.words import MOST_READINGS, is_residual, read, readings

READ = [
    ("Wrhse Assoc", "warehouse associate", "associate"),
    ("R.N.", "registered nurse", "nurse"),
    ("Maint. Techs", "maintenance technician", "technician"),
    ("Admin Asst", "administrative assistant", "assistant"),
    ("Managers of Sales", "manager sales", "manager"),
    ("C++ Developer", "c++ developer", "developer"),
    (".NET dev", ".net developer", "developer"),
    ("Labour organisers", "labor organizer", "organizer"),
    ("House Keeper", "housekeeper", "housekeeper"),
    ("Teacher's aide", "teacher aide", "aide"),
]

LISTED = [
    ("Advertising and Promotions Managers", "manager", ["promotion manager"]),
    ("Tellers and Cashiers", "cashier", ["teller", "cashier"]),
    ("Teachers, Except Special Education", "teacher", []),
    ("CEO (Chief Executive Officer)", "officer", ["chief executive officer"]),
    ("Electrical and Electronics Engineers", "engineer", ["electrical engineer", "electronics engineer"]),
]


@pytest.mark.parametrize(("title", "words", "head"), READ)
def test_a_title_in_full_words(title: str, words: str, head: str) -> None:
    reading = read(title)
    assert reading is not None
    assert (reading.text, reading.head) == (words, head)


@pytest.mark.parametrize(("title", "head", "parts"), LISTED)
def test_a_title_that_lists_several_is_read_as_each_of_them(title: str, head: str, parts: list[str]) -> None:
    found = readings(title)
    assert found[0].head == head
    assert set(parts) <= {reading.text for reading in found}
    assert len(found) <= MOST_READINGS


@pytest.mark.parametrize("title", ["", "  ", "...", "of the", "()", "(&)"])
def test_nothing_to_read_gives_no_reading(title: str) -> None:
    assert readings(title) == []


def test_the_order_of_words_does_not_change_the_key() -> None:
    one, other = readings("Nurse, Registered")[0], readings("Registered Nurse")[0]
    assert one.key == other.key


def test_what_is_left_over_is_no_plain_name() -> None:
    assert is_residual("Cooks, All Other")
    assert not is_residual("Cooks, Restaurant")


def test_several_hundred_abbreviations_each_in_words_that_stay() -> None:
    """What an abbreviation stands for holds no abbreviation, or names that write it out would not meet it."""
    assert len(ABBREVIATIONS) > 500
    for full in {*ABBREVIATIONS.values(), *PHRASES.values()}:
        assert not set(full.split()) & set(ABBREVIATIONS), full
