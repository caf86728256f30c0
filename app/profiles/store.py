"""Queries that stored workers and postings share: change numbers, codes, removals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, cast

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from app.database import bulk_insert, texts_as_rows
from app.profiles.models import ChangeClock, ProfileCode, ProfileRemoval

DocumentKind = Literal["worker", "posting"]
CodeKind = Literal["skill", "occupation", "region", "employer"]


def next_changes(session: Session, kind: DocumentKind, count: int) -> range:
    """The next change numbers of a kind. Take them right before the inserts, after everything that is slow.

    Whoever takes some next waits until this transaction ends, so what is committed later has higher numbers.
    """
    return _advance(session, kind, count)


def lock_clock(session: Session, kind: DocumentKind) -> None:
    """Has whoever else writes documents of this kind wait until this transaction ends; take it before other locks."""
    _advance(session, kind, 0)


def codes_of(session: Session, kind: CodeKind, names: Collection[str]) -> dict[str, int]:
    """The codes of names; those that have none yet get one, from 1 upwards.

    The transaction must be declared as writing. Where it allots codes, other transactions wait for its end before
    they allot some of this kind, so no name gets two codes and codes are committed in their order. It may hold the
    lock of a clock already, but must not take one afterwards: two transactions could then wait for each other.
    """
    found = _known(session, kind, names)
    if len(found) == len(set(names)):
        return found
    _advance(session, kind, 0)  # locks: what others allot is committed, or waits for us
    found |= _known(session, kind, [name for name in names if name not in found])
    missing = sorted(set(names) - found.keys())
    if missing:
        new = dict(zip(missing, _advance(session, kind, len(missing)), strict=True))
        rows = [(kind, code, name) for name, code in new.items()]
        bulk_insert(session.connection(), cast(Table, ProfileCode.__table__), rows)
        found |= new
    return found


def names_of(session: Session, kind: CodeKind, after_code: int = 0) -> list[tuple[int, str]]:
    """The codes of a kind after this one with what they stand for, in order; later ones are always higher."""
    rows = session.execute(
        select(ProfileCode.code, ProfileCode.name)
        .where(ProfileCode.kind == kind, ProfileCode.code > after_code)
        .order_by(ProfileCode.code)
    )
    return [(code, name) for code, name in rows]


def note_removals(session: Session, kind: DocumentKind, removed_numbers: Sequence[int]) -> None:
    """Says for the followers that these versions are gone; the caller deletes the rows."""
    if removed_numbers:
        changes = next_changes(session, kind, len(removed_numbers))
        pairs = zip(changes, removed_numbers, strict=True)
        rows = [{"kind": kind, "change": change, "removed": removed} for change, removed in pairs]
        session.execute(insert(ProfileRemoval), rows)


def _advance(session: Session, kind: DocumentKind | CodeKind, count: int) -> range:
    last = session.execute(
        update(ChangeClock)
        .where(ChangeClock.kind == kind)
        .values(last=ChangeClock.last + count)
        .returning(ChangeClock.last)
    ).scalar_one()
    return range(last - count + 1, last + 1)


def _known(session: Session, kind: CodeKind, names: Collection[str]) -> dict[str, int]:
    given = texts_as_rows(session.connection(), sorted(set(names)))
    rows = session.execute(
        select(ProfileCode.name, ProfileCode.code).where(
            ProfileCode.kind == kind, ProfileCode.name.in_(select(given.c.value))
        )
    )
    return {row.name: row.code for row in rows}
