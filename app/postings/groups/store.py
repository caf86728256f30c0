"""Keeps the groups of postings up to date as postings are written and removed, and what people said of them.

The name of a group is the smallest id in it, and stands in the row of each of its postings; a posting that is alone
has none. Of postings that say the same
(one `content_sha256`) one carries the bands by which others find them. Everything here runs while the clock of postings
is held, so no other transaction changes groups meanwhile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.database import bulk_insert, insert_or_skip
from app.postings.duplicates import Sighting, is_same_job
from app.postings.fingerprint import unpack
from app.postings.groups.joining import Joined, Member, Pair, groups_of, pair_of, same_contents
from app.postings.models import PostingBand, PostingNotDuplicate, PostingRow
from app.vocabulary.store import in_utc

_MOST_CANDIDATES = 60  # compared with one posting: those that share the most bands with it
_P = PostingRow.__table__.c
_GROUP = func.coalesce(_P.group_id, _P.id)


@dataclass(frozen=True, slots=True)
class Written:
    """What a transaction did: the postings as they were before, and the ids that are there now."""

    organisation_id: int
    before: Sequence[Row[Any]]
    ids: Sequence[str]

    @property
    def removed(self) -> set[str]:
        """The ids that are there no more."""
        return {row.id for row in self.before} - set(self.ids)


def states_before(session: Session, organisation_id: int, some: Any) -> Sequence[Row[Any]]:
    """The postings of an organisation that a condition names, before they are written or removed."""
    return session.execute(_states(organisation_id).where(some)).all()


def _states(organisation_id: int) -> Select[Any]:
    fields = (
        _P.id,
        _P.content_sha256,
        _P.group_id,
        _GROUP.label("group"),
        _P.employer_code,
        _P.region,
        _P.sketch,
    )
    return select(*fields).where(_P.organisation_id == organisation_id)


def regroup(session: Session, written: Written) -> None:
    """Finds the groups of what was written, and of what was in a group with it before."""
    own = written.organisation_id
    now = session.execute(_states(own).where(_P.id.in_(written.ids))).all() if written.ids else []
    contents = {row.content_sha256 for row in (*now, *written.before)} - {None}
    _move_bands(session, written, now, contents)
    twins = session.execute(
        select(_P.content_sha256, _GROUP.label("group"))
        .where(_P.organisation_id == own, _P.content_sha256.in_(contents), _P.id.not_in(written.ids))
        .distinct()
    ).all()
    known = {row.content_sha256 for row in twins}
    new = {row.content_sha256: row for row in now if row.content_sha256 and row.content_sha256 not in known}
    alike = _alike(session, own, new)
    touched = {row.group for row in written.before} | {row.group for row in twins}
    touched |= {row.group for _, row in alike}
    apart = _people_said(session, own)
    _forget_removed(session, own, written.removed)
    if written.before or apart:
        _split_anew(
            session, own, _reached(session, own, touched | set(written.ids) | written.removed, apart), apart
        )
    else:
        _join(
            session,
            own,
            now,
            [*((row.content_sha256, row.group) for row in twins), *((c, row.group) for c, row in alike)],
        )


# ---- bands


def _move_bands(
    session: Session, written: Written, now: Sequence[Row[Any]], contents: Collection[str]
) -> None:
    """Has exactly one posting of each content carry its bands."""
    said = {row.id: row.content_sha256 for row in now}
    stale = [row.id for row in written.before if said.get(row.id) != row.content_sha256]
    if stale:
        session.execute(delete(PostingBand).where(PostingBand.posting_id.in_(stale)))
    own = (_P.organisation_id == written.organisation_id) & _P.content_sha256.in_(contents)
    carries = select(PostingBand.posting_id).where(PostingBand.posting_id == _P.id).exists()
    carried = set(session.scalars(select(_P.content_sha256).where(own, carries).distinct()))
    missing = set(contents) - carried
    if not missing:
        return
    first = select(func.min(_P.id)).where(own, _P.content_sha256.in_(missing)).group_by(_P.content_sha256)
    carriers = session.execute(select(_P.id, _P.sketch).where(_P.id.in_(first))).all()
    rows = [
        (written.organisation_id, band, value, row.id)
        for row in carriers
        for band, value in enumerate(unpack(row.sketch).bands())
    ]
    bulk_insert(session.connection(), PostingBand.__table__, rows)  # type: ignore[arg-type]


def _alike(session: Session, organisation_id: int, new: Mapping[str, Row[Any]]) -> list[tuple[str, Row[Any]]]:
    """The new contents, each with postings that carry bands and are the same job."""
    if not new:
        return []
    mine, others = aliased(PostingBand), aliased(PostingBand)
    carriers = select(_P.id).where(_P.organisation_id == organisation_id, _P.content_sha256.in_(new))
    same = (
        (others.organisation_id == mine.organisation_id)
        & (others.band == mine.band)
        & (others.value == mine.value)
        & (others.posting_id != mine.posting_id)
    )
    found = session.execute(
        select(mine.posting_id, others.posting_id, func.count().label("shared"))
        .join(others, same)
        .where(mine.posting_id.in_(carriers))
        .group_by(mine.posting_id, others.posting_id)
    ).all()
    by_posting: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one, other, shared in found:
        by_posting[one].append((-shared, other))
    candidates = {
        one: [name for _, name in sorted(listed)[:_MOST_CANDIDATES]] for one, listed in by_posting.items()
    }
    return _decided(session, organisation_id, candidates)


def _decided(
    session: Session, organisation_id: int, candidates: Mapping[str, Sequence[str]]
) -> list[tuple[str, Row[Any]]]:
    wanted = {*candidates, *(name for listed in candidates.values() for name in listed)}
    if not wanted:
        return []
    rows = {row.id: row for row in session.execute(_states(organisation_id).where(_P.id.in_(wanted)))}
    sightings = {row.id: _sighting(row) for row in rows.values()}
    return [
        (rows[one].content_sha256, rows[other])
        for one, listed in candidates.items()
        for other in listed
        if is_same_job(sightings[one], sightings[other])
    ]


def _sighting(row: Row[Any]) -> Sighting:
    return Sighting(unpack(row.sketch), row.employer_code, row.region or "")


# ---- groups


def _join(
    session: Session, organisation_id: int, now: Sequence[Row[Any]], ties: Iterable[tuple[str, str]]
) -> None:
    """Joins new postings with the groups that they are tied to by their content, and these with each other."""
    listed = list(ties)
    old = {group for _, group in listed}
    fresh = {row.id for row in now}
    contents = {row.content_sha256 for row in now if row.content_sha256}
    joined = Joined([*contents, *fresh, *old], ())
    for row in now:
        if row.content_sha256:
            joined.join(row.content_sha256, row.id)
    for content, group in listed:
        joined.join(content, group)
    by_name: dict[str, list[str]] = defaultdict(list)
    for each, name in joined.names(but=contents).items():
        by_name[name].append(each)
    for name, together in by_name.items():
        if len(together) > 1:
            for group in sorted(old.intersection(together) - fresh):
                _name(session, organisation_id, _in_groups([group]), name)
            _name(session, organisation_id, _P.id.in_(fresh.intersection(together)), name)


def _split_anew(
    session: Session, organisation_id: int, groups: Collection[str], apart: Collection[Pair]
) -> None:
    """Works the groups out from nothing for all postings in these groups."""
    rows = session.execute(_states(organisation_id).where(_in_groups(groups))).all()
    contents = {row.content_sha256: _sighting(row) for row in rows if row.content_sha256}
    members = [Member(row.id, row.content_sha256 or row.id) for row in rows]
    ids = {row.id for row in rows}
    names = groups_of(members, same_contents(contents), [pair for pair in apart if ids.issuperset(pair)])
    sizes = Counter(names.values())
    moved: dict[str | None, list[str]] = defaultdict(list)
    for row in rows:
        name = names[row.id] if sizes[names[row.id]] > 1 else None
        if name != row.group_id:
            moved[name].append(row.id)
    for name, listed in moved.items():
        _name(session, organisation_id, _P.id.in_(listed), name)


def _in_groups(names: Collection[str]) -> ColumnElement[bool]:
    """The postings of groups, also those that are alone."""
    return or_(_P.group_id.in_(names), _P.id.in_(names))


def _name(session: Session, organisation_id: int, some: ColumnElement[bool], name: str | None) -> None:
    own = _P.organisation_id == organisation_id
    session.execute(update(PostingRow.__table__).where(own, some).values(group_id=name))  # type: ignore[arg-type]


def _reached(session: Session, organisation_id: int, groups: set[str], apart: Collection[Pair]) -> set[str]:
    """The groups with those that a person's word keeps from them: without it, or elsewhere, postings may change sides."""
    reached: set[str] = set()
    waiting = set(groups)
    while waiting:
        reached |= waiting
        of_these = or_(_P.group_id.in_(waiting), _P.id.in_(waiting))
        ids = (
            set(session.scalars(select(_P.id).where(_P.organisation_id == organisation_id, of_these)))
            | waiting
        )
        others = {other for pair in apart if not ids.isdisjoint(pair) for other in pair} - ids
        found = select(_GROUP).where(_P.organisation_id == organisation_id, _P.id.in_(others))
        waiting = set(session.scalars(found)) - reached if others else set()
    return reached


