"""How a route gets at the readers of texts: one extractor and one normalizer per index, made on first use."""

from __future__ import annotations

import threading
from typing import TypeVar, cast

from fastapi import FastAPI, Request

from app.extraction.linking.models import Models
from app.extraction.normalize import Normalizer
from app.extraction.pipeline import Extractor
from app.resources import resource_folder
from app.vocabulary.access import Vocabulary, application_vocabulary
from app.vocabulary.index.index import VocabularyIndex

Reader = TypeVar("Reader", Extractor, Normalizer)


class Readers:
    """The extractors and normalizers of one process, by index."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._extractors: dict[str, Extractor] = {}
        self._normalizers: dict[str, Normalizer] = {}
        self._models: Models | None = None
        self._loading = threading.Lock()

    def models(self) -> Models:
        """The models that sentences are read with, loaded on first use."""
        if self._models is None:
            with self._loading:
                if self._models is None:
                    self._models = Models.load(resource_folder("seed_data"), self.vocabulary.encoder)
        return self._models

    def extractor(self, index: VocabularyIndex) -> Extractor:
        """The extractor of an index."""
        found = self._extractors.get(index.key)
        if found is None:
            found = Extractor(index, self.models)
            self._extractors = {**self._kept(self._extractors), index.key: found}
        return found

    def normalizer(self, index: VocabularyIndex) -> Normalizer:
        """The normalizer of an index."""
        found = self._normalizers.get(index.key)
        if found is None:
            extractor = self.extractor(index)
            found = Normalizer(index, self.models, lambda: extractor.sentences)
            self._normalizers = {**self._kept(self._normalizers), index.key: found}
        return found

    def _kept(self, readers: dict[str, Reader]) -> dict[str, Reader]:
        """Those of indexes that are still open, in a new dictionary: another thread may be reading the old one."""
        return {key: reader for key, reader in readers.items() if self.vocabulary.registry.is_open(key)}


def readers_of(request: Request) -> Readers:
    """The readers of the application that answers this request."""
    return application_readers(request.app)


def application_readers(app: FastAPI) -> Readers:
    """The readers of an application, made on first use and kept."""
    found = getattr(app.state, "readers", None)
    if found is None:
        found = app.state.readers = Readers(application_vocabulary(app))
    return cast(Readers, found)
