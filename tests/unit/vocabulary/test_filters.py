from __future__ import annotations

from app.vocabulary.filters import NOT_SHOWN, Filter, allowed_rows, shown_as
from app.vocabulary.index.index import VocabularyIndex


def shown(index: VocabularyIndex, skill_id: str, where: Filter) -> str | None:
    row = index.row(skill_id)
    assert row is not None
    found = int(shown_as(index, where)[row])
    return None if found == NOT_SHOWN else index.skill_id(found)


def test_without_a_filter_the_representative_is_shown(small_index: VocabularyIndex) -> None:
    assert shown(small_index, "essential:service", Filter()) == "esco:service"
    assert shown(small_index, "onet:cpp", Filter()) == "onet:cpp"
    assert len(allowed_rows(small_index, Filter())) == len(small_index)


def test_a_framework_shows_its_own_term(small_index: VocabularyIndex) -> None:
    where = Filter(framework="onet")
    assert shown(small_index, "esco:python", where) == "onet:python"
    assert shown(small_index, "essential:service", where) == "onet:service"
    assert shown(small_index, "esco:cash", where) is None
    assert {small_index.framework(row) for row in allowed_rows(small_index, where).tolist()} == {"onet"}


def test_a_type_shows_the_linked_term_of_that_type(small_index: VocabularyIndex) -> None:
    assert shown(small_index, "esco:python", Filter(type="technology")) == "onet:python"
    assert shown(small_index, "onet:python", Filter(type="knowledge")) == "esco:python"
    assert shown(small_index, "onet:python", Filter(type="language")) is None


def test_both_must_hold(small_index: VocabularyIndex) -> None:
    assert shown(small_index, "onet:python", Filter("onet", "technology")) == "onet:python"
    assert shown(small_index, "onet:python", Filter("onet", "knowledge")) is None


def test_a_framework_that_is_not_there_has_no_skills(small_index: VocabularyIndex) -> None:
    assert len(allowed_rows(small_index, Filter("sfia"))) == 0
    assert set(shown_as(small_index, Filter("sfia")).tolist()) == {NOT_SHOWN}
