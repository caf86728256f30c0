"""Many at once: one posting laid against many workers, or one worker against many postings.

The very comparison and scorer of a single pair; only what belongs to one posting is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.matching.comparison import Closeness, Comparer
from app.matching.matches import Comparison
from app.matching.scorer import Score, Scorer, reverse_score
from app.matching.yardstick import Weights
from app.profiles.profile import PostingProfile, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex


class Scored(NamedTuple):
    """A pair with its score and how much of what the worker offers the posting uses, in tenths of a point.

    Both are None where there is no score; `comparison` and `score` make the answer by `match_answer`.
    """

    comparison: Comparison
    score: Score | None
    reverse: int | None


class PostingScorer:
    """Scores any number of workers by one posting: workers differ, the rest is worked out once."""

    def __init__(
        self, index: VocabularyIndex, posting: PostingProfile, weights: Weights, closeness: Closeness
    ) -> None:
        self._comparer = Comparer(index, posting, closeness)
        self._scorer = Scorer(posting, weights)

    def score(self, worker: WorkerProfile) -> Scored:
        """One worker laid against the posting and scored."""
        comparison = self._comparer.compare(worker)
        found = self._scorer.score(comparison)
        return Scored(comparison, found, None if found is None else reverse_score(comparison))


def score_workers(scorer: PostingScorer, workers: Iterable[WorkerProfile]) -> list[Scored]:
    """Every worker scored by one posting, in their order."""
    return [scorer.score(worker) for worker in workers]
