"""Many × many as a caller sees it: accepted, worked on, read, cancelled, erased."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from app.batch import store
from app.batch.models import Task, TaskPart
from app.batch.worker import TaskWorker
from tests.api_keys import key_for
from tests.integration.batch.conftest import request_of
from tests.small_seed import DRIVERS, TRUCKS

Json = dict[str, Any]
Post = Callable[..., Json]


def lines(client: TestClient, task: Json, **query: str) -> list[Json]:
    answer = client.get(f"/v1/tasks/{task['id']}/result", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def state(client: TestClient, task: Json) -> Json:
    answer = client.get(f"/v1/tasks/{task['id']}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def test_every_pair_scores_as_the_pair_call_says(hall: TestClient, post: Post, worker: TaskWorker) -> None:
    body = request_of(12, 9, weights={"required_skills": 0.7}, as_of="2026-01-31")
    task = post(body)
    assert task["state"] == "queued"
    assert task["progress"] == {"done": 0, "total": 33}
    assert worker.do_next()
    done = state(hall, task)
    assert (done["state"], done["progress"]) == ("finished", {"done": 33, "total": 33})
    assert done["result"] == f"/v1/tasks/{task['id']}/result"
    assert done["receipt"]["effort"] == "fast"
    found = lines(hall, task)
    assert len(found) == 12 * 9
    sides = {item["id"]: item for side in ("postings", "workers") for item in body[side]}
    for line in found[::7]:
        pair = {
            "posting": sides[line["posting"]]["posting"],
            "worker": sides[line["worker"]]["worker"],
            "weights": body["weights"],
        }
        alone = hall.post("/v1/matches", json=pair).json()
        assert (line["score"], line["reverse_score"]) == (alone["score"], alone["reverse_score"])
    order = [(int(line["posting"][1:]), -line["score"], int(line["worker"][1:])) for line in found]
    assert order == sorted(order)
    assert not worker.do_next()


def test_only_the_best_above_a_score(hall: TestClient, post: Post, worker: TaskWorker) -> None:
    every, few = post(request_of(5, 8)), post(request_of(5, 8, top=3, least_score=20.5))
    assert worker.do_next()
    assert worker.do_next()
    by_posting: dict[str, list[Json]] = {}
    for line in lines(hall, every):
        by_posting.setdefault(line["posting"], []).append(line)
    expected = [line for each in by_posting.values() for line in [x for x in each if x["score"] >= 20.5][:3]]
    assert lines(hall, few) == expected
    assert expected


def test_texts_are_read_and_then_erased(
    app: FastAPI, hall: TestClient, post: Post, worker: TaskWorker
) -> None:
    body = {
        "postings": [{"id": "a", "posting": {"text": "Requirements:\n- operate a forklift\n- first aid"}}],
        "workers": [
            {"id": "b", "worker": {"text": "Work experience\n2019 - 2021 Driver\n- operated a forklift"}},
            {"id": "c", "worker": {"json_resume": {"skills": [{"name": "first aid"}]}}},
        ],
    }
    refused = hall.post("/v1/matches/batch", json=body)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/consent"
    task = post({**body, "consent": True})
    assert worker.do_next()
    assert {line["worker"] for line in lines(hall, task)} == {"b", "c"}
    assert state(hall, task)["receipt"]["as_of"]
    with app.state.sessions() as session:
        assert session.scalar(select(Task.inputs)) is None
        assert set(session.scalars(select(TaskPart.kind))) == {"head", "rows"}


def test_stored_sides_are_those_of_the_organisation(
    app: FastAPI, hall: TestClient, post: Post, worker: TaskWorker
) -> None:
    stored = hall.post("/v1/workers", json={"skills": [{"id": TRUCKS}], "consent": True})
    assert stored.status_code == 201, stored.text
    theirs = key_for(app, "Other hall", "read", "write")
    body = {
        "postings": [{"id": "a", "posting": {"skills": [{"id": TRUCKS}]}}],
        "workers": [{"id": "b", "worker": {"id": stored.json()["id"]}}],
    }
    task, other = post(body), hall.post("/v1/matches/batch", json=body, headers=theirs).json()
    assert worker.do_next()
    assert worker.do_next()
    (line,) = lines(hall, task)
    assert line["score"] == 100.0
    answer = hall.get(f"/v1/tasks/{other['id']}/result", headers=theirs)
    (line,) = [json.loads(each) for each in answer.text.splitlines()]
    assert (line["worker"], line["problem"]["status"]) == ("b", 404)


def test_bad_items_harm_no_other(hall: TestClient, post: Post, worker: TaskWorker) -> None:
    good = {"skills": [{"id": TRUCKS}]}
    body = {
        "postings": [
            {"id": "a", "posting": good},
            {"id": "a", "posting": good},
            {"id": "unknown", "posting": {"skills": [{"id": "esco:nothing"}]}},
            {"posting": good},
            {"id": "empty", "posting": {"skills": []}},
            {"id": "both", "posting": {**good, "occupation": DRIVERS}},
            {"id": "flat", **good},
            {"id": "unweighed", "posting": {"skills": [{"id": TRUCKS, "requirement": "preferred"}]}},
        ],
        "workers": [
            {"id": "w", "worker": good},
            {"id": "nobody", "worker": {"occupation": "onet:nothing"}},
            {"id": 7, "worker": good},
        ],
        "weights": {"preferred_skills": 0},
    }
    task = post(body)
    assert worker.do_next()
    found = lines(hall, task)
    problems, pairs = [x for x in found if "problem" in x], [x for x in found if "score" in x]
    assert [(line["posting"], line["worker"], line["score"]) for line in pairs] == [("a", "w", 100.0)]
    assert [line["item"] for line in problems] == [f"/postings/{at}" for at in range(1, 8)] + [
        "/workers/1",
        "/workers/2",
    ]
    by_item = {line["item"]: line for line in problems}
    assert all(line["problem"]["status"] == 422 for line in problems)
    unknown = by_item["/postings/2"]
    assert unknown["posting"] == "unknown"
    assert unknown["problem"]["errors"][0]["pointer"] == "/postings/2/posting/skills/0/id"
    assert by_item["/workers/2"]["worker"] is None


def test_the_result_as_csv_holds_no_formula(hall: TestClient, post: Post, worker: TaskWorker) -> None:
    ids = ["=1+1", "+a", "-b", "@c", "\t=d", 'e "quoted", and\nmore', "plain", " =f"]
    skills = {"skills": [{"id": TRUCKS}]}
    task = post(
        {
            "postings": [{"id": id_, "posting": skills} for id_ in ids],
            "workers": [{"id": "w,1", "worker": skills}, {"id": "=bad", "worker": {"skills": []}}],
        }
    )
    assert worker.do_next()
    answer = hall.get(f"/v1/tasks/{task['id']}/result", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    same = hall.get(f"/v1/tasks/{task['id']}/result?format=csv")
    assert same.content == answer.content
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert rows[0] == ["posting", "worker", "score", "reverse_score", "problem"]
    assert rows[1][:4] == ["", "'=bad", "", ""]
    assert rows[1][4].startswith("/workers/1: ")
    assert [row[0] for row in rows[2:]] == [
        "'=1+1", "'+a", "'-b", "'@c", "'\t=d", 'e "quoted", and\nmore', "plain", "' =f",
    ]  # fmt: skip
    assert all(row[1:] == ["w,1", "100.0", "100.0", ""] for row in rows[2:])
    assert hall.get(f"/v1/tasks/{task['id']}/result?format=xml").status_code == 422


def test_meetings(hall: TestClient, post: Post, worker: TaskWorker) -> None:
    body = request_of(12, 11)
    pairs, met = (
        post(body),
        post({**body, "meetings": {"per_worker": 2, "per_posting": 3}, "least_score": 10}),
    )
    assert worker.do_next()
    assert worker.do_next()
    scores = {(line["posting"], line["worker"]): line["score"] for line in lines(hall, pairs)}
    found = lines(hall, met)
    assert all(scores[line["posting"], line["worker"]] == line["score"] >= 10 for line in found)
    postings, workers = [line["posting"] for line in found], [line["worker"] for line in found]
    assert max(map(postings.count, postings)) <= 3
    assert max(map(workers.count, workers)) <= 2
    assert len({*zip(postings, workers, strict=True)}) == len(found) > 11
    assert state(hall, met)["progress"] == {"done": 36, "total": 36}


def test_nothing_but_bad_items(hall: TestClient, post: Post, worker: TaskWorker) -> None:
    for more in ({}, {"meetings": {}}):
        task = post({"postings": [{"id": "a"}], "workers": [{}], **more})
        assert worker.do_next()
        assert [line["item"] for line in lines(hall, task)] == ["/postings/0", "/workers/0"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"postings": []}, "/postings"),
        ({"workers": []}, "/workers"),
        ({"workers": [{}] * 2001}, "/workers"),
        ({"postings": ["text"]}, "/postings/0"),
        ({"top": 0}, "/top"),
        ({"top": 10**9}, "/top"),
        ({"top": 10**30}, "/top"),
        ({"least_score": 101}, "/least_score"),
        ({"least_score": "50"}, "/least_score"),
        ({"meetings": {"per_worker": 0}}, "/meetings/per_worker"),
        ({"meetings": {"per_posting": 10**9}}, "/meetings/per_posting"),
        ({"weights": {"required_skills": -1}}, "/weights/required_skills"),
        ({"weights": {"charm": 1}}, "/weights/charm"),
        ({"weights": {"required_skills": 0, "preferred_skills": 0, "experience": 0}}, "/weights"),
        ({"vocabulary": "esco:0.0.1"}, "/vocabulary"),
        ({"effort": "utmost"}, "/effort"),
        ({"as_of": "soon"}, "/as_of"),
        ({"consent": "yes"}, "/consent"),
    ],
)
def test_what_cannot_be_used_is_said_at_once(hall: TestClient, change: Json, pointer: str) -> None:
    answer = hall.post("/v1/matches/batch", json={**request_of(1, 1), **change})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_numbers_that_are_none_and_items_nested_too_deeply(hall: TestClient) -> None:
    body = json.dumps({**request_of(1, 1), "weights": {"required_skills": float("nan")}})
    headers = {"Content-Type": "application/json"}
    assert hall.post("/v1/matches/batch", content=body, headers=headers).status_code == 400
    deep = '{"a":' * 400 + "1" + "}" * 400
    body = '{"postings":[{"id":"a","posting":{"job_posting":' + deep + '}}],"workers":[{"id":"b"}]}'
    answer = hall.post("/v1/matches/batch", content=body, headers=headers)
    assert answer.status_code == 422
    assert "deeply" in answer.json()["detail"]


def test_a_repeat_under_the_same_key_is_the_same_task(hall: TestClient, post: Post) -> None:
    body = request_of(2, 2)
    first = post(body, **{"Idempotency-Key": "fair-1"})
    assert post(body, **{"Idempotency-Key": "fair-1"})["id"] == first["id"]
    assert post(body)["id"] != first["id"]
    other = hall.post("/v1/matches/batch", json=request_of(2, 3), headers={"Idempotency-Key": "fair-1"})
    assert other.status_code == 409


def test_cancelled_before_and_after_its_end(
    app: FastAPI, hall: TestClient, post: Post, worker: TaskWorker
) -> None:
    task = post(request_of(3, 3))
    ended = hall.post(f"/v1/tasks/{task['id']}/cancel")
    assert ended.status_code == 200
    assert ended.json()["state"] == "cancelled"
    assert hall.post(f"/v1/tasks/{task['id']}/cancel").json() == ended.json()
    assert not worker.do_next()
    assert hall.get(f"/v1/tasks/{task['id']}/result").status_code == 409
    with app.state.sessions() as session:
        assert session.scalar(select(Task.inputs)) is None
    done = post(request_of(3, 3))
    assert worker.do_next()
    assert hall.post(f"/v1/tasks/{done['id']}/cancel").status_code == 409
    assert hall.delete(f"/v1/tasks/{done['id']}").status_code == 204
    assert hall.get(f"/v1/tasks/{done['id']}").status_code == 404
    assert hall.delete(f"/v1/tasks/{done['id']}").status_code == 404
    with app.state.sessions() as session:
        assert session.scalar(select(func.count()).select_from(TaskPart)) == 0


def test_a_task_belongs_to_its_organisation(
    app: FastAPI, hall: TestClient, post: Post, worker: TaskWorker
) -> None:
    task = post(request_of(2, 2), **{"Idempotency-Key": "same"})
    worker.do_next()
    path = f"/v1/tasks/{task['id']}"
    other = key_for(app, "Other hall", "read", "write")
    for method, where in (
        ("GET", path),
        ("GET", f"{path}/result"),
        ("POST", f"{path}/cancel"),
        ("DELETE", path),
    ):
        assert hall.request(method, where, headers=other).status_code == 404
    theirs = hall.post(
        "/v1/matches/batch", json=request_of(2, 2), headers={**other, "Idempotency-Key": "same"}
    )
    assert theirs.json()["id"] != task["id"]
    reader = key_for(app, "Hall", "read")
    assert hall.get(path, headers=reader).status_code == 200
    assert hall.delete(path, headers=reader).status_code == 403
    assert hall.post("/v1/matches/batch", json=request_of(2, 2), headers=reader).status_code == 403
    del hall.headers["Authorization"]
    assert hall.get(path).status_code == 401
    assert hall.post("/v1/matches/batch", json=request_of(2, 2)).status_code == 401


def test_so_many_at_once_and_no_more(hall: TestClient, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_OPEN", 2)
    first = post(request_of(1, 1))
    post(request_of(1, 1))
    assert hall.post("/v1/matches/batch", json=request_of(1, 1)).status_code == 409
    hall.delete(f"/v1/tasks/{first['id']}")
    post(request_of(1, 1))


def test_a_day_after_its_end_it_is_gone(
    app: FastAPI, hall: TestClient, post: Post, worker: TaskWorker
) -> None:
    task, other = post(request_of(2, 2)), post({**request_of(2, 2), "top": 1})
    assert worker.do_next()
    with app.state.sessions.begin() as session:
        past = store.moment() - store.KEPT * 1.01
        session.execute(update(Task).where(Task.state == "finished").values(ended_at=past))
    assert hall.get(f"/v1/tasks/{task['id']}").status_code == 404
    worker._erase()
    with app.state.sessions() as session:
        assert session.scalars(select(Task.id)).all() == [other["id"]]
        assert session.scalar(select(func.count()).select_from(TaskPart)) == 0
