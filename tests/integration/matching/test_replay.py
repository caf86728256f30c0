"""POST /v1/matches/replay: the old answer where nothing moved, and what did where something has."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.matching.test_routes import JOB_POSTING, JSON_RESUME, OCCUPATION, POSTING, WORKER

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

Json = dict[str, Any]

SIDES: dict[str, Json] = {
    "texts": {"posting": {"text": POSTING}, "worker": {"text": WORKER}},
    "documents": {"posting": {"job_posting": JOB_POSTING}, "worker": {"json_resume": JSON_RESUME}},
    "ids": {
        "posting": {"occupation": OCCUPATION},
        "worker": {"skills": [{"id": "onet:2.A.1.b", "years": {"min": 2}}, {"id": "onet:2.C.7.a"}]},
    },
}
ASKED: dict[str, Json] = {
    "by default": {},
    "fast": {"effort": "fast"},
    "of a day": {"as_of": "2020-02-29"},
    "weighed": {"weights": {"required_skills": 1, "experience": 0.25}},
    "pinned": {"vocabulary": ["onet:30.2", "esco:1.2.0"]},
}


def replay(client: TestClient, sides: Json, receipt: Any) -> Any:
    return client.post("/v1/matches/replay", json={**sides, "receipt": receipt})


@pytest.fixture
def matched(seeded_client: TestClient) -> Json:
    answer: Json = seeded_client.post("/v1/matches", json=SIDES["texts"]).json()
    return answer


@pytest.mark.parametrize("sides", SIDES.values(), ids=SIDES.keys())
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED.keys())
def test_where_nothing_moved_the_bytes_are_those_of_the_old_answer(
    seeded_client: TestClient, sides: Json, asked: Json
) -> None:
    answer = seeded_client.post("/v1/matches", json={**sides, **asked})
    assert answer.status_code == 200, answer.text
    receipt = answer.json()["receipt"]
    again = replay(seeded_client, sides, receipt)
    assert again.status_code == 200, again.text
    assert again.content == answer.content
    assert ("weights" in receipt, "pinned" in receipt) == ("weights" in asked, "vocabulary" in asked)


def test_a_database_may_have_turned_the_fields_round(seeded_client: TestClient) -> None:
    """Fields in another order, defaults written out, and nulls where the receipt had nothing: the same receipt."""
    sides = {**SIDES["documents"], "posting": {"skills": [{"id": "onet:2.A.1.b"}]}}
    answer = seeded_client.post("/v1/matches", json={**sides, "weights": {"experience": 1, "occupation": 1}})
    receipt = {"weights": None, "pinned": None, **answer.json()["receipt"]}
    turned = {
        "posting": {
            "skills": [{"years": None, "requirement": "required", "id": "onet:2.A.1.b"}],
            "text": None,
        },
        "worker": {"json_resume": backwards(JSON_RESUME)},
    }
    again = replay(seeded_client, turned, backwards(receipt))
    assert again.content == answer.content


def backwards(value: Any) -> Any:
    """The same JSON with the fields of every object the other way round."""
    if isinstance(value, dict):
        return {name: backwards(value[name]) for name in reversed(value)}
    return [backwards(each) for each in value] if isinstance(value, list) else value


def test_another_day_does_not_change_what_is_replayed(
    seeded_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    worker = WORKER.replace("May 2020", "present")
    sides = {"posting": {"text": POSTING}, "worker": {"text": worker}}
    monkeypatch.setattr("app.matching.matcher.today", lambda: date(2019, 5, 1))
    before = seeded_client.post("/v1/matches", json=sides)
    monkeypatch.setattr("app.matching.matcher.today", lambda: date(2026, 5, 1))
    assert replay(seeded_client, sides, before.json()["receipt"]).content == before.content
    assert seeded_client.post("/v1/matches", json=sides).json()["score"] > before.json()["score"]


def test_other_rules_are_told_with_the_score_of_now(seeded_client: TestClient, matched: Json) -> None:
    receipt = {**matched["receipt"], "ruleset": "0123456789abcdef-01234567"}
    answer = replay(seeded_client, SIDES["texts"], receipt).json()
    assert answer["changed"] == {
        "ruleset": {"then": "0123456789abcdef-01234567", "now": matched["receipt"]["ruleset"]}
    }
    assert (answer["then"], answer["pinned"], answer["now"]) == (None, None, matched)
    assert "rules" in answer["detail"]


def test_by_the_same_rules_another_engine_gave_the_same_answer(
    seeded_client: TestClient, matched: Json
) -> None:
    receipt = {**matched["receipt"], "engine": "0.0.9"}
    answer = replay(seeded_client, SIDES["texts"], receipt).json()
    assert answer["changed"] == {"engine": {"then": "0.0.9", "now": matched["receipt"]["engine"]}}
    assert answer["then"] == {**matched, "receipt": receipt}
    assert (answer["pinned"], answer["now"]) == (None, matched)


@pytest.mark.parametrize(("framework", "version"), [("esco", "0.9"), ("sfia", "8")])
def test_a_release_that_is_gone_is_told_with_the_score_of_now(
    seeded_client: TestClient, matched: Json, framework: str, version: str
) -> None:
    was = {each["framework"]: each["version"] for each in matched["receipt"]["vocabulary"]}
    then = {**was, framework: version}
    receipt = {
        **matched["receipt"],
        "vocabulary": [{"framework": name, "version": number} for name, number in then.items()],
        "pinned": [f"{framework}:{version}"],
    }
    answer = replay(seeded_client, SIDES["texts"], receipt).json()
    moved = {"framework": framework, "then": version, "now": was.get(framework), "gone": True}
    assert answer["changed"] == {"vocabulary": [moved]}
    assert (answer["then"], answer["pinned"], answer["now"]) == (None, None, matched)
    assert "not stored here any more" in answer["detail"]


def test_where_nothing_can_be_answered_now_it_is_said_why(seeded_client: TestClient) -> None:
    """By other rules, a weight of the old receipt is that of a feature that is gone."""
    answer = seeded_client.post("/v1/matches", json={**SIDES["ids"], "weights": {"experience": 1}}).json()
    receipt = {**answer["receipt"], "ruleset": "0123456789abcdef-01234567", "weights": {"salary": 1}}
    again = replay(seeded_client, SIDES["ids"], receipt)
    assert again.status_code == 200
    assert again.json()["now"] is None
    assert "There is no answer now: There is no such feature." in again.json()["detail"]


def changed(**fields: Any) -> Callable[[Json], Json]:
    return lambda body: {**body, "receipt": {**body["receipt"], **fields}}


def without(name: str) -> Callable[[Json], Json]:
    return lambda body: {
        **body,
        "receipt": {key: value for key, value in body["receipt"].items() if key != name},
    }


ESCO = {"framework": "esco", "version": "1.2.0"}
WRONG: dict[str, tuple[Callable[[Json], Json], str, str]] = {
    "another posting": (lambda body: {**body, "posting": {"text": "a"}}, "/posting", "the posting differs"),
    "another worker": (lambda body: {**body, "worker": {"text": "a"}}, "/worker", "the worker differs"),
    "both others": (
        lambda body: {**body, "posting": {"text": "a"}, "worker": {"text": "a"}},
        "/worker",
        "the posting and the worker differ ",
    ),
    "the sides exchanged": (
        lambda body: {**body, "posting": body["worker"], "worker": body["posting"]},
        "/posting",
        "the posting and the worker differ ",
    ),
    "no receipt": (lambda body: {**body, "receipt": None}, "/receipt", "JSON object"),
    "a text as receipt": (lambda body: {**body, "receipt": "a"}, "/receipt", "JSON object"),
    "an empty receipt": (lambda body: {**body, "receipt": {}}, "/receipt/engine", "required"),
    "no hash": (without("input_sha256"), "/receipt/input_sha256", "required"),
    "a hash that is none": (changed(input_sha256="abc"), "/receipt/input_sha256", "form"),
    "a number as ruleset": (changed(ruleset=5), "/receipt/ruleset", "text in quotes"),
    "no releases": (changed(vocabulary=[]), "/receipt/vocabulary", "at least 1"),
    "releases as text": (changed(vocabulary="esco:1.2.0"), "/receipt/vocabulary", "list"),
    "a release without version": (
        changed(vocabulary=[{"framework": "esco"}]), "/receipt/vocabulary/0/version", "required",
    ),
    "a framework twice": (changed(vocabulary=[ESCO, ESCO]), "/receipt", "once"),
    "an unknown effort": (changed(effort="slow"), "/receipt/effort", "Use one of"),
    "no effort": (without("effort"), "/receipt/effort", "required"),
    "no day": (without("as_of"), "/receipt/as_of", "day"),
    "a day that is none": (changed(as_of="2026-02-30"), "/receipt/as_of", "date such as"),
    "an unknown weight": (changed(weights={"salary": 1}), "/receipt/weights/salary", "no such feature"),
    "a negative weight": (changed(weights={"experience": -1}), "/receipt/weights/experience", "from 0"),
    "a text as a weight": (changed(weights={"experience": "1"}), "/receipt/weights/experience", "number"),
    "a pin of another release": (changed(pinned=["esco:9"]), "/receipt", "as the receipt had it"),
    "an unknown field": (changed(limit=5), "/receipt/limit", "Remove this field"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "pointer", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_receipt_that_cannot_be_used_says_why(
    seeded_client: TestClient, matched: Json, change: Callable[[Json], Json], pointer: str, said: str
) -> None:
    body = change({**SIDES["texts"], "receipt": matched["receipt"]})
    answer = seeded_client.post("/v1/matches/replay", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert pointer in [error["pointer"] for error in answer.json()["errors"]], answer.text
    assert said in json.dumps(answer.json(), ensure_ascii=False)


def test_the_receipt_of_another_call_is_told(seeded_client: TestClient) -> None:
    extracted = seeded_client.post("/v1/extract", json={"text": WORKER, "kind": "resume"}).json()
    answer = replay(seeded_client, SIDES["texts"], extracted["receipt"])
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/receipt"
    assert "POST /v1/matches" in error["detail"]


def test_a_day_where_none_decides_is_not_of_this_receipt(seeded_client: TestClient) -> None:
    answer = seeded_client.post("/v1/matches", json=SIDES["ids"]).json()
    again = replay(seeded_client, SIDES["ids"], {**answer["receipt"], "as_of": "2026-01-01"})
    assert again.status_code == 422
    assert [error["pointer"] for error in again.json()["errors"]] == ["/receipt/as_of"]


def test_a_document_nested_too_deeply_is_no_side_of_a_receipt(
    seeded_client: TestClient, matched: Json
) -> None:
    deep: Any = "words"
    for _ in range(300):
        deep = [deep]
    answer = replay(
        seeded_client, {**SIDES["texts"], "worker": {"json_resume": {"skills": deep}}}, matched["receipt"]
    )
    assert answer.status_code == 422
    assert "the worker differs" in answer.json()["detail"]
