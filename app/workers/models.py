"""The table of stored workers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.tables import Base

CHANGE = BigInteger().with_variant(
    Integer, "sqlite"
)  # on SQLite the number of the row itself, which has 64 bits


class WorkerRow(Base):
    """The newest version of a worker. Every version has a change number of its own, which is the key.

    `packed` holds the skills (packing.py), `evidence` the words that show each, `text` only what was to be kept.
    """

    __tablename__ = "workers"
    __table_args__ = (
        Index("uq_workers_external", "organisation_id", "external_id", unique=True),
        Index("ix_workers_listed", "organisation_id", "change"),
    )

    change: Mapped[int] = mapped_column(CHANGE, primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int]
    external_id: Mapped[str | None]
    version: Mapped[int]
    region: Mapped[str | None]
    region_code: Mapped[int]
    remote: Mapped[bool | None]
    packed: Mapped[bytes] = mapped_column(LargeBinary)
    evidence: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    warnings: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
