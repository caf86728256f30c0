"""Retrieval by the database: one statement for workers, one for postings, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Double,
    Numeric,
    Select,
    case,
    cast,
    column,
    exists,
    func,
    literal,
    select,
    values,
)

from app.database import Sessions
from app.matching.retrieval.contract import Filters, Found, Kind
from app.matching.retrieval.database.models import IndexedDocument, IndexedRole, IndexedSkill
from app.matching.retrieval.documents import REMOTE
from app.matching.retrieval.query import EXACT, PostingQuery, WorkerQuery

_DOCUMENT, _SKILL, _ROLE = IndexedDocument.__table__.c, IndexedSkill.__table__.c, IndexedRole.__table__.c
_DECIMALS = 6


class DatabaseRetrieval:
    """See `contract.Retrieval`. Ratings are computed where the documents are."""

    def __init__(self, sessions: Callable[[], Sessions], seen: int = 0) -> None:
        """`seen` is the last change that is in the tables at least."""
        self._sessions = sessions
        self.seen = seen

    def workers(self, query: PostingQuery, filters: Filters, limit: int) -> list[Found]:
        """The workers that fit a posting best."""
        if not any(len(slot.codes) for slot in query.slots):
            return []
        return self._found(_workers(query, filters), limit, 1)

    def postings(self, query: WorkerQuery, filters: Filters, limit: int) -> list[Found]:
        """The postings that fit a worker best."""
        return self._found(_postings(query, filters), limit, query.scale) if query.credits.any() else []

    def _found(self, rated: Select[Any], limit: int, scale: int) -> list[Found]:
        inner = rated.subquery()
        best = select(inner).order_by(inner.c.rating.desc(), inner.c.change).limit(limit)
        with self._sessions()() as session:
            return [Found(row.change, round(row.rating * scale)) for row in session.execute(best)]


# ---- workers


def _workers(query: PostingQuery, filters: Filters) -> Select[Any]:
    brings = [
        (code, number, value, 0)
        for number, slot in enumerate(query.slots)
        for code, value in zip(slot.near.tolist(), slot.values.tolist(), strict=True)
    ]
    brings += [
        (code, number, slot.worth, 1) for number, slot in enumerate(query.slots) for code in slot.exact
    ]
    asked = _table("asked", ("code", "slot", "value", "is_exact"), brings)
    named = case((asked.c.is_exact == 1, _SKILL.months), else_=-2)
    slots = (
        select(
            _SKILL.change,
            asked.c.slot,
            func.max(asked.c.value).label("value"),
            func.max(named).label("named"),
        )
        .join_from(asked, IndexedSkill, (_SKILL.kind == "worker") & (_SKILL.code == asked.c.code))
        .group_by(_SKILL.change, asked.c.slot)
        .cte("slots")
    )
    earned = _whole(func.sum(slots.c.value))
    sums = select(slots.c.change, earned.label("earned")).group_by(slots.c.change)
    if any(slot.months for slot in query.slots):
        sums = sums.add_columns(_experience_by_slot(query, slots).label("had"))
        sums = sums.join_from(slots, IndexedDocument, _is("worker", slots.c.change)).group_by(
            _DOCUMENT.months
        )
    summed = sums.cte("summed")
    rating: ColumnElement[Any] = summed.c.earned
    if "had" in summed.c:
        rating += summed.c.had
    if query.months:
        rating += _least(_whole(_DOCUMENT.months), query.months) * _big(query.experience // query.months)
    rated = select(summed.c.change).join_from(summed, IndexedDocument, _is("worker", summed.c.change))
    if query.closeness and query.open_share:
        nearest, rated = _nearest("worker", query.closeness, summed.c.change, rated)
        left = (_big(query.worth) - summed.c.earned) // _big(query.open_unit)
        rating += _whole(nearest) * _big(query.open_share) * left
    rated = rated.add_columns(_whole(rating).label("rating"))
    return rated.where(_passing("worker", filters), summed.c.earned > 0)


def _experience_by_slot(query: PostingQuery, slots: CTE) -> ColumnElement[Any]:
    """What experience with single skills brings: what is named with a skill that is had, else all experience."""
    own = case((slots.c.named == -1, _DOCUMENT.months), (slots.c.named == -2, 0), else_=slots.c.named)
    brought = [
        (slots.c.slot == number, _least(_whole(own), slot.months) * _big(slot.experience // slot.months))
        for number, slot in enumerate(query.slots)
        if slot.months
    ]
    return _whole(func.sum(case(*brought, else_=0)))


# ---- postings


def _postings(query: WorkerQuery, filters: Filters) -> Select[Any]:
    """The steps of `app/matching/retrieval/posting_search.py`, in the same order."""
    given = [
        (code, int(query.credits[code]), query.months_named.get(code, query.months))
        for code in np.flatnonzero(query.credits).tolist()
    ]
    had = _table("had", ("code", "credit", "months"), given)
    weights = {name: _real(weight) for name, weight in query.weights.items()}
    product = _real(_SKILL.weight * had.c.credit)
    worth = case((had.c.credit == EXACT, product), else_=product * weights["related_skills"])
    preferred = _SKILL.is_preferred == 1
    own = case((had.c.credit == EXACT, _real(had.c.months)), else_=0.0)
    named = case((_SKILL.months > 0, _at_most_one(own / _real(_SKILL.months))), else_=0.0)
    sums = (
        select(
            _SKILL.change,
            func.sum(case((preferred, 0.0), else_=worth)).label("required"),
            func.sum(case((preferred, worth), else_=0.0)).label("preferred"),
            func.sum(case((_SKILL.months > 0, named), else_=0.0)).label("named"),
        )
        .join_from(had, IndexedSkill, (_SKILL.kind == "posting") & (_SKILL.code == had.c.code))
        .group_by(_SKILL.change)
        .cte("sums")
    )
    asking = (
        select(_SKILL.change, func.count().label("asks"))
        .where(_SKILL.kind == "posting", _SKILL.months > 0)
        .group_by(_SKILL.change)
        .cte("asking")
    )
    shares = _shares(query, weights, sums, asking)
    earned = shares.c.each_required * shares.c.required + shares.c.each_preferred * shares.c.preferred
    left = (
        shares.c.each_required * shares.c.mass_required * 100.0
        + shares.c.each_preferred * shares.c.mass_preferred * 100.0
        - earned
    )
    points = earned + shares.c.each_ask * shares.c.experience
    rated = select(shares.c.change).join_from(shares, IndexedDocument, _is("posting", shares.c.change))
    if query.closeness:
        nearest, rated = _nearest("posting", query.closeness, shares.c.change, rated)
        points += _real(nearest) * (weights["occupation"] / 100.0) * left
    rated = rated.add_columns(func.round(cast(points, Numeric), _DECIMALS).label("rating"))
    worthy = shares.c.required + shares.c.preferred > 0
    return rated.where(_passing("posting", filters), worthy, shares.c.total > 0)


def _shares(query: WorkerQuery, weights: Mapping[str, Any], sums: CTE, asking: CTE) -> CTE:
    """By posting, what the scorer gives for a skill's weight and for one ask of experience, beside the sums."""
    lost = _lost(query)
    required, preferred, asked = (
        _real(all_ - func.coalesce(lost.c[name], 0) if lost is not None else all_)
        for name, all_ in (
            ("required", _DOCUMENT.required),
            ("preferred", _DOCUMENT.preferred),
            ("asks", func.coalesce(asking.c.asks, 0)),
        )
    )
    asks = asked + case((_DOCUMENT.months > 0, 1.0), else_=0.0)
    whole = case(
        (_DOCUMENT.months > 0, _at_most_one(_real(query.months) / _real(_DOCUMENT.months))), else_=0.0
    )
    for_preferred = case(
        (preferred <= 0, 0.0),
        (preferred < required, weights["preferred_skills"] * (preferred / required)),
        else_=weights["preferred_skills"],
    )
    for_required = case((required > 0, weights["required_skills"]), else_=0.0)
    rows = (
        select(
            sums,
            required.label("mass_required"),
            preferred.label("mass_preferred"),
            for_required.label("for_required"),
            for_preferred.label("for_preferred"),
            case((asks > 0, weights["experience"]), else_=0.0).label("for_asks"),
            asks.label("asks"),
            (whole + sums.c.named).label("experience"),
        )
        .join_from(sums, IndexedDocument, _is("posting", sums.c.change))
        .outerjoin(asking, asking.c.change == sums.c.change)
    )
    if lost is not None:
        rows = rows.outerjoin(lost, lost.c.change == sums.c.change)
    base = rows.cte("base")
    total = base.c.for_required + base.c.for_preferred + base.c.for_asks
    unit = case((total > 0, total), else_=1.0)
    return select(
        base,
        total.label("total"),
        (base.c.for_required / unit / _at_least_one(base.c.mass_required)).label("each_required"),
        (base.c.for_preferred / unit / _at_least_one(base.c.mass_preferred)).label("each_preferred"),
        (100.0 * base.c.for_asks / unit / _at_least_one(base.c.asks)).label("each_ask"),
    ).cte("shares")


