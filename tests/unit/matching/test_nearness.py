from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching import nearness
from app.matching.nearness import Near, Nearest, best_of
from app.matching.relatives import CREDITS
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.plain_nearness import groups_near, near_groups, plain_nearest
from tests.unit.matching.small_vocabulary import Profiles

Find = Callable[..., Near | None]


@pytest.fixture
def near(index: VocabularyIndex, profiles: Profiles) -> Find:
    def near(wanted: str, *held: str) -> Near | None:
        return Nearest(index, [profiles.row(wanted)]).among([profiles.row(id_) for id_ in held]).get(0)

    return near


@pytest.mark.parametrize(
    ("wanted", "held", "relation"),
    [
        ("esco:forklift", "onet:trucks", "close_match"),
        ("onet:trucks", "esco:forklift", "close_match"),
        ("esco:programming", "onet:python", "narrower"),
        ("onet:python", "esco:programming", "broader"),
        ("onet:postgresql", "onet:mysql", "related"),
        ("onet:java", "esco:python", "sibling"),
        ("esco:orders", "esco:orders-sent", "similar"),
    ],
)
def test_the_relation_is_what_the_held_skill_is_to_the_wanted_one(
    near: Find, profiles: Profiles, wanted: str, held: str, relation: str
) -> None:
    found = near(wanted, "esco:german", held)
    assert found is not None
    assert (found.held, found.relation) == (profiles.row(held), relation)
    assert 0 < found.credit < 1


@pytest.mark.parametrize(("wanted", "held"), [("esco:german", "esco:cash"), ("esco:crane", "onet:python")])
def test_far_skills_give_nothing(near: Find, wanted: str, held: str) -> None:
    assert near(wanted, held) is None


def test_the_best_credit_wins_and_ties_go_to_the_lower_row(near: Find, profiles: Profiles) -> None:
    best = near("esco:programming", "onet:java", "esco:python", "esco:cash")
    assert best == Near(
        int(100 * CREDITS["narrower"]),
        min(profiles.row("onet:java"), profiles.row("esco:python")),
        "narrower",
    )
    assert best == near("esco:programming", "esco:cash", "esco:python", "onet:java")


def test_one_held_skill_may_stand_near_several(index: VocabularyIndex, profiles: Profiles) -> None:
    wanted = [profiles.row("onet:java"), profiles.row("onet:python")]
    found = Nearest(index, wanted).among([profiles.row("esco:programming")])
    assert {place: near.relation for place, near in found.items()} == {0: "broader", 1: "broader"}


def test_nothing_wanted_or_nothing_held(index: VocabularyIndex, profiles: Profiles) -> None:
    assert Nearest(index, []).among([1]) == {}
    assert Nearest(index, [profiles.row("esco:cash")]).among([]) == {}


@given(st.data())
def test_the_tables_find_what_looking_at_each_pair_finds(
    index: VocabularyIndex, profiles: Profiles, data: st.DataObject
) -> None:
    some = st.lists(st.sampled_from(profiles.groups), min_size=1, unique=True)
    wanted, held = data.draw(some), data.draw(some)
    for asked in set(wanted) - set(held):
        expected = plain_nearest(index, asked, held)
        found = Nearest(index, [asked]).among(held).get(0)
        assert (found and (found.credit, *found[1:3])) == expected
        assert Nearest(index, [asked]).among(held[::-1]).get(0) == found
        assert Nearest(index, [*profiles.groups[:2], asked]).among(held).get(2) == found
        by_itself = [near_groups(index, asked)[h] for h in held if h in near_groups(index, asked)]
        assert (best_of(by_itself) if by_itself else None) == found


def test_both_tables_say_the_same_of_every_pair(index: VocabularyIndex, profiles: Profiles) -> None:
    pairs = [(wanted, held) for wanted in profiles.groups for held in profiles.groups if wanted != held]
    for wanted, held in pairs:
        expected = plain_nearest(index, wanted, [held])
        near, stands_in = near_groups(index, wanted).get(held), groups_near(index, held).get(wanted)
        assert (near and (near.credit, *near[1:3])) == expected
        assert near == stands_in
    assert sum(held in near_groups(index, wanted) for wanted, held in pairs) > 5
    assert all(group not in near_groups(index, group) for group in profiles.groups)


def named(hundredths: int, held: int, cosine: float) -> Near:
    return Near(hundredths, held, "similar", cosine)


def test_of_similar_names_the_most_similar_competes_with_what_is_linked() -> None:
    linked = Near(20, 7, "sibling")
    assert best_of([named(20, 5, 0.750), named(20, 9, 0.751)]) == named(20, 9, 0.751)
    assert best_of([named(20, 9, 0.75), named(20, 5, 0.75)]) == named(20, 5, 0.75)
    assert best_of([named(20, 5, 0.750), named(20, 9, 0.751), linked]) == linked
    assert best_of([named(19, 5, 0.74), linked]) == best_of([linked, named(19, 5, 0.74)]) == linked


def test_no_more_is_remembered_than_its_bound(
    index: VocabularyIndex, profiles: Profiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "_MOST_REMEMBERED", 3)
    before = [near_groups(index, group) for group in profiles.groups]
    table = nearness._known_of(index).near
    assert [near_groups(index, group) for group in profiles.groups] == before
    table.clear()
    rows = nearness.near_skills(index, profiles.groups)[0].rows.tolist()
    assert set(rows) == set(before[0])
    assert len(table) == 3
