"""Bulk loads: an outcome for each line, in order, however the lines come, whoever is killed or hangs up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from starlette.types import Message

from app.limits import STREAMED_PATHS
from app.profiles.models import ProfileRemoval
from app.workers.models import WorkerRow
from tests.small_seed import EXCEL, FIRST_AID, LISTEN, TRUCKS

Headers = dict[str, str]


def line(external_id: str | None, **fields: Any) -> dict[str, Any]:
    body = {"consent": True, "skills": [{"id": TRUCKS}], **fields}
    return body if external_id is None else {"external_id": external_id, **body}


def ndjson(*lines: Any) -> bytes:
    return b"".join(each if isinstance(each, bytes) else json.dumps(each).encode() + b"\n" for each in lines)


def load(client: TestClient, key: Headers, content: bytes | Iterator[bytes]) -> list[dict[str, Any]]:
    answer = client.post("/v1/workers/bulk", content=content, headers=key)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(each) for each in answer.text.splitlines()]


def skills_of(client: TestClient, key: Headers, external_id: str) -> list[str]:
    (item,) = client.get("/v1/workers", params={"external_id": external_id}, headers=key).json()["items"]
    return [each["skill"]["id"] for each in item["skills"]]


def test_every_line_has_its_outcome_in_order(client: TestClient, key: Headers) -> None:
    content = ndjson(
        line("a"),
        line("b", skills=[{"id": "esco:none"}]),
        b"{broken\n",
        b"\n",
        [1],
        line("c", consent=False),
        line("d", text="x", skills=None) | {"skills": [{"id": TRUCKS}], "text": "both"},
        line(None, skills=[{"id": LISTEN, "years": 2}]),
        line("e", skills=[{"id": TRUCKS, "years": {"min": 1, "max": 2}}]),
        {"external_id": "f", "consent": True, "text": "- operate forklift\n- first aid"},
        json.dumps(line("last")).encode(),
    )
    found = load(client, key, content)
    assert [each["line"] for each in found] == [1, 2, 3, 5, 6, 7, 8, 9, 10, 11]
    assert [each["status"] for each in found] == [201, 422, 400, 422, 422, 422, 201, 201, 201, 201]
    assert [each["external_id"] for each in found] == ["a", "b", None, None, "c", "d", None, "e", "f", "last"]
    unknown = found[1]["problem"]
    assert (unknown["status"], unknown["errors"][0]["pointer"]) == (422, "/skills/0/id")
    assert found[4]["problem"]["errors"][0]["pointer"] == "/consent"
    assert set(found[0]) == {"line", "external_id", "status", "id", "version"}
    assert client.get(f"/v1/workers/{found[6]['id']}", headers=key).json()["skills"][0]["months"] == 24
    read = client.get(f"/v1/workers/{found[8]['id']}", headers=key).json()
    assert {each["skill"]["id"] for each in read["skills"]} == {TRUCKS, FIRST_AID}
    assert read["receipt"]["effort"] == "fast"
    assert len(client.get("/v1/workers", headers=key).json()["items"]) == 5


def test_a_line_of_a_document_that_is_there_replaces_it(client: TestClient, key: Headers) -> None:
    first = load(client, key, ndjson(line("a"), line("b")))
    again = load(client, key, ndjson(line("b", skills=[{"id": EXCEL}]), line("c")))
    assert [(each["status"], each["version"]) for each in again] == [(200, 2), (201, 1)]
    assert again[0]["id"] == first[1]["id"]
    assert skills_of(client, key, "b") == [EXCEL]
    assert skills_of(client, key, "a") == [TRUCKS]


def test_of_a_document_that_is_there_twice_the_last_line_counts(
    client: TestClient, key: Headers, app: FastAPI
) -> None:
    found = load(client, key, ndjson(line("a"), line("b"), line("a", skills=[{"id": EXCEL}])))
    assert [(each["status"], each["version"]) for each in found] == [(201, 1), (201, 1), (200, 2)]
    assert found[0]["id"] == found[2]["id"]
    assert skills_of(client, key, "a") == [EXCEL]
    with app.state.sessions() as session:
        rows = session.scalars(select(WorkerRow.version).where(WorkerRow.id == found[0]["id"])).all()
    assert rows == [2]


def test_what_is_replaced_is_noted(client: TestClient, key: Headers, app: FastAPI) -> None:
    (first,) = load(client, key, ndjson(line("noted")))
    with app.state.sessions() as session:
        old = session.scalar(select(WorkerRow.change).where(WorkerRow.id == first["id"]))
    load(client, key, ndjson(line("noted")))
    with app.state.sessions() as session:
        new = session.scalar(select(WorkerRow.change).where(WorkerRow.id == first["id"]))
        noted = session.scalar(select(ProfileRemoval.change).where(ProfileRemoval.removed == old))
    assert old < noted < new


def test_another_organisation_keeps_its_own(
    client: TestClient, key: Headers, new_key: Callable[..., Headers]
) -> None:
    other = new_key()
    load(client, key, ndjson(line("same")))
    assert load(client, other, ndjson(line("same", skills=[{"id": EXCEL}])))[0]["status"] == 201
    assert skills_of(client, key, "same") == [TRUCKS]


def test_a_line_of_fifty_megabytes_harms_no_other(client: TestClient, key: Headers) -> None:
    def chunks() -> Iterator[bytes]:
        yield ndjson(line("before"))
        yield b'{"external_id": "huge", "consent": true, "text": "'
        for _ in range(50):
            yield b"x" * 1_000_000
        yield b'"}\n' + ndjson(line("after"))

    found = load(client, key, chunks())
    assert [each["status"] for each in found] == [201, 413, 201]
    assert "1 MB" in found[1]["problem"]["detail"]


def test_the_limit_of_a_request_is_not_that_of_a_load(client: TestClient, key: Headers) -> None:
    assert "/v1/workers/bulk" in STREAMED_PATHS
    filler = " " * 900_000
    content = b"".join(json.dumps(line(f"w{n}")).encode() + filler.encode() + b"\n" for n in range(24))
    assert len(content) > client.app.state.settings.max_request_bytes  # type: ignore[attr-defined]
    assert [each["status"] for each in load(client, key, content)] == [201] * 24


def test_nothing_sent_is_nothing_answered(client: TestClient, key: Headers) -> None:
    assert load(client, key, b"") == load(client, key, b"\n \n") == []


def test_many_lines_go_in_several_transactions(client: TestClient, key: Headers) -> None:
    found = load(client, key, ndjson(*(line(f"m{number}") for number in range(1_201))))
    assert [each["line"] for each in found] == list(range(1, 1_202))
    assert {each["status"] for each in found} == {201}
    assert len({each["id"] for each in found}) == 1_201


def test_loads_at_once_never_store_a_document_twice(client: TestClient, key: Headers, app: FastAPI) -> None:
    content = ndjson(*(line(f"x{number % 100}") for number in range(400)))
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: load(client, key, content), range(3)))
    outcomes = [each for answer in answers for each in answer]
    assert sum(each["status"] == 201 for each in outcomes) == 100
    assert {each["status"] for each in outcomes} == {200, 201}
    ids = {each["id"] for each in outcomes}
    assert len(ids) == 100
    with app.state.sessions() as session:
        kept = session.execute(select(WorkerRow.id, WorkerRow.version).where(WorkerRow.id.in_(ids))).all()
    assert sorted(kept) == sorted((id_, 12) for id_ in ids)


def test_a_database_that_is_away_is_said_line_by_line(
    client: TestClient, key: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    import app.workers.batches as batches

    real, calls = batches.put_documents, []

    def sometimes(*given: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("INSERT", {}, Exception("the connection is gone"))
        return real(*given)

    monkeypatch.setattr(batches, "put_documents", sometimes)
    found = load(client, key, ndjson(*(line(f"away{number}") for number in range(501))))
    assert [each["status"] for each in found] == [503] * 500 + [201]
    assert "Send it again" in found[0]["problem"]["detail"]
    assert [each["external_id"] for each in found] == [f"away{number}" for number in range(501)]


def test_an_error_before_the_first_outcome_is_a_problem(
    client: TestClient, key: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_app: FastAPI) -> Any:
        raise RuntimeError("words of a line")

    monkeypatch.setattr("app.workers.batches.reading_desk", broken)
    answer = client.post("/v1/workers/bulk", content=ndjson(line("a")), headers=key)
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "words of a line" not in answer.text


def test_whoever_hangs_up_leaves_whole_batches(app: FastAPI, key: Headers) -> None:
    """Two batches come whole, half of a third, then nobody is there any more."""
    asyncio.run(_hang_up(app, key))


async def _hang_up(app: FastAPI, key: Headers) -> None:
    lines = [line(f"left{number}") for number in range(1_250)]
    messages: list[Message] = [
        {"type": "http.request", "body": ndjson(*lines), "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"authorization", key["Authorization"].encode())]
    scope = {
        "type": "http", "method": "POST", "path": "/v1/workers/bulk", "raw_path": b"/v1/workers/bulk",
        "query_string": b"", "headers": headers, "scheme": "http", "server": ("t", 80), "client": ("t", 1),
        "http_version": "1.1", "root_path": "", "asgi": {"version": "3.0", "spec_version": "2.3"},
    }  # fmt: skip
    await app(scope, receive, send)
    with app.state.sessions() as session:
        found = session.scalar(
            select(func.count()).select_from(WorkerRow).where(WorkerRow.external_id.like("left%"))
        )
        ours = set(session.scalars(select(WorkerRow.external_id).where(WorkerRow.external_id.like("left%"))))
    assert found == 1_000
    assert ours <= {f"left{number}" for number in range(1_000)}
    assert not any(message.get("more_body") is False for message in sent)
