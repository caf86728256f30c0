"""Groups as sets: joined by whatever is the same, kept apart by a person's word, the same in any order."""

from __future__ import annotations

import random

from app.postings.groups.joining import Member, Pair, groups_of, pair_of

MEMBERS = [Member(name, name.upper()) for name in "abcdef"]


def test_a_chain_is_one_group() -> None:
    found = groups_of(MEMBERS, {("A", "B"): 0.9, ("B", "C"): 0.8})
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e", "f": "f"}


def test_the_same_content_is_one_group_without_being_told() -> None:
    assert groups_of([Member("x", "same"), Member("y", "same"), Member("b", "other")], {}) == {
        "x": "x", "y": "x", "b": "b",
    }  # fmt: skip


def test_apart_is_stronger_than_same() -> None:
    same = {("A", "B"): 0.95, ("B", "C"): 0.9}
    found = groups_of(MEMBERS, same, [("a", "c")])
    assert found["a"] == found["b"] != found["c"]
    closer = groups_of(MEMBERS, {("A", "B"): 0.9, ("B", "C"): 0.95}, [("a", "c")])
    assert closer["b"] == closer["c"] != closer["a"]


def test_copies_can_be_two_jobs_too() -> None:
    copies = [Member(name, "same") for name in "abc"]
    found = groups_of(copies, {}, [("a", "b")])
    assert found["a"] != found["b"]
    assert found["c"] in (found["a"], found["b"])


def test_the_order_of_postings_does_not_matter() -> None:
    chance = random.Random(7)
    names = [f"p{number:02}" for number in range(24)]
    members = [Member(name, f"content {number // 2}") for number, name in enumerate(names)]
    contents = sorted({member.content for member in members})
    same: dict[Pair, float] = {
        pair_of(*chance.sample(contents, 2)): round(chance.random(), 1) for _ in range(14)
    }
    apart = [pair_of(*chance.sample(names, 2)) for _ in range(10)]
    expected = groups_of(members, same, apart)
    assert all(expected[one] != expected[other] for one, other in apart)
    for _ in range(20):
        chance.shuffle(members)
        chance.shuffle(apart)
        shuffled = dict(chance.sample(list(same.items()), len(same)))
        assert groups_of(members, shuffled, apart) == expected
