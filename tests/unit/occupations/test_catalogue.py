from __future__ import annotations

from pathlib import Path

import pytest

from app.occupations.building import IMPORTANT, MOST_RATED, build_catalogue
from app.occupations.catalogue import Catalogue, Need
from app.occupations.terms import NeedRow, OccupationRows, OccupationTerm, TitleRow

TITLES = {
    "onet:29-1141.00": "Registered Nurses",
    "onet:29-1141.01": "Acute Care Nurses",
    "onet:35-2014.00": "Cooks, Restaurant",
    "onet:53-7051.00": "Industrial Truck and Tractor Operators",
    "onet:53-7062.00": "Laborers and Material Movers",
    "onet:55-1011.00": "Air Crew Officers",
    "onet:55-1012.00": "Aircraft Launch Officers",
    "onet:55-3011.00": "Air Crew Members",
}
OTHERS = [
    ("onet:29-1141.00", "RN"),
    ("onet:35-2014.00", "Cook"),
    ("onet:53-7051.00", "Forklift Driver"),
    ("onet:53-7062.00", "Forklift Driver"),
    ("onet:53-7062.00", "Driver"),
]
# listening, dexterity, cooking, driving
RATINGS = {
    "onet:29-1141.00": (0.9, 0.6, 0.1, 0.1),
    "onet:35-2014.00": (0.3, 0.8, 1.0, 0.0),
    "onet:53-7051.00": (0.2, 0.7, 0.0, 1.0),
    "onet:53-7062.00": (0.1, 0.8, 0.0, 0.7),
}
ELEMENTS = ("onet:listening", "onet:dexterity", "onet:cooking", "onet:driving")
DERIVED = [
    NeedRow("onet:53-7051.00", "esco:forklift", "derived", 0.95),
    NeedRow("onet:53-7051.00", "esco:pallets", "optional", None),
    NeedRow("onet:55-1011.00", "esco:navigation", "essential", None),
]


def rows() -> OccupationRows:
    occupations = [
        OccupationTerm(id_, "onet", f"https://example.org/{id_}", title) for id_, title in TITLES.items()
    ]
    rated = [
        NeedRow(occupation, element, "rated", value)
        for occupation, values in RATINGS.items()
        for element, value in zip(ELEMENTS, values, strict=True)
    ]
    return OccupationRows((), occupations, [TitleRow(*row) for row in OTHERS], rated + DERIVED)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("catalogue") / "built"
    build_catalogue(rows(), folder)
    return Catalogue(folder)


def test_knows_its_occupations(catalogue: Catalogue) -> None:
    assert len(catalogue) == len(TITLES)
    assert "onet:29-1141.00" in catalogue
    assert "onet:99-9999.00" not in catalogue
    assert catalogue.occupation_json("onet:29-1141.00") == {
        "id": "onet:29-1141.00",
        "uri": "https://example.org/onet:29-1141.00",
        "label": "Registered Nurses",
        "framework": "onet",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Registered nurse wanted", [("onet:29-1141.00", "Registered nurse")]),
        ("We need an RN.", [("onet:29-1141.00", "RN")]),
        ("COOKS", [("onet:35-2014.00", "COOKS")]),
        ("Cooking for a family of six", []),
        ("Line cook, then forklift driver", [
            ("onet:35-2014.00", "cook"),
            ("onet:53-7051.00", "forklift driver"),
            ("onet:53-7062.00", "forklift driver"),
        ]),
        ("Bus driver", [("onet:53-7062.00", "driver")]),
        ("Industrial truck & tractor operator", [("onet:53-7051.00", "Industrial truck & tractor operator")]),
        ("", []),
        ("😀 an R N 😀", []),
        ("😀 RN", [("onet:29-1141.00", "RN")]),
    ],
)  # fmt: skip
def test_finds_the_longest_titles_from_left_to_right(
    catalogue: Catalogue, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(hit.occupation_id, text[hit.start : hit.end]) for hit in catalogue.find_titles(text)] == expected


