"""Tables of tasks and of their finished parts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.tables import Base

_MOMENT = DateTime(timezone=True)


class Task(Base):
    """A large job of an organisation. It is at its part number `parts`; who works on it has the lease of `owner`.

    `inputs` (compressed JSON) are kept only until they are read, and everything only until some hours after
    the end.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'finished', 'failed', 'cancelled')", name="state"),
        Index("uq_tasks_key", "organisation_id", "key_sha256", unique=True),
        Index("ix_tasks_state", "state", "created_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str]
    parts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int]
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None]
    heartbeat_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    created_at: Mapped[datetime] = mapped_column(_MOMENT)
    started_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    ended_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    key_sha256: Mapped[str | None]
    input_sha256: Mapped[str]
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    inputs: Mapped[bytes | None] = mapped_column(deferred=True)
    receipt: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class TaskPart(Base):
    """What one part of a task brought; written in the transaction that moves the task on."""

    __tablename__ = "task_parts"

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    data: Mapped[bytes]
