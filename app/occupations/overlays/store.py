"""Queries of overlays, their revisions and their audit trail."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from app.authorization import Caller
from app.database import insert_or_skip
from app.occupations.models import Occupation, OccupationSkill
from app.occupations.overlays.freshness import Snapshot, Weight
from app.occupations.overlays.models import Overlay, OverlayEvent, OverlayRevision
from app.occupations.overlays.terms import Change, OverlayRecord, OverlayScope, Revision, read_scope
from app.vocabulary.models import Skill, SkillReplacement
from app.vocabulary.store import storable

_AT_ONCE = 200  # overlays that are read together where all of them are looked through


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody is doing to an overlay: who, through which key, when, and what they say about it."""

    action: str
    actor: str
    caller: Caller
    at: datetime
    note: str = ""
    request_key: str | None = None


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One entry of the audit trail; `before` is None where there was nothing."""

    id: int
    revision: int
    at: datetime
    action: str
    actor: str
    organisation_id: int
    organisation: str
    note: str
    before: dict[str, Any] | None
    after: dict[str, Any]
    request_key: str | None


# ---- reading


def find_overlay(session: Session, occupation_id: str, scope: OverlayScope) -> OverlayRecord | None:
    """The overlay of an occupation for a scope, withdrawn or not; None where there never was one."""
    return next(iter(list_overlays(session, occupation_id, [scope])), None)


def list_overlays(
    session: Session, occupation_id: str, scopes: Sequence[OverlayScope] | None = None
) -> list[OverlayRecord]:
    """The overlays of an occupation, for these scopes or for all, the broadest scope first."""
    if not storable(occupation_id):
        return []
    statement = select(Overlay.__table__).where(Overlay.occupation_id == occupation_id)
    if scopes is not None:
        statement = statement.where(Overlay.scope.in_([str(scope) for scope in scopes]))
    return sorted(_records(session, statement), key=lambda overlay: overlay.scope.breadth)


def overlays_after(session: Session, overlay_id: int) -> Iterator[OverlayRecord]:
    """The overlays of all occupations from the one after this id on, in the order in which they were made."""
    while True:
        following = (
            select(Overlay.__table__).where(Overlay.id > overlay_id).order_by(Overlay.id).limit(_AT_ONCE)
        )
        found = _records(session, following)
        if not found:
            return
        yield from found
        overlay_id = found[-1].id


def _records(session: Session, statement: Select[Any]) -> list[OverlayRecord]:
    rows = session.execute(statement).all()
    revisions = _revisions(session, [row.id for row in rows])
    return [
        OverlayRecord(
            row.id,
            row.occupation_id,
            _scope(row.scope),
            row.organisation_id,
            row.organisation,
            revisions[row.id],
        )
        for row in rows
        if row.id in revisions  # one that is being made has none yet
    ]


def _revisions(session: Session, overlay_ids: Collection[int]) -> dict[int, tuple[Revision, ...]]:
    if not overlay_ids:
        return {}
    found: dict[int, list[Revision]] = {}
    of_these = OverlayRevision.overlay_id.in_(overlay_ids)
    columns = OverlayRevision.__table__.columns
    for row in session.execute(select(*columns).where(of_these).order_by(OverlayRevision.number)):
        found.setdefault(row.overlay_id, []).append(
            Revision(
                number=row.number,
                state=row.state,
                changes=tuple(Change(**change) for change in row.changes),
                authors=tuple(row.authors),
                changed_at=_in_utc(row.changed_at),
                releases=row.releases,
                certified_by=row.certified_by,
                certified_at=None if row.certified_at is None else _in_utc(row.certified_at),
                certified_until=row.certified_until,
            )
        )
    return {overlay_id: tuple(revisions) for overlay_id, revisions in found.items()}


def _scope(text: str) -> OverlayScope:
    scope = read_scope(text)
    assert scope is not None, "only scopes that were read are stored"
    return scope


def list_events(session: Session, overlay_id: int) -> list[StoredEvent]:
    """The whole trail of an overlay, the oldest entry first."""
    columns = [OverlayEvent.__table__.columns[name] for name in StoredEvent.__dataclass_fields__]
    rows = session.execute(
        select(*columns).where(OverlayEvent.overlay_id == overlay_id).order_by(OverlayEvent.id)
    )
    return [StoredEvent(row[0], row[1], _in_utc(row[2]), *row[3:]) for row in rows]


def read_snapshot(
    session: Session, release_ids: Sequence[int], occupation_id: str, skill_ids: Collection[str]
) -> Snapshot:
    """What some releases say of an occupation and of skills, as far as an overlay is about it."""
    title = session.scalar(
        select(Occupation.title).where(Occupation.release_id.in_(release_ids), Occupation.id == occupation_id)
    )
    labels = session.execute(
        select(Skill.id, Skill.label).where(Skill.release_id.in_(release_ids), Skill.id.in_(skill_ids))
    )
    needs = session.execute(
        select(OccupationSkill.skill_id, OccupationSkill.relation, OccupationSkill.importance).where(
            OccupationSkill.release_id.in_(release_ids),
            OccupationSkill.occupation_id == occupation_id,
            OccupationSkill.skill_id.in_(skill_ids),
        )
    )
    weights: dict[str, Weight] = {}
    for skill_id, relation, importance in sorted(needs, key=lambda row: (row[0], row[1])):
        weights.setdefault(skill_id, Weight(relation, importance))
    return Snapshot(title, {row.id: row.label for row in labels}, weights)


def read_replacements(
    session: Session, release_ids: Sequence[int], skill_ids: Collection[str]
) -> dict[str, list[str]]:
    """What takes the place of skills that some releases no longer have."""
    rows = session.execute(
        select(SkillReplacement.skill_id, SkillReplacement.replaced_by).where(
            SkillReplacement.release_id.in_(release_ids), SkillReplacement.skill_id.in_(skill_ids)
        )
    )
    found: dict[str, list[str]] = {}
    for skill_id, replaced_by in sorted(tuple(row) for row in rows):
        found.setdefault(skill_id, []).append(replaced_by)
    return found


# ---- writing


def lock_overlay(session: Session, occupation_id: str, scope: OverlayScope, caller: Caller) -> int:
    """The id of the overlay, made where it is not there yet; whoever else would change it waits for this transaction."""
    new = {
        "occupation_id": occupation_id,
        "scope": str(scope),
        "organisation_id": caller.organisation_id,
        "organisation": caller.organisation,
    }
    insert_or_skip(session.connection(), Overlay.__table__, [new])
    return session.execute(
        select(Overlay.id)
        .where(Overlay.occupation_id == occupation_id, Overlay.scope == str(scope))
        .with_for_update()
    ).scalar_one()


def take_over(session: Session, overlay_id: int, caller: Caller) -> None:
    """Gives an overlay, withdrawn by its organisation, to the one that makes it anew."""
    values = {"organisation_id": caller.organisation_id, "organisation": caller.organisation}
    session.execute(update(Overlay).where(Overlay.id == overlay_id).values(values))


def add_revision(session: Session, overlay_id: int, revision: Revision) -> None:
    """Stores a new revision."""
    session.execute(insert(OverlayRevision).values(overlay_id=overlay_id, **_columns(revision)))


def save_revision(session: Session, overlay_id: int, revision: Revision) -> None:
    """Stores what a revision has become."""
    same = (OverlayRevision.overlay_id == overlay_id, OverlayRevision.number == revision.number)
    session.execute(update(OverlayRevision).where(*same).values(**_columns(revision)))


def _columns(revision: Revision) -> dict[str, Any]:
    columns = {name: getattr(revision, name) for name in Revision.__dataclass_fields__}
    return {
        **columns,
        "changes": [asdict(change) for change in revision.changes],
        "authors": list(revision.authors),
        "releases": dict(revision.releases),
    }


def add_event(
    session: Session, overlay_id: int, deed: Deed, before: Revision | None, after: Revision
) -> None:
    """Writes an entry of the audit trail."""
    session.execute(
        insert(OverlayEvent).values(
            overlay_id=overlay_id,
            revision=after.number,
            at=deed.at,
            action=deed.action,
            actor=deed.actor,
            organisation_id=deed.caller.organisation_id,
            organisation=deed.caller.organisation,
            key_id=deed.caller.key_id,
            note=deed.note,
            before=None if before is None else _told(before),
            after=_told(after),
            request_key=deed.request_key,
        )
    )


def _told(revision: Revision) -> dict[str, Any]:
    """A revision as the audit trail keeps it."""
    told: Mapping[str, Any] = {
        "revision": revision.number,
        "state": revision.state,
        "changes": [asdict(change) for change in revision.changes],
        "certified_by": revision.certified_by,
        "certified_until": revision.certified_until and revision.certified_until.isoformat(),
        "releases": dict(revision.releases),
    }
    return dict(told)


def _in_utc(moment: datetime) -> datetime:
    """SQLite gives back a moment without its time zone, which is always UTC here."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
