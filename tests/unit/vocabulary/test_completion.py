from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.completion import begun_keys, typed_words
from app.vocabulary.filters import Filter
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.search import SkillSearch

ANY = Filter()


@pytest.fixture(scope="module")
def ids(small_index: VocabularyIndex, small_search: SkillSearch):  # type: ignore[no-untyped-def]
    def complete(typed: str, limit: int = 10, where: Filter = ANY) -> list[str]:
        return [small_index.skill_id(hit.skill) for hit in small_search.complete(typed, limit, where)]

    return complete


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cash h", "esco:cash"),
        ("handling c", "esco:cash"),  # in another order
        ("organis", "esco:events"),
        ("organiz", "esco:events"),
        ("organisi", "esco:events"),
        ("excel", "onet:excel"),
        ("Excel ", "onet:excel"),
        ("excelt", "onet:exceltrans"),
        ("forklft", "esco:forklift"),
        ("forklif", "esco:forklift"),
        ("froklift", "esco:forklift"),
        ("fork l", "esco:forklift"),
        ("forklift truck d", "esco:forklift"),  # written apart in the name
        ("care of the e", "esco:elderly"),
        ("care of the", "esco:elderly"),
        ("elderley", "esco:elderly"),
        ("pyth", "esco:python"),
        ("c+", "onet:cpp"),
        ("c++", "onet:cpp"),
        ("manejar", "essential:money"),
        ("custmer servce", "esco:service"),
    ],
)
def test_what_is_meant_comes_first(ids, typed: str, first: str) -> None:  # type: ignore[no-untyped-def]
    assert ids(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "  ", "?!", "xyzzyx", "\x00", "👷"])
def test_nothing_goes_on_from_nothing(ids, typed: str) -> None:  # type: ignore[no-untyped-def]
    assert ids(typed) == []


def test_an_article_is_what_a_word_may_begin_with(ids) -> None:  # type: ignore[no-untyped-def]
    assert "essential:service" not in ids("a")
    assert ids("a") == ["esco:service"]  # "Atender a los clientes", of a linked term
    assert ids("thei") == []


def test_linked_terms_come_once_and_by_the_term_that_passes(ids) -> None:  # type: ignore[no-untyped-def]
    assert ids("python") == ["esco:python"]
    assert ids("python", where=Filter("onet")) == ["onet:python"]
    assert ids("serving", where=Filter("onet")) == ["onet:service"]
    assert ids("python", where=Filter(type="technology")) == ["onet:python"]
    assert ids("python", where=Filter("essential")) == []


def test_the_name_that_goes_on_as_typed_is_told(
    small_index: VocabularyIndex, small_search: SkillSearch
) -> None:
    (hit, *_) = small_search.complete("cash h", 10, ANY)
    assert small_index.names[hit.name] == "cash handling"


@given(st.text(alphabet="acefhilnorstuxyz +#é", max_size=14), st.integers(1, 5))
def test_a_smaller_limit_gives_the_beginning_of_the_same_list(
    small_search: SkillSearch, typed: str, limit: int
) -> None:
    whole = small_search.complete(typed, 5, ANY)
    assert small_search.complete(typed, limit, ANY) == whole[:limit]
    assert len({hit.skill for hit in whole}) == len(whole)


def test_the_order_does_not_depend_on_what_was_asked_before(small_index: VocabularyIndex) -> None:
    typed = ["c", "ca", "car", "cash", "cahs", "e", "pyt", "phyton", "serv", "handling m", "oprate f"]
    answers = {}
    for seed in range(3):
        search = SkillSearch(small_index)
        for each in random.Random(seed).sample(typed, len(typed)):
            answers.setdefault(each, set()).add(search.complete(each, 5, ANY))
    assert all(len(different) == 1 for different in answers.values())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Cash H", ["cash", "h"]),
        ("the cash", ["cash"]),
        ("cash the", ["cash", "the"]),
        ("cash the ", ["cash"]),
        ("a", ["a"]),
        ("A", ["a"]),
        ("class A", ["class", "a"]),
        ("class a", ["class", "a"]),
        ("C++", ["c++"]),
        ("organise ev", ["organize", "ev"]),
        ("x " * 50, ["x"] * 8),
    ],
)
def test_typed_words(typed: str, words: list[str]) -> None:
    assert typed_words(typed) == words


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("organis", "organize"),
        ("organisa", "organization"),
        ("organisi", "organizing"),
        ("colou", "color"),
        ("centr", "center"),
        ("licenc", "license"),
        ("catalogu", "catalog"),
        ("travell", "traveling"),
        ("programm", "program"),
        ("aluminiu", "aluminum"),
    ],
)
def test_a_british_word_that_is_only_begun_is_known_by_how_it_goes_on(typed: str, key: str) -> None:
    assert key in begun_keys([typed])
    assert begun_keys(["an", typed])[0] == f"an {typed}"


def test_an_american_word_has_one_beginning() -> None:
    assert begun_keys(["cash", "handl"]) == ["cash handl"]
