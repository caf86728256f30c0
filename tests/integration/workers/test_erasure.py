"""What is deleted or replaced is nowhere any more: not in a table, and not in a file of the database."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import LargeBinary, select

from app.database import compact, empty_log
from app.settings import Settings
from app.tables import load_metadata
from tests.small_seed import EXCEL, TRUCKS

Headers = dict[str, str]


def body(mark: str) -> dict[str, Any]:
    """A worker with a mark of its own in everything that is a person's: a name, an id, words that show a skill."""
    return {
        "consent": True,
        "external_id": f"id-{mark}",
        "text": f"name-{mark}\n- operate forklift\n- Excel",
        "keep_text": True,
        "effort": "fast",
    }


def is_found(app: FastAPI, settings: Settings, mark: str) -> bool:
    """Whether a mark is in any value of any table, or on SQLite in the bytes of any of its files."""
    needle = mark.encode()
    if app.state.engine.dialect.name == "sqlite":
        files = [path for path in settings.data_dir.iterdir() if path.name.startswith("parlance.db")]
        assert any(path.name.endswith("-wal") for path in files)
        return any(needle in path.read_bytes() for path in files)
    with app.state.sessions() as session:
        for table in load_metadata().sorted_tables:
            for row in session.execute(select(table)):
                for column, value in zip(table.columns, row, strict=True):
                    told = value if isinstance(column.type, LargeBinary) else str(value).encode()
                    if value is not None and needle in told:
                        return True
    return False


def _marks_in(settings: Settings, marks: list[str]) -> list[int]:
    names = [path for path in settings.data_dir.iterdir() if path.name.startswith("parlance.db")]
    whole = b"".join(path.read_bytes() for path in names)
    return [number for number, mark in enumerate(marks) if mark.encode() in whole]


@pytest.fixture
def found_in(app: FastAPI, small_settings: Settings) -> Callable[[str], bool]:
    return lambda mark: is_found(app, small_settings, mark)


def test_deleting_erases(client: TestClient, key: Headers, found_in: Callable[[str], bool]) -> None:
    mark = secrets.token_hex(8)
    answer = client.post("/v1/workers", json=body(mark), headers={**key, "Idempotency-Key": f"key-{mark}"})
    assert answer.status_code == 201
    assert found_in(f"id-{mark}")
    assert found_in(f"name-{mark}")
    assert not found_in(f"key-{mark}")
    assert client.delete(f"/v1/workers/{answer.json()['id']}", headers=key).status_code == 204
    assert not found_in(mark)


def test_replacing_erases_what_was_there(
    client: TestClient, key: Headers, found_in: Callable[[str], bool]
) -> None:
    old, new = secrets.token_hex(8), secrets.token_hex(8)
    worker = client.post("/v1/workers", json=body(old), headers=key).json()
    client.put(f"/v1/workers/{worker['id']}", json=body(new), headers=key)
    assert not found_in(old)
    assert found_in(f"name-{new}")


def test_replacing_in_bulk_erases_what_was_there(
    client: TestClient, key: Headers, found_in: Callable[[str], bool]
) -> None:
    old = secrets.token_hex(8)
    client.post("/v1/workers", json={**body(old), "external_id": f"w-{old[:4]}"}, headers=key)
    line = {"consent": True, "external_id": f"w-{old[:4]}", "skills": [{"id": EXCEL}]}
    client.post("/v1/workers/bulk", content=json.dumps(line), headers=key)
    assert not found_in(f"name-{old}")


def test_the_words_that_showed_a_skill_go_too(
    client: TestClient, key: Headers, found_in: Callable[[str], bool]
) -> None:
    """The surface is as it was written: capitals that nobody else would use."""
    surface = "oPErate FOrkLIft"
    sent = {"consent": True, "text": f"- {surface}", "effort": "fast"}
    worker = client.post("/v1/workers", json=sent, headers=key).json()
    assert [words["surface"] for skill in worker["skills"] for words in skill["evidence"]] == [surface]
    assert found_in(surface)
    client.delete(f"/v1/workers/{worker['id']}", headers=key)
    assert not found_in(surface)


def test_of_many_workers_only_those_that_are_kept_are_found(
    client: TestClient, key: Headers, found_in: Callable[[str], bool], app: FastAPI, small_settings: Settings
) -> None:
    """Deleting rebalances the pages of a database: no copy may stay in what is free between them."""
    marks = [secrets.token_hex(8) for _ in range(400)]
    content = "".join(
        json.dumps({**body(mark), "text": f"name-{mark}\n- operate forklift" + " x" * (n % 600)}) + "\n"
        for n, mark in enumerate(marks)
    )
    answer = client.post("/v1/workers/bulk", content=content, headers=key)
    ids = [json.loads(line)["id"] for line in answer.text.splitlines()]
    deleted = [number for number in range(len(ids)) if number % 5]
    for number in deleted:
        assert client.delete(f"/v1/workers/{ids[number]}", headers=key).status_code == 204
    if app.state.engine.dialect.name == "sqlite":
        kept = [number for number in range(len(ids)) if not number % 5]
        until = time.monotonic() + 60
        while (left := _marks_in(small_settings, marks)) != kept and time.monotonic() < until:
            time.sleep(0.5)
        assert left == kept
    else:
        assert not any(found_in(marks[number]) for number in deleted[:3])
        assert found_in(marks[0])


def test_a_busy_database_is_erased_once_it_is_free(
    client: TestClient, key: Headers, app: FastAPI, found_in: Callable[[str], bool]
) -> None:
    mark = secrets.token_hex(8)
    worker = client.post("/v1/workers", json=body(mark), headers=key).json()
    with app.state.sessions() as session:
        session.execute(select(load_metadata().tables["workers"].c.id).limit(1)).all()  # reads on
        started = time.monotonic()
        assert client.delete(f"/v1/workers/{worker['id']}", headers=key).status_code == 204
        assert time.monotonic() - started < 5
    until = time.monotonic() + 20
    while found_in(mark) and time.monotonic() < until:
        time.sleep(0.1)
    assert not found_in(mark)


def test_emptying_the_log_never_waits_long(app: FastAPI) -> None:
    engine = app.state.engine
    until = time.monotonic() + 20
    while not (empty_log(engine) and compact(engine)) and time.monotonic() < until:
        time.sleep(0.1)  # an eraser of another test may be at it
    assert time.monotonic() < until
    with app.state.sessions.begin():
        started = time.monotonic()
        assert empty_log(engine, milliseconds=50) is (engine.dialect.name != "sqlite")
        assert compact(engine, milliseconds=50) is (engine.dialect.name != "sqlite")
        assert time.monotonic() - started < 3


def test_the_skill_itself_is_no_secret(
    client: TestClient, key: Headers, found_in: Callable[[str], bool]
) -> None:
    """What is in the vocabulary stays there: the tests above look for what only a person wrote."""
    client.post("/v1/workers", json={"consent": True, "skills": [{"id": TRUCKS}]}, headers=key)
    assert found_in(TRUCKS)
