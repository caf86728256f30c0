"""An index at one moment: the lots in files, what came after them, and what is gone since; and how to search it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.best import Best
from app.matching.retrieval.contract import Filters, Found
from app.matching.retrieval.documents import Documents
from app.matching.retrieval.gather import Indices
from app.matching.retrieval.looks import Given
from app.matching.retrieval.lots import Lot
from app.matching.retrieval.posting_search import search_postings
from app.matching.retrieval.query import PostingQuery, WorkerQuery
from app.matching.retrieval.worker_rating import bringing
from app.matching.retrieval.worker_search import Part, Search, search_workers


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What one search sees; it never changes. The contract's reference implementation, in memory.

    `recent` are the documents after those of the lots; `gone` the sorted change numbers removed since the lots
    were made; `seen` is the last change in it all.
    """

    lots: tuple[Lot, ...] = ()
    recent: Documents | None = None
    gone: Indices = field(default_factory=lambda: np.zeros(0, np.int64))
    seen: int = 0

    @cached_property
    def parts(self) -> Sequence[tuple[Lot, npt.NDArray[np.bool_]]]:
        """Every part with what is alive in it, the largest first: it gives the others a threshold."""
        lots = [*self.lots, *([Lot("", self.recent, None)] if self.recent is not None else [])]
        parts = [(lot, lot.documents.without(self.gone)) for lot in lots]
        return sorted(parts, key=lambda part: -len(part[0].documents))

    def __len__(self) -> int:
        return sum(int(alive.sum()) for _, alive in self.parts)

    @cached_property
    def codes(self) -> int:
        """More than the largest code of a skill in any part."""
        counts = (
            lot.documents.code_count if lot.inverted is None else len(lot.inverted.bit_row)
            for lot, _ in self.parts
        )
        return max(counts, default=1)

    def workers(self, query: PostingQuery, filters: Filters, limit: int) -> list[Found]:
        """See `contract.Retrieval`."""
        search = Search(Given(query), bringing(query, max(self.codes, query.codes)), Best(limit))
        lots = [
            Part(lot.documents, lot.inverted, lot.documents.passing(filters, alive))
            for lot, alive in self.parts
        ]
        search_workers(search, lots)
        return search.best.found()

    def postings(self, query: WorkerQuery, filters: Filters, limit: int) -> list[Found]:
        """See `contract.Retrieval`."""
        best = Best(limit)
        for lot, alive in self.parts:
            search_postings(query, lot.documents, lot.documents.passing(filters, alive), best)
        return best.found()
