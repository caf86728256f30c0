"""An application on a small seed of its own, with keys of two organisations and a worker to be asked by hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import delete

from app.batch.access import make_worker
from app.batch.models import Task, TaskPart
from app.batch.worker import TaskWorker
from app.main import create_app
from app.migrating import migrate
from app.releases.seed import seed
from app.settings import Settings
from tests.api_keys import key_for
from tests.conftest import new_database
from tests.small_seed import DRIVERS, EXCEL, FIRST_AID, LISTEN, NURSES, SAP, TRUCKS, write_small_seed

Json = dict[str, Any]
Post = Callable[..., Any]

SKILLS = (LISTEN, TRUCKS, FIRST_AID, EXCEL, SAP, "onet:2.C.7.a", "onet:1.A.2.a.2")


@pytest.fixture(scope="module")
def seed_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_seed(tmp_path_factory.mktemp("seed") / "seed_data")


@pytest.fixture(scope="module")
def seeded(backend: str, seed_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A database with the small seed for all tests of a module, which erase their tasks again."""
    with new_database(backend, tmp_path_factory.mktemp(f"{backend}-hall")) as settings:
        migrate(settings)
        seed(settings, seed_files)
        yield settings


@pytest.fixture(scope="module")
def opened(seeded: Settings, seed_files: Path) -> Iterator[FastAPI]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.vocabulary.access.resource_folder", lambda _name: seed_files)
        app = create_app(seeded)
        yield app
    app.state.engine.dispose()


@pytest.fixture
def app(opened: FastAPI) -> Iterator[FastAPI]:
    """The application, without any task before and after."""
    yield opened
    with opened.state.sessions.begin() as session:
        session.execute(delete(TaskPart))
        session.execute(delete(Task))


@pytest.fixture(scope="module")
def key(opened: FastAPI) -> dict[str, str]:
    return key_for(opened, "Hall", "read", "write")


@pytest.fixture
def hall(app: FastAPI, key: dict[str, str]) -> TestClient:
    """Asks as an organisation that may read and write."""
    # Without the lifespan: it would close the engine that the next test goes on with.
    return TestClient(app, raise_server_exceptions=False, headers=key)


@pytest.fixture
def worker(app: FastAPI) -> TaskWorker:
    """A worker that does a task when it is told to."""
    return make_worker(app)


@pytest.fixture
def post(hall: TestClient) -> Post:
    """Asks for many matches; the answer is checked to be 202."""

    def post(body: Json, **headers: str) -> Json:
        answer = hall.post("/v1/matches/batch", json=body, headers=headers)
        assert answer.status_code == 202, answer.text
        task: Json = answer.json()
        assert answer.headers["location"] == f"/v1/tasks/{task['id']}"
        return task

    return post


def request_of(postings: int, workers: int, **others: Any) -> Json:
    """A request with random sides of every stateless kind but texts."""
    chance = random.Random(postings * 1000 + workers)

    def skills(most: int) -> list[Json]:
        picked = chance.sample(SKILLS, chance.randint(1, most))
        named = [{"years": chance.choice((1, 2.5, 4))} if chance.random() < 0.3 else {} for _ in picked]
        return [{"id": id_, **years} for id_, years in zip(picked, named, strict=True)]

    def side() -> Json:
        if chance.random() < 0.15:
            return {"occupation": chance.choice((DRIVERS, NURSES))}
        return {"skills": skills(5)}

    return {
        "postings": [{"id": f"p{at}", "posting": side()} for at in range(postings)],
        "workers": [{"id": f"w{at}", "worker": side()} for at in range(workers)],
        **others,
    }
