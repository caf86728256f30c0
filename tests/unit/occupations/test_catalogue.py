from __future__ import annotations

from pathlib import Path

import pytest

from app.occupations.building import IMPORTANT, MOST_RATED, MOST_TAKEN, build_catalogue
from app.occupations.catalogue import Catalogue, CatalogueMatch, Need, OwnNeed
from app.occupations.terms import MatchRow, NeedRow, OccupationRows, OccupationTerm, TitleRow
from tests.unit.occupations import small_catalogue as small

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


# ---- two frameworks and a crosswalk


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small.built(tmp_path_factory.mktemp("both") / "built")


def test_hidden_titles_are_not_looked_for_in_texts(both: Catalogue) -> None:
    assert [hit.occupation_id for hit in both.find_titles("line cook")] == [small.COOK]
    assert both.find_titles("kitchen porter") == []


def test_codes_zones_and_frameworks(both: Catalogue) -> None:
    assert both.frameworks == ["esco", "onet"]
    assert (both.framework(small.COOK), both.code(small.COOK), both.job_zone(small.COOK)) == (
        "esco",
        "5120.1",
        None,
    )
    assert both.job_zone(small.COOKS) == 2
    assert both.listed("esco") == [small.COOK, small.FORKLIFT, small.GRILL, small.POET]
    assert len(both.listed()) == len(both)


def test_own_needs_keep_their_figures(both: Catalogue) -> None:
    needs = {need.skill_id: need for need in both.own_needs(small.COOKS)}
    assert needs["onet:dexterity"] == OwnNeed("onet:dexterity", "rated", 0.9, 0.7, True, False, False)
    assert needs["onet:tech.menus"] == OwnNeed(
        "onet:tech.menus", "technology", None, None, False, False, True
    )
    assert needs["esco:guessed"].relation == "derived"
    assert both.own_needs(small.OFFICERS) == []


def test_matches_go_both_ways_and_leave_out_groups(both: Catalogue) -> None:
    assert both.matches(small.COOKS) == [
        CatalogueMatch(small.COOK, "cook", "close_match", ("esco-onet", "1.0")),
        CatalogueMatch(small.GRILL, "grill cook", "broad_match", ("esco-onet", "1.0")),
    ]
    assert [match.id for match in both.matches(small.COOK)] == [small.COOKS, small.SHORT_ORDER]
    assert [match.id for match in both.matches(small.DRIVERS)] == [small.FORKLIFT]
    assert both.matches(small.POET) == []


def test_needs_for_matching_are_joined_through_the_crosswalk(both: Catalogue) -> None:
    cooks = {need.skill_id: need for need in both.profile_skills(small.COOKS)}
    assert cooks["esco:knives"] == Need("esco:knives", 1.0, "essential")
    assert "esco:guessed" not in cooks
    cook = {need.skill_id for need in both.profile_skills(small.COOK)}
    assert {"esco:knives", "onet:dexterity", "onet:tech.menus"} <= cook


def test_closeness_across_frameworks(both: Catalogue) -> None:
    assert both.closeness(small.COOK, small.COOKS) > both.closeness(small.COOK, small.DRIVERS)
    assert both.closeness(small.COOK, small.GRILL) > both.closeness(small.COOK, small.FORKLIFT)
    assert both.closeness(small.FORKLIFT, small.DRIVERS) == 1.0
    assert both.closeness(small.POET, small.COOK) == 0.0
    assert both.closeness(small.POET, small.OFFICERS) == 0.0


def test_one_pair_is_as_close_as_all_at_once_say(both: Catalogue) -> None:
    for one in both.listed():
        for framework in both.frameworks:
            for other, closeness in both.nearest(one, framework, 10):
                assert both.closeness(one, other) == both.closeness(other, one) == closeness
    nearest = [id_ for id_, _ in both.nearest(small.COOK, "esco", 10)]
    assert nearest[0] == small.GRILL
    assert small.COOK not in nearest
    assert both.nearest(small.COOK, "nowhere", 10) == []


def test_without_a_crosswalk_shared_skills_speak(tmp_path: Path) -> None:
    alone = small.built(tmp_path / "alone", matches=[])
    assert alone.closeness(small.COOK, small.GRILL) > 0.3
    assert alone.closeness(small.COOK, small.FORKLIFT) > alone.closeness(small.COOK, small.POET) == 0.0
    assert alone.closeness(small.COOK, small.COOKS) == 0.0


def test_what_broad_matches_bring_is_bounded(tmp_path: Path) -> None:
    occupations = [OccupationTerm("onet:1", "onet", "", "One")]
    occupations += [OccupationTerm(f"esco:{n:02}", "esco", "", f"case {n}") for n in range(20)]
    needs = [
        NeedRow(f"esco:{n:02}", f"esco:s{n}-{m}", "essential", None) for n in range(20) for m in range(20)
    ]
    needs += [NeedRow(f"esco:{n:02}", "esco:shared", "essential", None) for n in range(20)]
    needs.sort(key=lambda need: (need.occupation_id, need.skill_id))
    matches = [MatchRow("onet:1", "broad_match", f"esco:{n:02}") for n in range(20)]
    ordered = sorted(occupations, key=lambda term: (term.framework, term.id))
    build_catalogue(OccupationRows((), ordered, [], needs, matches), tmp_path / "built")
    profile = Catalogue(tmp_path / "built").profile_skills("onet:1")
    assert len(profile) == MOST_TAKEN
    assert profile[0] == Need("esco:shared", 1.0, "essential")
