from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from app.matching.nearness import Near, nearest, similar_credit
from app.matching.relatives import CREDITS
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import Profiles

Find = Callable[..., Near | None]


@pytest.fixture
def near(index: VocabularyIndex, profiles: Profiles) -> Find:
    def near(wanted: str, *held: str) -> Near | None:
        (found,) = nearest(index, [profiles.row(wanted)], [profiles.row(id_) for id_ in held])
        return found

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


@pytest.mark.parametrize(("wanted", "held"), [("esco:german", "esco:cash"), ("esco:crane", "esco:forklift")])
def test_far_skills_give_nothing(near: Find, wanted: str, held: str) -> None:
    assert near(wanted, held) is None


def test_the_best_credit_wins_and_ties_go_to_the_lower_row(near: Find, profiles: Profiles) -> None:
    best = near("esco:programming", "onet:java", "esco:python", "esco:cash")
    assert best == Near(
        CREDITS["narrower"], min(profiles.row("onet:java"), profiles.row("esco:python")), "narrower"
    )
    assert best == near("esco:programming", "esco:cash", "esco:python", "onet:java")


def test_one_held_skill_may_stand_near_several(index: VocabularyIndex, profiles: Profiles) -> None:
    wanted = [profiles.row("onet:java"), profiles.row("onet:python")]
    found = nearest(index, wanted, [profiles.row("esco:programming")])
    assert [near and near.relation for near in found] == ["broader", "broader"]


def test_nothing_wanted_or_nothing_held(index: VocabularyIndex, profiles: Profiles) -> None:
    assert nearest(index, [], [1]) == []
    assert nearest(index, [profiles.row("esco:cash")], []) == [None]


@pytest.mark.parametrize(
    ("cosine", "credit"), [(-1, 0), (0.59, 0), (0.6, 5), (0.8, 25), (1.0, 45), (1.0001, 45)]
)
def test_credit_for_similar_names(cosine: float, credit: int) -> None:
    assert similar_credit(cosine) == Fraction(credit, 100)


def test_similar_credit_never_falls() -> None:
    found = [similar_credit(number / 2048) for number in range(2049)]
    assert found == sorted(found)
    assert max(found) < 1
