"""Queries of the vocabulary. Bulk reads select columns, and sort here rather than by a collation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.vocabulary.arranging import arranged
from app.vocabulary.models import (
    AmbiguousName,
    Framework,
    OrdinaryWord,
    Release,
    Skill,
    SkillClass,
    SkillReplacement,
)
from app.vocabulary.models import SkillLink as StoredLink
from app.vocabulary.models import SkillName as StoredName
from app.vocabulary.terms import (
    NAME_KINDS,
    ReleaseKey,
    SkillLink,
    SkillName,
    SkillTerm,
    SkillType,
    VocabularyRows,
    framework_rank,
)


@dataclass(frozen=True, slots=True)
class StoredFramework:
    """A framework as `/v1/frameworks` lists it."""

    id: str
    title: str
    publisher: str
    licence: str
    url: str


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """A release as it stands in the database; `state` is building, active or kept."""

    id: int
    framework: str
    version: str
    checksum: str
    origin: str
    state: str
    created_at: datetime
    counts: dict[str, int]
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> ReleaseKey:
        """What names the release's content."""
        return ReleaseKey(self.framework, self.version, self.checksum)


@dataclass(frozen=True, slots=True)
class SkillDetail:
    """Everything stored about a skill, as of `release`; `history` has every release with it, oldest first.

    `broader_groups` and `narrower` are the groups above it and, for a group, what is below it; `replaced_by` has the
    ids of what takes its place where the releases asked for lack it.
    """

    id: str
    uri: str
    label: str
    type: SkillType
    release: StoredRelease
    names: tuple[SkillName, ...]
    classes: tuple[str, ...]
    details: dict[str, Any]
    history: tuple[StoredRelease, ...]
    is_group: bool = False
    broader_groups: tuple[SkillTerm, ...] = ()
    narrower: tuple[SkillTerm, ...] = ()
    replaced_by: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """`active`, or `retired` when the framework's active release no longer has the skill."""
        return "active" if any(release.state == "active" for release in self.history) else "retired"


def storable(value: str) -> bool:
    """Whether a database can hold a text: PostgreSQL takes no NUL, and nothing takes a lone surrogate."""
    if "\x00" in value:
        return False
    try:
        value.encode()  # a hundred times as fast as looking at each character
    except UnicodeEncodeError:
        return False
    return True


def list_frameworks(session: Session) -> list[StoredFramework]:
    """All frameworks, the well-known ones first."""
    rows = session.execute(
        select(Framework.id, Framework.title, Framework.publisher, Framework.licence, Framework.url)
    )
    return sorted((StoredFramework(*row) for row in rows), key=lambda framework: framework_rank(framework.id))


def list_releases(session: Session) -> list[StoredRelease]:
    """All releases, those still building included, by framework and then in the order in which they came."""
    rows = session.execute(
        select(
            Release.id,
            Release.framework_id,
            Release.version,
            Release.checksum,
            Release.origin,
            Release.state,
            Release.created_at,
            Release.counts,
            Release.notes,
        )
    )
    found = [
        StoredRelease(id_, framework, version, checksum, origin, state, in_utc(at), counts, notes or {})
        for id_, framework, version, checksum, origin, state, at, counts, notes in rows
    ]
    return sorted(found, key=lambda release: (framework_rank(release.framework), release.id))


def active_releases(session: Session) -> list[StoredRelease]:
    """The active release of each framework that has one."""
    return [release for release in list_releases(session) if release.state == "active"]


def read_rows(session: Session, releases: Sequence[StoredRelease]) -> VocabularyRows:
    """All rows of a set of releases, in the order in which the index numbers them; groups are no skills."""
    framework = {release.id: release.framework for release in releases}
    skills = [
        SkillTerm(id_, framework[release], type_, uri, label, _definition(details))
        for release, id_, type_, uri, label, details in session.execute(
            select(Skill.release_id, Skill.id, Skill.type, Skill.uri, Skill.label, Skill.details).where(
                Skill.release_id.in_(list(framework)), Skill.is_group.is_(False)
            )
        )
    ]
    known = {skill.id for skill in skills}
    names = session.execute(
        select(StoredName.skill_id, StoredName.language, StoredName.kind, StoredName.name).where(
            StoredName.release_id.in_(list(framework))
        )
    )
    links = session.execute(
        select(StoredLink.source_id, StoredLink.relation, StoredLink.target_id, StoredLink.origin).where(
            StoredLink.release_id.in_(list(framework))
        )
    )
    words = session.execute(select(OrdinaryWord.word, OrdinaryWord.count))
    rows = arranged(
        [release.key for release in releases],
        skills,
        (SkillName(*row) for row in names if row.skill_id in known),
        (SkillLink(*row) for row in links if row.source_id in known),
        dict(sorted((word, count) for word, count in words)),
    )
    return replace(rows, misleading=frozenset(read_ambiguous_names(session, releases)))


