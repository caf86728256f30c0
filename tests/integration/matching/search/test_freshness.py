"""Two server processes on one database: what one stores, the other finds within a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.main import create_app
from app.matching.retrieval.database.models import IndexedSkill
from app.matching.search.access import follow_stored, stop_following, stored_of
from app.settings import Settings
from tests.integration.matching.search.conftest import Asker, Headers, ids
from tests.small_seed import TRUCKS

pytestmark = pytest.mark.parametrize("how", ["memory", "database"])
SIDE = {"skills": [{"id": TRUCKS}]}
SECONDS = 1.0


@pytest.fixture
def app(small_settings: Settings, how: str) -> Iterator[FastAPI]:
    """The process that stores. It follows nothing."""
    app = create_app(replace(small_settings, retrieval=how))
    yield app
    app.state.engine.dispose()


@pytest.fixture
def other(small_settings: Settings, how: str) -> Iterator[FastAPI]:
    """The process that searches, with the thread that follows."""
    other = create_app(replace(small_settings, retrieval=how))
    yield other
    stop_following(other)
    other.state.engine.dispose()


@pytest.fixture
def searcher(other: FastAPI, key: Headers) -> Iterator[Asker]:
    with TestClient(other, raise_server_exceptions=False) as client:
        yield Asker(client, key)


def within_a_second(wanted: list[str], found: Callable[[], list[str]]) -> bool:
    """Whether something is found so soon; the machine that tests may be slow, so the search's own time is not counted."""
    waited = 0.0
    while found() != wanted and waited <= SECONDS:
        time.sleep(0.1)
        waited += 0.1
    return found() == wanted


@pytest.mark.parametrize("threaded", [True, False])
def test_what_another_process_stores_and_deletes(
    asker: Asker, searcher: Asker, other: FastAPI, *, threaded: bool
) -> None:
    if threaded:
        follow_stored(other)
        while not stored_of(other).indexes.are_ready:
            time.sleep(0.05)

    def found() -> list[str]:
        return ids(searcher.search(posting=SIDE))

    assert found() == []
    worker = asker.worker(TRUCKS)["id"]
    assert within_a_second([worker], found)
    second = asker.worker(TRUCKS)["id"]
    assert within_a_second([worker, second], found)
    asker.client.delete(f"/v1/workers/{worker}", headers=asker.key)
    assert within_a_second([second], found)


def test_readiness_tells_when_all_is_taken_in(other: FastAPI) -> None:
    from app.errors import NotReady

    stored = stored_of(other)
    assert not stored.indexes.are_ready
    follow_stored(other)
    check = next(each.check for each in other.state.readiness if each.name == "stored")
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            check()
            break
        except NotReady:
            time.sleep(0.05)
    assert stored.indexes.are_ready
    check()


def test_the_other_implementation_keeps_nothing(
    asker: Asker, searcher: Asker, other: FastAPI, how: str, small_settings: Settings
) -> None:
    """Nobody follows removals for what is not searched, so it must not be there."""
    asker.worker(TRUCKS)
    turned = create_app(replace(small_settings, retrieval="database" if how == "memory" else "memory"))
    stored_of(turned).indexes.look()
    folder = small_settings.data_dir / "stored"

    def rows() -> int:
        with other.state.sessions() as session:
            return session.scalar(select(func.count()).select_from(IndexedSkill)) or 0

    assert (rows() > 0) == (how == "memory")
    stop_following(turned)
    stored_of(other).indexes.look()
    assert (rows() > 0) == (how == "database")
    if how == "database":
        assert [path.name for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"] == []
    assert len(searcher.search(posting=SIDE)["items"]) == 1
    turned.state.engine.dispose()
