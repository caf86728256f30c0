"""Normalization over a small vocabulary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.linking.models import Models
from app.extraction.models import Effort
from app.extraction.normalize import Normalizer
from app.vocabulary.index.index import VocabularyIndex

EFFORTS = st.sampled_from(["fast", "thorough"])


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


@pytest.mark.parametrize("effort", ["fast", "thorough"])
def test_either_effort_ranks_with_its_own_models(
    index: VocabularyIndex, models: Models, effort: Effort
) -> None:
    class Unwanted:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"effort {effort} needs no {name}")

    unneeded = {"fast": {"reader": Unwanted(), "thorough": Unwanted()}, "thorough": {"fast": Unwanted()}}
    own = Normalizer(index, lambda: replace(models, asking=Unwanted(), **unneeded[effort]))  # type: ignore[arg-type]
    best = own.rank("operate forklift", 5, None, effort)[0]
    assert index.label(best.skill) == "operate forklift"


def test_efforts_differ_and_the_default_is_thorough(normalizer: Normalizer) -> None:
    text = "you look after customers who are not happy"
    fast, thorough = normalizer.rank(text, 9, None, "fast"), normalizer.rank(text, 9, None, "thorough")
    assert fast != thorough
    assert normalizer.rank(text, 9) == thorough


def test_models_are_asked_for_on_first_use_alone(index: VocabularyIndex, models: Models) -> None:
    asked = []
    own = Normalizer(index, lambda: asked.append(1) or models)  # type: ignore[func-returns-value]
    assert asked == []
    for _ in range(3):
        own.rank("Python", 1, None, "fast")
    assert asked == [1]


@pytest.mark.parametrize("effort", ["fast", "thorough"])
def test_a_long_text_is_read_sentence_by_sentence(
    normalizer: Normalizer, index: VocabularyIndex, effort: Effort
) -> None:
    filler = "We are a family firm in the north of the county. " * 8
    found = normalizer.rank(
        f"{filler}You will operate a forklift. {filler}Knowledge of Python.", 9, None, effort
    )
    labels = [index.label(item.skill) for item in found]
    assert {"operate forklift", "Python (computer programming)"} <= set(labels)
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("effort", ["fast", "thorough"])
def test_only_the_beginning_of_a_very_long_text_is_read(
    normalizer: Normalizer, index: VocabularyIndex, effort: Effort
) -> None:
    text = "We like Python. " * 125  # 2,000 characters
    assert normalizer.rank(text + "Operate a forklift.", 9, None, effort) == normalizer.rank(
        text, 9, None, effort
    )


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.text(max_size=400), st.integers(1, 20), st.sampled_from([None, "esco", "onet"]), EFFORTS)
def test_any_text_has_ordered_candidates_and_the_same_ones_again(
    normalizer: Normalizer,
    index: VocabularyIndex,
    models: Models,
    text: str,
    limit: int,
    framework: str | None,
    effort: Effort,
) -> None:
    found = normalizer.rank(text, limit, framework, effort)
    assert len(found) <= limit
    assert all(0 <= item.score <= 1 and item.score == round(item.score, 4) for item in found)
    keys = [(-item.score, index.skill_id(item.skill)) for item in found]
    assert keys == sorted(set(keys))
    if framework is not None:
        assert {index.framework(item.skill) for item in found} <= {framework}
    assert Normalizer(index, lambda: models).rank(text, limit, framework, effort) == found


@pytest.mark.parametrize("effort", ["fast", "thorough"])
def test_fewer_are_the_first_of_more(normalizer: Normalizer, effort: Effort) -> None:
    long = "Operate a forklift, organise meetings and write Python. " * 4
    later = f"{'Handle the complaints of customers. ' * 9}{long}"
    for text in (long[:56], long, later):
        whole = normalizer.rank(text, 1_000, effort=effort)
        for limit in (1, 2, 5):
            assert normalizer.rank(text, limit, effort=effort) == whole[:limit]
