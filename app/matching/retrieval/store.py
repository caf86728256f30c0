"""What retrieval reads of the database: the clock of changes, new documents and removals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.matching.retrieval.contract import Kind
from app.matching.retrieval.documents import REMOTE, Documents
from app.matching.retrieval.gather import Indices
from app.postings.models import PostingRow
from app.profiles.models import ChangeClock, ProfileRemoval
from app.profiles.packing import REQUIREMENTS, unpack_many
from app.workers.models import WorkerRow

DATABASE = "database"  # the row of the clock that tells one database from another
_PREFERRED = REQUIREMENTS.index("preferred")
_SMALL = 1 << 16
_WORKER = (
    WorkerRow.change,
    WorkerRow.organisation_id,
    WorkerRow.region_code,
    WorkerRow.remote,
    WorkerRow.packed,
)
_POSTING = (
    PostingRow.change,
    PostingRow.organisation_id,
    PostingRow.region_code,
    PostingRow.remote,
    PostingRow.packed,
    PostingRow.employer_code,
    PostingRow.posted_on,
)


class Changes(NamedTuple):
    """What happened to documents up to a change number: those that came, and the numbers of those that went."""

    new: Documents
    gone: Indices
    upto: int


def read_clock(session: Session) -> dict[str, int]:
    """The last number given out, by kind; whoever commits later has higher ones."""
    rows = session.execute(select(ChangeClock.kind, ChangeClock.last)).all()
    return {row.kind: row.last for row in rows}


def read_changes(session: Session, kind: Kind, after: int, upto: int) -> Changes:
    """The changes with numbers above `after` up to `upto`."""
    table = WorkerRow if kind == "worker" else PostingRow
    columns: Sequence[Any] = _WORKER if kind == "worker" else _POSTING
    rows = session.execute(
        select(*columns).where(table.change > after, table.change <= upto).order_by(table.change)
    ).all()
    removed = session.scalars(
        select(ProfileRemoval.removed).where(
            ProfileRemoval.kind == kind, ProfileRemoval.change > after, ProfileRemoval.change <= upto
        )
    ).all()
    return Changes(_documents(kind, rows), np.array(sorted(removed), np.int64), upto)


def _documents(kind: Kind, rows: Sequence[Row[Any]]) -> Documents:
    batch = unpack_many([row.packed for row in rows])
    posting = kind == "posting"
    named = np.flatnonzero(batch.skill_months >= 0)
    codes = batch.codes if batch.codes.max(initial=0) >= _SMALL else batch.codes.astype(np.uint16)
    posted = (
        [row.posted_on.toordinal() if row.posted_on else 0 for row in rows] if posting else [0] * len(rows)
    )
    return Documents(
        changes=np.array([row.change for row in rows], np.int64),
        alive=np.ones(len(rows), np.bool_),
        organisations=np.array([row.organisation_id for row in rows], np.uint32),
        regions=np.array([row.region_code for row in rows], np.uint32),
        employers=np.array([row.employer_code if posting else 0 for row in rows], np.uint32),
        remote=np.array([REMOTE[row.remote] for row in rows], np.uint8),
        posted=np.array(posted, np.int32),
        months=np.maximum(batch.months, 0).astype(np.uint16),
        starts=batch.offsets,
        codes=codes,
        weights=batch.weights if posting else np.zeros(0, np.uint8),
        preferred=batch.requirements == _PREFERRED if posting else np.zeros(0, np.bool_),
        named_at=named,
        named_months=batch.skill_months[named],
        role_starts=batch.role_offsets,
        role_codes=batch.roles,
    )
