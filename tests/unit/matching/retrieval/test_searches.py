"""What retrieval in memory finds is what scoring every pair finds: the same documents, scores and order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.matching.retrieval import worker_search
from app.matching.retrieval.compiling import compile_posting, compile_worker
from app.matching.retrieval.inverted import invert
from app.matching.retrieval.living import Snapshot
from app.matching.retrieval.lots import Lot
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import PostingProfile, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.retrieval.laid_out import EVERYTHING, MILLIONTH, Layout, best
from tests.unit.matching.small_vocabulary import Profiles, given_weights

WORKERS, POSTINGS = 40, 30


@pytest.fixture(scope="module")
def layout(index: VocabularyIndex, catalogue: Catalogue) -> Layout:
    return Layout(index, catalogue)


@pytest.fixture(autouse=True)
def everyone_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small lots take the way of large ones."""
    monkeypatch.setattr(worker_search, "_FEW", 0)
    monkeypatch.setattr(worker_search, "_PATIENCE", 10**12)
    monkeypatch.setattr(worker_search, "_CHUNK", 3)


def in_lots(layout: Layout, profiles: Sequence[PostingProfile | WorkerProfile]) -> Snapshot:
    """A third in one lot, a third in another, the rest as what came last."""
    third = len(profiles) // 3
    lots = []
    for number in range(2):
        documents = layout.documents(profiles[number * third : (number + 1) * third], number * third + 1)
        inverted = None if len(documents.weights) else invert(documents)
        lots.append(Lot(str(number), documents, inverted))
    return Snapshot(tuple(lots), layout.documents(profiles[2 * third :], 2 * third + 1))


def _usual(weights: dict[str, float]) -> dict[str, float]:
    """Without those below a thousandth, which 64 bits cannot tell from none beside one of 1,000."""
    return {name: weight if weight >= 0.001 else 0.001 for name, weight in weights.items()}


usual_weights = given_weights.map(_usual)


class TestWorkers:
    @settings(phases=[Phase.generate], max_examples=40)
    @given(data=st.data(), weights=usual_weights, limit=st.integers(1, 12))
    def test_the_best_of_all_pairs_in_order(
        self, data: st.DataObject, weights: dict[str, float], limit: int, profiles: Profiles, layout: Layout
    ) -> None:
        posting = data.draw(profiles.postings)
        workers = data.draw(st.lists(profiles.workers, min_size=6, max_size=WORKERS))
        asked = read_weights(weights)
        closeness = layout.role_codes.closeness(layout.catalogue, posting.roles)
        query = compile_posting(layout.index, posting, asked, layout.groups, closeness)
        expected = best([layout.exact(posting, worker, asked) for worker in workers], limit)
        if query is None:
            assert not expected
            return
        found = in_lots(layout, workers).workers(query, EVERYTHING, limit)
        scores = [Fraction(each.rating, query.scale) for each in found]
        assert [each.change for each in found] == [change for change, _ in expected]
        assert all(abs(a - b) < MILLIONTH for a, (_, b) in zip(scores, expected, strict=True))

    def test_default_weights_are_counted_exactly(self, profiles: Profiles, layout: Layout) -> None:
        posting = profiles.posting("esco:forklift", "esco:cash", preferred=["onet:java"], months=36)
        worker = profiles.worker("onet:trucks", "esco:cash", months=12)
        weights = read_weights(None)
        query = compile_posting(layout.index, posting, weights, layout.groups, {})
        assert query is not None
        (found,) = Snapshot((), layout.documents([worker])).workers(query, EVERYTHING, 5)
        assert Fraction(found.rating, query.scale) == layout.exact(posting, worker, weights)

    def test_who_is_gone_is_not_found(self, profiles: Profiles, layout: Layout) -> None:
        posting = profiles.posting("esco:cash")
        query = compile_posting(layout.index, posting, read_weights(None), layout.groups, {})
        assert query is not None
        workers = [profiles.worker("esco:cash") for _ in range(9)]
        snapshot = in_lots(layout, workers)
        gone = Snapshot(snapshot.lots, snapshot.recent, np.array([1, 5, 9]))
        assert [each.change for each in gone.workers(query, EVERYTHING, 20)] == [2, 3, 4, 6, 7, 8]


class TestPostings:
    @settings(phases=[Phase.generate], max_examples=40)
    @given(data=st.data(), weights=usual_weights, limit=st.integers(1, 12))
    def test_the_best_of_all_pairs(
        self, data: st.DataObject, weights: dict[str, float], limit: int, profiles: Profiles, layout: Layout
    ) -> None:
        worker = data.draw(profiles.workers)
        postings = data.draw(st.lists(profiles.postings, min_size=6, max_size=POSTINGS))
        asked = read_weights(weights)
        closeness = layout.role_codes.closeness(layout.catalogue, worker.roles)
        query = compile_worker(layout.index, worker, asked, layout.groups, closeness)
        assert query is not None
        scores = [layout.exact(posting, worker, asked) for posting in postings]
        expected = best(scores, limit)
        found = in_lots(layout, postings).postings(query, EVERYTHING, limit)
        assert len(found) == len(expected)
        for each, (_, wanted) in zip(found, expected, strict=True):
            own = scores[each.change - 1]
            assert own is not None
            assert abs(Fraction(each.rating, query.scale) - own) <= MILLIONTH
            assert abs(own - wanted) <= 2 * MILLIONTH  # the order is that of the rounded scores
