"""Normalization over a small vocabulary."""

from __future__ import annotations

import pytest

from app.extraction.linking.models import Models
from app.extraction.normalize import Normalizer
from app.vocabulary.index.index import VocabularyIndex


@pytest.fixture(scope="module")
def normalizer(index: VocabularyIndex, models: Models) -> Normalizer:
    return Normalizer(index, lambda: models)


@pytest.mark.parametrize(
    ("text", "label", "method"),
    [
        ("operate forklift", "operate forklift", "exact"),
        ("forklift operating", "operate forklift", "alias"),
        ("Go", "Go", "exact"),
        ("Excel", "Microsoft Excel", "alias"),
        ("organizing meetings", "organise meetings", "alias"),
        ("handling complaints of customers", "handle customer complaints", "semantic"),
    ],
)
def test_the_best_candidate(
    normalizer: Normalizer, index: VocabularyIndex, text: str, label: str, method: str
) -> None:
    best = normalizer.rank(text, 5)[0]
    assert (index.label(best.skill), best.method) == (label, method)


def test_candidates_are_ordered_limited_and_of_the_framework(
    normalizer: Normalizer, index: VocabularyIndex
) -> None:
    found = normalizer.rank("operate a forklift with Python in teams and organise meetings", 3, "esco")
    assert len(found) == 3
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    assert {index.framework(item.skill) for item in found} == {"esco"}
    assert all(0 <= item.score <= 1 for item in found)


def test_words_that_nobody_knows_have_no_likely_candidate(normalizer: Normalizer) -> None:
    assert max((found.score for found in normalizer.rank("zzz qqq", 5)), default=0.0) < 0.1
    assert normalizer.rank("?!", 5) == []
