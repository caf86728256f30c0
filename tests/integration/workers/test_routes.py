from __future__ import annotations

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from sqlalchemy import select, update

from app.profiles.models import ChangeClock, IdempotencyKey, ProfileRemoval
from app.vocabulary.models import SkillReplacement
from app.workers.models import WorkerRow
from tests.small_seed import ACTIVE_LISTENING, DRIVERS, EXCEL, FIRST_AID, LISTEN, NURSES, TRUCKS

Headers = dict[str, str]
NewKey = Callable[..., Headers]
TEXT = "Experience\n- operate forklift for 3 years\n- first aid"
ACTIVE = "/v1/workers"


def create(client: TestClient, key: Headers, **fields: Any) -> Any:
    body = {"consent": True, "effort": "fast", **fields}
    return client.post("/v1/workers", json=body, headers=key)


def stored(client: TestClient, key: Headers, **fields: Any) -> dict[str, Any]:
    answer = create(client, key, **fields)
    assert answer.status_code == 201, answer.text
    return answer.json()


# ---- storing


def test_a_text_is_stored_as_skills_with_the_words_that_show_them(client: TestClient, key: Headers) -> None:
    answer = create(client, key, text=TEXT, external_id="w-1", region="US-TX", remote=True)
    assert answer.status_code == 201
    body = answer.json()
    assert answer.headers["location"] == f"/v1/workers/{body['id']}"
    assert body["id"].startswith("wrk_")
    assert len(body["id"]) == 26
    assert (body["external_id"], body["version"], body["region"], body["remote"]) == (
        "w-1", 1, "US-TX", True,
    )  # fmt: skip
    skills = {each["skill"]["id"]: each for each in body["skills"]}
    assert set(skills) == {TRUCKS, FIRST_AID}
    assert skills[TRUCKS]["months"] == 36
    for skill in skills.values():
        (shown,) = skill["evidence"]
        assert TEXT[shown["start"] : shown["end"]] == shown["surface"]
    assert body["text"] is None
    assert body["receipt"]["effort"] == "fast"
    assert client.get(answer.headers["location"], headers=key).json() == body


def test_the_text_is_kept_where_that_is_asked(client: TestClient, key: Headers) -> None:
    worker = stored(client, key, text=TEXT, keep_text=True)
    assert client.get(f"/v1/workers/{worker['id']}", headers=key).json()["text"] == TEXT
    listed = client.get("/v1/workers", headers=key).json()["items"]
    assert [each["text"] for each in listed] == [None]


def test_skills_by_their_ids(client: TestClient, key: Headers) -> None:
    skills = [{"id": ACTIVE_LISTENING, "years": 2}, {"id": TRUCKS}, {"id": LISTEN, "years": {"min": 3}}]
    worker = stored(client, key, skills=skills, occupation=DRIVERS)
    assert [(each["skill"]["id"], each["months"]) for each in worker["skills"]] == [
        (LISTEN, 36),
        (TRUCKS, None),
    ]
    assert [each["id"] for each in worker["occupations"]] == [DRIVERS]
    assert worker["months"] == 36
    assert "effort" not in worker["receipt"]


def test_an_occupation_alone_brings_its_skills(client: TestClient, key: Headers) -> None:
    worker = stored(client, key, occupation=DRIVERS)
    assert TRUCKS in {each["skill"]["id"] for each in worker["skills"]}
    assert [each["label"] for each in worker["occupations"]] == ["Industrial Truck Operators"]


def test_a_json_resume(client: TestClient, key: Headers) -> None:
    resume = {"basics": {"summary": "I operate forklift trucks."}, "skills": [{"name": "First aid"}]}
    worker = stored(client, key, json_resume=resume, keep_text=True)
    shown = [words for skill in worker["skills"] for words in skill["evidence"]]
    assert shown
    assert all(worker["text"][each["start"] : each["end"]] == each["surface"] for each in shown)


def test_a_worker_without_skills_is_stored_with_a_warning(client: TestClient, key: Headers) -> None:
    worker = stored(client, key, skills=[])
    assert [each["code"] for each in worker["warnings"]] == ["no_held_skills"]