def test_occupation_whose_own_title_it_is_comes_first(tmp_path: Path) -> None:
    occupations = [
        OccupationTerm(id_, "onet", "", title)
        for id_, title in [("onet:1", "Cooks, Other"), ("onet:2", "Cook")]
    ]
    build_catalogue(OccupationRows((), occupations, [TitleRow("onet:1", "Cook")], []), tmp_path / "built")
    assert [hit.occupation_id for hit in Catalogue(tmp_path / "built").find_titles("cook")] == [
        "onet:2",
        "onet:1",
    ]


def test_closer_work_is_closer(catalogue: Catalogue) -> None:
    trucks, movers, nurses, cooks = "onet:53-7051.00", "onet:53-7062.00", "onet:29-1141.00", "onet:35-2014.00"
    assert catalogue.closeness(trucks, trucks) == 1.0
    assert catalogue.closeness(trucks, movers) > catalogue.closeness(trucks, cooks)
    assert catalogue.closeness(trucks, movers) > catalogue.closeness(trucks, nurses)
    for one in TITLES:
        for other in TITLES:
            assert 0.0 <= catalogue.closeness(one, other) <= 1.0
            assert catalogue.closeness(one, other) == catalogue.closeness(other, one)


def test_unrated_occupation_stands_with_its_relatives(catalogue: Catalogue) -> None:
    assert catalogue.closeness("onet:29-1141.01", "onet:29-1141.00") == pytest.approx(1.0, abs=0.001)
    assert catalogue.closeness("onet:29-1141.01", "onet:53-7051.00") == catalogue.closeness(
        "onet:29-1141.00", "onet:53-7051.00"
    )


def test_without_any_rated_relative_the_code_speaks(catalogue: Catalogue) -> None:
    officer = "onet:55-1011.00"
    assert (
        catalogue.closeness(officer, "onet:55-1012.00") > catalogue.closeness(officer, "onet:55-3011.00") > 0
    )
    assert catalogue.closeness(officer, "onet:29-1141.00") == 0.0
    assert catalogue.closeness(officer, "onet:99-9999.00") == 0.0


def test_profile_has_what_sets_the_occupation_apart(catalogue: Catalogue) -> None:
    # Dexterity is 0.7 here, but that is below what these occupations ask on average.
    assert catalogue.profile_skills("onet:53-7051.00") == [
        Need("onet:driving", 1.0, "rated"),
        Need("esco:forklift", 0.95, "derived"),
        Need("esco:pallets", 0.5, "optional"),
    ]
    assert catalogue.profile_skills("onet:55-1011.00") == [Need("esco:navigation", 1.0, "essential")]
    assert catalogue.profile_skills("onet:55-1012.00") == []
    with pytest.raises(KeyError):
        catalogue.profile_skills("onet:99-9999.00")


def test_profile_is_bounded(tmp_path: Path) -> None:
    occupations = [OccupationTerm("onet:1", "onet", "", "One"), OccupationTerm("onet:2", "onet", "", "Two")]
    needs = [NeedRow("onet:1", f"onet:{n:03}", "rated", IMPORTANT + n / 1000) for n in range(100)]
    needs += [NeedRow("onet:2", f"onet:{n:03}", "rated", 0.0) for n in range(100)]
    build_catalogue(OccupationRows((), occupations, [], needs), tmp_path / "built")
    profile = Catalogue(tmp_path / "built").profile_skills("onet:1")
    assert [need.skill_id for need in profile] == [f"onet:{n:03}" for n in range(99, 99 - MOST_RATED, -1)]


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build_catalogue(rows(), tmp_path / name)
    written = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "ratings.npy" in written
    for name in written:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_no_occupations_at_all(tmp_path: Path) -> None:
    build_catalogue(OccupationRows((), [], [], []), tmp_path / "built")
    empty = Catalogue(tmp_path / "built")
    assert len(empty) == 0
    assert empty.find_titles("Cook") == []
    assert empty.closeness("onet:1", "onet:2") == 0.0
