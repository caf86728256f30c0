from __future__ import annotations

import pytest

from app.matching.many import PostingScorer, score_workers
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import PostingProfile, Role
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import COOKS, FORKLIFT_OPERATORS, MOVERS, TITLES, Profiles


@pytest.fixture
def posting(profiles: Profiles) -> PostingProfile:
    roles = (Role(MOVERS, TITLES[MOVERS]),)
    return profiles.posting("esco:cash", "onet:postgresql", preferred=["esco:german"], roles=roles)


def test_workers_keep_their_order_and_none_is_left_out(
    index: VocabularyIndex, catalogue: Catalogue, profiles: Profiles, posting: PostingProfile
) -> None:
    scorer = PostingScorer(index, posting, read_weights(None), catalogue.closeness)
    workers = [profiles.worker(), profiles.worker("onet:mysql"), profiles.worker("esco:german", "esco:cash")]
    found = score_workers(scorer, workers)
    assert [scored.comparison.worker for scored in found] == workers
    assert found[0].score is None
    assert found[0].reverse is None
    assert found[1].score is not None
    assert found[2].score is not None
    assert found[1].score.exact < found[2].score.exact
    assert (found[1].reverse, found[2].reverse) == (300, 1000)


def test_a_pair_of_occupations_is_looked_up_once(
    index: VocabularyIndex, catalogue: Catalogue, profiles: Profiles, posting: PostingProfile
) -> None:
    asked: list[tuple[str, str]] = []

    def closeness(one: str, other: str) -> float:
        asked.append((one, other))
        return catalogue.closeness(one, other)

    cooks, drivers = (Role(occupation, TITLES[occupation]) for occupation in (COOKS, FORKLIFT_OPERATORS))
    workers = [
        profiles.worker("esco:cash", roles=roles) for roles in ((cooks, drivers), (cooks,), (drivers,))
    ]
    found = score_workers(PostingScorer(index, posting, read_weights(None), closeness), workers)
    assert sorted(asked) == [(COOKS, MOVERS), (FORKLIFT_OPERATORS, MOVERS)]
    assert [scored.comparison.nearest_roles and scored.comparison.nearest_roles[0] for scored in found] == [
        drivers,
        cooks,
        drivers,
    ]