@pytest.mark.parametrize("consent", [{}, {"consent": False}])
def test_without_consent_nothing_is_stored(consent: Any, client: TestClient, key: Headers) -> None:
    answer = client.post("/v1/workers", json={"text": TEXT, **consent}, headers=key)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/consent"
    assert "only with their consent" in answer.json()["detail"]
    assert client.get("/v1/workers", headers=key).json()["items"] == []


@pytest.mark.parametrize(
    ("fields", "pointer", "said"),
    [
        ({}, "", "exactly one"),
        ({"text": TEXT, "skills": []}, "", "exactly one"),
        ({"text": " "}, "/text", "words"),
        ({"skills": [{"id": TRUCKS}, {"id": "esco:none"}]}, "/skills/1/id", "no skill 'esco:none'"),
        ({"skills": [{"id": TRUCKS, "years": -1}]}, "/skills/0/years", "at least 0"),
        ({"occupation": "onet:none"}, "/occupation", "no occupation"),
        ({"text": TEXT, "occupation": "onet:none"}, "/occupation", "no occupation"),
        ({"text": TEXT, "region": "Texas"}, "/region", "US-TX"),
        ({"text": TEXT, "external_id": ""}, "/external_id", "at least 1"),
        ({"text": TEXT, "external_id": "a\nb"}, "/external_id", "control"),
        ({"text": TEXT, "external_id": "x" * 201}, "/external_id", "at most 200"),
        ({"text": f"{TEXT}\x00", "keep_text": True}, "/text", "NUL"),
        ({"text": TEXT, "surprise": 1}, "/surprise", "Remove"),
    ],
)
def test_what_cannot_be_used_is_named(
    fields: Any, pointer: str, said: str, client: TestClient, key: Headers
) -> None:
    answer = create(client, key, **fields)
    assert answer.status_code == 422, answer.text
    details = [each["detail"] for each in answer.json()["errors"] if each["pointer"] == pointer]
    assert said in " ".join(details)


def test_a_text_over_the_limit_is_413(client: TestClient, key: Headers) -> None:
    answer = create(client, key, text="forklift " * 12_000)
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["pointer"] == "/text"


