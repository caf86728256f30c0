"""A real database, built by the migrations, on SQLite and on PostgreSQL; each test is rolled back."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# As `parlance serve` does: threads of small matrix products that wait for each other take whole seconds of the
# processor where other test processes want it too. It must be said before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.database import Sessions, begin_write, make_engine, make_sessions
from app.main import create_app
from app.migrating import migrate
from app.settings import Settings

BACKENDS = ("sqlite", "postgresql")
POSTGRES_URL = os.environ.get("PARLANCE_TEST_POSTGRES_URL", "postgresql://root@127.0.0.1/test")


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not see the settings of whoever runs them."""
    for name in [name for name in os.environ if name.startswith("PARLANCE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database; whatever uses it, however indirectly, runs once on each."""
    name: str = request.param
    if name == "postgresql" and (reason := why_no_postgresql()):
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"CI needs PostgreSQL: {reason}")
        pytest.skip(reason)
    return name


@pytest.fixture(scope="session")
def migrated(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a migrated database without any rows, the same for the whole run: do not commit to it."""
    with new_database(backend, tmp_path_factory.mktemp(f"{backend}-empty")) as settings:
        migrate(settings)
        yield settings


@pytest.fixture
def settings(migrated: Settings) -> Settings:
    """Settings of a migrated database; changes made through `session` and `client` are rolled back."""
    return migrated


@pytest.fixture
def database_url(settings: Settings) -> str:
    """The address of the migrated database."""
    return settings.database_url


@pytest.fixture
def fresh_settings(backend: str, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a database of the test's own, without any tables, in a data folder of its own."""
    with new_database(backend, tmp_path / "data") as settings:
        yield settings


@pytest.fixture
def connection(settings: Settings) -> Iterator[Connection]:
    """A connection in a transaction that is rolled back after the test."""
    engine = make_engine(settings)
    with engine.connect() as connection, begin_write(connection) as transaction:
        yield connection
        transaction.rollback()
    engine.dispose()


@pytest.fixture
def sessions(connection: Connection) -> Sessions:
    """Sessions whose commits are only seen within the test."""
    return make_sessions(connection, join_transaction_mode="create_savepoint")


@pytest.fixture
def session(sessions: Sessions) -> Iterator[Session]:
    """A session whose commits are only seen within the test."""
    with sessions() as session:
        yield session


@pytest.fixture
def app(settings: Settings, sessions: Sessions) -> Iterator[FastAPI]:
    """The application on the migrated database; what its requests commit is rolled back after the test."""
    app = create_app(settings)
    app.state.sessions = sessions
    yield app
    app.state.engine.dispose()


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Asks the application as a caller would: a failure inside comes back as an answer."""
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def seeded_settings(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a database with the whole seed and its index, made once per kind; for reading only."""
    from app.releases.seed import ensure_ready

    with new_database(backend, tmp_path_factory.mktemp(f"{backend}-seeded")) as settings:
        migrate(settings)
        ensure_ready(settings)
        yield settings


@pytest.fixture(scope="session")
def seeded_client(seeded_settings: Settings) -> Iterator[TestClient]:
    """Asks an application that has the whole seed; for reading only."""
    app = create_app(seeded_settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
    app.state.engine.dispose()


@pytest.fixture
def file_in(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a text to a file of that name and gives its path."""

    def write(name: str, content: str) -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


@contextmanager
def new_database(backend: str, data_dir: Path) -> Iterator[Settings]:
    """Settings of a database that is there only inside the block, with its data folder."""
    if backend == "sqlite":
        yield Settings(data_dir=data_dir)
        return
    name = f"parlance_test_{uuid.uuid4().hex[:12]}"
    _administrate(f'CREATE DATABASE "{name}"')
    try:
        url = make_url(POSTGRES_URL).set(database=name)
        yield Settings(data_dir=data_dir, database_url=url.render_as_string(hide_password=False))
    finally:
        _administrate(f'DROP DATABASE "{name}" WITH (FORCE)')


def why_no_postgresql() -> str | None:
    """Why tests cannot use PostgreSQL; None when they can."""
    try:
        _administrate("SELECT 1")
    except OperationalError:
        return "no PostgreSQL answers; start one or set PARLANCE_TEST_POSTGRES_URL"
    return None


def _administrate(statement: str) -> None:
    url = make_url(POSTGRES_URL).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
