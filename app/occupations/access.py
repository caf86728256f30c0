"""How a route gets at the occupations: the catalogues of this process, made on first use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from fastapi import FastAPI, Request
from sqlalchemy.orm import Session

from app.database import make_sessions
from app.occupations.catalogue import Catalogue
from app.occupations.details import JobZone, job_zone
from app.occupations.profile import (
    NationalProfile,
    NationalSkill,
    ReleaseName,
    Technologies,
    joined,
    own_skills,
    skills_through,
    via_source,
    wanted_from_others,
)
from app.occupations.profile_crosswalk import nearest
from app.occupations.registry import CatalogueRegistry, Opened
from app.occupations.store import (
    LinkedOccupation,
    StoredOccupation,
    read_details,
    read_needs,
    read_profile,
)
from app.occupations.terms import MATCH_RELATIONS, NeedRelation
from app.occupations.wages import soc_code
from app.vocabulary.access import application_vocabulary
from app.vocabulary.registry import View
from app.vocabulary.store import StoredRelease

SEED = "seed"  # the origin of a release that came with Parlance
SOC_CODED = "onet:"  # ids of occupations whose wages are published, by their SOC code


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


def national_profile(
    session: Session, occupation: StoredOccupation, links: Sequence[LinkedOccupation]
) -> NationalProfile:
    """The profile of an occupation before any overlay, from its own release and through the crosswalk."""
    own = read_profile(session, occupation)
    matches = [link for link in links if link.relation in MATCH_RELATIONS and not link.is_group]
    used = nearest(matches)
    skills = own_skills(own, _named(occupation.release), Technologies.of(occupation.details))
    taken: list[NationalSkill] = []
    for release in dict.fromkeys(match.release.id for match in used):
        of_release = [match for match in used if match.release.id == release]
        taken += _through(session, of_release, wanted_from_others(own))
    through = _source_of(used)
    return NationalProfile(
        skills=joined(skills, taken),
        used=frozenset(match.id for match in used),
        releases=_releases(occupation, used),
        lacks=_lacks([occupation.release, *(match.release for match in used)]),
        soc_codes=_soc_codes(occupation, used),
        job_zone=_job_zone(occupation, used, through),
        through=through if not occupation.id.startswith(SOC_CODED) else None,
    )


def _through(
    session: Session, matched: Sequence[LinkedOccupation], wanted: Sequence[NeedRelation]
) -> list[NationalSkill]:
    ids = [match.id for match in matched]
    release = matched[0].release
    needs = read_needs(session, [release.id], ids, wanted)
    details = read_details(session, release.id, ids) if "technology" in wanted else {}
    flags = [Technologies.of(details.get(id_, {})) for id_ in ids]
    return skills_through(matched, [needs.get(id_, []) for id_ in ids], _named(release), flags)


def _named(release: StoredRelease) -> ReleaseName:
    """The seed's ratings were rescaled by those who published them, so they cannot be put back on their scales."""
    return ReleaseName(f"{release.framework} {release.version}", release.origin != SEED)


def _source_of(used: Sequence[LinkedOccupation]) -> str | None:
    return via_source(_named(used[0].release).name, used) if used else None


def _releases(occupation: StoredOccupation, used: Sequence[LinkedOccupation]) -> tuple[tuple[str, str], ...]:
    of_matches = [release for match in used for release in (match.release, match.said_in)]
    found = [(release.framework, release.version) for release in (occupation.release, *of_matches)]
    return tuple(dict.fromkeys(found))


def _lacks(releases: Sequence[StoredRelease]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for release in releases for name in release.notes.get("missing", ())))


def _soc_codes(occupation: StoredOccupation, used: Sequence[LinkedOccupation]) -> tuple[str, ...]:
    """By which codes wages are published: the occupation's own, else those of the matched ones."""
    everyone: list[StoredOccupation | LinkedOccupation] = [occupation, *used]
    coded = [(each.id, each.code or each.id.removeprefix(SOC_CODED)) for each in everyone]
    return tuple(dict.fromkeys(soc_code(code) for id_, code in coded if id_.startswith(SOC_CODED)))


def _job_zone(
    occupation: StoredOccupation, used: Sequence[LinkedOccupation], through: str | None
) -> JobZone | None:
    """The zone of the occupation, else the middle one of the matched ones."""
    if occupation.job_zone is not None or through is None:
        return job_zone(occupation.job_zone, _named(occupation.release).name)
    zones = sorted(match.job_zone for match in used if match.job_zone is not None)
    return job_zone(zones[len(zones) // 2], through) if zones else None