def test_a_retired_skill_is_named_with_what_takes_its_place(
    client: TestClient, key: Headers, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.vocabulary.index.index import VocabularyIndex

    view = app.state.vocabulary.registry.view() if hasattr(app.state, "vocabulary") else None
    with app.state.sessions.begin() as session:
        release = next(r.id for r in (view.chosen if view else _releases(app)) if r.framework == "esco")
        session.add(SkillReplacement(release_id=release, skill_id=TRUCKS, replaced_by=FIRST_AID, origin="x"))
    real = VocabularyIndex.row
    monkeypatch.setattr(VocabularyIndex, "row", lambda self, id_: None if id_ == TRUCKS else real(self, id_))
    try:
        answer = create(client, key, skills=[{"id": LISTEN}, {"id": TRUCKS}])
    finally:
        with app.state.sessions.begin() as session:
            session.query(SkillReplacement).delete()
    assert answer.status_code == 422
    (problem,) = answer.json()["errors"]
    assert problem["pointer"] == "/skills/1/id"
    assert "'operate forklift' is retired" in problem["detail"]
    assert f"{FIRST_AID} (first aid)" in problem["detail"]


def _releases(app: FastAPI) -> Any:
    from app.vocabulary.access import application_vocabulary

    return application_vocabulary(app).registry.view().chosen


# ---- external ids and repeats


def test_an_external_id_is_stored_once(client: TestClient, key: Headers, new_key: NewKey) -> None:
    first = stored(client, key, text=TEXT, external_id="same")
    again = create(client, key, skills=[], external_id="same")
    assert again.status_code == 409
    assert f"PUT /v1/workers/{first['id']}" in again.json()["detail"]
    assert client.get("/v1/workers", params={"external_id": "same"}, headers=key).json()["items"] == [first]
    assert create(client, new_key(), skills=[], external_id="same").status_code == 201


def test_two_writers_on_one_external_id(client: TestClient, key: Headers) -> None:
    writers = 6
    together = Barrier(writers)

    def write(_writer: int) -> int:
        together.wait()
        return int(create(client, key, skills=[{"id": TRUCKS}], external_id="contested").status_code)

    with ThreadPoolExecutor(writers) as pool:
        statuses = sorted(pool.map(write, range(writers)))
    assert statuses == [201, *[409] * (writers - 1)]
    found = client.get("/v1/workers", params={"external_id": "contested"}, headers=key).json()["items"]
    assert len(found) == 1


def test_a_repeat_under_the_same_key_stores_nothing_again(client: TestClient, key: Headers) -> None:
    headers = {**key, "Idempotency-Key": "once"}
    first, second = (create(client, headers, text=TEXT) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second.headers["etag"] == first.headers["etag"]
    assert len(client.get("/v1/workers", headers=key).json()["items"]) == 1

    other = create(client, headers, text=f"{TEXT} ")
    assert other.status_code == 409
    assert other.json()["errors"][0]["pointer"] == "/header/Idempotency-Key"
    assert len(client.get("/v1/workers", headers=key).json()["items"]) == 1


def test_a_request_that_failed_does_not_use_the_key_up(client: TestClient, key: Headers) -> None:
    headers = {**key, "Idempotency-Key": "retried"}
    assert create(client, headers, skills=[{"id": "esco:none"}]).status_code == 422
    assert create(client, headers, skills=[{"id": TRUCKS}]).status_code == 201


def test_keys_are_of_an_organisation(client: TestClient, key: Headers, new_key: NewKey) -> None:
    ours = stored(client, {**key, "Idempotency-Key": "k"}, text=TEXT)
    theirs = stored(client, {**new_key(), "Idempotency-Key": "k"}, text=TEXT)
    assert ours["id"] != theirs["id"]


def test_a_repeat_after_the_deletion_is_told_so(client: TestClient, key: Headers) -> None:
    headers = {**key, "Idempotency-Key": "deleted"}
    worker = stored(client, headers, text=TEXT)
    assert client.delete(f"/v1/workers/{worker['id']}", headers=key).status_code == 204
    again = create(client, headers, text=TEXT)
    assert again.status_code == 410
    assert "new key" in again.json()["detail"]
    assert client.get("/v1/workers", headers=key).json()["items"] == []


def test_repeats_at_once_store_one(client: TestClient, key: Headers) -> None:
    writers = 5
    together = Barrier(writers)

    def write(_writer: int) -> Any:
        together.wait()
        return create(client, {**key, "Idempotency-Key": "race"}, skills=[{"id": TRUCKS}])

    with ThreadPoolExecutor(writers) as pool:
        answers = list(pool.map(write, range(writers)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_after_a_day_a_key_is_free_again(client: TestClient, key: Headers, app: FastAPI) -> None:
    headers = {**key, "Idempotency-Key": "old"}
    worker = stored(client, headers, text=TEXT)
    with app.state.sessions.begin() as session:
        old = session.scalar(select(IdempotencyKey.created_at).limit(1)).replace(year=2020)
        session.execute(
            update(IdempotencyKey).where(IdempotencyKey.stored_id == worker["id"]).values(created_at=old)
        )
    assert stored(client, headers, skills=[{"id": TRUCKS}])["id"] != worker["id"]


# ---- reading


def test_an_etag_answers_304_until_the_worker_is_replaced(client: TestClient, key: Headers) -> None:
    worker = stored(client, key, text=TEXT)
    address = f"/v1/workers/{worker['id']}"
    tag = client.get(address, headers=key).headers["etag"]
    assert client.get(address, headers={**key, "If-None-Match": tag}).status_code == 304
    client.put(address, json={"consent": True, "skills": [{"id": TRUCKS}]}, headers=key)
    again = client.get(address, headers={**key, "If-None-Match": tag})
    assert again.status_code == 200
    assert again.headers["etag"] != tag


def test_the_list_has_every_worker_once(client: TestClient, key: Headers, new_key: NewKey) -> None:
    ids = [stored(client, key, skills=[{"id": TRUCKS}])["id"] for _ in range(5)]
    stored(client, new_key(), skills=[{"id": TRUCKS}])
    found, url = [], "/v1/workers?limit=2"
    while url:
        answer = client.get(url, headers=key)
        found += [each["id"] for each in answer.json()["items"]]
        url = answer.links["next"]["url"] if "next" in answer.links else ""
    assert found == ids


@pytest.mark.parametrize("query", ["limit=0", "limit=1000000000", "cursor=xx", "cursor=WyJhIiwxXQ"])
def test_pages_that_cannot_be(query: str, client: TestClient, key: Headers) -> None:
    assert client.get(f"/v1/workers?{query}", headers=key).status_code == 422


# ---- replacing and deleting


def test_replacing_keeps_the_id_and_counts_the_version(client: TestClient, key: Headers) -> None:
    worker = stored(client, key, text=TEXT, external_id="kept", region="US-TX")
    address = f"/v1/workers/{worker['id']}"
    answer = client.put(address, json={"consent": True, "skills": [{"id": EXCEL}]}, headers=key)
    assert answer.status_code == 200
    body = answer.json()
    assert (body["id"], body["version"], body["external_id"], body["region"]) == (
        worker["id"], 2, "kept", None,
    )  # fmt: skip
    assert [each["skill"]["id"] for each in body["skills"]] == [EXCEL]
    assert body["created_at"] == worker["created_at"]
    assert body["updated_at"] > worker["updated_at"]
    assert client.get(address, headers=key).json() == body


def test_if_match_stops_a_change_of_what_was_changed_since(client: TestClient, key: Headers) -> None:
    worker = stored(client, key, text=TEXT)
    address = f"/v1/workers/{worker['id']}"
    tag = client.get(address, headers=key).headers["etag"]
    body = {"consent": True, "skills": [{"id": EXCEL}]}
    assert client.put(address, json=body, headers={**key, "If-Match": tag}).status_code == 200
    for method, sent in (("PUT", {"json": body}), ("DELETE", {})):
        stale = client.request(method, address, headers={**key, "If-Match": tag}, **sent)
        assert stale.status_code == 412
        assert "ETag" in stale.json()["detail"]
    assert client.delete(address, headers={**key, "If-Match": "*"}).status_code == 204


def test_an_external_id_can_be_changed_but_not_taken(client: TestClient, key: Headers) -> None:
    first = stored(client, key, text=TEXT, external_id="a")
    second = stored(client, key, text=TEXT, external_id="b")
    body = {"consent": True, "skills": [], "external_id": "a"}
    taken = client.put(f"/v1/workers/{second['id']}", json=body, headers=key)
    assert taken.status_code == 409
    assert first["id"] in taken.json()["detail"]
    assert client.get(f"/v1/workers/{second['id']}", headers=key).json() == second
    body["external_id"] = "c"
    assert client.put(f"/v1/workers/{second['id']}", json=body, headers=key).json()["external_id"] == "c"


def test_changes_are_numbered_and_removals_noted(client: TestClient, key: Headers, app: FastAPI) -> None:
    worker = stored(client, key, text=TEXT)
    address = f"/v1/workers/{worker['id']}"

    def change() -> int:
        with app.state.sessions() as session:
            return int(session.scalar(select(WorkerRow.change).where(WorkerRow.id == worker["id"])) or 0)

    first = change()
    client.put(address, json={"consent": True, "skills": []}, headers=key)
    second = change()
    client.delete(address, headers=key)
    with app.state.sessions() as session:
        removed = dict(
            session.execute(
                select(ProfileRemoval.removed, ProfileRemoval.change).where(
                    ProfileRemoval.kind == "worker", ProfileRemoval.removed.in_([first, second])
                )
            ).all()
        )
        last = session.scalar(select(ChangeClock.last).where(ChangeClock.kind == "worker"))
    assert first < removed[first] < second < removed[second] == last


def test_what_is_deleted_is_not_there(client: TestClient, key: Headers) -> None:
    worker = stored(client, key, text=TEXT, external_id="gone")
    address = f"/v1/workers/{worker['id']}"
    assert client.delete(address, headers=key).status_code == 204
    body = {"consent": True, "skills": []}
    for answer in (
        client.get(address, headers=key),
        client.delete(address, headers=key),
        client.put(address, json=body, headers=key),
    ):
        assert answer.status_code == 404
    assert stored(client, key, text=TEXT, external_id="gone")["id"] != worker["id"]


# ---- who may


def test_another_organisation_sees_nothing(client: TestClient, key: Headers, new_key: NewKey) -> None:
    worker = stored(client, key, text=TEXT, external_id="ours")
    address, other = f"/v1/workers/{worker['id']}", new_key()
    body = {"consent": True, "skills": []}
    assert client.get(address, headers=other).status_code == 404
    assert client.put(address, json=body, headers=other).status_code == 404
    assert client.delete(address, headers=other).status_code == 404
    assert client.get("/v1/workers", headers=other).json()["items"] == []
    assert client.get("/v1/workers", params={"external_id": "ours"}, headers=other).json()["items"] == []
    assert client.get(address, headers=key).json() == worker


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("POST", ACTIVE, "read"),
        ("POST", f"{ACTIVE}/bulk", "read"),
        ("PUT", f"{ACTIVE}/wrk_x", "read"),
        ("DELETE", f"{ACTIVE}/wrk_x", "read"),
        ("GET", f"{ACTIVE}/wrk_x", "write"),
        ("GET", ACTIVE, "write"),
    ],
)
def test_the_scope_is_needed(method: str, path: str, scope: str, client: TestClient, new_key: NewKey) -> None:
    body = {"json": {"consent": True, "skills": []}} if method in ("POST", "PUT") else {}
    assert client.request(method, path, headers=new_key(scope), **body).status_code == 403
    assert client.request(method, path, **body).status_code == 401


@pytest.mark.parametrize("id_", ["wrk_nobody", "%00", "wrk_" + "x" * 90])
def test_ids_of_nobody(id_: str, client: TestClient, key: Headers) -> None:
    assert client.get(f"/v1/workers/{id_}", headers=key).status_code == 404


def test_no_word_of_a_worker_is_logged(
    client: TestClient, key: Headers, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    mark = "Quizzaciously"
    text = f"{mark}\n{TEXT}"
    worker = stored(client, {**key, "Idempotency-Key": mark}, text=text, external_id=mark, keep_text=True)
    create(client, key, text=text, external_id=mark)
    client.get("/v1/workers", params={"external_id": mark}, headers=key)
    client.post("/v1/workers/bulk", content=f'{{"external_id": "{mark}", "text": "{mark}"}}', headers=key)
    client.delete(f"/v1/workers/{worker['id']}", headers=key)
    assert mark not in "".join(capsys.readouterr())
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert mark not in "".join(record.getMessage() for record in ours)


def test_the_occupation_of_the_caller_comes_first(client: TestClient, key: Headers) -> None:
    worker = stored(
        client, key, text="Experience\nForklift Driver, 2019 - 2021\n- operate forklift", occupation=NURSES
    )
    assert next(each["id"] for each in worker["occupations"]) == NURSES


# ---- what the OpenAPI document says


def test_the_examples_are_answered_as_described(client: TestClient, key: Headers, app: FastAPI) -> None:
    document = app.openapi()
    schemas = document["components"]["schemas"]

    def errors(name: str, value: Any) -> list[str]:
        found = Draft202012Validator({**schemas[name], "components": document["components"]})
        return [each.message for each in found.iter_errors(value)]

    examples = schemas["WorkerRequest"]["examples"]
    assert len(examples) >= 2
    for example in examples:
        answer = client.post("/v1/workers", json={**example, "effort": "fast"}, headers=key)
        assert answer.status_code == 201, answer.text
        assert errors("WorkerAnswer", answer.json()) == []
    page = client.get("/v1/workers", headers=key).json()
    assert errors("Page_WorkerAnswer_", page) == []
    body = document["paths"]["/v1/workers/bulk"]["post"]["requestBody"]["content"]["application/x-ndjson"]
    for content in body["schema"]["examples"]:
        loaded = client.post("/v1/workers/bulk", content=content, headers=key)
        assert [json.loads(line)["status"] for line in loaded.text.splitlines()] == [201]
