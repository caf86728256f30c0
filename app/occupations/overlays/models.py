"""Tables of overlays: one for each occupation and scope, its revisions, and the trail of what was done to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, DateTime, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.occupations.overlays.terms import State
from app.tables import Base


class Overlay(Base):
    """What a region or sector changes in the profile of one occupation. It belongs to an organisation.

    Occupations come and go with releases, and organisations are of a later chapter: neither is tied down here.
    """

    __tablename__ = "overlays"
    __table_args__ = (Index("uq_overlays_scope", "occupation_id", "scope", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    occupation_id: Mapped[str]
    scope: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(index=True)
    organisation: Mapped[str]


class OverlayRevision(Base):
    """One revision of an overlay; `releases` are those it was written for, or certified against."""

    __tablename__ = "overlay_revisions"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'in_review', 'certified', 'expired', 'superseded', 'withdrawn')", name="state"
        ),
    )

    overlay_id: Mapped[int] = mapped_column(ForeignKey("overlays.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[State] = mapped_column(String)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    authors: Mapped[list[str]] = mapped_column(JSON)  # everybody who edited it, the last one last
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    releases: Mapped[dict[str, str]] = mapped_column(JSON)
    certified_by: Mapped[str | None]
    certified_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    certified_until: Mapped[date | None] = mapped_column(Date)


class OverlayEvent(Base):
    """What was done to an overlay, when, by whom and why; nothing here is ever changed or deleted."""

    __tablename__ = "overlay_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    overlay_id: Mapped[int] = mapped_column(ForeignKey("overlays.id"), index=True)
    revision: Mapped[int]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    action: Mapped[str]
    actor: Mapped[str]
    organisation_id: Mapped[int]
    organisation: Mapped[str]
    key_id: Mapped[str]
    note: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    request_key: Mapped[str | None]  # the caller's Idempotency-Key
