"""A small vocabulary in a database that tests may write to for good; each test has organisations of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.auth.store import create_key
from app.database import make_engine, make_sessions
from app.main import create_app
from app.migrating import migrate
from app.releases.loading import Loader
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import release_keys
from app.settings import Settings
from tests.conftest import new_database
from tests.small_seed import write_small_seed

_NUMBERS = count(1)


def load_small_seed(settings: Settings, seed: Path) -> None:
    """Makes the tables of an empty database and loads the small seed that lies in the folder."""
    settings.data_dir.mkdir(exist_ok=True)
    migrate(settings)
    engine = make_engine(settings)
    files = SeedFiles(seed)
    with make_sessions(engine).begin() as session:
        loader = Loader(session.connection(), files, origin="seed", report=lambda _line: None)
        loader.load(release_keys(files))
    engine.dispose()


@pytest.fixture(scope="session")
def small_database(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, Path]]:
    """Settings of a database with the small seed, one for the whole run, and the folder of that seed."""
    folder = tmp_path_factory.mktemp(f"{backend}-small")
    seed = write_small_seed(folder / "seed")
    with new_database(backend, folder / "data") as settings:
        load_small_seed(settings, seed)
        yield settings, seed


@pytest.fixture
def small_settings(small_database: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of that database; until the test ends, applications take the models of the small seed."""
    settings, seed = small_database
    monkeypatch.setattr("app.vocabulary.access.resource_folder", lambda _name: seed)
    return settings


@pytest.fixture
def app(small_settings: Settings) -> Iterator[FastAPI]:
    """An application that writes for good."""
    app = create_app(small_settings)
    yield app
    app.state.engine.dispose()


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Asks the application as a caller would."""
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def new_key(app: FastAPI) -> Callable[..., dict[str, str]]:
    """Makes the header of a key of an organisation that nobody else has."""

    def make(*scopes: str) -> dict[str, str]:
        with app.state.sessions.begin() as session:
            new = create_key(session, f"Organisation {next(_NUMBERS)}", scopes or ("read", "write"))
        return {"Authorization": f"Bearer {new.key}"}

    return make


@pytest.fixture
def key(new_key: Callable[..., dict[str, str]]) -> dict[str, str]:
    """The header of a key that may read and write."""
    return new_key()