def _definition(details: dict[str, Any] | None) -> str:
    """The English definition among what is stored of a skill, or nothing."""
    definition: str = ((details or {}).get("definition") or {}).get("en", "")
    return definition


def read_ambiguous_names(session: Session, releases: Sequence[StoredRelease]) -> list[tuple[str, str]]:
    """(skill id, name) of the names that say something else in an ad or a résumé, in order."""
    of_these = AmbiguousName.release_id.in_([release.id for release in releases])
    rows = session.execute(select(AmbiguousName.skill_id, AmbiguousName.name).where(of_these))
    return sorted((skill_id, name) for skill_id, name in rows)


def read_skill(
    session: Session,
    releases: Sequence[StoredRelease],
    skill_id: str,
    *,
    known: Sequence[StoredRelease] | None = None,
) -> SkillDetail | None:
    """Everything about a skill, as of the one of `releases` that has it, else of the newest with it.

    `known` are all releases as they stood when `releases` were chosen, so that no switch falls between the two.
    """
    if not storable(skill_id):
        return None
    known = list_releases(session) if known is None else known
    finished = {release.id: release for release in known if release.state != "building"}
    rows = {
        row.release_id: row
        for row in session.execute(
            select(
                *(Skill.release_id, Skill.id, Skill.uri, Skill.label, Skill.type),
                *(Skill.details, Skill.is_group),
            )
            .where(Skill.release_id.in_(list(finished)), Skill.id == skill_id)
            .order_by(Skill.release_id)
        )
    }
    if not rows:
        return None
    asked = next((release.id for release in releases if release.id in rows), max(rows))
    row = rows[asked]
    release = finished[asked]
    return SkillDetail(
        id=row.id,
        uri=row.uri,
        label=row.label,
        type=row.type,
        release=release,
        names=_names(session, asked, skill_id),
        classes=_classes(session, asked, skill_id),
        details=row.details or {},
        history=tuple(finished[release] for release in rows),
        is_group=row.is_group,
        broader_groups=_above(session, release, skill_id),
        narrower=_below(session, release, skill_id) if row.is_group else (),
        replaced_by=_replaced_by(session, releases, release, skill_id),
    )


def _above(session: Session, release: StoredRelease, skill_id: str) -> tuple[SkillTerm, ...]:
    """The groups right above a skill or group."""
    return _terms(session, release, StoredLink.target_id, StoredLink.source_id == skill_id, only_groups=True)


def _below(session: Session, release: StoredRelease, skill_id: str) -> tuple[SkillTerm, ...]:
    """The groups and skills right below a group."""
    return _terms(session, release, StoredLink.source_id, StoredLink.target_id == skill_id, only_groups=False)


def _terms(
    session: Session, release: StoredRelease, end: Any, linked: Any, *, only_groups: bool
) -> tuple[SkillTerm, ...]:
    rows = session.execute(
        select(Skill.id, Skill.type, Skill.uri, Skill.label)
        .join(StoredLink, (Skill.release_id == StoredLink.release_id) & (Skill.id == end))
        .where(StoredLink.release_id == release.id, linked, StoredLink.relation == "broader")
        .where(Skill.is_group.is_(True) if only_groups else Skill.id != "")
    )
    found = {SkillTerm(id_, release.framework, type_, uri, label) for id_, type_, uri, label in rows}
    return tuple(sorted(found, key=lambda term: term.id))


def _replaced_by(
    session: Session, releases: Sequence[StoredRelease], found_in: StoredRelease, skill_id: str
) -> tuple[str, ...]:
    """What takes the place of a skill in the release of its framework that was asked for and lacks it."""
    asked = next((release for release in releases if release.framework == found_in.framework), None)
    if asked is None or asked.id == found_in.id:
        return ()
    rows = session.scalars(
        select(SkillReplacement.replaced_by).where(
            SkillReplacement.release_id == asked.id, SkillReplacement.skill_id == skill_id
        )
    )
    return tuple(sorted(rows))


def _names(session: Session, release: int, skill_id: str) -> tuple[SkillName, ...]:
    rows = session.execute(
        select(StoredName.skill_id, StoredName.language, StoredName.kind, StoredName.name).where(
            StoredName.release_id == release, StoredName.skill_id == skill_id
        )
    )
    found = (SkillName(*row) for row in rows)
    return tuple(sorted(found, key=lambda name: (name.language, NAME_KINDS.index(name.kind), name.name)))


def _classes(session: Session, release: int, skill_id: str) -> tuple[str, ...]:
    rows = session.scalars(
        select(SkillClass.title).where(SkillClass.release_id == release, SkillClass.skill_id == skill_id)
    )
    return tuple(sorted(rows))


def in_utc(moment: datetime) -> datetime:
    """SQLite gives back a moment without its time zone, which is always UTC here."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
