"""An application on a small vocabulary of the test's own, to which tests may write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.migrating import migrate
from app.releases.seed import seed
from app.settings import Settings
from tests.small_seed import write_small_seed

OpenClient = Callable[[], TestClient]


@pytest.fixture
def small_seed(tmp_path: Path) -> Path:
    """The folder of the small vocabulary."""
    return write_small_seed(tmp_path / "seed")


@pytest.fixture
def open_small(
    fresh_settings: Settings, small_seed: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenClient]:
    """Starts the application anew on the small vocabulary, as another process would."""
    monkeypatch.setattr("app.vocabulary.access.resource_folder", lambda _name: small_seed)
    migrate(fresh_settings)
    seed(fresh_settings, small_seed)
    with ExitStack() as stack:

        def opened() -> TestClient:
            app = create_app(fresh_settings)
            stack.callback(app.state.engine.dispose)
            return stack.enter_context(TestClient(app, raise_server_exceptions=False))

        yield opened


@pytest.fixture
def small_client(open_small: OpenClient) -> TestClient:
    """Asks an application with the small vocabulary; what is written stays until the end of the test."""
    return open_small()
