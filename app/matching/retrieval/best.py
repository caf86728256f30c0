"""The best documents found so far."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from app.matching.retrieval.contract import Found
from app.matching.retrieval.gather import Indices

NOT_FOUND = -1


def _none() -> Indices:
    return np.zeros(0, np.int64)


@dataclass(slots=True, eq=False)
class Best:
    """At most `limit` documents, the highest rating first, of equals the lower change number."""

    limit: int
    ratings: Indices = field(default_factory=_none)
    changes: Indices = field(default_factory=_none)

    @property
    def is_full(self) -> bool:
        """Whether there are as many as asked for."""
        return len(self.ratings) >= self.limit

    @property
    def threshold(self) -> int:
        """The rating that a document must reach to be among the best."""
        return int(self.ratings[-1]) if self.is_full and self.limit else 0

    def add(self, ratings: Indices, changes: Indices) -> None:
        """Takes in who is good enough; `NOT_FOUND` is never."""
        good = (ratings > NOT_FOUND) & (ratings >= self.threshold)
        ratings = np.concatenate([self.ratings, ratings[good]])
        changes = np.concatenate([self.changes, changes[good]])
        order = np.lexsort((changes, -ratings))[: self.limit]
        self.ratings, self.changes = ratings[order], changes[order]

    def found(self) -> list[Found]:
        """The documents."""
        return [Found(*pair) for pair in zip(self.changes.tolist(), self.ratings.tolist(), strict=True)]
