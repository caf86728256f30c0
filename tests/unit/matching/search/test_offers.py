"""What a list shows of found workers is what the scorer of a pair says of each."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.matching.grid import PostingPlan, WorkerBatch
from app.matching.many import PostingScorer, score_workers
from app.matching.search.offers import Offers, worker_batch
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.packing import pack_held, unpack_many
from app.profiles.stored import StoredWorkers, stored_workers
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.retrieval.laid_out import Layout, without
from tests.unit.matching.small_vocabulary import Profiles, given_weights

WEIGHTS = read_weights(None)


@pytest.fixture(scope="module")
def layout(index: VocabularyIndex, catalogue: Catalogue) -> Layout:
    return Layout(index, catalogue)


def rows(blobs: list[bytes]) -> Any:
    return [
        SimpleNamespace(id=f"wrk_{number}", external_id=None, version=number, packed=blob)
        for number, blob in enumerate(blobs)
    ]


@settings(phases=[Phase.generate], max_examples=60)
@given(data=st.data(), weights=given_weights)
def test_every_score_is_that_of_the_pair(
    data: st.DataObject, weights: dict[str, float], profiles: Profiles, layout: Layout
) -> None:
    posting = data.draw(profiles.postings)
    workers = data.draw(st.lists(profiles.workers, min_size=1, max_size=8))
    given_ = read_weights(weights)
    pairs = score_workers(PostingScorer(layout.index, posting, given_, layout.catalogue.closeness), workers)
    closeness = layout.role_codes.closeness(layout.catalogue, posting.roles)
    offers = Offers.of(rows([layout.packed(worker) for worker in workers]))
    items = offers.items(PostingPlan(layout.index, posting, given_), layout.groups.of_code, closeness)
    assert [item["id"] for item in items] == [row.id for row in offers.rows]
    for item, pair in zip(items, pairs, strict=True):
        assert pair.score is not None
        assert pair.reverse is not None
        assert (item["score"], item["reverse_score"]) == (pair.score.points / 10, pair.reverse / 10)


@settings(phases=[Phase.generate], max_examples=100)
@given(data=st.data())
def test_a_batch_is_that_of_the_profiles(data: st.DataObject, layout: Layout) -> None:
    """Also where codes are unknown to the vocabulary that answers, or several are the same skill to it."""
    codes = st.integers(1, len(layout.names) - 1)
    months = st.none() | st.integers(0, 400)
    drawn = st.lists(
        st.tuples(st.lists(st.tuples(codes, months), max_size=8), months), min_size=1, max_size=6
    )
    blobs = [
        pack_held(whole, [code for code, _ in held], [own for _, own in held], [])
        for held, whole in data.draw(drawn)
    ]
    groups = without(layout.groups, data.draw(st.sets(codes, max_size=3)))
    other, same = data.draw(codes), data.draw(codes)
    groups.of_code[other] = groups.of_code[same]
    packed = unpack_many(blobs)
    read = stored_workers(StoredWorkers(packed, [None] * len(blobs), [()] * len(blobs)), groups.held)
    expected, made = WorkerBatch.of(read), worker_batch(packed, groups.of_code)
    assert expected.skill_months is not None
    assert made.skill_months is not None
    for one, two in [
        (made.groups, expected.groups),
        (made.starts, expected.starts),
        (made.months, expected.months),
        (made.skill_months, expected.skill_months),
    ]:
        assert np.array_equal(one, two)


def test_nobody_is_left(profiles: Profiles, layout: Layout) -> None:
    """All who were found may be deleted before their rows are read."""
    plan = PostingPlan(layout.index, profiles.posting("esco:cash"), WEIGHTS)
    assert Offers.of([]).items(plan, layout.groups.of_code, {1: 100}) == []
