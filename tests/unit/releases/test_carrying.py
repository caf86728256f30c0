from __future__ import annotations

import pytest

from app.releases.carrying import OwnRows, carry
from app.releases.rows import (
    OccupationNeedRow,
    OccupationRow,
    OccupationTitleRow,
    ReleaseRows,
    SkillRow,
)
from app.vocabulary.terms import SkillLink, SkillName

SKILLS = {"x:1": "operate forklift", "x:2": "first aid", "x:3": "lift things", "x:4": "weld"}


def release(*names: tuple[str, str], links: tuple[SkillLink, ...] = ()) -> ReleaseRows:
    return ReleaseRows(
        "x",
        "2",
        skills=[
            *(SkillRow(id_, "skill", "u", label) for id_, label in SKILLS.items()),
            SkillRow("x:G", "skill", "u", "handling", is_group=True),
        ],
        names=[SkillName(id_, "en", "alternative", name) for id_, name in names],
        links=list(links),
        occupations=[OccupationRow("x:o", "u", "Forklift Drivers"), OccupationRow("x:p", "u", "Welders")],
        titles=[OccupationTitleRow("x:o", "en", "alternative", "Truck driver")],
        needs=[OccupationNeedRow("x:p", "x:4", "essential")],
    )


def own(**rows: object) -> OwnRows:
    everything = {"skills": frozenset({*SKILLS, "x:gone"}), "occupations": frozenset({"x:o", "x:p"})}
    return OwnRows(**{**everything, **rows})  # type: ignore[arg-type]


def derived(id_: str, name: str) -> SkillName:
    return SkillName(id_, "en", "derived", name)


def test_names_of_skills_that_are_still_there_come_along() -> None:
    known = own(names=[derived("x:1", "drive a lift truck"), derived("x:gone", "old name")])
    assert carry(release(), [known]).names == [derived("x:1", "drive a lift truck")]


@pytest.mark.parametrize(
    "official",
    [
        ("x:1", "Drive a lift truck"),  # the release gives it to the same skill now
        ("x:2", "drive a lift truck"),  # or to another
    ],
)
def test_a_name_that_the_release_gives_itself_is_not_ours_any_more(official: tuple[str, str]) -> None:
    known = own(names=[derived("x:1", "drive a lift truck")])
    assert carry(release(official), [known]).names == []


def test_a_name_that_is_the_label_of_a_skill_is_not_given_to_another() -> None:
    assert carry(release(), [own(names=[derived("x:1", "Weld")])]).names == []


def test_a_name_that_we_took_away_stays_with_the_better_skill() -> None:
    known = own(names=[derived("x:1", "lifting")], ambiguous=[("x:3", "lifting", "claimed_by_alias")])
    carried = carry(release(("x:3", "lifting")), [known])
    assert carried.names == [derived("x:1", "lifting")]
    assert carried.ambiguous == [("x:3", "lifting", "claimed_by_alias")]


def test_misleading_names_come_along_where_the_name_is_still_there() -> None:
    known = own(ambiguous=[("x:4", "weld", "everyday_word"), ("x:2", "aid", "everyday_word")])
    assert carry(release(), [known]).ambiguous == [("x:4", "weld", "everyday_word")]


def test_a_name_that_is_the_label_of_another_misleads_in_any_release() -> None:
    carried = carry(release(("x:3", "Weld"), ("x:3", "hoist")), [])
    assert carried.ambiguous == [("x:3", "Weld", "label_of_another")]


def test_links_come_along_between_skills_that_are_still_there() -> None:
    kept = [
        SkillLink("x:1", "related", "x:2", "checked"),
        SkillLink("x:1", "exact_match", "y:9", "checked"),
    ]
    gone = [
        SkillLink("x:1", "related", "x:gone", "checked"),
        SkillLink("x:gone", "related", "x:1", "checked"),
    ]
    assert carry(release(), [own(links=kept + gone)]).links == kept


def test_a_broader_skill_that_we_derived_gives_way_to_an_official_one() -> None:
    ours = SkillLink("x:1", "broader", "x:3", "derived")
    by_hand = SkillLink("x:1", "broader", "x:3", "parlance")
    official = SkillLink("x:1", "broader", "x:4", "official")
    to_group = SkillLink("x:1", "broader", "x:G", "official")
    assert carry(release(links=(official,)), [own(links=[ours])]).links == []
    assert carry(release(links=(official,)), [own(links=[by_hand])]).links == [by_hand]
    assert carry(release(links=(to_group,)), [own(links=[ours])]).links == [ours]


def test_our_links_close_no_circle() -> None:
    ours = [SkillLink("x:3", "broader", "x:1", "parlance"), SkillLink("x:2", "broader", "x:1", "parlance")]
    official = SkillLink("x:1", "broader", "x:3", "official")
    assert carry(release(links=(official,)), [own(links=ours)]).links == ours[1:]


def test_our_titles_come_along_unless_the_release_has_them() -> None:
    titles = [
        OccupationTitleRow("x:o", "en", "alias", "forklift jockey"),
        OccupationTitleRow("x:o", "en", "derived", "truck driver"),
        OccupationTitleRow("x:gone", "en", "alias", "nobody"),
    ]
    assert carry(release(), [own(titles=titles)]).titles == titles[:1]


def test_derived_needs_come_along_where_the_release_says_nothing_of_its_own() -> None:
    needs = [
        OccupationNeedRow("x:o", "y:1", "derived", 0.5),
        OccupationNeedRow("x:p", "y:1", "derived", 0.5),  # the release says what these need
        OccupationNeedRow("x:o", "x:gone", "derived", 0.5),
    ]
    assert carry(release(), [own(needs=needs)]).needs == needs[:1]


def test_the_first_release_that_has_a_skill_speaks_for_it() -> None:
    first = OwnRows(skills=frozenset({"x:1"}), names=[derived("x:1", "new name")])
    second = own(names=[derived("x:1", "old name"), derived("x:2", "bandaging")])
    carried = carry(release(), [first, second])
    assert [name.name for name in carried.names] == ["new name", "bandaging"]


def test_says_how_many() -> None:
    assert carry(release(), [own(names=[derived("x:1", "a")])]).counts()["skill_names"] == 1