def _lost(query: WorkerQuery) -> CTE | None:
    """By posting, what it asks for of skills that the vocabulary that answers lacks; None where it lacks none."""
    if not query.unknown:
        return None
    unknown = _table("unknown", ("code", "lost"), ((code, 1) for code in query.unknown))
    preferred = _SKILL.is_preferred == 1
    return (
        select(
            _SKILL.change,
            func.sum(case((preferred, 0), else_=_SKILL.weight)).label("required"),
            func.sum(case((preferred, _SKILL.weight), else_=0)).label("preferred"),
            func.sum(case((_SKILL.months > 0, 1), else_=0)).label("asks"),
        )
        .join_from(unknown, IndexedSkill, (_SKILL.kind == "posting") & (_SKILL.code == unknown.c.code))
        .group_by(_SKILL.change)
        .cte("lost")
    )


# ---- what both use


def _table(name: str, names: tuple[str, ...], rows: Iterable[tuple[int, ...]]) -> CTE:
    """Rows of whole numbers as a table of the statement; written out, as they may be more than can be bound."""
    columns = [column(each, BigInteger) for each in names]
    return values(*columns, name=name, literal_binds=True).data(list(rows)).cte(name)


def _is(kind: Kind, change: ColumnElement[int]) -> ColumnElement[bool]:
    return (_DOCUMENT.kind == kind) & (_DOCUMENT.change == change)


