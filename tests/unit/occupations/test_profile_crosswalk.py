from __future__ import annotations

import pytest

from app.occupations.profile_crosswalk import nearest, taken_over, weight
from app.occupations.terms import MatchRelation, MatchRow, NeedRelation, NeedRow


@pytest.mark.parametrize(
    ("relations", "used"),
    [
        ((), ()),
        (("broad_match", "exact_match", "close_match"), ("exact_match",)),
        (("narrow_match", "close_match", "close_match"), ("close_match", "close_match")),
        (("broad_match", "narrow_match"), ("broad_match", "narrow_match")),
    ],
)
def test_only_the_nearest_kind_of_match_is_used(
    relations: tuple[MatchRelation, ...], used: tuple[MatchRelation, ...]
) -> None:
    matches = [MatchRow("onet:1", relation, f"esco:{n}") for n, relation in enumerate(relations)]
    assert tuple(match.relation for match in nearest(matches)) == used


@pytest.mark.parametrize(
    ("relation", "importance", "in_demand", "expected"),
    [
        ("essential", None, False, 1.0),
        ("optional", None, False, 0.5),
        ("technology", None, False, 0.5),
        ("technology", None, True, 0.75),
        ("rated", 0.31, False, 0.31),
        ("derived", 0.0, False, 0.0),
    ],
)
def test_what_a_need_counts(
    relation: NeedRelation, importance: float | None, in_demand: bool, expected: float
) -> None:
    assert weight(NeedRow("o", "s", relation, importance, in_demand=in_demand)) == expected


def test_essential_for_one_of_three_counts_a_third() -> None:
    needs = [
        [NeedRow("a", "cut", "essential", None), NeedRow("a", "plan", "optional", None)],
        [NeedRow("b", "plan", "essential", None)],
        [],
    ]
    found = {need.skill_id: need for need in taken_over(needs)}
    assert (found["cut"].relation, found["cut"].importance, found["cut"].said_by) == (
        "essential",
        0.3333,
        (0,),
    )
    assert (found["plan"].relation, found["plan"].importance, found["plan"].said_by) == (
        "essential",
        0.5,
        (0, 1),
    )


def test_an_occupation_without_ratings_says_nothing() -> None:
    (found,) = taken_over([[NeedRow("a", "x", "rated", 0.8, 0.6, suppressed=True)], []])
    assert (found.importance, found.level, found.suppressed) == (0.8, 0.6, True)
