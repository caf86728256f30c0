from __future__ import annotations

from pathlib import Path

import pytest

from app.occupations.catalogue import Catalogue
from app.occupations.profile import (
    NationalProfile,
    NationalSkill,
    ReleaseFacts,
    Subject,
    national_profile,
    on_scale,
)
from tests.unit.occupations.small_catalogue import COOK, COOKS, DRIVERS, FORKLIFT, POET, SHORT_ORDER, built

ESCO, ONET = ReleaseFacts("esco", "1.1.0"), ReleaseFacts("onet", "29.0", missing=("Abilities.txt",))
RELEASES = {"esco": ESCO, "onet": ONET, "esco-onet": ReleaseFacts("esco-onet", "1.0")}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return built(tmp_path_factory.mktemp("profile") / "built")


def profile(catalogue: Catalogue, id_: str) -> NationalProfile:
    subject = Subject(
        id_,
        catalogue.code(id_),
        catalogue.job_zone(id_),
        RELEASES[catalogue.framework(id_)],
        catalogue.own_needs(id_),
        catalogue.matches(id_),
    )
    return national_profile(subject, catalogue, RELEASES)


def by_id(found: NationalProfile) -> dict[str, NationalSkill]:
    assert len({skill.skill_id for skill in found.skills}) == len(found.skills)
    return {skill.skill_id: skill for skill in found.skills}


def test_ratings_technologies_and_the_skills_of_the_nearest_match_are_joined(catalogue: Catalogue) -> None:
    found = profile(catalogue, COOKS)
    skills = by_id(found)
    assert set(skills) == {
        *("onet:listening", "onet:dexterity", "onet:tech.excel", "onet:tech.menus"),
        *("esco:knives", "esco:stock", "esco:menus"),
    }
    knives = skills["esco:knives"]
    assert (knives.relation, knives.importance, knives.source, knives.via) == (
        "essential",
        1.0,
        'esco 1.1.0 via close_match "cook"',
        (COOK,),
    )
    assert skills["esco:menus"].importance == 0.5
    dexterity = skills["onet:dexterity"]
    assert (dexterity.importance, dexterity.level, dexterity.suppressed, dexterity.scales) == (
        0.9,
        0.7,
        True,
        True,
    )
    assert dexterity.source == "onet 29.0"
    excel, menus = skills["onet:tech.excel"], skills["onet:tech.menus"]
    assert (excel.hot, excel.in_demand, excel.importance) == (True, False, 0.5)
    assert (menus.hot, menus.in_demand, menus.importance) == (False, True, 0.75)
    assert found.used == {COOK}
    assert found.releases == (("onet", "29.0"), ("esco", "1.1.0"), ("esco-onet", "1.0"))


def test_the_most_important_come_first(catalogue: Catalogue) -> None:
    importances = [skill.importance or 0.0 for skill in profile(catalogue, COOKS).skills]
    assert importances == sorted(importances, reverse=True)


def test_official_skills_replace_derived_ones_and_only_then(catalogue: Catalogue, tmp_path: Path) -> None:
    assert "esco:guessed" not in by_id(profile(catalogue, COOKS))
    alone = profile(built(tmp_path / "alone", matches=[]), COOKS)
    guessed = by_id(alone)["esco:guessed"]
    assert (guessed.relation, guessed.source) == ("derived", "parlance, from the tasks in onet 29.0")
    assert alone.releases == (("onet", "29.0"),)
    assert not alone.used


def test_the_reverse_takes_the_mean_of_what_is_rated(catalogue: Catalogue) -> None:
    found = profile(catalogue, COOK)
    skills = by_id(found)
    listening = skills["onet:listening"]
    assert (listening.importance, listening.level, listening.via) == (0.6, 0.5, (COOKS, SHORT_ORDER))
    assert listening.source == 'onet 29.0 via close_match "Cooks, Restaurant", "Cooks, Short Order"'
    # One of the two figures can be relied on, so the mean is not suppressed.
    assert skills["onet:dexterity"].suppressed is False
    # One of two occupations lists it; the other counts 0.
    menus = skills["onet:tech.menus"]
    assert (menus.importance, menus.hot, menus.in_demand, menus.via) == (0.375, False, True, (COOKS,))
    assert skills["esco:knives"].source == "esco 1.1.0"
    assert "esco:guessed" not in skills
    assert found.lacks == ("Abilities.txt",)


def test_wages_and_job_zone_come_through_the_crosswalk_too(catalogue: Catalogue) -> None:
    driver, cook, poet = (profile(catalogue, id_) for id_ in (FORKLIFT, COOK, POET))
    assert driver.soc_codes == ("53-7051",)
    assert driver.through == 'onet 29.0 via exact_match "Truck Operators"'
    assert driver.job_zone is not None
    assert (driver.job_zone.zone, driver.job_zone.source) == (2, driver.through)
    assert cook.soc_codes == ("35-2014", "35-2015")
    assert (poet.soc_codes, poet.job_zone, poet.through) == ((), None, None)
    own = profile(catalogue, DRIVERS)
    assert (own.soc_codes, own.through) == (("53-7051",), None)


@pytest.mark.parametrize(
    ("part", "scale", "value"), [(0.0, (1.0, 5.0), 1.0), (0.735, (1.0, 5.0), 3.94), (0.5, (0.0, 7.0), 3.5)]
)
def test_a_part_of_a_scale_is_the_value_that_was_published(
    part: float, scale: tuple[float, float], value: float
) -> None:
    assert on_scale(part, scale) == {"value": value, "minimum": scale[0], "maximum": scale[1]}
    assert on_scale(None, scale) is None
