"""Which request stored what under an Idempotency-Key; see IdempotencyKey for what is kept of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.database import insert_or_skip
from app.errors import Conflict, FieldProblem
from app.profiles.models import IdempotencyKey

KEPT = timedelta(hours=24)
MAXIMUM_KEY = 200
_POINTER = "/header/Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A request under a key of the caller's making; `operation` is such as `POST /v1/workers`."""

    organisation_id: int
    key: str
    operation: str
    body: bytes

    @property
    def key_sha256(self) -> str:
        """What is kept of the key."""
        return hashlib.sha256(self.key.encode()).hexdigest()

    @property
    def body_sha256(self) -> str:
        """What is kept of the body."""
        return hashlib.sha256(self.body).hexdigest()


def stored_before(session: Session, asked: Repeatable) -> str | None:
    """The id of what this request stored before, if it did; raises Conflict if another request had the key."""
    row = session.execute(
        select(
            IdempotencyKey.operation,
            IdempotencyKey.body_sha256,
            IdempotencyKey.stored_id,
        ).where(
            IdempotencyKey.organisation_id == asked.organisation_id,
            IdempotencyKey.key_sha256 == asked.key_sha256,
            IdempotencyKey.created_at >= datetime.now(UTC) - KEPT,
        )
    ).one_or_none()
    if row is None:
        return None
    # Of what was replaced or deleted since, there is no hash any more.
    if row.operation != asked.operation or row.body_sha256 not in (None, asked.body_sha256):
        detail = (
            "This Idempotency-Key was used for another request in the last 24 hours. Use a new key for each."
        )
        raise Conflict(detail, errors=[FieldProblem(_POINTER, detail)])
    return str(row.stored_id)


def keep_request(session: Session, asked: Repeatable, stored_id: str, status: int) -> None:
    """Notes what a request stored. The transaction holds the clock of the kind, so no other writes here meanwhile."""
    old = IdempotencyKey.created_at < datetime.now(UTC) - KEPT
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.operation == asked.operation, old))
    same = IdempotencyKey.key_sha256 == asked.key_sha256
    session.execute(
        delete(IdempotencyKey).where(IdempotencyKey.organisation_id == asked.organisation_id, same, old)
    )
    row = {
        "organisation_id": asked.organisation_id,
        "key_sha256": asked.key_sha256,
        "operation": asked.operation,
        "body_sha256": asked.body_sha256,
        "status": status,
        "stored_id": stored_id,
        "created_at": datetime.now(UTC),
    }
    insert_or_skip(session.connection(), IdempotencyKey.__table__, [row])
    # Two requests of different kinds under one key at the same moment: the first of them has it.
    if stored_before(session, asked) != stored_id:
        raise Conflict("This Idempotency-Key is in use by another request. Use a new key for each.")


def forget_bodies(session: Session, stored_ids: Collection[str]) -> None:
    """Erases the hashes of what these documents were made from: nothing of a person outlives their data."""
    if stored_ids:
        of_these = IdempotencyKey.stored_id.in_(list(stored_ids))
        session.execute(update(IdempotencyKey).where(of_these).values(body_sha256=None))
