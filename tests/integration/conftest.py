"""An application on the whole seed to which a test may write: what it writes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.database import begin_write, make_engine, make_sessions
from app.main import create_app
from app.settings import Settings


@pytest.fixture
def writable_client(seeded_settings: Settings) -> Iterator[TestClient]:
    """Asks an application that has the whole seed; the next test sees nothing of what this one wrote."""
    engine = make_engine(seeded_settings)
    app = create_app(seeded_settings)
    with engine.connect() as connection, begin_write(connection) as transaction:
        app.state.sessions = make_sessions(connection, join_transaction_mode="create_savepoint")
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client
        transaction.rollback()
    app.state.engine.dispose()
    engine.dispose()


# Cases of reading and of what is scored from it: texts are read without a question to the database.
_OF_READING = (
    "extraction/test_ambiguous.py",
    "extraction/test_cases.py",
    "extraction/test_experience.py",
    "extraction/test_gold.py",
    "matching/test_invariance.py",
    "matching/test_pairs.py",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Runs the cases of reading on one kind of database only: thousands of them, which would double the time."""
    twice = [
        item for item in items if item.path.as_posix().endswith(_OF_READING) and "[postgresql" in item.name
    ]
    if twice:
        config.hook.pytest_deselected(items=twice)
        dropped = set(twice)
        items[:] = [item for item in items if item not in dropped]
