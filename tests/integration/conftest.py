"""An application on the whole seed to which a test may write: what it writes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import sessionmaker

from app.database import make_engine
from app.main import create_app
from app.settings import Settings


@pytest.fixture
def writable_client(seeded_settings: Settings) -> Iterator[TestClient]:
    """Asks an application that has the whole seed; the next test sees nothing of what this one wrote."""
    engine = make_engine(seeded_settings)
    app = create_app(seeded_settings)
    with engine.connect() as connection, connection.begin() as transaction:
        app.state.sessions = sessionmaker(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        )
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client
        transaction.rollback()
    app.state.engine.dispose()
    engine.dispose()
