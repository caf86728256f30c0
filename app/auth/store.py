"""Queries of organisations and keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.auth.keys import NewKey, make_key
from app.auth.models import ApiKey, Organisation
from app.authorization import SCOPES
from app.errors import InvalidInput, NotFound

MAXIMUM_NAME = 200


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key as it is kept, with its organisation; `revoked_at` is None while it is in force."""

    id: str
    organisation_id: int
    organisation: str
    key_sha256: str
    scopes: tuple[str, ...]
    created_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


def create_key(session: Session, organisation: str, scopes: Collection[str]) -> NewKey:
    """Makes a key for an organisation, which is made too where it is new; the caller commits."""
    wanted = [scope for scope in SCOPES if scope in scopes]
    if not wanted or set(scopes) - set(SCOPES):
        raise InvalidInput(f"Give one or more of these scopes: {', '.join(SCOPES)}.")
    new = make_key()
    session.add(
        ApiKey(
            id=new.id,
            organisation_id=_organisation(session, organisation).id,
            key_sha256=new.sha256,
            scopes=wanted,
            created_at=datetime.now(UTC),
        )
    )
    session.flush()
    return new


def _organisation(session: Session, given: str) -> Organisation:
    name = " ".join(given.split())
    if not name or len(name) > MAXIMUM_NAME or not name.isprintable():
        raise InvalidInput(f"Give the organisation a name of 1 to {MAXIMUM_NAME} characters.")
    found = session.scalar(select(Organisation).where(Organisation.name == name))
    if found is None:
        found = Organisation(name=name, created_at=datetime.now(UTC))
        session.add(found)
        session.flush()
    return found


def list_keys(session: Session) -> list[StoredKey]:
    """Every key, also those revoked, by organisation and then in the order in which they were made."""
    return sorted(_keys(session), key=lambda key: (key.organisation, key.created_at, key.id))


def find_key(session: Session, key_id: str) -> StoredKey | None:
    """The key with this id, or None."""
    return next(iter(_keys(session, key_id)), None)


def _keys(session: Session, key_id: str | None = None) -> list[StoredKey]:
    statement = select(
        ApiKey.id, ApiKey.organisation_id, Organisation.name, ApiKey.key_sha256, ApiKey.scopes,
        ApiKey.created_at, ApiKey.revoked_at, ApiKey.last_used_at,
    ).join(Organisation, Organisation.id == ApiKey.organisation_id)  # fmt: skip
    if key_id is not None:
        statement = statement.where(ApiKey.id == key_id)
    rows = session.execute(statement).all()
    return [
        StoredKey(
            id_, organisation_id, name, sha256, tuple(scopes), _in_utc(made), _if_any(revoked), _if_any(used)
        )
        for id_, organisation_id, name, sha256, scopes, made, revoked, used in rows
    ]


def _if_any(moment: datetime | None) -> datetime | None:
    return None if moment is None else _in_utc(moment)


def revoke_key(session: Session, key_id: str) -> StoredKey:
    """Revokes a key from now on; one that was revoked before keeps its date. Raises NotFound for another id."""
    in_force = update(ApiKey).where(ApiKey.id == key_id, ApiKey.revoked_at.is_(None))
    session.execute(in_force.values(revoked_at=datetime.now(UTC)))
    found = find_key(session, key_id)
    if found is None:
        raise NotFound("No key has this id. See those there are with: parlance keys list")
    return found


def note_use(session: Session, key_id: str, now: datetime, at_most_every: timedelta) -> None:
    """Notes that a key is in use, unless that was noted a short while ago."""
    before = or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at < now - at_most_every)
    session.execute(update(ApiKey).where(ApiKey.id == key_id, before).values(last_used_at=now))


def _in_utc(moment: datetime) -> datetime:
    """SQLite gives back a moment without its time zone, which is always UTC here."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
