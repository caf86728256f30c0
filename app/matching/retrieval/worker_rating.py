"""The exact ratings of given workers for a posting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.best import NOT_FOUND
from app.matching.retrieval.documents import Documents, closeness_table
from app.matching.retrieval.gather import Indices, starts_of, take_ranges
from app.matching.retrieval.query import PostingQuery


@dataclass(frozen=True, slots=True, eq=False)
class Bringing:
    """What held skills bring for a posting: pairs of a held code and a slot, p of them, ordered by code.

    `row_of_code` gives a code's row, 0 for codes that bring nothing; `pair_starts` where the pairs of each row
    begin. Per pair: the `slots` int64, the `values` int64 in parts of a point, and whether it is the very skill
    (`exact`). `closeness` is a table by occupation.
    """

    row_of_code: npt.NDArray[np.unsignedinteger]
    pair_starts: Indices
    slots: Indices
    values: Indices
    exact: npt.NDArray[np.bool_]
    closeness: Indices


def bringing(query: PostingQuery, codes: int) -> Bringing:
    """What each code below `codes` brings."""
    held = np.concatenate([np.zeros(0, np.int64), *(slot.codes for slot in query.slots)])
    worths = (np.full(len(slot.exact), slot.worth, np.int64) for slot in query.slots)
    values = [each for slot, worth in zip(query.slots, worths, strict=True) for each in (slot.values, worth)]
    brought = np.concatenate([np.zeros(0, np.int64), *values])
    lengths = [len(slot.near) + len(slot.exact) for slot in query.slots]
    slots = np.repeat(np.arange(len(lengths)), lengths)
    ends = np.cumsum(lengths) - [len(slot.exact) for slot in query.slots]
    exact = np.arange(len(held)) >= np.repeat(ends, lengths)
    kept = np.flatnonzero(((brought > 0) | exact) & (held < codes))
    kept = kept[np.argsort(held[kept], kind="stable")]
    listed, counts = np.unique(held[kept], return_counts=True)
    row_of_code = np.zeros(codes, np.min_scalar_type(len(listed)))
    row_of_code[listed] = np.arange(1, len(listed) + 1)
    starts = starts_of([0, *counts.tolist()])
    table = closeness_table(query.closeness)
    return Bringing(row_of_code, starts, slots[kept], brought[kept], exact[kept], table)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Some workers, n of them, and what they have that brings something, e entries.

    Per worker: `changes` int64, `months` uint16 and `closeness` int64. Per entry: the number of its worker (`owners`
    int64), the row of its skill in the table (`rows`) and the months named with it, -1 where none are (`named`).
    """

    changes: Indices
    months: npt.NDArray[np.uint16]
    closeness: Indices
    owners: Indices
    rows: Indices
    named: Indices

    def __len__(self) -> int:
        return len(self.changes)

    @classmethod
    def of(cls, query: PostingQuery, table: Bringing, documents: Documents, places: Indices) -> Candidates:
        """The workers at some places of a lot."""
        owners, at = take_ranges(documents.starts, places)
        rows = table.row_of_code.take(documents.codes.take(at))
        telling = np.flatnonzero(rows != 0)  # of truth values NumPy is quicker to find the true ones
        asks = any(slot.months for slot in query.slots)
        return cls(
            documents.changes.take(places),
            documents.months.take(places),
            documents.closeness(places, table.closeness)
            if query.closeness
            else np.zeros(len(places), np.int64),
            owners.take(telling),
            rows.take(telling).astype(np.int64),
            documents.named_of(at.take(telling)) if asks else np.zeros(0, np.int64),
        )


def together(parts: Sequence[Candidates]) -> Candidates:
    """The workers of several lots as one: what is done for many at once costs less for each."""
    if len(parts) == 1:
        return parts[0]
    before = np.cumsum([0, *map(len, parts)])
    return Candidates(
        np.concatenate([part.changes for part in parts]),
        np.concatenate([part.months for part in parts]),
        np.concatenate([part.closeness for part in parts]),
        np.concatenate([part.owners + first for part, first in zip(parts, before[:-1], strict=True)]),
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.named for part in parts]),
    )


def rate_workers(query: PostingQuery, table: Bringing, workers: Candidates) -> Indices:
    """The ratings of workers; `NOT_FOUND` for one who has nothing of what is wanted."""
    of_entry, pairs = take_ranges(table.pair_starts, workers.rows)
    owners = workers.owners.take(of_entry)
    best = np.zeros(len(workers) * len(query.slots), np.int64)
    np.maximum.at(best, owners * len(query.slots) + table.slots.take(pairs), table.values.take(pairs))
    earned: Indices = best.reshape(len(workers), -1).sum(axis=1)
    ratings = earned.copy()
    own = workers.months.astype(np.int64)
    if query.months:
        ratings += np.minimum(own, query.months) * (query.experience // query.months)
    if any(slot.months for slot in query.slots):
        exact = np.flatnonzero(table.exact.take(pairs))
        named = workers.named.take(of_entry.take(exact))
        ratings += _experience(query, own, owners.take(exact), table.slots.take(pairs.take(exact)), named)
    if query.closeness and query.open_share:
        ratings += workers.closeness * query.open_share * ((query.worth - earned) // query.open_unit)
    ratings[earned == 0] = NOT_FOUND
    return ratings


def _experience(
    query: PostingQuery, own: Indices, owners: Indices, slots: Indices, named: Indices
) -> Indices:
    """What the length of experience with single skills brings; `own` is that in all.

    By wanted skill that somebody has: whose it is, the slot, and the months named with it.
    """
    brought = np.zeros(len(own), np.int64)
    for number, slot in enumerate(query.slots):
        if slot.months:
            here = slots == number
            # With the skill but no months named with it, all the experience counts; without it, none.
            months = np.full(len(own), -2, np.int64)
            np.maximum.at(months, owners[here], named[here])
            months = np.where(months == -1, own, np.maximum(months, 0))
            brought += np.minimum(months, slot.months) * (slot.experience // slot.months)
    return brought
