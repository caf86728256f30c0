"""Tables that stored workers and postings share: codes, the clock of changes, removals, requests that may be repeated."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.tables import Base
from app.vocabulary.models import KEYED


class ProfileCode(Base):
    """The small number that stands for a skill, occupation, region or employer in stored profiles; it never changes."""

    __tablename__ = "profile_codes"
    __table_args__ = (Index("uq_profile_codes_name", "kind", "name", unique=True), KEYED)

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]


class ChangeClock(Base):
    """The last number that was given out of a kind: changes of workers and postings, and codes."""

    __tablename__ = "change_clock"
    __table_args__ = KEYED

    kind: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class ProfileRemoval(Base):
    """Says that the version of a document with the number `removed` is gone; what it was is not kept."""

    __tablename__ = "profile_removals"
    __table_args__ = KEYED

    kind: Mapped[str] = mapped_column(primary_key=True)
    change: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    removed: Mapped[int] = mapped_column(BigInteger)


class IdempotencyKey(Base):
    """A request that stored something, kept for a day: a repeat of it is answered from what it stored.

    Neither the caller's key nor the body is kept, only their hashes, and that of the body only as long as what it
    stored: none of it may outlive the person it is about.
    """

    __tablename__ = "idempotency_keys"
    __table_args__ = KEYED

    organisation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key_sha256: Mapped[str] = mapped_column(primary_key=True)
    operation: Mapped[str]
    body_sha256: Mapped[str | None]
    status: Mapped[int]
    stored_id: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
