"""The small vocabulary as an index, and what builds an index from any rows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from app.vocabulary.index.build import build_index
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.search import SkillSearch
from app.vocabulary.terms import VocabularyRows
from tests.unit.vocabulary.small_vocabulary import LINKS, NAMES, SKILLS, LetterEncoder, rows_of

Build = Callable[[VocabularyRows], VocabularyIndex]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder: Path = tmp_path_factory.mktemp("indexes")
    numbers = count()

    def built(rows: VocabularyRows) -> VocabularyIndex:
        target = folder / f"index-{next(numbers)}"
        build_index(rows, target, LetterEncoder())
        return VocabularyIndex(target)

    return built


@pytest.fixture(scope="session")
def small_rows() -> VocabularyRows:
    return rows_of(SKILLS, NAMES, LINKS)


@pytest.fixture(scope="session")
def small_index(build: Build, small_rows: VocabularyRows) -> VocabularyIndex:
    return build(small_rows)


@pytest.fixture(scope="session")
def small_search(small_index: VocabularyIndex) -> SkillSearch:
    return SkillSearch(small_index)
