"""Queries of occupations. Bulk reads select columns, and sort here rather than by a collation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import bindparam, literal, null, select
from sqlalchemy.orm import Session

from app.occupations.details import technology_flags
from app.occupations.models import (
    Occupation,
    OccupationLink,
    OccupationSkill,
    OccupationTitle,
    OccupationWage,
)
from app.occupations.terms import (
    MATCH_RELATIONS,
    MatchRelation,
    MatchRow,
    NeedRelation,
    NeedRow,
    OccupationRelation,
    OccupationRows,
    OccupationTerm,
    TitleRow,
)
from app.vocabulary.models import Release, Skill
from app.vocabulary.store import StoredRelease, storable
from app.vocabulary.terms import framework_rank

_END_COLUMNS = ("release_id", "id", "uri", "title", "job_zone", "code", "is_group")
# Statements that every profile asks for, made once: making one costs more than answering it.
_OCCUPATIONS, _WAGE_TABLE = Occupation.__table__, OccupationWage.__table__
_BY_ID = (
    select(*_OCCUPATIONS.columns)
    .where(
        _OCCUPATIONS.c.release_id.in_(bindparam("releases", expanding=True)),
        _OCCUPATIONS.c.id == bindparam("id"),
    )
    .order_by(_OCCUPATIONS.c.release_id)
)
_LINKS = OccupationLink.__table__
_FROM = select(*_LINKS.columns).where(
    _LINKS.c.release_id.in_(bindparam("releases", expanding=True)), _LINKS.c.source_id == bindparam("id")
)
# Only what the index on targets holds: for any other column SQLite would read the whole table instead.
_MATCHED_WITH = select(
    _LINKS.c.release_id,
    _LINKS.c.source_id,
    _LINKS.c.relation,
    _LINKS.c.target_id,
    null().label("rank"),
    literal("official").label("origin"),
).where(
    _LINKS.c.release_id.in_(bindparam("releases", expanding=True)),
    _LINKS.c.target_id == bindparam("id"),
    _LINKS.c.relation.in_(MATCH_RELATIONS),
)
_ENDS = select(*(_OCCUPATIONS.c[name] for name in _END_COLUMNS)).where(
    _OCCUPATIONS.c.release_id.in_(bindparam("releases", expanding=True)),
    _OCCUPATIONS.c.id.in_(bindparam("ids", expanding=True)),
)
_WAGES = select(*_WAGE_TABLE.columns).where(
    _WAGE_TABLE.c.soc_code == bindparam("code"),
    _WAGE_TABLE.c.area.in_(bindparam("areas", expanding=True)),
)

_SKILL_FIELDS = ("id", "uri", "label", "framework", "type")


@dataclass(frozen=True, slots=True)
class StoredOccupation:
    """One occupation, or group of a classification, as of `release`; `history` has every release with it."""

    id: str
    uri: str
    title: str
    job_zone: int | None
    code: str | None
    is_group: bool
    details: dict[str, Any]
    release: StoredRelease
    titles: tuple[TitleRow, ...]
    history: tuple[StoredRelease, ...]

    @property
    def status(self) -> str:
        """`active`, or `retired` when the framework's active release no longer has the occupation."""
        return "active" if any(release.state == "active" for release in self.history) else "retired"

    def json(self) -> dict[str, str]:
        """The occupation as every answer shows it."""
        return {"id": self.id, "uri": self.uri, "label": self.title, "framework": self.release.framework}


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """That an occupation needs a skill: importance and level 0..1 where known, and who says so."""

    skill_id: str
    relation: NeedRelation
    importance: float | None
    level: float | None
    source: str
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class LinkedOccupation:
    """The other end of a link of an occupation: what it is, of which release, and what the link says."""

    id: str
    uri: str
    title: str
    job_zone: int | None
    code: str | None
    is_group: bool
    release: StoredRelease
    relation: OccupationRelation
    rank: int | None
    origin: str
    said_in: StoredRelease

    def json(self) -> dict[str, str]:
        """The occupation as every answer shows it."""
        return {"id": self.id, "uri": self.uri, "label": self.title, "framework": self.release.framework}


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
    """All occupations of a set of releases without the groups, in the order in which the catalogue numbers them."""
    framework = {release.id: release.framework for release in releases}
    terms: list[OccupationTerm] = []
    flags: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    columns = Occupation.__table__.columns
    of_these = Occupation.release_id.in_(list(framework)), Occupation.is_group.is_(False)
    for row in session.execute(select(*columns).where(*of_these)):
        home = framework[row.release_id]
        terms.append(OccupationTerm(row.id, home, row.uri, row.title, row.code, row.job_zone))
        flags[row.id] = technology_flags(row.details or {})
    return OccupationRows(
        releases=tuple(
            release.key for release in sorted(releases, key=lambda release: framework_rank(release.framework))
        ),
        occupations=sorted(terms, key=lambda term: (framework_rank(term.framework), term.id)),
        titles=[title for title in _title_rows(session, list(framework)) if title.occupation_id in flags],
        needs=_need_rows(session, list(framework), flags),
        matches=_read_matches(session, framework),
    )


