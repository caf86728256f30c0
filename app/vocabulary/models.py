"""Tables of the vocabulary: frameworks, their releases, the skills of each with names and links."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.tables import Base
from app.vocabulary.terms import NameKind, Relation, SkillType

# Rows of a release are read by their natural key, so the key is the table: no second copy of it in an index.
KEYED: dict[str, Any] = {"sqlite_with_rowid": False}
_ACTIVE = text("state = 'active'")


class Framework(Base):
    """A vocabulary that somebody publishes, such as ESCO."""

    __tablename__ = "frameworks"

    id: Mapped[str] = mapped_column(String, primary_key=True)
    title: Mapped[str]
    publisher: Mapped[str]
    licence: Mapped[str]
    url: Mapped[str]


class Release(Base):
    """One published version of a framework, built beside the others; at most one of a framework is active."""

    __tablename__ = "releases"
    __table_args__ = (
        CheckConstraint("state IN ('building', 'active', 'kept')", name="state"),
        Index("uq_releases_version", "framework_id", "version", unique=True),
        Index(
            "uq_releases_active", "framework_id", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    framework_id: Mapped[str] = mapped_column(ForeignKey("frameworks.id"))
    version: Mapped[str]
    checksum: Mapped[str]
    origin: Mapped[str]
    state: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    notes: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ReleaseEvent(Base):
    """What was done to a release, when and by whom: the audit trail of imports and switches."""

    __tablename__ = "release_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    framework_id: Mapped[str]
    version: Mapped[str]
    action: Mapped[str]
    actor: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


class Skill(Base):
    """One skill of one release, or a group of its hierarchy; `details` holds texts by language where it has them."""

    __tablename__ = "skills"
    __table_args__ = KEYED

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[SkillType] = mapped_column(String)
    uri: Mapped[str]
    label: Mapped[str]
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    is_group: Mapped[bool] = mapped_column(server_default=false())


class SkillName(Base):
    """A name of a skill besides its preferred label, or that label in another language."""

    __tablename__ = "skill_names"
    __table_args__ = (
        ForeignKeyConstraint(["release_id", "skill_id"], ["skills.release_id", "skills.id"]),
        KEYED,
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    skill_id: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[NameKind] = mapped_column(String, primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class AmbiguousName(Base):
    """A true name (or label) of a skill that says something else in an ad or a résumé, and why."""

    __tablename__ = "ambiguous_names"
    __table_args__ = (
        ForeignKeyConstraint(["release_id", "skill_id"], ["skills.release_id", "skills.id"]),
        KEYED,
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    skill_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]


class SkillClass(Base):
    """A class that a framework files a skill under, such as the commodity class of a technology."""

    __tablename__ = "skill_classes"
    __table_args__ = (
        ForeignKeyConstraint(["release_id", "skill_id"], ["skills.release_id", "skills.id"]),
        KEYED,
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    skill_id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(primary_key=True)


class SkillLink(Base):
    """A relation between two skills. The target may be of another framework, so nothing ties it down."""

    __tablename__ = "skill_links"
    __table_args__ = (
        ForeignKeyConstraint(["release_id", "source_id"], ["skills.release_id", "skills.id"]),
        KEYED,
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(primary_key=True)
    relation: Mapped[Relation] = mapped_column(String, primary_key=True)
    target_id: Mapped[str] = mapped_column(primary_key=True)
    origin: Mapped[str]


class SkillReplacement(Base):
    """What takes the place of a skill that a release no longer has."""

    __tablename__ = "skill_replacements"
    __table_args__ = KEYED

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    skill_id: Mapped[str] = mapped_column(primary_key=True)
    replaced_by: Mapped[str] = mapped_column(primary_key=True)
    origin: Mapped[str]


class OrdinaryWord(Base):
    """A word of everyday running text and how often it stands there in lower case."""

    __tablename__ = "ordinary_words"
    __table_args__ = KEYED

    word: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
