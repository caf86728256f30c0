"""How a route gets at the occupations: the catalogues of this process, made on first use."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from fastapi import FastAPI, Request
from sqlalchemy.orm import Session

from app.database import make_sessions
from app.occupations.catalogue import Catalogue, OwnNeed
from app.occupations.details import technology_flags
from app.occupations.profile import NationalProfile, ReleaseFacts, Subject, national_profile
from app.occupations.registry import CatalogueRegistry, Opened
from app.occupations.store import ProfileRow, StoredOccupation, read_profile
from app.vocabulary.access import application_vocabulary
from app.vocabulary.registry import View
from app.vocabulary.store import StoredRelease

SEED = "seed"  # the origin of a release that came with Parlance


@dataclass(frozen=True, slots=True)
class OccupationView:
    """What one request about occupations answers from: releases, skills and occupations of one moment."""

    skills: View
    occupations: Opened

    @property
    def catalogue(self) -> Catalogue:
        """The occupations of these releases."""
        return self.occupations.catalogue


def occupations_of(
    request: Request, pins: Sequence[str] = (), *, pointer: str = "/vocabulary"
) -> OccupationView:
    """Releases, skills and occupations for a request; take it once, so that no answer mixes two releases."""
    view = application_vocabulary(request.app).registry.view(tuple(pins), pointer=pointer)
    return OccupationView(view, _registry(request.app).opened(view.chosen))


def catalogue_of(request: Request, pins: Sequence[str] = ()) -> Catalogue:
    """The occupations of the active releases, or of pinned ones."""
    return application_catalogue(request.app, pins)


def application_catalogue(app: FastAPI, pins: Sequence[str] = ()) -> Catalogue:
    """The occupations of an application's active releases, or of pinned ones."""
    return catalogue_for(app, application_vocabulary(app).registry.release_set(tuple(pins)))


def catalogue_for(app: FastAPI, releases: Sequence[StoredRelease]) -> Catalogue:
    """The occupations of exactly these releases: what goes with the index of a view."""
    return _registry(app).open(releases)


def _registry(app: FastAPI) -> CatalogueRegistry:
    found = getattr(app.state, "catalogues", None)
    if found is None:
        found = app.state.catalogues = CatalogueRegistry(
            app.state.settings.data_dir, make_sessions(app.state.engine)
        )
    return cast(CatalogueRegistry, found)


# ---- profiles


def profile_of(session: Session, view: OccupationView, occupation: StoredOccupation) -> NationalProfile:
    """The profile of an occupation before any overlay; a retired one has what its own release says."""
    releases = {release.framework: _facts(release) for release in view.skills.chosen}

    def made() -> NationalProfile:
        return national_profile(_subject(session, view, occupation), view.catalogue, releases)

    known = occupation.id in view.catalogue
    return view.occupations.profiles.get(occupation.id, made) if known else made()


def _subject(session: Session, view: OccupationView, occupation: StoredOccupation) -> Subject:
    release = _facts(occupation.release)
    if occupation.id in view.catalogue:
        needs, matches = view.catalogue.own_needs(occupation.id), view.catalogue.matches(occupation.id)
    else:
        flags = technology_flags(occupation.details)
        needs, matches = [_own_need(row, flags) for row in read_profile(session, occupation)], []
    return Subject(occupation.id, occupation.code, occupation.job_zone, release, needs, matches)


def _own_need(row: ProfileRow, flags: Sequence[Collection[str]]) -> OwnNeed:
    hot, in_demand = (row.skill_id in flagged for flagged in flags)
    return OwnNeed(row.skill_id, row.relation, row.importance, row.level, row.suppressed, hot, in_demand)


def _facts(release: StoredRelease) -> ReleaseFacts:
    """The seed's ratings were rescaled by those who published them, so they cannot be put back on their scales."""
    missing = tuple(release.notes.get("missing", ()))
    return ReleaseFacts(release.framework, release.version, release.origin != SEED, missing)
