"""One request, one transaction: committed before the answer is sent, rolled back when anything fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.database import make_engine, make_sessions
from app.dependencies import Reading, Transaction
from app.main import create_app
from app.routing import Router, add_routes
from app.settings import Settings

router = Router(base="", prefix="/test")
INSERT = text("INSERT INTO notes (word) VALUES (:word)")


@router.post("/notes/{word}")
def add(word: str, session: Transaction) -> str:
    session.execute(INSERT, {"word": word})
    if word == "broken":
        raise ValueError
    return word


@router.post("/late/{word}")
def add_with_failing_commit(word: str, session: Transaction) -> str:
    session.execute(INSERT, {"word": word})

    def refuse() -> None:
        raise OperationalError("COMMIT", {}, Exception("disk full"))

    session.commit = refuse  # type: ignore[method-assign]
    session.get_transaction().commit = refuse  # type: ignore[union-attr, method-assign]
    return word


@router.get("/count")
def count(session: Reading) -> int:
    return words_of(session)


def words_of(session: Session) -> int:
    return int(session.execute(text("SELECT count(*) FROM notes")).scalar_one())


@pytest.fixture
def engine(fresh_settings: Settings) -> Iterator[Engine]:
    fresh_settings.data_dir.mkdir(exist_ok=True)
    engine = make_engine(fresh_settings)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (word TEXT NOT NULL UNIQUE)"))
    yield engine
    engine.dispose()


@pytest.fixture
def own_app(fresh_settings: Settings, engine: Engine) -> Iterator[FastAPI]:
    app = create_app(fresh_settings)
    add_routes(app, router)
    yield app
    app.state.engine.dispose()


@pytest.fixture
def caller(own_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(own_app, raise_server_exceptions=False) as client:
        yield client


def test_what_a_request_wrote_is_there_for_the_next(caller: TestClient) -> None:
    assert caller.post("/test/notes/kept").status_code == 200
    assert caller.get("/test/count").json() == 1


def test_a_request_that_fails_leaves_nothing(caller: TestClient) -> None:
    assert caller.post("/test/notes/broken").status_code == 500
    assert caller.get("/test/count").json() == 0


def test_a_commit_that_fails_is_an_error_and_not_a_false_success(caller: TestClient) -> None:
    assert caller.post("/test/late/lost").status_code == 503
    assert caller.get("/test/count").json() == 0


def test_many_writers_wait_for_each_other(caller: TestClient) -> None:
    statuses: list[int] = []

    def write(number: int) -> None:
        statuses.append(caller.post(f"/test/notes/word{number}").status_code)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 24
    assert caller.get("/test/count").json() == 24


def test_a_value_that_the_database_cannot_take_is_refused(backend: str, caller: TestClient) -> None:
    expected = {"sqlite": 200, "postgresql": 422}[backend]  # PostgreSQL takes no NUL in a text
    assert caller.post("/test/notes/a%00b").status_code == expected


def test_sessions_keep_what_they_read_after_the_commit(engine: Engine) -> None:
    with make_sessions(engine)() as session:
        session.execute(INSERT, {"word": "x"})
        session.commit()
        assert words_of(session) == 1


def test_a_test_sees_its_own_commits_and_leaves_none(app: FastAPI, session: Session) -> None:
    session.execute(text("CREATE TABLE notes (word TEXT)"))
    session.commit()
    add_routes(app, router)
    with TestClient(app) as client:
        assert client.post("/test/notes/seen").status_code == 200
    assert words_of(session) == 1


def test_the_table_of_the_test_before_is_gone(session: Session) -> None:
    with pytest.raises(Exception, match="notes"):
        words_of(session)
