"""The grid gives the scores of the pair call, to the last tenth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching import grid
from app.matching.comparison import compare
from app.matching.grid import PostingPlan, WorkerBatch, WorkerRoles
from app.matching.scorer import reverse_score, score
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import PostingProfile, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import Profiles, given_weights

Scores = list[tuple[int, int]]


class Both:
    """Scores by the pair call and by the grid."""

    def __init__(self, index: VocabularyIndex, catalogue: Catalogue) -> None:
        self.index, self.catalogue = index, catalogue

    def by_pairs(
        self, posting: PostingProfile, workers: Sequence[WorkerProfile], weights: dict[str, float]
    ) -> Scores:
        found = []
        for worker in workers:
            comparison = compare(self.index, posting, worker, self.catalogue.closeness)
            scored = score(comparison, read_weights(weights))
            reverse = reverse_score(comparison) if scored is not None else None
            found.append((-1, -1) if scored is None else (scored.points, -1 if reverse is None else reverse))
        return found

    def by_grid(
        self, posting: PostingProfile, workers: Sequence[WorkerProfile], weights: dict[str, float]
    ) -> Scores:
        plan = PostingPlan(self.index, posting, read_weights(weights))
        close = WorkerRoles([worker.roles for worker in workers], self.catalogue.closeness)
        ratings = plan.ratings(WorkerBatch.of(workers), close.closeness(posting.roles))
        assert plan.scores(WorkerBatch.of(workers), close.closeness(posting.roles)).tolist() == (
            ratings.points.tolist()
        )
        return list(zip(ratings.points.tolist(), ratings.reverse.tolist(), strict=True))


@pytest.fixture(scope="module")
def both(index: VocabularyIndex, catalogue: Catalogue) -> Both:
    return Both(index, catalogue)


def drawn(
    data: st.DataObject, profiles: Profiles, most: int = 8
) -> tuple[PostingProfile, list[WorkerProfile]]:
    posting = data.draw(profiles.postings)
    empty = st.just(WorkerProfile((), 12))
    return posting, data.draw(st.lists(profiles.workers | empty, min_size=1, max_size=most))


@given(st.data(), given_weights)
def test_every_score_is_that_of_the_pair_call(
    both: Both, profiles: Profiles, data: st.DataObject, weights: dict[str, float]
) -> None:
    posting, workers = drawn(data, profiles)
    assert both.by_grid(posting, workers, weights) == both.by_pairs(posting, workers, weights)


@given(st.data())
def test_also_in_numbers_of_64_bits(both: Both, profiles: Profiles, data: st.DataObject) -> None:
    posting, workers = drawn(data, profiles)
    for weights in ({}, {"related_skills": 0.5}, {"experience": 0.25, "occupation": 0.75}):
        assert both.by_grid(posting, workers, weights) == both.by_pairs(posting, workers, weights)


@given(st.data())
def test_also_where_only_pythons_own_numbers_are_large_enough(
    both: Both, profiles: Profiles, data: st.DataObject
) -> None:
    posting, workers = drawn(data, profiles)
    weights = {"related_skills": 0.1234567890123, "occupation": 0.9876543210987, "experience": 0.77777}
    plan = PostingPlan(both.index, posting, read_weights(weights))
    assert plan._points._kind.hasobject
    assert both.by_grid(posting, workers, weights) == both.by_pairs(posting, workers, weights)


@given(st.data())
def test_parts_of_a_batch_score_like_the_whole(both: Both, profiles: Profiles, data: st.DataObject) -> None:
    posting, workers = drawn(data, profiles, 12)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "_CELLS", 10)
        assert both.by_grid(posting, workers, {}) == both.by_pairs(posting, workers, {})


def test_a_posting_that_weighs_nothing_gives_no_scores(both: Both, profiles: Profiles) -> None:
    posting, worker = profiles.posting("esco:cash"), profiles.worker("esco:cash")
    plan = PostingPlan(both.index, posting, read_weights({"required_skills": 0}))
    assert not plan.is_scorable
    assert plan.scores(WorkerBatch.of([worker])).tolist() == [-1]
    assert PostingPlan(both.index, posting, read_weights(None)).is_scorable


def test_empty_sides(both: Both, profiles: Profiles) -> None:
    plan = PostingPlan(both.index, profiles.posting("esco:cash"), read_weights(None))
    assert plan.ratings(WorkerBatch.of([])).points.tolist() == []
    assert plan.scores(WorkerBatch.of([WorkerProfile(()), WorkerProfile(())])).tolist() == [-1, -1]
    nothing = PostingPlan(both.index, PostingProfile(()), read_weights(None))
    assert nothing.scores(WorkerBatch.of([profiles.worker("esco:cash")])).tolist() == [-1]


def test_a_batch_without_months_of_single_skills(both: Both, profiles: Profiles) -> None:
    posting = profiles.posting("esco:cash", months=24)
    full = WorkerBatch.of([profiles.worker("esco:cash", months=12)])
    bare = WorkerBatch(full.groups, full.starts, full.months)
    plan = PostingPlan(both.index, posting, read_weights(None))
    assert plan.scores(bare).tolist() == plan.scores(full).tolist()
    assert np.array_equal(full.part(0, 1).groups, full.groups)
