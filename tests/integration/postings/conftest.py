"""One application on the whole seed to which every test may write: what it writes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.database import begin_write, make_engine, make_sessions
from app.main import create_app
from app.settings import Settings
from tests.api_keys import key_for


@pytest.fixture(scope="session")
def lasting_app(seeded_settings: Settings) -> Iterator[FastAPI]:
    """An application that has read the seed once for all tests."""
    app = create_app(seeded_settings)
    yield app
    app.state.engine.dispose()


@pytest.fixture
def writable_app(lasting_app: FastAPI, seeded_settings: Settings) -> Iterator[FastAPI]:
    """That application; the next test sees nothing of what this one wrote."""
    engine = make_engine(seeded_settings)
    before = lasting_app.state.sessions
    with engine.connect() as connection, begin_write(connection) as transaction:
        lasting_app.state.sessions = make_sessions(connection, join_transaction_mode="create_savepoint")
        yield lasting_app
        transaction.rollback()
    engine.dispose()
    lasting_app.state.sessions = before
    lasting_app.state.profile_codes = None  # some of the codes it knows were rolled back


@pytest.fixture
def board(writable_app: FastAPI) -> TestClient:
    """A job board with a key of its own."""
    return _client(writable_app, "board")


@pytest.fixture
def stranger(writable_app: FastAPI) -> TestClient:
    """Another organisation of the same service."""
    return _client(writable_app, "stranger")


def _client(app: FastAPI, organisation: str) -> TestClient:
    client = TestClient(app, raise_server_exceptions=False)
    client.headers.update(key_for(app, organisation, "read", "write"))
    return client
