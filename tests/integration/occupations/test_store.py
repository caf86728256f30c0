from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.database import Sessions
from app.occupations.registry import CatalogueRegistry
from app.occupations.store import (
    ProfileRow,
    read_occupation,
    read_occupation_rows,
    read_profile,
    read_wages,
)
from app.occupations.terms import TitleRow
from app.releases.loading import Loader
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import release_keys
from app.vocabulary.store import active_releases
from tests.small_seed import (
    ACTIVE_LISTENING,
    ACUTE_NURSES,
    DEXTERITY,
    DRIVERS,
    ENGLISH,
    NURSES,
    RECYCLERS,
    TRUCKS,
    write_small_seed,
)


@pytest.fixture
def loaded(session: Session, tmp_path: Path) -> Session:
    files = SeedFiles(write_small_seed(tmp_path / "seed"))
    Loader(session.connection(), files, origin="seed", report=lambda _: None).load(release_keys(files))
    session.commit()
    return session


def test_rows_are_in_the_order_of_the_catalogue(loaded: Session) -> None:
    rows = read_occupation_rows(loaded, active_releases(loaded))
    assert [occupation.id for occupation in rows.occupations] == [NURSES, ACUTE_NURSES, DRIVERS, RECYCLERS]
    assert rows.titles[0] == TitleRow(NURSES, "RN")
    assert len(rows.needs) == 11
    assert rows.needs == sorted(
        rows.needs, key=lambda need: (need.occupation_id, need.relation, need.skill_id)
    )


def test_occupation_with_its_profile(loaded: Session) -> None:
    found = read_occupation(loaded, active_releases(loaded), DRIVERS)
    assert found is not None
    assert (found.title, found.job_zone, found.titles) == (
        "Industrial Truck Operators",
        1,
        (TitleRow(DRIVERS, "Forklift Driver"),),
    )
    assert read_profile(loaded, found) == [
        ProfileRow(TRUCKS, "derived", 0.95, None, "parlance"),
        ProfileRow(DEXTERITY, "rated", 0.9, None, "onet"),
        ProfileRow(ENGLISH, "rated", 0.55, None, "onet"),
        ProfileRow(ACTIVE_LISTENING, "rated", 0.2, None, "onet"),
    ]


@pytest.mark.parametrize("occupation_id", ["onet:99-9999.00", "", "onet:\x00", "onet:\ud800"])
def test_an_unknown_occupation_is_none(loaded: Session, occupation_id: str) -> None:
    assert read_occupation(loaded, active_releases(loaded), occupation_id) is None


def test_wages_by_area(loaded: Session) -> None:
    national, texan = read_wages(loaded, "29-1141", ["US", "US-TX"])
    assert (national.area, national.hourly_median, national.annual_p90) == ("US", 45.5, 120000.0)
    assert (texan.employment, texan.annual_median, texan.note) == (None, None, "partly withheld")
    assert read_wages(loaded, "29-1141", ["US-CA", "US-\x00"]) == []


def test_catalogue_is_built_once_and_opened(loaded: Session, sessions: Sessions, tmp_path: Path) -> None:
    registry = CatalogueRegistry(tmp_path / "data", sessions)
    releases = active_releases(loaded)
    assert registry.prepare(releases) is True
    assert registry.prepare(releases) is False
    catalogue = registry.open(releases)
    assert registry.open(releases) is catalogue
    assert catalogue.title(NURSES) == "Registered Nurses"
    assert catalogue.closeness(ACUTE_NURSES, NURSES) > catalogue.closeness(DRIVERS, NURSES)
    essential_only = [release for release in releases if release.framework == "essential"]
    assert len(registry.open(essential_only)) == 0