def _title_rows(session: Session, release_ids: Sequence[int]) -> list[TitleRow]:
    rows = session.execute(
        select(
            OccupationTitle.occupation_id,
            OccupationTitle.title,
            OccupationTitle.language,
            OccupationTitle.kind,
        ).where(OccupationTitle.release_id.in_(release_ids))
    )
    found = (TitleRow(*row) for row in rows)
    return sorted(found, key=lambda row: (row.occupation_id, row.title, row.language, row.kind))


def _need_rows(
    session: Session, release_ids: Sequence[int], flags: Mapping[str, Sequence[Collection[str]]]
) -> list[NeedRow]:
    """What the occupations that have flags need; those left out are groups."""
    rows = session.execute(
        select(
            OccupationSkill.occupation_id,
            OccupationSkill.skill_id,
            OccupationSkill.relation,
            OccupationSkill.importance,
            OccupationSkill.level,
            OccupationSkill.suppressed,
        ).where(OccupationSkill.release_id.in_(release_ids))
    )
    found = []
    for row in rows:
        own = flags.get(row.occupation_id)
        if own is not None:
            found.append(NeedRow(*row, *(row.skill_id in flagged for flagged in own)))
    return sorted(found, key=lambda row: (row.occupation_id, row.relation, row.skill_id))


def _read_matches(session: Session, framework: Mapping[int, str]) -> list[MatchRow]:
    rows = session.execute(
        select(
            OccupationLink.release_id,
            OccupationLink.source_id,
            OccupationLink.relation,
            OccupationLink.target_id,
        ).where(OccupationLink.release_id.in_(list(framework)), OccupationLink.relation.in_(MATCH_RELATIONS))
    )
    found = (
        MatchRow(source, cast("MatchRelation", relation), target, framework[release])
        for release, source, relation, target in rows
    )
    return sorted(found, key=lambda row: (row.source_id, row.relation, row.target_id, row.framework))


def read_occupation(
    session: Session,
    releases: Sequence[StoredRelease],
    occupation_id: str,
    finished: Sequence[StoredRelease] = (),
    *,
    titles: bool = True,
) -> StoredOccupation | None:
    """One occupation, as of the one of `releases` that has it, else as of the newest `finished` one with it."""
    if not storable(occupation_id):
        return None
    by_id = {release.id: release for release in (*finished, *releases)}
    asked_for = {"releases": list(by_id), "id": occupation_id}
    rows = {row.release_id: row for row in session.connection().execute(_BY_ID, asked_for)}
    if not rows:
        return None
    asked = next((release.id for release in releases if release.id in rows), max(rows))
    row = rows[asked]
    return StoredOccupation(
        id=row.id,
        uri=row.uri,
        title=row.title,
        job_zone=row.job_zone,
        code=row.code,
        is_group=row.is_group,
        details=row.details or {},
        release=by_id[asked],
        titles=_read_titles(session, asked, occupation_id) if titles else (),
        history=tuple(by_id[release] for release in rows),
    )


