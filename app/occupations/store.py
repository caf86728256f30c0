"""Queries of occupations. Bulk reads select columns, and sort here rather than by a collation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.occupations.models import Occupation, OccupationSkill, OccupationTitle, OccupationWage
from app.occupations.terms import NeedRelation, NeedRow, OccupationRows, OccupationTerm, TitleRow
from app.vocabulary.store import StoredRelease, storable
from app.vocabulary.terms import framework_rank


@dataclass(frozen=True, slots=True)
class StoredOccupation:
    """One occupation with its other titles, as of `release`."""

    id: str
    uri: str
    title: str
    job_zone: int | None
    release: StoredRelease
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """That an occupation needs a skill: importance and level 0..1 where known, and who says so."""

    skill_id: str
    relation: NeedRelation
    importance: float | None
    level: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Wage:
    """What an occupation pays in an area: US dollars an hour or a year, None where not published."""

    soc_code: str
    area_type: str
    area: str
    year: int
    employment: int | None
    hourly_median: float | None
    annual_p10: float | None
    annual_p25: float | None
    annual_median: float | None
    annual_p75: float | None
    annual_p90: float | None
    annual_mean: float | None
    note: str


def read_occupation_rows(session: Session, releases: Sequence[StoredRelease]) -> OccupationRows:
    """All occupations of a set of releases, in the order in which the catalogue numbers them."""
    framework = {release.id: release.framework for release in releases}
    occupations = session.execute(
        select(Occupation.release_id, Occupation.id, Occupation.uri, Occupation.title).where(
            Occupation.release_id.in_(list(framework))
        )
    )
    titles = session.execute(
        select(OccupationTitle.occupation_id, OccupationTitle.title).where(
            OccupationTitle.release_id.in_(list(framework))
        )
    )
    needs = session.execute(
        select(
            OccupationSkill.occupation_id,
            OccupationSkill.skill_id,
            OccupationSkill.relation,
            OccupationSkill.importance,
        ).where(OccupationSkill.release_id.in_(list(framework)))
    )
    terms = (OccupationTerm(id_, framework[release], uri, title) for release, id_, uri, title in occupations)
    return OccupationRows(
        releases=tuple(
            release.key for release in sorted(releases, key=lambda release: framework_rank(release.framework))
        ),
        occupations=sorted(terms, key=lambda term: (framework_rank(term.framework), term.id)),
        titles=sorted((TitleRow(*row) for row in titles), key=lambda row: (row.occupation_id, row.title)),
        needs=sorted(
            (NeedRow(*row) for row in needs), key=lambda row: (row.occupation_id, row.relation, row.skill_id)
        ),
    )


def read_occupation(
    session: Session, releases: Sequence[StoredRelease], occupation_id: str
) -> StoredOccupation | None:
    """One occupation, as of the release among these that has it."""
    if not storable(occupation_id):
        return None
    by_id = {release.id: release for release in releases}
    row = session.execute(
        select(
            Occupation.release_id, Occupation.id, Occupation.uri, Occupation.title, Occupation.job_zone
        ).where(Occupation.release_id.in_(list(by_id)), Occupation.id == occupation_id)
    ).first()
    if row is None:
        return None
    titles = session.scalars(
        select(OccupationTitle.title).where(
            OccupationTitle.release_id == row.release_id, OccupationTitle.occupation_id == occupation_id
        )
    )
    return StoredOccupation(
        row.id, row.uri, row.title, row.job_zone, by_id[row.release_id], tuple(sorted(set(titles)))
    )


def read_profile(session: Session, occupation: StoredOccupation) -> list[ProfileRow]:
    """Everything that an occupation needs, most important first; what has no importance comes last."""
    rows = session.execute(
        select(
            OccupationSkill.skill_id,
            OccupationSkill.relation,
            OccupationSkill.importance,
            OccupationSkill.level,
            OccupationSkill.source,
        ).where(
            OccupationSkill.release_id == occupation.release.id,
            OccupationSkill.occupation_id == occupation.id,
        )
    )
    found = (ProfileRow(*row) for row in rows)
    return sorted(found, key=_weightiest_first)


def _weightiest_first(row: ProfileRow) -> tuple[float, str, str]:
    return (1.0 if row.importance is None else -row.importance), row.relation, row.skill_id


def read_wages(session: Session, soc_code: str, areas: Iterable[str]) -> list[Wage]:
    """The wages of a SOC code in some areas, the newest first."""
    known = [area for area in areas if storable(area)]
    columns = OccupationWage.__table__.columns
    rows = session.execute(
        select(*columns).where(OccupationWage.soc_code == soc_code, OccupationWage.area.in_(known))
    )
    return sorted((Wage(*row) for row in rows), key=lambda wage: (-wage.year, wage.area_type, wage.area))
