"""Queries of releases as a whole: their rows as a reader would give them, their events, what replaces what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.occupations.models import Occupation, OccupationSkill, OccupationTitle
from app.releases.carrying import OwnRows
from app.releases.planning import OFFICIAL, OUR_TITLE_KINDS
from app.releases.rows import OccupationNeedRow, OccupationRow, OccupationTitleRow, ReleaseRows, SkillRow
from app.vocabulary.models import (
    AmbiguousName,
    ReleaseEvent,
    Skill,
    SkillClass,
    SkillReplacement,
)
from app.vocabulary.models import SkillLink as StoredLink
from app.vocabulary.models import SkillName as StoredName
from app.vocabulary.store import StoredRelease, in_utc
from app.vocabulary.terms import SkillLink, SkillName

_EVENT = (
    *(ReleaseEvent.id, ReleaseEvent.at, ReleaseEvent.framework_id, ReleaseEvent.version),
    *(ReleaseEvent.action, ReleaseEvent.actor, ReleaseEvent.detail),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the audit trail."""

    id: int
    at: datetime
    framework: str
    version: str
    action: str
    actor: str
    detail: dict[str, Any]


def read_release_rows(session: Session, release: StoredRelease) -> ReleaseRows:
    """What a stored release says of skills and occupations itself, without their needs and links."""
    rows = ReleaseRows(release.framework, release.version)
    rows.skills = [
        SkillRow(*row)
        for row in session.execute(
            select(Skill.id, Skill.type, Skill.uri, Skill.label, Skill.details, Skill.is_group).where(
                Skill.release_id == release.id
            )
        )
    ]
    rows.names = [
        SkillName(*row)
        for row in session.execute(
            select(StoredName.skill_id, StoredName.language, StoredName.kind, StoredName.name).where(
                StoredName.release_id == release.id, StoredName.kind != "derived"
            )
        )
    ]
    rows.links = [link for link in _links(session, release) if link.origin == OFFICIAL]
    classes = select(SkillClass.skill_id, SkillClass.title).where(SkillClass.release_id == release.id)
    rows.classes = [(skill_id, title) for skill_id, title in session.execute(classes)]
    rows.replacements = official_replacements(session, [release])
    rows.occupations = [
        OccupationRow(*row)
        for row in session.execute(
            select(
                Occupation.id,
                Occupation.uri,
                Occupation.title,
                Occupation.code,
                Occupation.job_zone,
                Occupation.details,
                Occupation.is_group,
            ).where(Occupation.release_id == release.id)
        )
    ]
    rows.titles = [title for title in _titles(session, release) if title.kind not in OUR_TITLE_KINDS]
    return rows


def read_own_rows(session: Session, release: StoredRelease) -> OwnRows:
    """What we ourselves say in a stored release: names, links, titles and needs that are ours."""
    names = select(StoredName.skill_id, StoredName.language, StoredName.kind, StoredName.name).where(
        StoredName.release_id == release.id, StoredName.kind == "derived"
    )
    ambiguous = select(AmbiguousName.skill_id, AmbiguousName.name, AmbiguousName.reason).where(
        AmbiguousName.release_id == release.id
    )
    needs = select(
        OccupationSkill.occupation_id,
        OccupationSkill.skill_id,
        OccupationSkill.relation,
        OccupationSkill.importance,
        OccupationSkill.level,
        OccupationSkill.suppressed,
    ).where(OccupationSkill.release_id == release.id, OccupationSkill.relation == "derived")
    return OwnRows(
        skills=frozenset(session.scalars(select(Skill.id).where(Skill.release_id == release.id))),
        occupations=frozenset(
            session.scalars(select(Occupation.id).where(Occupation.release_id == release.id))
        ),
        names=[SkillName(*row) for row in session.execute(names)],
        ambiguous=[(id_, name, why) for id_, name, why in session.execute(ambiguous)],
        links=[link for link in _links(session, release) if link.origin != OFFICIAL],
        titles=[title for title in _titles(session, release) if title.kind in OUR_TITLE_KINDS],
        needs=[OccupationNeedRow(*row) for row in session.execute(needs)],
    )


def _links(session: Session, release: StoredRelease) -> list[SkillLink]:
    rows = session.execute(
        select(StoredLink.source_id, StoredLink.relation, StoredLink.target_id, StoredLink.origin).where(
            StoredLink.release_id == release.id
        )
    )
    return [SkillLink(*row) for row in rows]


def _titles(session: Session, release: StoredRelease) -> list[OccupationTitleRow]:
    rows = session.execute(
        select(
            OccupationTitle.occupation_id,
            OccupationTitle.language,
            OccupationTitle.kind,
            OccupationTitle.title,
        ).where(OccupationTitle.release_id == release.id)
    )
    return [OccupationTitleRow(*row) for row in rows]


def read_labels(session: Session, releases: Sequence[StoredRelease]) -> dict[str, str]:
    """The labels of all skills in some releases by id; where several have a skill, that of the last."""
    found: dict[str, str] = {}
    for release in releases:
        labels = select(Skill.id, Skill.label).where(
            Skill.release_id == release.id, Skill.is_group.is_(False)
        )
        found.update((id_, label) for id_, label in session.execute(labels))
    return found


def official_replacements(session: Session, releases: Sequence[StoredRelease]) -> list[tuple[str, str]]:
    """(skill id, id of what replaces it) as the publisher says it in some releases."""
    rows = session.execute(
        select(SkillReplacement.skill_id, SkillReplacement.replaced_by).where(
            SkillReplacement.release_id.in_([release.id for release in releases]),
            SkillReplacement.origin == OFFICIAL,
        )
    )
    return sorted((gone, successor) for gone, successor in rows)


def record_event(session: Session, release: StoredRelease, action: str, actor: str, **detail: Any) -> None:
    """Adds a line to the audit trail."""
    session.execute(
        insert(ReleaseEvent).values(
            at=datetime.now(UTC),
            framework_id=release.framework,
            version=release.version,
            action=action,
            actor=actor,
            detail=detail,
        )
    )


def last_event(session: Session) -> Event | None:
    """The newest event; its number rises with everything that is done to a release."""
    row = session.execute(select(*_EVENT).order_by(ReleaseEvent.id.desc()).limit(1)).first()
    return None if row is None else _event(row)


def list_events(session: Session, framework: str | None = None) -> list[Event]:
    """The audit trail, oldest first."""
    chosen = select(*_EVENT).order_by(ReleaseEvent.id)
    if framework is not None:
        chosen = chosen.where(ReleaseEvent.framework_id == framework)
    return [_event(row) for row in session.execute(chosen)]


def _event(row: Any) -> Event:
    id_, at, *rest = row
    return Event(id_, in_utc(at), *rest)
