"""Keeps the rows that the database searches in step with what is stored."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from threading import Lock
from typing import cast

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from app.database import Sessions, bulk_insert
from app.matching.retrieval.contract import Kind
from app.matching.retrieval.database.filling import document_rows, role_rows, skill_rows
from app.matching.retrieval.database.models import IndexedDocument, IndexedRole, IndexedSkill
from app.matching.retrieval.database.store import DatabaseRetrieval
from app.matching.retrieval.registry import KINDS, SECONDS_BETWEEN_LOOKS
from app.matching.retrieval.store import Changes, read_changes, read_clock
from app.profiles.models import ChangeClock

_TABLES = [cast(Table, model.__table__) for model in (IndexedDocument, IndexedSkill, IndexedRole)]
_AT_ONCE = 2_000  # change numbers taken in by one transaction
_REMOVED_AT_ONCE = 500  # a statement holds a limited number of values


class IndexedRows:
    """The rows of one kind. Any process may keep them: each step locks how far they are. Safe for threads."""

    def __init__(
        self,
        kind: Kind,
        sessions: Callable[[], Sessions],
        learn: Callable[[], None],
        erased: Callable[[], None],
    ) -> None:
        """`learn` takes in new codes; `erased` is called after rows of removed documents were deleted."""
        self._kind: Kind = kind
        self._clock = _clock_of(kind)
        self._sessions = sessions
        self._learn, self._erased = learn, erased
        self._lock = Lock()
        self._looked = -math.inf
        self._rows = DatabaseRetrieval(sessions, -1)

    @property
    def is_ready(self) -> bool:
        """Whether all has been taken in that was stored when this was opened."""
        return self._rows.seen >= 0

    def fresh(self) -> DatabaseRetrieval:
        """What may be searched: no older than a look or two."""
        if time.monotonic() - self._looked > 2 * SECONDS_BETWEEN_LOOKS:
            self.catch_up()
        return self._rows

    def catch_up(self) -> DatabaseRetrieval:
        """Takes in all that is committed."""
        with self._lock:
            began = time.monotonic()
            removed = 0
            while (seen := self._seen_if_behind()) is None:
                with self._sessions().begin() as session:
                    removed += self._step(session)
            if removed:
                self._erased()
            if seen != self._rows.seen:  # whichever process has taken it in
                self._learn()
                self._rows = DatabaseRetrieval(self._sessions, seen)
            self._looked = began
            return self._rows

    def settle(self) -> None:
        """The database keeps its own order."""

    def close(self) -> None:
        """Nothing is kept for others."""

    def _seen_if_behind(self) -> int | None:
        """How far the rows are; None where they are behind."""
        with self._sessions()() as session:
            clock = read_clock(session)
        seen = clock[self._clock]
        return None if seen < clock[self._kind] else seen

    def _step(self, session: Session) -> int:
        seen = _lock_rows(session, self._clock)
        upto = min(read_clock(session)[self._kind], seen + _AT_ONCE)
        if upto <= seen:
            return 0
        changes = read_changes(session, self._kind, seen, upto)
        self._write(session, changes)
        _set_clock(session, self._clock, upto)
        return len(changes.gone)

    def _write(self, session: Session, changes: Changes) -> None:
        gone = changes.gone.tolist()
        for first in range(0, len(gone), _REMOVED_AT_ONCE):
            some = gone[first : first + _REMOVED_AT_ONCE]
            for table in _TABLES:
                session.execute(delete(table).where(table.c.kind == self._kind, table.c.change.in_(some)))
        rows = (document_rows, skill_rows, role_rows)
        for table, made in zip(_TABLES, rows, strict=True):
            bulk_insert(session.connection(), table, made(self._kind, changes.new))


def forget_rows(sessions: Callable[[], Sessions]) -> bool:
    """Deletes all rows, where there are any, and says whether there were."""
    with sessions()() as session:
        clock = read_clock(session)
    filled: list[Kind] = [kind for kind in KINDS if clock[_clock_of(kind)]]
    for kind in filled:
        with sessions().begin() as session:
            _lock_rows(session, _clock_of(kind))
            for table in _TABLES:
                session.execute(delete(table).where(table.c.kind == kind))
            _set_clock(session, _clock_of(kind), 0)
    return bool(filled)


def _clock_of(kind: Kind) -> str:
    return f"indexed_{kind}"


def _lock_rows(session: Session, clock: str) -> int:
    """How far the rows are; nobody else changes them until the transaction ends."""
    locked = select(ChangeClock.last).where(ChangeClock.kind == clock).with_for_update()
    return session.execute(locked).scalar_one()


def _set_clock(session: Session, clock: str, last: int) -> None:
    session.execute(update(ChangeClock).where(ChangeClock.kind == clock).values(last=last))
