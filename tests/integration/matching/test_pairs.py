"""Every pair of `tests/cases/matching`: the better worker must score higher, or both the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

PAIRS = Path(__file__).parents[2] / "cases" / "matching"
Json = dict[str, Any]
Match = Callable[[Json, Json], Json]


def read_pairs() -> Iterator[Json]:
    """Each pair with its sides written out in full instead of by name."""
    for path in sorted(PAIRS.glob("*.json")):
        book = json.loads(path.read_text(encoding="utf-8"))
        for pair in book["pairs"]:
            workers = {key: joined(book["workers"][pair[key]]) for key in ("better", "worse")}
            yield {**pair, **workers, "posting": joined(book["postings"][pair["posting"]])}


def joined(side: Json) -> Json:
    """Texts are kept as lists of lines, so that a person can read them."""
    return {"text": "\n".join(side["text"])} if "text" in side else side


ALL = list(read_pairs())
each_pair = pytest.mark.parametrize("pair", ALL, ids=[pair["id"] for pair in ALL])


@pytest.fixture(scope="module")
def match(seeded_client: TestClient) -> Match:
    """Scores one worker for one posting; numbers come back as exact decimals."""

    @cache
    def skill_id(label: str) -> str:
        found = seeded_client.get("/v1/skills", params={"q": label, "limit": 100}).json()["items"]
        return next(str(skill["id"]) for skill in found if skill["label"] == label)

    def with_ids(side: Json) -> Json:
        if "skills" not in side:
            return side
        return {"skills": [{"id": skill_id(s["label"]), **without(s, "label")} for s in side["skills"]]}

    def post(posting: Json, worker: Json) -> Json:
        body = {"posting": with_ids(posting), "worker": with_ids(worker)}
        answer = seeded_client.post("/v1/matches", json=body)
        assert answer.status_code == 200, answer.text
        result: Json = json.loads(answer.content, parse_float=Decimal)
        assert seeded_client.post("/v1/matches", json=body).content == answer.content
        return result

    return post


@each_pair
def test_better_worker_scores_higher(pair: Json, match: Match) -> None:
    better, worse = match(pair["posting"], pair["better"]), match(pair["posting"], pair["worse"])
    said = f"{pair['id']}: {pair['why']}\nbetter: {summary(better)}\nworse: {summary(worse)}"
    assert (better["status"], worse["status"]) == ("scored", "scored"), said
    difference = Decimal(better["score"]) - Decimal(worse["score"])
    if pair.get("equal"):
        assert difference == 0, said
    else:
        assert difference > 0, said
        assert difference >= pair.get("margin", 0), said


@each_pair
@pytest.mark.parametrize("side", ["better", "worse"])
def test_answer_adds_up_and_points_to_the_words(pair: Json, side: str, match: Match) -> None:
    answer = match(pair["posting"], pair[side])
    problems = [
        *wrong_sums(answer),
        *wrong_evidence(answer, pair["posting"].get("text"), "posting_evidence"),
        *wrong_evidence(answer, pair[side].get("text"), "worker_evidence"),
    ]
    assert not problems, f"{pair['id']}: {problems}"


def without(values: Json, name: str) -> Json:
    return {key: value for key, value in values.items() if key != name}


def credited(answer: Json) -> list[Json]:
    return [*answer["skills"]["matched"], *answer["skills"]["related"]]


def wrong_sums(answer: Json) -> Iterator[str]:
    score = Decimal(answer["score"])
    if not 0 <= score <= 100:
        yield f"score {score} is not within 0 and 100"
    parts = answer["parts"]
    if sum(Decimal(part["points"]) for part in parts) != score:
        yield f"parts {[str(part['points']) for part in parts]} do not sum to {score}"
    skill_points = sum(Decimal(item["points"]) for item in credited(answer))
    part_points = sum(Decimal(part["points"]) for part in parts if part["feature"].endswith("_skills"))
    if skill_points != part_points:
        yield f"skills sum to {skill_points}, their parts to {part_points}"
    for part in parts:
        if not 0 <= part["value"] <= 1 or not part["explanation"]:
            yield f"part {part} has a value out of bounds or no explanation"
    for item in answer["skills"]["related"]:
        if not 0 < item["credit"] < 1 or not item["via"]:
            yield f"related skill {item['skill']['label']!r} has full credit or no reason"


def wrong_evidence(answer: Json, text: str | None, field: str) -> Iterator[str]:
    if text is None:
        return
    for item in credited(answer):
        if not item[field]:
            yield f"{item['skill']['label']!r} has no {field}"
        for words in item[field]:
            if not words["surface"] or text[words["start"] : words["end"]] != words["surface"]:
                yield f"{field} {words} does not slice to its surface"


def summary(answer: Json) -> str:
    skills = {name: [s["skill"]["label"] for s in answer["skills"][name]] for name in answer["skills"]}
    points = {part["feature"]: str(part["points"]) for part in answer["parts"]}
    return f"{answer['score']} from {points}; {skills}"