def _read_titles(session: Session, release_id: int, occupation_id: str) -> tuple[TitleRow, ...]:
    rows = session.execute(
        select(
            OccupationTitle.occupation_id,
            OccupationTitle.title,
            OccupationTitle.language,
            OccupationTitle.kind,
        ).where(OccupationTitle.release_id == release_id, OccupationTitle.occupation_id == occupation_id)
    )
    found = (TitleRow(*row) for row in rows)
    return tuple(sorted(found, key=lambda row: (row.language, row.kind, row.title)))


def read_links(
    session: Session, releases: Sequence[StoredRelease], occupation_id: str
) -> list[LinkedOccupation]:
    """Every link from or to an occupation whose other end is in these releases; broader ones only from it."""
    by_id = {release.id: release for release in releases}
    ids = list(by_id)
    connection = session.connection()
    links = [
        (row.target_id, row) for row in connection.execute(_FROM, {"releases": ids, "id": occupation_id})
    ]
    links += [
        (row.source_id, row)
        for row in connection.execute(_MATCHED_WITH, {"releases": ids, "id": occupation_id})
    ]
    ends = _read_ends(session, ids, {other for other, _ in links})
    found = [
        LinkedOccupation(
            *(end.id, end.uri, end.title, end.job_zone, end.code, end.is_group, by_id[end.release_id]),
            *(link.relation, link.rank, link.origin, by_id[link.release_id]),
        )
        for other, link in links
        if (end := ends.get(other)) is not None
    ]
    return sorted(found, key=lambda link: (link.relation, link.rank or 0, link.id))


def read_members(session: Session, group: StoredOccupation) -> list[dict[str, str]]:
    """What stands right below a group, as every answer shows it, in the order of the ids."""
    of_release = OccupationLink.release_id == group.release.id
    rows = session.scalars(
        select(OccupationLink.source_id).where(
            of_release, OccupationLink.target_id == group.id, OccupationLink.relation == "broader"
        )
    )
    ends = _read_ends(session, [group.release.id], set(rows))
    framework = group.release.framework
    return [
        {"id": id_, "uri": end.uri, "label": end.title, "framework": framework}
        for id_, end in sorted(ends.items())
    ]


def _read_ends(session: Session, release_ids: Sequence[int], ids: Collection[str]) -> dict[str, Any]:
    if not ids:
        return {}
    rows = session.connection().execute(_ENDS, {"releases": list(release_ids), "ids": sorted(ids)})
    return {row.id: row for row in rows}


def read_profile(session: Session, occupation: StoredOccupation) -> list[ProfileRow]:
    """What an occupation needs by its own release, most important first; what has no importance comes last."""
    rows = session.execute(
        select(
            OccupationSkill.skill_id,
            OccupationSkill.relation,
            OccupationSkill.importance,
            OccupationSkill.level,
            OccupationSkill.source,
            OccupationSkill.suppressed,
        ).where(
            OccupationSkill.release_id == occupation.release.id,
            OccupationSkill.occupation_id == occupation.id,
        )
    )
    return sorted((ProfileRow(*row) for row in rows), key=_weightiest_first)


def read_skill_terms(
    session: Session, release_ids: Sequence[int], skill_ids: Sequence[str]
) -> dict[str, dict[str, str]]:
    """Skills that an index does not hold, since they are groups or retired, as every answer shows them."""
    rows = session.execute(
        select(Skill.id, Skill.uri, Skill.label, Release.framework_id, Skill.type)
        .join(Release, Release.id == Skill.release_id)
        .where(Skill.release_id.in_(release_ids), Skill.id.in_(skill_ids))
    )
    return {row.id: dict(zip(_SKILL_FIELDS, row, strict=True)) for row in rows}


def _weightiest_first(row: ProfileRow) -> tuple[float, str, str]:
    return (1.0 if row.importance is None else -row.importance), row.relation, row.skill_id


def read_wages(session: Session, soc_code: str, areas: Iterable[str]) -> list[Wage]:
    """The wages of a SOC code in some areas, the newest first."""
    known = {"code": soc_code, "areas": [area for area in areas if storable(area)]}
    rows = session.connection().execute(_WAGES, known)
    return sorted((Wage(*row) for row in rows), key=lambda wage: (-wage.year, wage.area_type, wage.area))
