"""What a caller sees of a skill that the active release no longer has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.database import make_engine, make_sessions
from app.main import create_app
from app.migrating import migrate
from app.releases.loading import Loader
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import release_keys
from app.settings import Settings
from tests.small_seed import LISTEN, TRUCKS, VERSIONS, write_small_seed


@pytest.fixture
def client(fresh_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """An application with two releases of ESCO; the newer, active one lacks a skill of the older."""
    older = write_small_seed(tmp_path / "older")
    rows = [(LISTEN, "esco", "skill", "u", "hear"), ("onet:x", "onet", "skill", "u", "X")]
    changes = {"skills.tsv.gz": rows, "names.tsv.gz": [], "links.tsv.gz": []}
    newer = write_small_seed(tmp_path / "newer", changes=changes, versions={**VERSIONS, "esco": "1.3.0"})
    fresh_settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(fresh_settings)
    engine = make_engine(fresh_settings)
    for folder in (older, newer):
        files = SeedFiles(folder)
        with make_sessions(engine).begin() as session:
            loader = Loader(session.connection(), files, origin="seed", report=lambda _line: None)
            loader.load([key for key in release_keys(files) if key.framework == "esco" or folder == older])
    engine.dispose()
    monkeypatch.setattr("app.vocabulary.access.resource_folder", lambda _name: older)
    app = create_app(fresh_settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
    app.state.engine.dispose()


def test_a_retired_skill_keeps_its_address(client: TestClient) -> None:
    retired = client.get(f"/v1/skills/{TRUCKS}").json()
    assert (retired["label"], retired["status"], retired["version"]) == (
        "operate forklift",
        "retired",
        "1.2.0",
    )
    assert retired["release_history"] == [{"framework": "esco", "version": "1.2.0", "state": "kept"}]
    assert retired["matches"] == retired["broader"] == []
    found = client.get("/v1/skills", params={"q": "forklift"}).json()["items"]
    assert TRUCKS not in {skill["id"] for skill in found}

    related = client.get(f"/v1/skills/{TRUCKS}/related")
    assert related.status_code == 404
    assert "?vocabulary=esco:1.2.0" in related.json()["detail"]


def test_the_release_that_has_a_skill_can_be_pinned(client: TestClient) -> None:
    pin = {"vocabulary": "esco:1.2.0"}
    found = client.get("/v1/skills", params={"q": "forklift", **pin}).json()["items"]
    assert found[0]["id"] == TRUCKS
    completed = client.get("/v1/skills/autocomplete", params={"q": "forkl", **pin}).json()["items"]
    assert completed[0]["id"] == TRUCKS
    assert client.get(f"/v1/skills/{TRUCKS}/related", params=pin).status_code == 200

    listen = client.get(f"/v1/skills/{LISTEN}").json()
    assert (listen["label"], listen["version"], listen["status"]) == ("hear", "1.3.0", "active")
    listen = client.get(f"/v1/skills/{LISTEN}", params=pin).json()
    assert (listen["label"], listen["version"], listen["status"]) == ("listen actively", "1.2.0", "active")
    assert [release["version"] for release in listen["release_history"]] == ["1.2.0", "1.3.0"]
