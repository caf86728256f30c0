"""An application that finds stored documents, by either implementation, and sees at once what was stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.main import create_app
from app.matching.retrieval import registry
from app.matching.retrieval.database import registry as database_registry
from app.matching.search.access import stop_following
from app.settings import Settings
from tests.integration.workers.conftest import client, key, new_key, small_database, small_settings

__all__ = ["client", "key", "new_key", "small_database", "small_settings"]

Headers = dict[str, str]
Json = dict[str, Any]


class Asker:
    """Stores and searches as one organisation does."""

    def __init__(self, client: TestClient, key: Headers) -> None:
        self.client, self.key = client, key

    def worker(self, *skills: str, **fields: Any) -> Json:
        """Stores a worker: by the ids of skills, or by what else is given."""
        content = {"skills": [{"id": each} for each in skills]} if skills else {}
        return self._stored("/v1/workers", {"consent": True, "effort": "fast", **content, **fields})

    def posting(self, *skills: str, **fields: Any) -> Json:
        """Stores a posting."""
        content = {"skills": [{"id": each} for each in skills]} if skills else {}
        return self._stored("/v1/postings", {**content, **fields})

    def _stored(self, path: str, body: Json) -> Json:
        answer = self.client.post(path, json=body, headers=self.key)
        assert answer.status_code == 201, answer.text
        stored: Json = answer.json()
        return stored

    def search(self, status: int = 200, **body: Any) -> Json:
        """The answer of POST /v1/matches/search."""
        return self._answer(self.client.post("/v1/matches/search", json=body, headers=self.key), status)

    def get(self, path: str, status: int = 200) -> Json:
        """The answer of an address."""
        return self._answer(self.client.get(path, headers=self.key), status)

    def match(self, **body: Any) -> Json:
        """The answer of POST /v1/matches."""
        return self._answer(self.client.post("/v1/matches", json=body, headers=self.key), 200)

    def _answer(self, answer: Any, status: int) -> Json:
        assert answer.status_code == status, answer.text
        said: Json = answer.json()
        return said


def ids(answer: Json) -> list[str]:
    """What was found, the best first."""
    return [item["id"] for item in answer["items"]]


@pytest.fixture
def how() -> str:
    """Which implementation finds; a test that is to run with both says so."""
    return "memory"


@pytest.fixture
def app(small_settings: Settings, how: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    """An application whose searches look before each answer."""
    for module in (registry, database_registry):
        monkeypatch.setattr(module, "SECONDS_BETWEEN_LOOKS", -1.0)
    app = create_app(replace(small_settings, retrieval=how))
    yield app
    stop_following(app)
    app.state.engine.dispose()


@pytest.fixture
def asker(client: TestClient, key: Headers) -> Asker:
    """An organisation that has stored nothing yet."""
    return Asker(client, key)