# ---- what people said


def _people_said(session: Session, organisation_id: int) -> list[Pair]:
    said = PostingNotDuplicate
    rows = session.execute(
        select(said.first_id, said.second_id).where(said.organisation_id == organisation_id)
    )
    return [(first, second) for first, second in rows]


def _forget_removed(session: Session, organisation_id: int, removed: Collection[str]) -> None:
    if removed:
        said = PostingNotDuplicate
        about = or_(said.first_id.in_(removed), said.second_id.in_(removed))
        session.execute(delete(said).where(said.organisation_id == organisation_id, about))


def keep_apart(session: Session, organisation_id: int, ids: Pair, author: str) -> None:
    """Notes a person's word that two postings are two jobs; said again, the first word stands."""
    first, second = pair_of(*ids)
    row = {
        "organisation_id": organisation_id, "first_id": first, "second_id": second, "author": author,
        "created_at": datetime.now(UTC),
    }  # fmt: skip
    insert_or_skip(session.connection(), PostingNotDuplicate.__table__, [row])
    _look_again(session, organisation_id, ids, [])


def take_back(session: Session, organisation_id: int, ids: Pair) -> bool:
    """Takes a person's word back; says whether there was one."""
    pair = pair_of(*ids)
    said = PostingNotDuplicate
    this = (said.first_id == pair[0]) & (said.second_id == pair[1])
    gone = session.execute(delete(said).where(said.organisation_id == organisation_id, this))
    if gone.rowcount:  # type: ignore[attr-defined]
        _look_again(session, organisation_id, ids, [pair])
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def _look_again(session: Session, organisation_id: int, ids: Pair, more: Sequence[Pair]) -> None:
    own = _P.organisation_id == organisation_id
    groups = set(session.scalars(select(_GROUP).where(own, _P.id.in_(ids))))
    apart = _people_said(session, organisation_id)
    _split_anew(session, organisation_id, _reached(session, organisation_id, groups, [*apart, *more]), apart)


def said_of(session: Session, organisation_id: int, posting_id: str) -> list[dict[str, Any]]:
    """The postings that a person said are not the same as this one, and who said so."""
    said = PostingNotDuplicate
    about = or_(said.first_id == posting_id, said.second_id == posting_id)
    rows = session.execute(
        select(said.first_id, said.second_id, said.author, said.created_at)
        .where(said.organisation_id == organisation_id, about)
        .order_by(said.first_id, said.second_id)
    )
    return [
        {"posting": second if first == posting_id else first, "author": author, "created_at": in_utc(at)}
        for first, second, author, at in rows
    ]


def group_size(session: Session, organisation_id: int, group: str) -> int:
    """How many postings a group has."""
    of_it = _in_groups([group])
    counted = select(func.count()).select_from(PostingRow.__table__)
    return session.execute(counted.where(_P.organisation_id == organisation_id, of_it)).scalar_one()
