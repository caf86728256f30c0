from __future__ import annotations

import pytest

from app.occupations.overlays.freshness import Move, Snapshot, Weight, moves, review_reasons
from app.occupations.overlays.terms import Change

BEFORE = Snapshot("Nurses", {"a": "Listening", "b": "First aid"}, {"a": Weight("rated", 0.62)})
CHANGES = [Change("reweight", "a", "because", importance=0.9), Change("add", "b", "because")]
MOVED = [Move("onet", "29.0", "30.2")]


def test_only_another_release_of_a_framework_is_a_move() -> None:
    made_for = {"onet": "29.0", "esco": "1.2.0", "own": "1"}
    assert moves(made_for, {"onet": "30.2", "esco": "1.2.0", "new": "1"}) == [
        Move("onet", "29.0", "30.2"),
        Move("own", "1", None),
    ]
    assert moves(made_for, made_for) == []


def test_a_new_release_that_leaves_everything_alone_asks_for_nothing() -> None:
    assert review_reasons(MOVED, BEFORE, BEFORE, CHANGES, {}) == ()
    assert review_reasons([], BEFORE, Snapshot(None), CHANGES, {}) == ()
    nearly = Snapshot("Nurses", BEFORE.skills, {"a": Weight("rated", 0.65)})
    assert review_reasons(MOVED, BEFORE, nearly, CHANGES, {}) == ()


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (Snapshot(None, BEFORE.skills, BEFORE.weights), "The occupation is retired."),
        (
            Snapshot("Registered Nurses", BEFORE.skills, BEFORE.weights),
            "The occupation is now called Registered Nurses; it was Nurses.",
        ),
        (
            Snapshot("Nurses", {"a": "Listening"}, BEFORE.weights),
            "Skill b (First aid) is retired; in its place: c, d.",
        ),
        (
            Snapshot("Nurses", {"a": "Listening", "b": "Helping"}, BEFORE.weights),
            "Skill b is now called Helping; it was First aid.",
        ),
        (
            Snapshot("Nurses", BEFORE.skills, {"a": Weight("rated", 0.75)}),
            "The national profile weighs a (Listening) anew: rated 0.75; it was rated 0.62.",
        ),
        (
            Snapshot("Nurses", BEFORE.skills, {"a": Weight("essential", None)}),
            "The national profile weighs a (Listening) anew: essential; it was rated 0.62.",
        ),
        (Snapshot("Nurses", BEFORE.skills, {}), "The national profile no longer has a (Listening)."),
        (
            Snapshot("Nurses", BEFORE.skills, {**BEFORE.weights, "b": Weight("optional", None)}),
            "The national profile now has b (First aid).",
        ),
    ],
)
def test_each_thing_that_changed_is_told_in_a_sentence(after: Snapshot, sentence: str) -> None:
    found = review_reasons(MOVED, BEFORE, after, CHANGES, {"b": ["c", "d"]})
    assert found == ("Made for onet 29.0; active is onet 30.2.", sentence)


def test_a_release_that_is_not_kept_any_more_is_a_reason_to_look() -> None:
    gone = Snapshot(None, missing=("onet 29.0",))
    assert review_reasons(MOVED, gone, BEFORE, CHANGES, {}) == (
        "Made for onet 29.0; active is onet 30.2.",
        "onet 29.0 is no longer kept here to compare with.",
    )
