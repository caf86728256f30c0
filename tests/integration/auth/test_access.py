"""Keys as a caller meets them: what is open, what is refused, and what the refusal says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from app.auth import access
from app.auth.keys import id_of
from app.auth.store import create_key, find_key, revoke_key
from app.authorization import AnyCaller, OptionalCaller, Reader, Writer
from app.main import create_app
from app.migrating import migrate
from app.routing import Router, add_routes
from app.settings import Settings
from tests.api_keys import key_for

Json = dict[str, Any]
router = Router(prefix="/test")


@router.get("/reading")
def reading(caller: Reader) -> str:
    return caller.organisation


@router.post("/writing")
def writing(caller: Writer) -> str:
    return caller.key_id


@router.get("/any")
def any_key(caller: AnyCaller) -> list[str]:
    return sorted(caller.scopes)


@router.get("/open")
def open_to_all(caller: OptionalCaller) -> str | None:
    return caller.organisation if caller else None


@pytest.fixture
def own_app(fresh_settings: Settings) -> Iterator[FastAPI]:
    migrate(fresh_settings)
    app = create_app(fresh_settings)
    add_routes(app, router)
    yield app
    app.state.engine.dispose()


@pytest.fixture
def caller(own_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(own_app, raise_server_exceptions=False) as client:
        yield client


def refused(answer: Any, status: int) -> Json:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith('Bearer realm="parlance"')
    problem: Json = answer.json()
    return problem


def test_a_key_in_force_says_who_asks(own_app: FastAPI, caller: TestClient) -> None:
    key = key_for(own_app, "Acme", "read", "write")
    assert caller.get("/v1/test/reading", headers=key).json() == "Acme"
    assert caller.post("/v1/test/writing", headers=key).json() == id_of(key["Authorization"].split()[1])
    assert caller.get("/v1/test/open", headers=key).json() == "Acme"
    assert caller.get("/v1/test/any", headers=key).json() == ["read", "write"]
    lower = {"authorization": key["Authorization"].replace("Bearer ", "bearer  ")}
    assert caller.get("/v1/test/reading", headers=lower).json() == "Acme"


def test_without_a_key_what_is_open_answers_and_the_rest_says_how_to_get_one(caller: TestClient) -> None:
    assert caller.get("/v1/test/open").json() is None
    answer = caller.get("/v1/test/reading")
    assert "parlance keys create" in refused(answer, 401)["detail"]
    assert "error=" not in answer.headers["www-authenticate"]


WRONG = [
    "Basic YTpi", "Bearer", "Bearer ", "pk_only", "Bearer nonsense", "Bearer pk_é", "Bearer pk_a_b",
    f"Bearer pk_{'a' * 12}_{'b' * 43}", f"Bearer {'x' * 5000}",
]  # fmt: skip


@pytest.mark.parametrize("header", WRONG, ids=range(len(WRONG)))
@pytest.mark.parametrize("path", ["/v1/test/reading", "/v1/test/open"])
def test_a_wrong_key_is_refused_also_where_none_is_needed(header: str, path: str, caller: TestClient) -> None:
    answer = caller.get(path, headers={"Authorization": header.encode()})
    assert refused(answer, 401)["type"] == "urn:parlance:problem:unauthorized"
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_the_id_alone_does_not_open_anything(own_app: FastAPI, caller: TestClient) -> None:
    real = key_for(own_app, "Acme", "read")["Authorization"]
    forged = real[:-1] + ("a" if real[-1] != "a" else "b")
    for _ in range(2):
        refused(caller.get("/v1/test/reading", headers={"Authorization": forged}), 401)
        assert caller.get("/v1/test/reading", headers={"Authorization": real}).status_code == 200


def test_a_missing_scope_is_named(own_app: FastAPI, caller: TestClient) -> None:
    answer = caller.post("/v1/test/writing", headers=key_for(own_app, "Acme", "read", "reports"))
    assert "scope write" in refused(answer, 403)["detail"]
    assert 'scope="write"' in answer.headers["www-authenticate"]
    no_reader = key_for(own_app, "Acme", "write")
    assert "scope read" in refused(caller.get("/v1/test/open", headers=no_reader), 403)["detail"]


def test_a_revoked_key_stops_within_the_seconds_it_is_remembered(
    own_app: FastAPI, caller: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert access.REMEMBERED_SECONDS <= 5
    key = key_for(own_app, "Acme", "read")
    assert caller.get("/v1/test/reading", headers=key).status_code == 200
    with own_app.state.sessions.begin() as session:
        revoke_key(session, str(id_of(key["Authorization"].split()[1])))
    now = access.time.monotonic()
    monkeypatch.setattr(access.time, "monotonic", lambda: now + access.REMEMBERED_SECONDS)
    answer = caller.get("/v1/test/reading", headers=key)
    assert f"revoked on {datetime.now(UTC):%Y-%m-%d}" in refused(answer, 401)["detail"]


def test_a_key_is_looked_up_once_in_a_while_and_its_use_noted_once_a_minute(
    own_app: FastAPI, caller: TestClient
) -> None:
    key = key_for(own_app, "Acme", "read")
    statements: list[str] = []
    event.listen(own_app.state.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    for _ in range(20):
        assert caller.get("/v1/test/reading", headers=key).status_code == 200
    assert sum("FROM api_keys" in each for each in statements) == 1
    assert sum("UPDATE api_keys" in each for each in statements) == 1
    key_id = str(id_of(key["Authorization"].split()[1]))
    with own_app.state.sessions.begin() as session:
        first = find_key(session, key_id)
        assert first is not None
        assert first.last_used_at is not None
        assert timedelta() <= datetime.now(UTC) - first.last_used_at < timedelta(minutes=1)
    own_app.state.authenticator._recent.clear()  # as after the seconds it is remembered
    assert caller.get("/v1/test/reading", headers=key).status_code == 200
    assert sum("UPDATE api_keys" in each for each in statements) == 1


def test_a_busy_database_does_not_hold_up_who_asks(own_app: FastAPI, caller: TestClient) -> None:
    """While an import writes, SQLite lets nobody else write: the note is left out, the answer comes."""
    key = key_for(own_app, "Acme", "read")
    key_id = str(id_of(key["Authorization"].split()[1]))
    with own_app.state.sessions.begin() as writing:
        writing.execute(text("UPDATE api_keys SET key_sha256 = key_sha256"))
        started = access.time.monotonic()
        assert caller.get("/v1/test/reading", headers=key).json() == "Acme"
        assert access.time.monotonic() - started < 2
    with own_app.state.sessions() as session:
        stored = find_key(session, key_id)
        assert stored is not None
        assert stored.last_used_at is None


def test_the_secret_is_nowhere_in_the_database_nor_in_memory(own_app: FastAPI, caller: TestClient) -> None:
    with own_app.state.sessions.begin() as session:
        new = create_key(session, "Acme", ["read"])
    caller.get("/v1/test/reading", headers={"Authorization": f"Bearer {new.key}"})
    secret = new.key.rpartition("_")[2]
    with own_app.state.sessions() as session:
        assert secret not in str(session.execute(text("SELECT * FROM api_keys")).all())
    assert secret not in repr(vars(own_app.state.authenticator))


# ---- PARLANCE_REQUIRE_KEY


@pytest.fixture
def closed(fresh_settings: Settings) -> Iterator[TestClient]:
    migrate(fresh_settings)
    app = create_app(replace(fresh_settings, require_key=True, cors_origins=("https://jobs.example",)))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
    app.state.engine.dispose()


def test_when_keys_are_required_every_call_of_the_api_needs_one_that_may_read(closed: TestClient) -> None:
    for method, path in (
        ("GET", "/v1/frameworks"),
        ("GET", "/v1/no-such-thing"),
        ("POST", "/v1/extract"),
        ("HEAD", "/v1/skills"),
    ):
        refused_or_head = closed.request(method, path)
        assert refused_or_head.status_code == 401
    app: FastAPI = closed.app  # type: ignore[assignment]
    assert (
        "scope read"
        in refused(closed.get("/v1/frameworks", headers=key_for(app, "Acme", "write")), 403)["detail"]
    )
    assert closed.get("/v1/frameworks", headers=key_for(app, "Acme", "read")).status_code == 200


def test_when_keys_are_required_the_service_itself_stays_open(closed: TestClient) -> None:
    for path in ("/healthz", "/metrics", "/openapi.json", "/docs"):
        assert closed.get(path).status_code == 200, path
    assert closed.get("/readyz").status_code in (200, 503)
    asked = {"Origin": "https://jobs.example", "Access-Control-Request-Method": "POST"}
    assert closed.options("/v1/extract", headers=asked).status_code == 200


def test_a_database_that_does_not_answer_is_not_a_wrong_key(
    own_app: FastAPI, caller: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("down"))

    monkeypatch.setattr(access, "find_key", down)
    key = {"Authorization": f"Bearer pk_{'a' * 12}_{'b' * 43}"}
    assert caller.get("/v1/test/reading", headers=key).status_code == 503
