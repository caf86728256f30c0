"""Writes and reads stored documents: every version has a change number, and what is gone leaves only a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Table, delete, insert, select
from sqlalchemy.orm import Session

from app.errors import Conflict, FieldProblem, Gone, NotFound, PreconditionFailed
from app.profiles.idempotency.store import Repeatable, forget_bodies, keep_request, stored_before
from app.profiles.keeping.identity import is_matched, new_id, version_tag
from app.profiles.store import DocumentKind, lock_clock, next_changes, note_removals
from app.vocabulary.store import in_utc, storable

_AT_ONCE = 500  # a statement holds a limited number of values

# The columns of a document that its kind fills; those of Identity are filled here.
Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Documents:
    """A kind of stored documents: its table, what its ids begin with, where its API is."""

    kind: DocumentKind
    table: Table
    prefix: str
    path: str

    @property
    def noun(self) -> str:
        """What one of them is called."""
        return self.kind


@dataclass(frozen=True, slots=True)
class Identity:
    """Which version of which document was written; `is_new` unless it replaced one."""

    id: str
    version: int
    change: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Address:
    """A document of an organisation, and the version that a caller wants it to have (If-Match)."""

    organisation_id: int
    id: str
    if_match: str | None = None


# ---- reading


def find_document(session: Session, documents: Documents, address: Address) -> Row[Any]:
    """The row of a document; raises NotFound where the organisation has none with this id."""
    table = documents.table
    known = storable(address.id)
    own = (table.c.organisation_id == address.organisation_id) & (table.c.id == address.id)
    row = session.execute(select(table).where(own)).one_or_none() if known else None
    if row is None:
        raise NotFound(
            f"There is no {documents.noun} with this id. GET {documents.path} lists those of your organisation."
        )
    return row


def list_documents(
    session: Session, documents: Documents, organisation_id: int, after: int, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` documents with change numbers after this one, the one that changed longest ago first."""
    table = documents.table
    own = (table.c.organisation_id == organisation_id) & (table.c.change > after)
    return session.execute(select(table).where(own).order_by(table.c.change).limit(limit)).all()


def find_external(
    session: Session, documents: Documents, organisation_id: int, external_id: str
) -> Sequence[Row[Any]]:
    """The document that the caller calls so: one or none."""
    table = documents.table
    own = (table.c.organisation_id == organisation_id) & (table.c.external_id == external_id)
    return session.execute(select(table).where(own)).all() if storable(external_id) else []


def stored_by_repeat(session: Session, documents: Documents, repeat: Repeatable | None) -> Row[Any] | None:
    """What a repeated request stored before, as it is now; None where it is the first.

    Raises Conflict where the key was another request's, and Gone where what it stored is not there any more.
    """
    stored_id = stored_before(session, repeat) if repeat else None
    if repeat is None or stored_id is None:
        return None
    try:
        return find_document(session, documents, Address(repeat.organisation_id, stored_id))
    except NotFound:
        raise Gone(
            f"The {documents.noun} that was stored under this Idempotency-Key has been deleted since. "
            "To store it again, send it under a new key."
        ) from None


# ---- writing


def add_document(
    session: Session, documents: Documents, organisation_id: int, columns: Columns, repeat: Repeatable | None
) -> Row[Any]:
    """Stores a new document, or gives what the same request stored before.

    Raises Conflict, which names the id to replace, where one has its external id already.
    """
    lock_clock(session, documents.kind)
    before = stored_by_repeat(session, documents, repeat)
    if before is not None:
        return before
    _check_external(session, documents, organisation_id, columns)
    (change,) = next_changes(session, documents.kind, 1)
    identity = Identity(new_id(documents.prefix), 1, change, is_new=True)
    _insert(session, documents, identity, {**columns, "organisation_id": organisation_id})
    if repeat is not None:
        keep_request(session, repeat, identity.id, status=201)
    return find_document(session, documents, Address(organisation_id, identity.id))


def replace_document(session: Session, documents: Documents, address: Address, columns: Columns) -> Row[Any]:
    """Replaces a document by another version of it, which keeps its id, and its external id if it gives none.

    Raises NotFound, PreconditionFailed where If-Match names another version, and Conflict for an external id that
    another document has.
    """
    old = _take_out(session, documents, address)
    columns = {**columns, "external_id": columns["external_id"] or old.external_id}
    _check_external(session, documents, address.organisation_id, columns)
    (change,) = next_changes(session, documents.kind, 1)
    identity = Identity(old.id, old.version + 1, change, is_new=False)
    kept = {"organisation_id": old.organisation_id, "created_at": in_utc(old.created_at)}
    _insert(session, documents, identity, {**columns, **kept})
    return find_document(session, documents, address)


def remove_document(session: Session, documents: Documents, address: Address) -> None:
    """Deletes a document; raises NotFound, and PreconditionFailed where If-Match names another version."""
    _take_out(session, documents, address)


def _insert(session: Session, documents: Documents, identity: Identity, columns: Columns) -> None:
    now = datetime.now(UTC)
    own = {"id": identity.id, "version": identity.version, "change": identity.change, "updated_at": now}
    session.execute(insert(documents.table).values(**{"created_at": now, **columns, **own}))


def _take_out(session: Session, documents: Documents, address: Address) -> Row[Any]:
    """Deletes the row of a document, if it has the version that is asked for, and gives it."""
    lock_clock(session, documents.kind)
    row = find_document(session, documents, address)
    if address.if_match is not None and not is_matched(address.if_match, version_tag(row.id, row.version)):
        raise PreconditionFailed(
            f"This {documents.noun} was changed since. Read it again with GET and send its new ETag as If-Match."
        )
    delete_rows(session, documents, [row])
    return row


def delete_rows(session: Session, documents: Documents, rows: Sequence[Row[Any]]) -> None:
    """Deletes rows, and notes for the followers that they are gone."""
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        changes = [row.change for row in some]
        session.execute(delete(documents.table).where(documents.table.c.change.in_(changes)))
        forget_bodies(session, [row.id for row in some])
        note_removals(session, documents.kind, changes)


def _check_external(session: Session, documents: Documents, organisation_id: int, columns: Columns) -> None:
    name = columns["external_id"]
    found = find_external(session, documents, organisation_id, name) if name is not None else ()
    if found:
        detail = (
            f"Another {documents.noun} of yours has this external_id: {found[0].id}. "
            f"To replace it, send this to PUT {documents.path}/{found[0].id}."
        )
        raise Conflict(detail, errors=[FieldProblem("/external_id", detail)])
