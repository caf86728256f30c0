from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from app.database import Sessions
from app.errors import InvalidInput, NotReady
from app.releases.loading import Loader
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import release_keys
from app.vocabulary.indexing import build_with_encoder
from app.vocabulary.registry import MAXIMUM_OPEN, View, VocabularyRegistry
from app.vocabulary.store import StoredRelease, read_rows
from tests.small_seed import COPY_ESCO, LISTEN, TRUCKS, VERSIONS, write_small_seed

NEWER_ROWS = [(LISTEN, "esco", "skill", "u", "hear"), ("onet:x", "onet", "skill", "u", "X")]


class Builds:
    """Builds in this process, and remembers for which releases."""

    def __init__(self, sessions: Sessions, models: Path) -> None:
        self.sessions = sessions
        self.models = models
        self.done: list[tuple[str, ...]] = []

    def __call__(self, releases: Sequence[StoredRelease], folder: Path) -> None:
        self.done.append(tuple(f"{release.framework}:{release.version}" for release in releases))
        with self.sessions() as session:
            build_with_encoder(read_rows(session, releases), folder, self.models)


@pytest.fixture
def builds(sessions: Sessions, tmp_path: Path) -> Builds:
    """Two releases of ESCO, the newer one active, and one of each other framework."""
    changes = {"skills.tsv.gz": NEWER_ROWS, "names.tsv.gz": [], "links.tsv.gz": []}
    older = SeedFiles(write_small_seed(tmp_path / "older"))
    newer = SeedFiles(
        write_small_seed(tmp_path / "newer", changes=changes, versions={**VERSIONS, "esco": "1.3.0"})
    )
    with sessions.begin() as session:
        for files in (older, newer):
            Loader(session.connection(), files, origin="seed", report=lambda _: None).load(
                release_keys(files)
            )
    return Builds(sessions, tmp_path / "older")


@pytest.fixture
def registry(builds: Builds, tmp_path: Path) -> VocabularyRegistry:
    return VocabularyRegistry(tmp_path / "data", builds.sessions, build=builds, extra="encoder 1")


def test_builds_and_opens_the_active_releases_once(registry: VocabularyRegistry, builds: Builds) -> None:
    index = registry.index()
    assert index is registry.index()
    assert builds.done == [("esco:1.3.0", "essential:1.0.0", "onet:30.2")]
    assert {release.framework: release.version for release in index.releases} == {**VERSIONS, "esco": "1.3.0"}
    assert index.row(LISTEN) is not None
    assert index.row(TRUCKS) is None


def test_a_pin_replaces_the_active_release(registry: VocabularyRegistry) -> None:
    pinned = registry.index(["esco:1.2.0"])
    assert pinned.row(TRUCKS) is not None
    assert {release.framework: release.version for release in pinned.releases} == VERSIONS
    assert registry.index(["esco:1.2.0", "esco:1.2.0"]) is pinned
    assert registry.index(["esco:1.3.0"]) is registry.index()
    assert registry.index().key != pinned.key


@pytest.mark.parametrize(
    ("pins", "detail"),
    [
        (["esco:9.9"], "This release of esco is not here. Use one of: esco:1.2.0, esco:1.3.0."),
        (["esco"], "This release of esco is not here. Use one of: esco:1.2.0, esco:1.3.0."),
        (["sfia:8"], "Pin a release as framework:version. Frameworks: esco, essential, onet."),
        ([""], "Pin a release as framework:version. Frameworks: esco, essential, onet."),
        (["esco:1.2.0", "esco:1.3.0"], "Pin one version of esco, not two."),
    ],
)
def test_a_wrong_pin_says_what_there_is(registry: VocabularyRegistry, pins: list[str], detail: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        registry.index(pins, pointer="/query/vocabulary")
    assert caught.value.detail == detail
    assert [problem.pointer for problem in caught.value.errors] == ["/query/vocabulary"]


def test_another_process_opens_what_is_built(
    registry: VocabularyRegistry, builds: Builds, tmp_path: Path
) -> None:
    key = registry.index().key
    other = VocabularyRegistry(tmp_path / "data", builds.sessions, build=builds, extra="encoder 1")
    assert other.index().key == key
    assert len(builds.done) == 1


def test_another_encoder_is_another_index(
    registry: VocabularyRegistry, builds: Builds, tmp_path: Path
) -> None:
    other = VocabularyRegistry(tmp_path / "data", builds.sessions, build=builds, extra="encoder 2")
    assert other.index().key != registry.index().key


def test_refresh_notices_a_switch(registry: VocabularyRegistry, builds: Builds) -> None:
    before = registry.index()
    with builds.sessions.begin() as session:
        for version, state in (("1.3.0", "kept"), ("1.2.0", "active")):
            change = "UPDATE releases SET state = :state WHERE framework_id = 'esco' AND version = :version"
            session.execute(text(change), {"state": state, "version": version})
    assert registry.index() is before
    registry.refresh()
    assert registry.index().row(TRUCKS) is not None
    assert registry.index(["esco:1.3.0"]) is before


def test_a_reading_that_ends_late_does_not_undo_a_newer_one(
    registry: VocabularyRegistry, builds: Builds
) -> None:
    def switched_meanwhile(_view: View) -> None:
        with builds.sessions.begin() as session:
            session.execute(text("UPDATE releases SET state = 'kept' WHERE framework_id = 'esco'"))
            session.execute(text("UPDATE releases SET state = 'active' WHERE version = '1.2.0'"))
        registry.refresh()

    registry.refresh(ready=switched_meanwhile)
    assert "esco:1.2.0" in {f"{x.framework}:{x.version}" for x in registry.view().chosen}
    assert registry.index().row(TRUCKS) is not None


def test_keeps_few_indexes_open(registry: VocabularyRegistry, builds: Builds) -> None:
    active = registry.index()
    with builds.sessions.begin() as session:
        for number in range(MAXIMUM_OPEN + 1):
            session.execute(text(COPY_ESCO), {"version": f"0.{number}", "state": "kept"})
    registry.refresh()
    for number in range(MAXIMUM_OPEN + 1):
        registry.index([f"esco:0.{number}"])
    assert len(registry._open) == MAXIMUM_OPEN
    assert registry.index().key == active.key


def test_an_empty_database_is_not_ready(sessions: Sessions, tmp_path: Path) -> None:
    def build(_releases: Sequence[StoredRelease], _folder: Path) -> None:
        pytest.fail("there is nothing to build")

    registry = VocabularyRegistry(tmp_path, sessions, build=build, extra="")
    with pytest.raises(NotReady, match="parlance seed"):
        registry.index()
