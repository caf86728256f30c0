from __future__ import annotations

import pytest

from app.occupations.building import build_titles
from app.occupations.finding import TitleSearch
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.occupations.small_catalogue import COOK, COOKS, DRIVERS, GRILL, SHORT_ORDER, rows


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> TitleSearch:
    folder = tmp_path_factory.mktemp("titles") / "built"
    build_titles(rows(), folder)
    return TitleSearch(VocabularyIndex(folder))


@pytest.mark.parametrize(
    ("query", "framework", "first"),
    [
        ("cook", None, COOK),
        ("cook", "onet", COOKS),
        ("grill cook", None, GRILL),
        ("forklift driver", None, DRIVERS),
        ("cocinero", None, COOK),
        ("kitchen porter", None, COOK),
        ("short order cooks", None, SHORT_ORDER),
    ],
)
def test_the_best_title_comes_first(
    search: TitleSearch, query: str, framework: str | None, first: str
) -> None:
    found = search.search(query, framework)
    assert found[0][0] == first
    assert len({id_ for id_, _ in found}) == len(found)


@pytest.mark.parametrize(
    ("typed", "first", "title"),
    [
        ("grill c", GRILL, "grill cook"),
        ("forklift d", DRIVERS, "Forklift Driver"),
        ("forlkift dr", DRIVERS, "Forklift Driver"),
        ("line c", COOK, "line cook"),
    ],
)
def test_titles_are_completed_and_mended(search: TitleSearch, typed: str, first: str, title: str) -> None:
    assert search.complete(typed, 5)[0] == (first, title)


def test_nothing_is_found_for_nothing(search: TitleSearch) -> None:
    assert list(search.complete("", 5)) == []
    assert list(search.search("zzzz")) == []
    assert list(search.complete("cook", 5, "nowhere")) == []