def _nearest(
    kind: Kind, closeness: Mapping[int, int], change: ColumnElement[int], rated: Select[Any]
) -> tuple[ColumnElement[Any], Select[Any]]:
    """The closeness of a document's nearest occupation, 0 without any, and the statement that knows it."""
    close = _table("close", ("code", "closeness"), closeness.items())
    nearest = (
        select(_ROLE.change, func.max(close.c.closeness).label("closeness"))
        .join_from(close, IndexedRole, (_ROLE.kind == kind) & (_ROLE.code == close.c.code))
        .group_by(_ROLE.change)
        .cte("nearest")
    )
    return func.coalesce(nearest.c.closeness, 0), rated.outerjoin(nearest, nearest.c.change == change)


def _passing(kind: Kind, filters: Filters) -> ColumnElement[bool]:
    passing: ColumnElement[bool] = _DOCUMENT.organisation_id == filters.organisation
    if filters.regions is not None:
        passing &= _DOCUMENT.region_code.in_(sorted(filters.regions))
    if filters.employers is not None:
        passing &= _DOCUMENT.employer_code.in_(sorted(filters.employers))
    if filters.remote is not None:
        passing &= _DOCUMENT.remote == REMOTE[filters.remote]
    if filters.posted_since is not None:
        passing &= _DOCUMENT.posted >= filters.posted_since
    if filters.occupations is not None:
        passing &= exists().where(
            _ROLE.kind == kind, _ROLE.change == _DOCUMENT.change, _ROLE.code.in_(sorted(filters.occupations))
        )
    return passing


def _whole(value: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(value, BigInteger)  # PostgreSQL sums whole numbers to decimal ones


def _big(number: int) -> ColumnElement[int]:
    return literal(number, BigInteger)


def _real(value: Any) -> ColumnElement[float]:
    return cast(value, Double)


def _least(value: ColumnElement[Any], most: int) -> ColumnElement[Any]:
    return case((value < most, value), else_=most)


def _at_most_one(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((value < 1.0, value), else_=1.0)


def _at_least_one(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((value > 1.0, value), else_=1.0)
