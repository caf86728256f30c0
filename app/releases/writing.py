"""Writes the rows of a release beside the active ones, in many short transactions, and clears those half written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from time import sleep
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, insert, select
from sqlalchemy.orm import Session

from app.database import Sessions, bulk_insert
from app.occupations.models import Occupation, OccupationLink, OccupationSkill, OccupationTitle
from app.releases.carrying import OwnRows
from app.releases.rows import ReleaseRows
from app.tables import Base
from app.vocabulary.models import (
    AmbiguousName,
    Release,
    Skill,
    SkillClass,
    SkillLink,
    SkillName,
    SkillReplacement,
)

# The tables with rows of a release, in the order in which they can be emptied; they are filled the other way round.
OF_A_RELEASE: tuple[Any, ...] = (
    OccupationLink,
    OccupationSkill,
    OccupationTitle,
    Occupation,
    SkillReplacement,
    SkillLink,
    SkillClass,
    AmbiguousName,
    SkillName,
    Skill,
)
# A transaction this large keeps other writers of a SQLite file waiting for some hundredths of a second; in the pause
# after it they get their turn, for they do not queue but look again and again.
ROWS_AT_ONCE = 5_000
_PAUSE_SECONDS = 0.01
DERIVED_SOURCE = "parlance"  # the source of needs that we read out of tasks ourselves

Written = Callable[[str, int, int], None]  # table, rows so far, rows in all
Values = tuple[Any, ...]


def tables_of(rows: ReleaseRows, own: OwnRows) -> dict[type[Base], list[Values]]:
    """The rows of every table, without duplicates and in the order of the key, each without its release."""
    names = [(x.skill_id, x.language, x.kind, x.name) for x in (*rows.names, *own.names)]
    links = [(x.source_id, x.relation, x.target_id, x.origin) for x in (*rows.links, *own.links)]
    titles = [(x.occupation_id, x.language, x.kind, x.title) for x in (*rows.titles, *own.titles)]
    related = [(x.source_id, x.relation, x.target_id, x.rank, x.origin) for x in rows.occupation_links]
    return {
        Skill: _keyed(((x.id, x.type, x.uri, x.label, _json(x.details), x.is_group) for x in rows.skills), 1),
        SkillName: _keyed(names, 4),
        AmbiguousName: _keyed(own.ambiguous, 2),
        SkillClass: _keyed(rows.classes, 2),
        SkillLink: _keyed(links, 3),
        Occupation: _keyed(
            (
                (x.id, x.uri, x.title, x.job_zone, x.code, x.is_group, _json(x.details))
                for x in rows.occupations
            ),
            1,
        ),
        OccupationTitle: _keyed(titles, 4),
        OccupationSkill: _keyed((*_needs(rows.framework, rows), *_needs(DERIVED_SOURCE, own)), 3),
        OccupationLink: _keyed(related, 3),
    }


def _needs(source: str, rows: ReleaseRows | OwnRows) -> Iterator[Values]:
    for x in rows.needs:
        yield x.occupation_id, x.relation, x.skill_id, x.importance, x.level, source, x.suppressed


def _json(details: dict[str, Any] | None) -> str | None:
    return json.dumps(details, ensure_ascii=False) if details else None


def _keyed(rows: Iterable[Values], width: int) -> list[Values]:
    """Each row once by its first columns, sorted by them: a table that is its key is then only added to."""
    kept: dict[Values, Values] = {}
    for row in rows:
        kept.setdefault(row[:width], row)
    return [kept[key] for key in sorted(kept)]


def begin_release(sessions: Sessions, framework: str, version: str, values: dict[str, Any]) -> int:
    """Adds the row of a release that is being built, which nobody but its builder sees, and gives its id."""
    building = {"state": "building", "created_at": datetime.now(UTC), "counts": {}}
    with sessions.begin() as session:
        new = insert(Release).values(framework_id=framework, version=version, **building, **values)
        return int(session.execute(new.returning(Release.id)).scalar_one())


def write_tables(
    sessions: Sessions,
    release_id: int,
    tables: dict[type[Base], list[Values]],
    written: Written,
) -> None:
    """Writes all rows of a release, a transaction for every few."""
    for model in reversed(OF_A_RELEASE):
        rows = tables.get(model, [])
        for first in range(0, len(rows), ROWS_AT_ONCE):
            part = rows[first : first + ROWS_AT_ONCE]
            insert_rows(sessions, model, [(release_id, *row) for row in part])
            written(model.__tablename__, first + len(part), len(rows))
            sleep(_PAUSE_SECONDS)


def insert_rows(sessions: Sessions, model: type[Base], rows: Sequence[Values]) -> None:
    """Inserts rows in a transaction of their own."""
    table = model.__table__
    assert isinstance(table, Table)
    with sessions.begin() as session:
        bulk_insert(session.connection(), table, rows)


def remove_release(sessions: Sessions, release_id: int) -> None:
    """Removes a release with all its rows, a few at a time; the release itself goes last."""
    for model in OF_A_RELEASE:
        _empty(sessions, model, release_id)
    with sessions.begin() as session:
        session.execute(delete(Release).where(Release.id == release_id))


def _empty(sessions: Sessions, model: Any, release_id: int) -> None:
    """Removes the rows of a release from a table in the order of its key, so that each part is one range of it."""
    key = list(model.__table__.primary_key.columns)[1]
    own = model.release_id == release_id
    while True:
        with sessions.begin() as session:
            past = session.scalar(select(key).where(own).order_by(key).offset(ROWS_AT_ONCE).limit(1))
            session.execute(delete(model).where(own if past is None else and_(own, key <= past)))
        if past is None:
            return
        sleep(_PAUSE_SECONDS)


def counts_of(connection: Connection | Session, release_id: int) -> dict[str, int]:
    """How much of each a release has: the rows of its tables, groups counted apart from skills and occupations."""
    counts = {}
    for model in reversed(OF_A_RELEASE):
        name = model.__tablename__
        counts[name] = _count(connection, model, model.release_id == release_id)
        if model in (Skill, Occupation):
            own = (model.release_id == release_id) & model.is_group.is_(True)
            groups = counts[f"{name.removesuffix('s')}_groups"] = _count(connection, model, own)
            counts[name] -= groups
    return counts


def _count(connection: Connection | Session, model: Any, chosen: Any) -> int:
    return int(connection.scalar(select(func.count()).select_from(model).where(chosen)) or 0)
