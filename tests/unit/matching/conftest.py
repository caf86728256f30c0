"""A real index and a real catalogue, built from a dozen hand-made rows."""

from __future__ import annotations

import pytest
from hypothesis import settings

from app.occupations.building import build_catalogue
from app.occupations.catalogue import Catalogue
from app.vocabulary.index.build import build_index
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import Profiles, WordEncoder, occupation_rows, vocabulary_rows

settings.register_profile("parlance", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("parlance")


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> VocabularyIndex:
    folder = tmp_path_factory.mktemp("index") / "small"
    build_index(vocabulary_rows(), folder, WordEncoder())
    return VocabularyIndex(folder)


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("catalogue") / "small"
    build_catalogue(occupation_rows(), folder)
    return Catalogue(folder)


@pytest.fixture(scope="session")
def profiles(index: VocabularyIndex) -> Profiles:
    return Profiles(index)
