from __future__ import annotations

import gzip
import sqlite3

import pytest

from seed_data.building import wages

VALUES = {
    "01": "100",
    "08": "20.00",
    "11": "30000",
    "12": "35000",
    "13": "41600",
    "14": "50000",
    "15": "60000",
    "04": "43000",
}


AREAS = [
    ("0000000", "N", "00", "National"),
    ("4800000", "S", "48", "Texas"),
    ("0026420", "M", "48", "Houston-Pasadena-The Woodlands, TX"),
    ("4800001", "M", "48", "West Texas nonmetropolitan area"),
]


def database(*cells: tuple[str, dict[str, str], dict[str, str]]) -> bytes:
    codes = [f"{number:02d}" for number in range(1, 18)]
    columns = [f"{letter}{code}" for letter in "vf" for code in codes]
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE cell (key TEXT PRIMARY KEY, {', '.join(columns)})")
    for series, values, footnotes in cells:
        row = [values.get(code) for code in codes] + [footnotes.get(code) for code in codes]
        connection.execute(f"INSERT INTO cell VALUES ({','.join('?' * 35)})", (series, *row))
    connection.execute("CREATE TABLE area (area_code, areatype_code, state_code, area_name)")
    connection.executemany("INSERT INTO area VALUES (?, ?, ?, ?)", AREAS)
    connection.commit()
    return gzip.compress(connection.serialize(), mtime=0)


def test_the_country_and_the_states_over_all_industries_are_taken() -> None:
    packed = database(
        ("OEUN0000000000000151252", VALUES, {}),
        ("OEUS4800000000000151252", VALUES, {}),
        ("OEUN0000000" + "51----" + "151252", VALUES, {}),
        ("OEUM0010180000000151252", VALUES, {}),
    )
    figures = ("100", "20.00", "30000", "35000", "41600", "50000", "60000", "43000", "")
    assert wages.table(packed) == [
        ("15-1252", "national", "US", "2025", *figures),
        ("15-1252", "state", "US-TX", "2025", *figures),
    ]


def test_metropolitan_areas_with_figures_are_taken_for_the_codes_asked_for() -> None:
    withheld = dict.fromkeys(VALUES, "-"), dict.fromkeys(VALUES, "8")
    packed = database(
        ("OEUM0026420000000151252", VALUES, {}),
        ("OEUM0026420000000111011", VALUES, {}),
        ("OEUM0026420000000291141", *withheld),
        ("OEUM4800001000000151252", VALUES, {}),
        ("OEUN0000000000000151252", VALUES, {}),
    )
    (row,) = wages.metropolitan_table(packed, {"15-1252", "29-1141"})
    assert row[:4] == ("15-1252", "metropolitan", "US-TX-26420", "2025")
    assert wages.area_table(packed) == [
        ("US", "United States"),
        ("US-TX", "Texas"),
        ("US-TX-26420", "Houston-Pasadena-The Woodlands, TX"),
    ]


@pytest.mark.parametrize(
    ("missing", "footnote", "note"),
    [
        (["15"], "5", "top_coded"),
        (["01"], "8", "suppressed"),
        (["08"], "4", "annual_only"),
        (["04", "13"], "4", "hourly_only"),
    ],
)
def test_a_missing_value_says_why(missing: list[str], footnote: str, note: str) -> None:
    values = {**VALUES, **dict.fromkeys(missing, "-")}
    packed = database(("OEUN0000000000000151252", values, dict.fromkeys(missing, footnote)))
    (row,) = wages.table(packed)
    assert row[-1] == note
    assert row.count("") == len(missing)


def test_an_unknown_reason_is_not_passed_over() -> None:
    packed = database(("OEUN0000000000000151252", {**VALUES, "13": "-"}, {"13": "9"}))
    with pytest.raises(ValueError, match="footnote '9'"):
        wages.table(packed)
