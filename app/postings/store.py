"""Writes postings together with their groups, and lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session

from app.postings.access import POSTINGS
from app.postings.employers import employer_name
from app.postings.groups.store import Written, keep_apart, regroup, states_before, take_back
from app.profiles.idempotency.store import Repeatable
from app.profiles.keeping.batches import put_documents
from app.profiles.keeping.store import (
    Address,
    Columns,
    Identity,
    add_document,
    find_document,
    remove_document,
    replace_document,
)
from app.profiles.models import ProfileCode
from app.profiles.store import lock_clock
from app.vocabulary.store import storable

_P = POSTINGS.table.c
_AT_ONCE = 500  # a statement holds a limited number of values


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which postings a list is of; None leaves it open."""

    organisation_id: int
    external_id: str | None = None
    employer: str | None = None
    group: str | None = None


# ---- writing


def add_posting(
    session: Session, organisation_id: int, columns: Columns, repeat: Repeatable | None
) -> Row[Any]:
    """Stores a new posting in its group, or gives what the same request stored before; raises Conflict."""
    lock_clock(session, POSTINGS.kind)
    row = add_document(session, POSTINGS, organisation_id, columns, repeat)
    if row.content_sha256 is not None and row.group_id is None:
        regroup(session, Written(organisation_id, (), [row.id]))
    return find_document(session, POSTINGS, Address(organisation_id, row.id))


def replace_posting(session: Session, address: Address, columns: Columns) -> Row[Any]:
    """Replaces a posting and finds its group anew; raises NotFound, PreconditionFailed or Conflict."""
    lock_clock(session, POSTINGS.kind)
    before = states_before(session, address.organisation_id, _P.id == address.id)
    replace_document(session, POSTINGS, address, columns)
    regroup(session, Written(address.organisation_id, before, [address.id]))
    return find_document(session, POSTINGS, address)


def remove_posting(session: Session, address: Address) -> None:
    """Deletes a posting; those in a group with it may come apart. Raises NotFound or PreconditionFailed."""
    lock_clock(session, POSTINGS.kind)
    before = states_before(session, address.organisation_id, _P.id == address.id)
    remove_document(session, POSTINGS, address)
    regroup(session, Written(address.organisation_id, before, ()))


def put_postings(
    session: Session, organisation_id: int, rows: Sequence[Columns]
) -> tuple[list[Identity], Mapping[str, str]]:
    """Stores many postings in their groups, and gives the group of each id."""
    lock_clock(session, POSTINGS.kind)
    names = [row["external_id"] for row in rows if row["external_id"] is not None]
    before: list[Row[Any]] = []
    for first in range(0, len(names), _AT_ONCE):
        some = _P.external_id.in_(names[first : first + _AT_ONCE])
        before += states_before(session, organisation_id, some)
    identities = put_documents(session, POSTINGS, organisation_id, rows)
    ids = list(dict.fromkeys(identity.id for identity in identities))
    regroup(session, Written(organisation_id, before, ids))
    kept = session.execute(select(_P.id, _P.group_id).where(_P.id.in_(ids))).all()
    return identities, {id_: group or id_ for id_, group in kept}


# ---- not a duplicate


def say_not_duplicate(session: Session, address: Address, other_id: str, author: str) -> Row[Any]:
    """Notes a person's word that two postings are two jobs, and groups anew; raises NotFound for either."""
    lock_clock(session, POSTINGS.kind)
    _check_both(session, address, other_id)
    keep_apart(session, address.organisation_id, (address.id, other_id), author)
    return find_document(session, POSTINGS, address)


def unsay_not_duplicate(session: Session, address: Address, other_id: str) -> bool:
    """Takes that word back, and groups anew; says whether there was one. Raises NotFound for either posting."""
    lock_clock(session, POSTINGS.kind)
    _check_both(session, address, other_id)
    return take_back(session, address.organisation_id, (address.id, other_id))


def _check_both(session: Session, address: Address, other_id: str) -> None:
    for each in (address.id, other_id):
        find_document(session, POSTINGS, Address(address.organisation_id, each))


# ---- lists


def list_postings(session: Session, wanted: Wanted, after: int, limit: int) -> Sequence[Row[Any]]:
    """Up to `limit` postings with change numbers after this one, the one that changed longest ago first."""
    some = and_(_condition(session, wanted), _P.change > after)
    fields = [column for column in _P if column.name not in _HEAVY]
    return session.execute(select(*fields).where(some).order_by(_P.change).limit(limit)).all()


_HEAVY = ("packed", "evidence", "text", "warnings", "reading", "sketch")


def count_postings(session: Session, wanted: Wanted) -> tuple[int, int]:
    """How many postings there are, and how many jobs: those of a group count once."""
    # A posting that is alone has no group, so this counts without reading more than an index.
    jobs = func.count() - func.count(_P.group_id) + func.count(_P.group_id.distinct())
    total, distinct = session.execute(
        select(func.count(), jobs).select_from(POSTINGS.table).where(_condition(session, wanted))
    ).one()
    return total, distinct


def _condition(session: Session, wanted: Wanted) -> ColumnElement[bool]:
    asked = [value for value in (wanted.external_id, wanted.employer, wanted.group) if value is not None]
    parts: list[ColumnElement[bool]] = [_P.organisation_id == wanted.organisation_id]
    if not all(map(storable, asked)):
        return and_(*parts, _P.change < 0)
    if wanted.external_id is not None:
        parts.append(_P.external_id == wanted.external_id)
    if wanted.employer is not None:
        name = employer_name(wanted.employer)
        code = select(ProfileCode.code).where(ProfileCode.kind == "employer", ProfileCode.name == name)
        parts.append(_P.employer_code == (session.scalar(code) or -1))
    if wanted.group is not None:
        # A group is named after one of its postings, so that any of them may stand for it.
        own = select(func.coalesce(_P.group_id, _P.id)).where(
            _P.organisation_id == wanted.organisation_id, _P.id == wanted.group
        )
        group = session.scalar(own) or wanted.group
        parts.append(or_(_P.group_id == group, _P.id == group))
    return and_(*parts)
