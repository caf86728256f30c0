from __future__ import annotations

import numpy as np
import pytest

from app.matching import similar
from app.matching.similar import SimilarNames, similar_credits
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.plain_nearness import is_open
from tests.unit.matching.small_vocabulary import Profiles


@pytest.mark.parametrize(
    ("cosine", "credit"), [(-1, 0), (0.29, 0), (0.3, 10), (0.65, 35), (1.0, 60), (1.0001, 60)]
)
def test_credit_for_similar_names(cosine: float, credit: int) -> None:
    assert similar_credits([cosine]).tolist() == [credit]


def test_similar_credit_never_falls() -> None:
    found = similar_credits(np.arange(2049) / 2048).tolist()
    assert found == sorted(found)
    assert max(found) < 100


@pytest.mark.parametrize(("gap", "at_once"), [(500, 64), (0, 2)])
def test_every_pair_of_similar_names_is_found(
    index: VocabularyIndex, profiles: Profiles, monkeypatch: pytest.MonkeyPatch, gap: int, at_once: int
) -> None:
    monkeypatch.setattr(similar, "_WIDEST_GAP", gap)
    monkeypatch.setattr(similar, "_AT_ONCE", at_once)
    groups = profiles.groups
    for group, found in zip(groups, SimilarNames(index).find(groups), strict=True):
        cosines = {
            other: float(index.vectors[group] @ index.vectors[other])
            for other in groups
            if other != group and is_open(index, other) and is_open(index, group)
        }
        near = {other: cosine for other, cosine in cosines.items() if similar_credits([cosine])[0]}
        assert dict(zip(found.rows.tolist(), found.cosines.tolist(), strict=True)) == near
        assert found.rows.tolist() == sorted(near)


def test_nothing_is_open_in_a_vocabulary_without_skills(index: VocabularyIndex) -> None:
    assert list(similar._stretches(np.array([], dtype=np.intp))) == []
