"""How much of each name's words stand in a sentence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.linking.words import NameScores, NameWords
from app.text.tokens import words_of
from app.vocabulary.index.index import VocabularyIndex


@pytest.fixture(scope="module")
def names(index: VocabularyIndex) -> NameWords:
    return NameWords(index)


def scores(names: NameWords, index: VocabularyIndex, text: str) -> NameScores:
    return names.score(index.words.each(words_of(text)))


def row(index: VocabularyIndex, skill_id: str) -> int:
    found = index.row(skill_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "skill_id", "by_label"),
    [
        ("you will operate the forklift", "esco:forklift", True),
        ("you will operate forklifts daily", "esco:forklift", True),
        ("organise meetings", "esco:organise", True),
        ("organize a meeting", "esco:organise", True),  # American
        ("handling complaints of customers", "esco:complaints", True),
        ("knows Excel well", "onet:tech.excel", False),
        ("good Python", "esco:python", False),
        ("trabajar en un equipo", "esco:teams", False),
    ],
)
def test_a_name_that_is_all_there_has_share_one(
    names: NameWords, index: VocabularyIndex, text: str, skill_id: str, by_label: bool
) -> None:
    found = scores(names, index, text)
    at = row(index, skill_id)
    assert names.best_skills(found, 30)[0] == at or at in names.best_skills(found, 30)
    share, label_share, worth, label_worth, explained = names.features(found, np.array([at]))[0].tolist()
    assert share == 1.0
    assert (label_share == 1.0) == by_label
    assert worth >= label_worth
    assert 0 < explained <= 1


def test_part_of_a_name_has_its_share(names: NameWords, index: VocabularyIndex) -> None:
    found = scores(names, index, "complaints")
    features = names.features(found, np.array([row(index, "esco:complaints"), row(index, "onet:tech.go")]))
    assert 0 < features[0, 0] < 1
    assert not features[1].any()


def test_of_two_names_the_better_counts_and_the_label_by_itself(
    names: NameWords, index: VocabularyIndex
) -> None:
    """Names stand by skill in the index; each skill meets its own names."""
    found = scores(names, index, "light")
    every = names.features(found, np.arange(len(index)))
    assert np.flatnonzero(every[:, 0]).tolist() == [row(index, "esco:welding")]
    assert every[row(index, "esco:welding"), 1] == 0


def test_each_word_counts_once(names: NameWords, index: VocabularyIndex) -> None:
    once, often = scores(names, index, "Python forklift"), scores(names, index, "Python forklift " * 5_000)
    assert np.array_equal(once.found, often.found)
    assert once.total == often.total


@pytest.mark.parametrize("text", ["", "zzz qqq xylograph", "!?", "12"])
def test_unknown_words_have_no_candidates(names: NameWords, index: VocabularyIndex, text: str) -> None:
    found = scores(names, index, text)
    assert found.total == 0
    assert len(names.best_skills(found, 30)) == 0
    features = names.features(found, np.arange(len(index)))
    assert features.shape == (len(index), 5)
    assert not features.any()


def test_at_most_so_many_and_only_what_is_allowed(names: NameWords, index: VocabularyIndex) -> None:
    found = scores(names, index, "operate forklift, organise meetings, Python, C++, Excel, welding")
    whole = names.best_skills(found, 30)
    assert len(whole) >= 6
    assert names.best_skills(found, 2).tolist() == whole[:2].tolist()
    allowed = np.zeros(len(index), dtype=bool)
    allowed[row(index, "esco:welding")] = True
    assert names.best_skills(found, 30, names.scales(allowed)).tolist() == [row(index, "esco:welding")]
    assert len(names.best_skills(found, 30, names.scales(np.zeros(len(index), dtype=bool)))) == 0


def test_no_skills_have_no_features(names: NameWords, index: VocabularyIndex) -> None:
    nothing = np.zeros(0, dtype=np.intp)
    assert names.features(scores(names, index, "Python"), nothing).shape == (0, 5)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from("operate forklift work teams Python excel organise zzz and C++ R".split())))
def test_shares_lie_between_nothing_and_all(
    names: NameWords, index: VocabularyIndex, words: list[str]
) -> None:
    found = names.score(index.words.each(words))
    features = names.features(found, np.arange(len(index)))
    assert np.isfinite(features).all()
    assert (features[:, [0, 1, 4]] >= 0).all()
    assert (features[:, [0, 1, 4]] <= 1).all()
    assert (features[:, 1] <= features[:, 0]).all()
    best = names.best_skills(found, 30)
    assert len(set(best.tolist())) == len(best)
    assert (features[best, 0] > 0).all()
