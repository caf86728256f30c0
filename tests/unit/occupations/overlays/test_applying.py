from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.occupations.overlays.applying import apply_overlays
from app.occupations.overlays.terms import (
    Change,
    ChangeAction,
    ChosenOverlay,
    OverlayScope,
    ProfileSkill,
    Revision,
)

PROFILE = [
    ProfileSkill("a", "rated", 0.9, 0.6, "onet 30.2"),
    ProfileSkill("b", "essential", 1.0, None, "esco 1.2.0"),
    ProfileSkill("c", "rated", 0.5, None, "onet 30.2", suppressed=True),
]


def change(action: ChangeAction, skill_id: str, **weights: Any) -> Change:
    return Change(action, skill_id, "because", **weights)


def overlay(*changes: Change, region: str | None = "US-TX", sector: str | None = None) -> ChosenOverlay:
    revision = Revision(1, "certified", changes, ("M",), datetime.now(UTC), {})
    return ChosenOverlay(OverlayScope(region, sector), "Texas", revision)


def test_a_skill_is_added_at_the_end_with_its_weight() -> None:
    skills, (done,) = apply_overlays(
        PROFILE, [overlay(change("add", "x", importance=0.7, level=0.2, relation="essential"))]
    )
    assert skills[:3] == PROFILE
    assert skills[3] == ProfileSkill("x", "essential", 0.7, 0.2, "overlay", overlay="US-TX")
    assert (done.added, done.removed, done.reweighted, done.without_effect) == (("x",), (), (), ())


def test_a_skill_is_removed_wherever_it_stands() -> None:
    twice = [*PROFILE, ProfileSkill("a", "technology", 0.5, None, "onet 30.2")]
    skills, (done,) = apply_overlays(twice, [overlay(change("remove", "a"))])
    assert [skill.skill_id for skill in skills] == ["b", "c"]
    assert done.removed == ("a",)


def test_a_new_weight_leaves_what_it_does_not_name() -> None:
    skills, _ = apply_overlays(PROFILE, [overlay(change("reweight", "a", importance=0.2))])
    assert skills[0] == ProfileSkill("a", "rated", 0.2, 0.6, "onet 30.2", overlay="US-TX")
    skills, _ = apply_overlays(PROFILE, [overlay(change("reweight", "b", relation="optional"))])
    assert (skills[1].relation, skills[1].importance) == ("optional", 1.0)
    skills, _ = apply_overlays(PROFILE, [overlay(change("reweight", "a", importance=0.0))])
    assert skills[0].importance == 0.0


def test_figures_not_to_rely_on_become_reliable_by_a_new_weight_alone() -> None:
    skills, _ = apply_overlays(PROFILE, [overlay(change("reweight", "c", importance=0.4))])
    assert not skills[2].suppressed
    skills, _ = apply_overlays(PROFILE, [overlay(change("reweight", "c", relation="optional"))])
    assert skills[2].suppressed


def test_a_change_that_meets_nothing_is_named() -> None:
    wanted = [
        change("remove", "x"),
        change("reweight", "y", importance=0.1),
        change("add", "z", relation="optional"),
    ]
    skills, (done,) = apply_overlays(PROFILE, [overlay(*wanted)], lambda skill_id: skill_id != "z")
    assert skills == PROFILE
    assert done.without_effect == ("x", "y", "z")


def test_adding_what_a_newer_release_has_by_now_reweights_it() -> None:
    skills, (done,) = apply_overlays(
        PROFILE, [overlay(change("add", "a", importance=0.3, relation="essential"))]
    )
    assert (len(skills), skills[0].importance, skills[0].relation) == (3, 0.3, "essential")
    assert done.reweighted == ("a",)


def test_the_narrowest_place_has_the_last_word_in_whatever_order_they_come() -> None:
    wide = overlay(change("add", "x", importance=0.1, relation="optional"), region="US")
    narrow = overlay(change("reweight", "x", importance=0.9))
    for order in ([wide, narrow], [narrow, wide]):
        skills, done = apply_overlays(PROFILE, order)
        assert (skills[-1].importance, skills[-1].overlay) == (0.9, "US-TX")
        assert [str(each.overlay.scope) for each in done] == ["US", "US-TX"]


IDS = st.sampled_from("abcdefgh")
CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(["add", "remove", "reweight"]),
        IDS,
        st.just("because"),
        st.none() | st.floats(0, 1),
        st.none(),
        st.sampled_from([None, "essential", "optional"]),
    ),
    max_size=8,
    unique_by=lambda each: each.skill_id,
)


@given(CHANGES)
def test_every_change_is_accounted_for_once_and_nothing_else_moves(changes: list[Change]) -> None:
    skills, (done,) = apply_overlays(PROFILE, [overlay(*changes)])
    told = [*done.added, *done.removed, *done.reweighted, *done.without_effect]
    assert sorted(told) == sorted(each.skill_id for each in changes)
    touched = {each.skill_id for each in changes}
    assert [skill for skill in skills if skill.skill_id not in touched] == [
        skill for skill in PROFILE if skill.skill_id not in touched
    ]
    assert {skill.skill_id for skill in skills} == (
        {skill.skill_id for skill in PROFILE} | set(done.added)
    ) - set(done.removed)
    assert apply_overlays(PROFILE, [])[0] == PROFILE
