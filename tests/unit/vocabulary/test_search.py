from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.filters import Filter
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.search import SkillSearch

ANY = Filter()
queries = st.lists(
    st.sampled_from(
        [
            "cash",
            "handling",
            "care",
            "elderly",
            "of",
            "the",
            "Excel",
            "C++",
            "forklft",
            "xyzzyx",
            "customers",
            "p",
        ]
    ),
    max_size=6,
).map(" ".join)


def ids(index: VocabularyIndex, search: SkillSearch, query: str, where: Filter = ANY) -> list[str]:
    return [index.skill_id(hit.skill) for hit in search.search(query, where)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("cash handling", "esco:cash"),
        ("handling cash", "esco:cash"),
        ("count cash", "essential:money"),
        ("handling money", "essential:money"),
        ("care for elderly", "esco:elderly"),
        ("elderly care", "esco:elderly"),
        ("operating forklifts", "esco:forklift"),
        ("fork lift", "esco:forklift"),
        ("forklift truck", "esco:forklift"),
        ("forklft", "esco:forklift"),
        ("organizing events", "esco:events"),
        ("organis", "esco:events"),
        ("C++", "onet:cpp"),
        ("excel", "onet:excel"),
        ("MICROSOFT EXCEL", "onet:excel"),
        ("python", "esco:python"),
        ("programming", "esco:programming"),
        ("serving customers", "esco:service"),
        ("atender clientes", "esco:service"),
        ("a", "esco:service"),
    ],
)
def test_what_is_meant_comes_first(
    small_index: VocabularyIndex, small_search: SkillSearch, query: str, first: str
) -> None:
    assert ids(small_index, small_search, query)[0] == first


@pytest.mark.parametrize("query", ["", "   ", "xyzzyx", "!!!", "\x00"])
def test_nothing_is_found_for_nothing(small_search: SkillSearch, query: str) -> None:
    assert small_search.search(query, ANY) == ()


def test_linked_terms_come_once(small_index: VocabularyIndex, small_search: SkillSearch) -> None:
    assert ids(small_index, small_search, "python") == ["esco:python"]
    assert ids(small_index, small_search, "python", Filter("onet")) == ["onet:python"]
    assert ids(small_index, small_search, "customers", Filter(type="essential")) == ["essential:service"]


def test_what_has_less_than_half_of_the_query_is_left_out(
    small_index: VocabularyIndex, small_search: SkillSearch
) -> None:
    assert ids(small_index, small_search, "manage cash desk forklift") == ["esco:cash"]


def test_unknown_words_do_not_matter(small_index: VocabularyIndex, small_search: SkillSearch) -> None:
    assert ids(small_index, small_search, "xyzzyx cash handling") == ids(
        small_index, small_search, "cash handling"
    )


def test_the_matching_name_is_told(small_index: VocabularyIndex, small_search: SkillSearch) -> None:
    assert small_index.names[small_search.search("elderly care", ANY)[0].name] == "care of the elderly"


@given(queries)
def test_answers_depend_on_the_query_alone(small_index: VocabularyIndex, query: str) -> None:
    found = SkillSearch(small_index).search(query, ANY)
    assert found == SkillSearch(small_index).search(query, ANY)
    assert len({hit.skill for hit in found}) == len(found)
    assert all(small_index.group(int(small_index.name_skill[hit.name])) == hit.skill for hit in found)


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(small_search: SkillSearch, query: str) -> None:
    assert isinstance(small_search.search(query, ANY), tuple)
    assert len(small_search.complete(query, 10, ANY)) <= 10


def test_lists_every_skill_that_passes_in_order(
    small_index: VocabularyIndex, small_search: SkillSearch
) -> None:
    assert small_search.listed(ANY) == list(range(len(small_index)))
    listed = [small_index.skill_id(row) for row in small_search.listed(Filter("onet", "technology"))]
    assert listed == ["onet:cpp", "onet:excel", "onet:exceltrans", "onet:python"]
