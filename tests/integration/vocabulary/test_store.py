from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.releases.loading import Loader
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import release_keys, vocabulary_rows
from app.vocabulary.store import (
    _definition,
    active_releases,
    list_frameworks,
    list_releases,
    read_ambiguous_names,
    read_rows,
    read_skill,
)
from app.vocabulary.terms import SkillName
from tests.small_seed import (
    ACTIVE_LISTENING,
    COPY_ESCO,
    EXCEL,
    LISTEN,
    LISTENING,
    TRUCKS,
    VERSIONS,
    write_small_seed,
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> SeedFiles:
    return SeedFiles(write_small_seed(tmp_path_factory.mktemp("seed")))


@pytest.fixture
def loaded(session: Session, files: SeedFiles) -> Session:
    Loader(session.connection(), files, origin="seed", report=lambda _: None).load(release_keys(files))
    return session


def load_again(session: Session, seed: SeedFiles) -> None:
    loader = Loader(session.connection(), seed, origin="seed", report=lambda _: None)
    loader.load(release_keys(seed))


def test_lists_the_well_known_frameworks_first(loaded: Session) -> None:
    frameworks = list_frameworks(loaded)
    assert [framework.id for framework in frameworks] == ["esco", "onet", "essential"]
    assert all(framework.title and framework.publisher and framework.licence for framework in frameworks)


def test_releases_say_what_they_are(loaded: Session, files: SeedFiles) -> None:
    releases = list_releases(loaded)
    assert releases == active_releases(loaded)
    assert {release.framework: release.version for release in releases} == VERSIONS
    assert {release.key for release in releases} == set(release_keys(files))
    assert datetime.now(UTC) - releases[0].created_at < timedelta(minutes=5)


def test_rows_come_back_as_they_were_loaded(loaded: Session, files: SeedFiles) -> None:
    assert read_rows(loaded, active_releases(loaded)) == vocabulary_rows(files)


def test_english_definitions_come_along_and_none_are_made_up(loaded: Session) -> None:
    rows = read_rows(loaded, active_releases(loaded))
    defined = {skill.id: skill.definition for skill in rows.skills if skill.definition}
    assert defined == {LISTENING: "You hear what people mean."}


@pytest.mark.parametrize(
    ("details", "definition"),
    [
        (None, ""),
        ({}, ""),
        ({"definition": None}, ""),
        ({"definition": {}}, ""),
        ({"definition": {"es": "Contar el dinero."}}, ""),
        ({"definition": {"en": "Counting money.", "es": "Contar el dinero."}}, "Counting money."),
    ],
)
def test_the_definition_among_details(details: dict[str, Any] | None, definition: str) -> None:
    assert _definition(details) == definition


def test_rows_of_one_release_only(loaded: Session) -> None:
    onet = [release for release in active_releases(loaded) if release.framework == "onet"]
    rows = read_rows(loaded, onet)
    assert {skill.framework for skill in rows.skills} == {"onet"}
    assert [name.name for name in rows.names] == ["Excel"]


def test_skill_with_names_and_history(loaded: Session) -> None:
    found = read_skill(loaded, active_releases(loaded), TRUCKS)
    assert found is not None
    assert (found.label, found.type, found.status) == ("operate forklift", "skill", "active")
    assert [name.name for name in found.names] == ["drive a forklift truck", "Öffnen und heben"]
    assert [release.version for release in found.history] == ["1.2.0"]
    assert found.details == {}


def test_ambiguous_names_of_some_releases(loaded: Session) -> None:
    releases = active_releases(loaded)
    assert read_ambiguous_names(loaded, releases) == [(LISTEN, "active listening")]
    assert read_ambiguous_names(loaded, [x for x in releases if x.framework == "onet"]) == []


def test_skill_with_texts_and_classes(loaded: Session) -> None:
    releases = active_releases(loaded)
    essential, technology = read_skill(loaded, releases, LISTENING), read_skill(loaded, releases, EXCEL)
    assert essential is not None
    assert essential.details["definition"]["es"] == "Usted entiende lo que la gente quiere decir."
    assert SkillName(LISTENING, "es", "label", "Escuchar bien") in essential.names
    assert technology is not None
    assert technology.classes == ("Spreadsheet software",)


@pytest.mark.parametrize(
    "skill_id", ["esco:nothing", "", "x' OR '1'='1", "\U0001f600", "esco:\x00", "esco:\ud800"]
)
def test_an_unknown_skill_is_none(loaded: Session, skill_id: str) -> None:
    assert read_skill(loaded, active_releases(loaded), skill_id) is None


def test_a_retired_skill_is_still_found(loaded: Session, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("newer")
    kept = [
        (ACTIVE_LISTENING, "onet", "skill", "u", "Active Listening"),
        (LISTEN, "esco", "skill", "u", "hear"),
    ]
    nothing = {"names.tsv.gz": [], "links.tsv.gz": [], "ambiguous_names.tsv.gz": [], "skills.tsv.gz": kept}
    load_again(
        loaded, SeedFiles(write_small_seed(folder, changes=nothing, versions={**VERSIONS, "esco": "1.3.0"}))
    )
    releases = active_releases(loaded)
    retired, changed = read_skill(loaded, releases, TRUCKS), read_skill(loaded, releases, LISTEN)
    assert retired is not None
    assert (retired.status, retired.label, retired.release.version) == (
        "retired",
        "operate forklift",
        "1.2.0",
    )
    assert changed is not None
    assert (changed.status, changed.label) == ("active", "hear")
    assert [release.version for release in changed.history] == ["1.2.0", "1.3.0"]
    old = [release for release in list_releases(loaded) if release.version == "1.2.0"]
    pinned = read_skill(loaded, old, LISTEN)
    assert pinned is not None
    assert pinned.label == "listen actively"


def test_a_release_that_is_being_built_is_not_read(loaded: Session) -> None:
    loaded.execute(text("UPDATE releases SET state = 'building' WHERE framework_id = 'esco'"))
    assert [release.framework for release in active_releases(loaded)] == ["onet", "essential"]
    assert read_skill(loaded, active_releases(loaded), TRUCKS) is None


def test_a_framework_has_one_active_release(loaded: Session) -> None:
    with pytest.raises(IntegrityError), loaded.begin_nested():
        loaded.execute(text(COPY_ESCO), {"version": "9", "state": "active"})
    with pytest.raises(IntegrityError), loaded.begin_nested():
        loaded.execute(text(COPY_ESCO), {"version": "1.2.0", "state": "kept"})
    with pytest.raises(IntegrityError), loaded.begin_nested():
        loaded.execute(text(COPY_ESCO), {"version": "9", "state": "unheard"})
    loaded.execute(text(COPY_ESCO), {"version": "9", "state": "kept"})
    assert len(list_releases(loaded)) == 4
