"""How a route gets at the vocabulary: the registry of this process, made on first use."""

from __future__ import annotations

import threading
from typing import cast

from fastapi import FastAPI, Request

from app.database import make_sessions
from app.resources import resource_folder
from app.settings import Settings
from app.text.encoder import StaticEncoder
from app.vocabulary.building import DatabaseBuilder, models_checksum
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.registry import VocabularyRegistry
from app.vocabulary.search import SkillSearch


class Vocabulary:
    """The registry with what is made from its indexes: the encoder, and a search per index."""

    def __init__(self, registry: VocabularyRegistry, encoder: StaticEncoder) -> None:
        self.registry = registry
        self.encoder = encoder
        self._searches: dict[str, SkillSearch] = {}

    def search(self, index: VocabularyIndex) -> SkillSearch:
        """The search of an index."""
        found = self._searches.get(index.key)
        if found is None:
            # Those of indexes that were closed since go; another thread may be reading the old dictionary.
            kept = {key: search for key, search in self._searches.items() if self.registry.is_open(key)}
            found = SkillSearch(index)
            self._searches = {**kept, index.key: found}
        return found

    def opened_search(self) -> tuple[VocabularyIndex, SkillSearch] | None:
        """The index of the active releases and its search, if both are there."""
        index = self.registry.opened
        search = self._searches.get(index.key) if index is not None else None
        return None if index is None or search is None else (index, search)


def open_vocabulary(settings: Settings, engine: object) -> Vocabulary:
    """The vocabulary of a database; the index of its active releases must be there or is built."""
    models = resource_folder("seed_data")
    registry = VocabularyRegistry(
        settings.data_dir,
        make_sessions(engine),  # type: ignore[arg-type]
        build=DatabaseBuilder(settings, models),
        extra=models_checksum(models),
    )
    return Vocabulary(registry, StaticEncoder.load(models / "encoder"))


_LOCK = threading.Lock()


def vocabulary_of(request: Request) -> Vocabulary:
    """The vocabulary of the application that answers this request."""
    return application_vocabulary(request.app)


def opened_search(request: Request) -> tuple[VocabularyIndex, SkillSearch] | None:
    """The index of the active releases and its search, if an event loop can have them without waiting."""
    vocabulary = cast("Vocabulary | None", getattr(request.app.state, "vocabulary", None))
    return None if vocabulary is None else vocabulary.opened_search()


def application_vocabulary(app: FastAPI) -> Vocabulary:
    """The vocabulary of an application, opened on first use and kept."""
    found = getattr(app.state, "vocabulary", None)
    if found is None:
        with _LOCK:
            found = getattr(app.state, "vocabulary", None)
            if found is None:
                found = app.state.vocabulary = open_vocabulary(app.state.settings, app.state.engine)
    return cast(Vocabulary, found)
