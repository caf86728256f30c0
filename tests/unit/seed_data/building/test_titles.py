from __future__ import annotations

from pathlib import Path

import pytest

from seed_data.building import titles
from seed_data.building.records import Occupation


def occupation(title: str, code: str = "11-1111.00") -> Occupation:
    return Occupation("onet:" + code, "onet", "", title, "")


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("Secretaries", "Secretary"),
        ("Waitresses", "Waitress"),
        ("Coaches", "Coach"),
        ("Midwives", "Midwife"),
        ("Foremen", "Foreman"),
        ("Nurses", "Nurse"),
        ("Clergy", "Clergy"),
    ],
)
def test_one_worker(word: str, one: str) -> None:
    assert titles.singular(word) == one


@pytest.mark.parametrize(
    ("official", "made"),
    [
        ("Cashiers", ["Cashier"]),
        ("Cooks, Fast Food", ["Fast Food Cooks", "Fast Food Cook"]),
        (
            "Bus Drivers, Transit and Intercity",
            ["Transit Bus Drivers", "Intercity Bus Drivers", "Transit Bus Driver", "Intercity Bus Driver"],
        ),
        ("Dentists, General", ["Dentists", "Dentist"]),
        ("Architects, Except Landscape and Naval", ["Architects", "Architect"]),
        ("Waiters and Waitresses", ["Waiters", "Waitresses", "Waiter", "Waitress"]),
        (
            "Food Scientists and Technologists",
            ["Food Scientists", "Food Technologists", "Food Scientist", "Food Technologist"],
        ),
        ("Computer and Information Systems Managers", ["Computer and Information Systems Manager"]),
        ("First-Line Supervisors of Security Workers", ["First-Line Supervisor of Security Workers"]),
        ("Engineers, All Other", []),
        ("Helpers--Carpenters", []),
        ("Physicians, Pathologists", []),
        ("Infantry", []),
        ("Control and Valve Installers and Repairers, Except Mechanical Door", []),
    ],
)
def test_titles_follow_from_the_official_one(official: str, made: list[str]) -> None:
    assert titles.titles_by_rule(official) == made


def test_a_title_that_two_occupations_would_get_goes_to_neither() -> None:
    both = [occupation("Guards, Ski", "11-0001.00"), occupation("Ski Guards and Pilots", "11-0002.00")]
    assert "Ski Guards" not in {title for _, _, title in titles.derived(both)}


def test_our_title_wins_over_one_made_by_rule(tmp_path: Path) -> None:
    table = tmp_path / "title_aliases.tsv"
    table.write_text("alias\tcode\ttitle\ncleaner\t11-0002.00\tMaids\n")
    known = [occupation("Janitors and Cleaners", "11-0001.00"), occupation("Maids", "11-0002.00")]
    found = titles.table(known, table)
    assert ("onet:11-0002.00", "alias", "cleaner") in found
    assert "Cleaner" not in {title for _, kind, title in found if kind == "derived"}


@pytest.mark.parametrize(
    "line",
    ["boss\t11-0009.00\tMaids", "boss\t11-0002.00\tButlers", "Janitors\t11-0002.00\tMaids"],
)
def test_a_wrong_line_is_refused(tmp_path: Path, line: str) -> None:
    table = tmp_path / "title_aliases.tsv"
    table.write_text(f"alias\tcode\ttitle\n{line}\n")
    known = [occupation("Janitors", "11-0001.00"), occupation("Maids", "11-0002.00")]
    with pytest.raises(ValueError, match=r"title_aliases\.tsv"):
        titles.aliases(table, known)
