"""The receipt of a match: each side can be told by it, and what says the same is the same."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching.receipt import is_dated, match_receipt, sides_hash, sides_that_differ
from app.matching.schemas import MatchRequest, ReplayRequest
from app.profiles.schemas import Side
from app.vocabulary.index.index import VocabularyIndex

SIDES: dict[str, dict[str, Any]] = {
    "text": {"text": "operate forklift"},
    "another text": {"text": "operate forklift "},
    "no text": {"skills": []},
    "a skill": {"skills": [{"id": "esco:cash"}]},
    "a preferred skill": {"skills": [{"id": "esco:cash", "requirement": "preferred"}]},
    "years": {"skills": [{"id": "esco:cash", "years": 2}]},
    "a range": {"skills": [{"id": "esco:cash", "years": {"max": 2}}]},
    "an occupation": {"occupation": "operate forklift"},
    "a posting": {"job_posting": {"title": "operate forklift"}},
    "a résumé": {"json_resume": {"title": "operate forklift"}},
}  # fmt: skip
SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"text": "a"}, {"text": "a", "skills": None}),
    ({"skills": [{"id": "a"}]}, {"skills": [{"years": None, "id": "a", "requirement": "required"}]}),
    ({"skills": [{"id": "a", "years": 2}]}, {"skills": [{"id": "a", "years": 2.0}]}),
    ({"job_posting": {"title": "a", "skills": "b"}}, {"job_posting": {"skills": "b", "title": "a"}}),
]


def side(said: dict[str, Any]) -> Side:
    return Side.model_validate(said)


def test_what_says_something_else_has_another_hash() -> None:
    hashes = {sides_hash(side(one), side(other)) for one in SIDES.values() for other in SIDES.values()}
    assert len(hashes) == len(SIDES) ** 2
    assert all(len(each) == 64 and int(each, 16) for each in hashes)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_says_the_same_has_the_same_hash(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert sides_hash(side(one), side(one)) == sides_hash(side(other), side(other))


def test_the_side_that_differs_is_told() -> None:
    one, other, third = (side(SIDES[name]) for name in ("text", "a skill", "an occupation"))
    hashed = sides_hash(one, other)
    assert sides_that_differ(hashed, one, other) == []
    assert sides_that_differ(hashed, third, other) == ["posting"]
    assert sides_that_differ(hashed, one, third) == ["worker"]
    assert sides_that_differ(hashed, other, one) == ["posting", "worker"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text("ab\u00e9", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=4)
    ),
    max_leaves=12,
)


def shuffled(value: Any, dice: random.Random) -> Any:
    if isinstance(value, dict):
        return {name: shuffled(value[name], dice) for name in dice.sample(sorted(value), len(value))}
    return [shuffled(each, dice) for each in value] if isinstance(value, list) else value


@given(st.dictionaries(st.text("abc", max_size=2), JSON, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_fields_changes_no_hash(document: dict[str, Any], dice: random.Random) -> None:
    one, other = ({"job_posting": each} for each in (document, shuffled(document, dice)))
    assert sides_hash(side(one), side(one)) == sides_hash(side(other), side(other))


def test_a_receipt_holds_what_was_asked_beside_the_sides(index: VocabularyIndex) -> None:
    sides = {"posting": SIDES["a skill"], "worker": SIDES["text"]}
    plain = match_receipt(index, MatchRequest.model_validate(sides), date(2026, 1, 1))
    assert (plain["of"], plain["effort"], plain["as_of"]) == ("match", "thorough", "2026-01-01")
    assert "weights" not in plain
    assert "pinned" not in plain
    more = {"effort": "fast", "weights": {"related_skills": 0, "experience": 1}, "vocabulary": "esco:1"}
    full = match_receipt(index, MatchRequest.model_validate({**sides, **more}), date(2026, 1, 1))
    assert full["input_sha256"] == plain["input_sha256"]
    assert (full["effort"], list(full["weights"].items()), full["pinned"]) == (
        "fast",
        [("experience", 1.0), ("related_skills", 0.0)],
        ["esco:1"],
    )
    nothing = MatchRequest.model_validate({**sides, "weights": {}, "vocabulary": []})
    assert match_receipt(index, nothing, date(2026, 1, 1)) == plain


@pytest.mark.parametrize("name", SIDES)
def test_only_what_is_read_of_a_worker_has_a_day(index: VocabularyIndex, name: str) -> None:
    dated = name in ("text", "another text", "a posting", "a résumé")
    assert is_dated(side(SIDES[name])) == dated
    asked = MatchRequest.model_validate({"posting": SIDES["text"], "worker": SIDES[name]})
    assert ("as_of" in match_receipt(index, asked, date(2026, 1, 1))) == dated


def test_the_example_of_a_replay_is_of_its_own_sides() -> None:
    (example,) = ReplayRequest.model_config["json_schema_extra"]["examples"]  # type: ignore[index, call-overload]
    body = ReplayRequest.model_validate(example)
    assert body.receipt.input_sha256 == sides_hash(body.posting, body.worker)
