"""Writes many documents at once, as bulk loading does it: some hundreds in a transaction, others waiting for its end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import JSON, Boolean, DateTime, Row, Table, select
from sqlalchemy.orm import Session

from app.database import bulk_insert, texts_as_rows
from app.profiles.keeping.identity import new_id
from app.profiles.keeping.store import Columns, Documents, Identity, delete_rows
from app.profiles.store import lock_clock, next_changes
from app.vocabulary.store import in_utc

_AT_ONCE = 500  # a statement holds a limited number of values
_IDENTITY = ("change", "id", "organisation_id", "version", "created_at", "updated_at")

Values = tuple[Any, ...]


def put_documents(
    session: Session, documents: Documents, organisation_id: int, rows: Sequence[Columns]
) -> list[Identity]:
    """Stores many documents at once; one whose external id is there already replaces it, also within `rows`."""
    # Whoever else writes waits while the clock is locked: what needs no number of it is made before.
    names = [columns["external_id"] for columns in rows]
    table = _Table(documents.table, session.connection().dialect.name)
    written = list(map(table.values, rows))
    ids = [new_id(documents.prefix) for _ in rows]
    lock_clock(session, documents.kind)
    stored = _by_external(session, documents, organisation_id, {name for name in names if name is not None})
    delete_rows(session, documents, list(stored.values()))
    changes = next_changes(session, documents.kind, len(rows))
    now = datetime.now(UTC)
    latest = {name: (row.id, row.version, in_utc(row.created_at)) for name, row in stored.items()}
    identities: list[Identity] = []
    kept: dict[str, Values] = {}
    for change, name, new, values in zip(changes, names, ids, written, strict=True):
        before = latest.get(name)
        id_, version, created = before or (new, 0, now)
        if name is not None:
            latest[name] = (id_, version + 1, created)
        identities.append(Identity(id_, version + 1, change, is_new=before is None))
        # Of a document that is there twice, only the last version is written.
        kept.pop(id_, None)
        kept[id_] = (change, id_, organisation_id, version + 1, created, now, *values)
    table.insert(session, list(kept.values()))
    return identities


class _Table:
    """A table of documents as the driver takes its rows: the columns of identity first, then those of the kind."""

    def __init__(self, table: Table, dialect: str) -> None:
        self._table = table
        others = [column for column in table.columns if column.name not in _IDENTITY]
        self._names = [*_IDENTITY, *(column.name for column in others)]
        self._writers = [(column.name, _writer(column.type, dialect)) for column in others]
        self._moment = _writer(DateTime(), dialect)

    def values(self, columns: Columns) -> Values:
        """The columns of the kind."""
        return tuple([write(columns[name]) if write else columns[name] for name, write in self._writers])

    def insert(self, session: Session, rows: Sequence[Values]) -> None:
        """Inserts rows: a few microseconds for each."""
        moment = self._moment
        if moment is not None:
            rows = [(*row[:4], moment(row[4]), moment(row[5]), *row[6:]) for row in rows]
        bulk_insert(session.connection(), self._table, rows, self._names)


def _writer(type_: Any, dialect: str) -> Callable[[Any], Any] | None:
    if isinstance(type_, JSON):
        return lambda value: None if value is None else orjson.dumps(value).decode()
    if isinstance(type_, DateTime) and dialect == "sqlite":
        return lambda moment: None if moment is None else moment.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(type_, Boolean) and dialect == "sqlite":
        return lambda value: None if value is None else int(value)
    return None


def _by_external(
    session: Session, documents: Documents, organisation_id: int, names: Collection[str]
) -> dict[str, Row[Any]]:
    """The documents that rows are to replace."""
    table = documents.table
    changes = _changes_of(session, table, organisation_id, sorted(names))
    fields = (table.c.external_id, table.c.id, table.c.version, table.c.change, table.c.created_at)
    found: dict[str, Any] = {}
    for first in range(0, len(changes), _AT_ONCE):
        some = table.c.change.in_(changes[first : first + _AT_ONCE])
        found.update((row.external_id, row) for row in session.execute(select(*fields).where(some)))
    return found


def _changes_of(session: Session, table: Table, organisation_id: int, names: Sequence[str]) -> list[int]:
    """The change numbers of the documents with these external ids.

    Each is looked up by itself, in the unique index. Asked for a list of names, PostgreSQL reads all documents of the
    organisation while it has no statistics of the table: in the middle of a first load.
    """
    if not names:
        return []
    given = texts_as_rows(session.connection(), names)
    own = (table.c.organisation_id == organisation_id) & (table.c.external_id == given.c.value)
    change = select(table.c.change).where(own).correlate(given).scalar_subquery()
    return [number for number in session.scalars(select(change).select_from(given)) if number is not None]
