"""Found workers scored all at once, for lists that say of each only the score: the grid's very scores of a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.matching.grid import NONE, PostingPlan, WorkerBatch
from app.matching.retrieval.documents import closeness_table
from app.matching.retrieval.gather import starts_of
from app.matching.scorer import PER_POINT
from app.profiles.packing import PackedBatch, unpack_many


@dataclass(frozen=True, slots=True)
class Offers:
    """What found workers bring: their rows (id, external_id, version) in the order found, and their profiles packed."""

    rows: Sequence[Any]
    packed: PackedBatch

    @classmethod
    def of(cls, rows: Sequence[Any]) -> Offers:
        """Of the rows of workers, with `packed`."""
        return cls(rows, unpack_many([row.packed for row in rows]))

    def items(
        self, plan: PostingPlan, group_of_code: npt.NDArray[np.int32], closeness: Mapping[int, int]
    ) -> list[dict[str, Any]]:
        """The items of the answer, scored; `closeness` is that to the posting's occupations, by code, in hundredths."""
        ratings = plan.ratings(worker_batch(self.packed, group_of_code), _nearest(self.packed, closeness))
        return [
            {
                "id": row.id,
                "external_id": row.external_id,
                "version": row.version,
                "score": points / PER_POINT,
                "reverse_score": reverse / PER_POINT,
            }
            for row, points, reverse in zip(
                self.rows, ratings.points.tolist(), ratings.reverse.tolist(), strict=True
            )
        ]


def worker_batch(packed: PackedBatch, group_of_code: npt.NDArray[np.int32]) -> WorkerBatch:
    """Stored workers as the vocabulary that answers reads them; a code whose group is below 0 is unknown to it.

    Codes of one group are one skill, with the longest experience named: as `stored_workers` has it.
    """
    groups = group_of_code[packed.codes]
    owners = np.repeat(np.arange(len(packed), dtype=np.int64), np.diff(packed.offsets))
    order = np.argsort(owners << 32 | groups, kind="stable")
    order = order[groups[order] >= 0]
    groups, owners, months = groups[order], owners[order], packed.skill_months[order]
    first = np.ones(len(groups), np.bool_)
    first[1:] = (groups[1:] != groups[:-1]) | (owners[1:] != owners[:-1])
    places = np.flatnonzero(first)
    if len(places) < len(groups):
        months = np.maximum.reduceat(months, places)
    sizes = np.bincount(owners[places], minlength=len(packed))
    return WorkerBatch(groups[places], starts_of(sizes), packed.months, months)


def _nearest(packed: PackedBatch, closeness: Mapping[int, int]) -> npt.NDArray[np.int16] | None:
    """By worker the closeness of the nearest occupation; None where the posting names none that is near any."""
    if not closeness or not len(packed.roles):
        return None
    table = closeness_table(closeness)
    each = table[np.minimum(packed.roles, len(table) - 1)]
    having = np.diff(packed.role_offsets) > 0
    nearest = np.full(len(packed), NONE, np.int16)
    nearest[having] = np.maximum.reduceat(each, packed.role_offsets[:-1][having])
    return nearest
