"""A bound below a rating would lose somebody who is among the best: none ever is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.matching.retrieval import looks
from app.matching.retrieval.best import NOT_FOUND
from app.matching.retrieval.bounds import Bounds
from app.matching.retrieval.compiling import compile_posting
from app.matching.retrieval.documents import Documents
from app.matching.retrieval.inverted import invert
from app.matching.retrieval.looks import Given
from app.matching.retrieval.query import PostingQuery
from app.matching.retrieval.worker_rating import Candidates, bringing, rate_workers
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import Role
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.retrieval.laid_out import Layout
from tests.unit.matching.small_vocabulary import COOKS, TITLES, Profiles, given_weights

AGAIN = 12  # each worker so often: skills that many have are kept as bits
UNTIL_ALL_IS_KNOWN = 10**12


@pytest.fixture(scope="module")
def layout(index: VocabularyIndex, catalogue: Catalogue) -> Layout:
    return Layout(index, catalogue)


@pytest.fixture(params=[1, 10**6], autouse=True)
def near_skills_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All near skills of a wanted one in one look, or those of each value in one of their own."""
    monkeypatch.setattr(looks, "_AT_ONCE", request.param)


def bounded(query: PostingQuery, documents: Documents) -> Bounds:
    given, inverted = Given(query), invert(documents)
    return Bounds(given, given.looks(inverted), documents, inverted)


def asked(
    data: st.DataObject, weights: dict[str, float], profiles: Profiles, layout: Layout
) -> tuple[PostingQuery | None, Documents]:
    posting = data.draw(profiles.postings)
    workers = data.draw(st.lists(profiles.workers, min_size=1, max_size=12))
    closeness = layout.role_codes.closeness(layout.catalogue, posting.roles)
    query = compile_posting(layout.index, posting, read_weights(weights), layout.groups, closeness)
    return query, layout.documents(workers * data.draw(st.sampled_from([1, AGAIN])))


def ratings(query: PostingQuery, documents: Documents) -> np.ndarray:
    table = bringing(query, max(documents.code_count, query.codes))
    return rate_workers(query, table, Candidates.of(query, table, documents, np.arange(len(documents))))


@settings(phases=[Phase.generate], max_examples=60)
@given(data=st.data(), weights=given_weights)
def test_bounds_are_never_below_ratings(
    data: st.DataObject, weights: dict[str, float], profiles: Profiles, layout: Layout
) -> None:
    query, documents = asked(data, weights, profiles, layout)
    if query is None:
        return
    rated = ratings(query, documents)
    found = np.flatnonzero(rated != NOT_FOUND)
    bounds = bounded(query, documents)
    assert (bounds.whole(found) >= rated[found]).all()
    assert (bounds.by_occupation(found, bounds.whole(found)) >= rated[found]).all()
    bounds.look_at_skills(0, np.ones(len(documents), np.bool_), UNTIL_ALL_IS_KNOWN)
    assert (bounds.whole(found) >= rated[found]).all(), "with all near skills looked at"
    assert (bounds.by_occupation(found, bounds.whole(found)) >= rated[found]).all()


@settings(phases=[Phase.generate], max_examples=40)
@given(data=st.data(), weights=given_weights, patience=st.sampled_from([0, 10_000, UNTIL_ALL_IS_KNOWN]))
def test_nobody_who_reaches_a_rating_is_left_out(
    data: st.DataObject, weights: dict[str, float], patience: int, profiles: Profiles, layout: Layout
) -> None:
    query, documents = asked(data, weights, profiles, layout)
    if query is None:
        return
    rated = ratings(query, documents)
    passing = np.arange(len(documents)) % 3 != 1
    for threshold in sorted({0, *rated[rated != NOT_FOUND].tolist()}):
        bounds = bounded(query, documents)
        left = set(bounds.look_at_skills(threshold, passing, patience).tolist())
        assert left <= set(np.flatnonzero(passing).tolist())
        assert left >= set(np.flatnonzero((rated >= threshold) & passing & (rated != NOT_FOUND)).tolist())


@pytest.mark.parametrize("weight", [1.0, 1 - 1e-12, 0.999])
def test_an_occupation_that_brings_all_there_is(weight: float, profiles: Profiles, layout: Layout) -> None:
    """With a weight of 1, the same occupation leaves nothing open: there is nothing to divide by."""
    role = (Role(COOKS, TITLES[COOKS]),)
    posting = profiles.posting("esco:cash", "onet:java", roles=role)
    workers = [profiles.worker("esco:cash", roles=role), profiles.worker("onet:python")]
    closeness = layout.role_codes.closeness(layout.catalogue, role)
    weights = read_weights({"occupation": weight})
    query = compile_posting(layout.index, posting, weights, layout.groups, closeness)
    assert query is not None
    documents, places = layout.documents(workers), np.arange(2)
    bounds, rated = bounded(query, documents), ratings(query, documents)
    for _ in range(2):
        assert (bounds.by_occupation(places, bounds.whole(places)) >= rated).all()
        bounds.look_at_skills(0, np.ones(2, np.bool_), UNTIL_ALL_IS_KNOWN)
