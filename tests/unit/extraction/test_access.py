"""The readers of a process: one per index, the models loaded once whoever asks first, closed indexes let go."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from app.extraction import access
from app.extraction.access import Readers, application_readers
from app.extraction.linking.models import Models
from app.extraction.pipeline import Request

if TYPE_CHECKING:
    from app.vocabulary.access import Vocabulary
    from app.vocabulary.index.index import VocabularyIndex

Load = Callable[..., Models]


def vocabulary(models: Models, open_keys: set[str]) -> Vocabulary:
    """What readers ask of a vocabulary: its encoder, and which indexes are open."""
    registry = SimpleNamespace(is_open=lambda key: key in open_keys)
    return SimpleNamespace(encoder=models.encoder, registry=registry)  # type: ignore[return-value]


@pytest.fixture
def loaded(models: Models, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The encoders that models were loaded with, one entry a time; loading takes a while."""
    calls: list[object] = []

    def load(_folder: object, encoder: object = None) -> Models:
        calls.append(encoder)
        time.sleep(0.05)
        return models

    monkeypatch.setattr(access.Models, "load", load)
    return calls


@pytest.fixture
def readers(models: Models, index: VocabularyIndex) -> Readers:
    return Readers(vocabulary(models, {index.key}))


def test_models_are_loaded_on_first_use_with_the_encoder_that_is_open(
    readers: Readers, loaded: list[object], models: Models
) -> None:
    assert loaded == []
    assert readers.models() is readers.models()
    assert loaded == [models.encoder]


def test_threads_that_come_at_once_load_the_models_once(readers: Readers, loaded: list[object]) -> None:
    together = threading.Barrier(4)

    def ask(_: int) -> Models:
        together.wait()
        return readers.models()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    assert len(loaded) == 1
    assert all(each is found[0] for each in found)


def test_a_load_that_failed_is_tried_again(
    readers: Readers, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes: list[Models | None] = [None, models]

    def load(*_: object) -> Models:
        outcome = outcomes.pop(0)
        if outcome is None:
            raise OSError("the disk was busy")
        return outcome

    monkeypatch.setattr(access.Models, "load", load)
    with pytest.raises(OSError, match="busy"):
        readers.models()
    assert readers.models() is models


def test_reading_by_names_loads_no_model(
    readers: Readers, loaded: list[object], index: VocabularyIndex
) -> None:
    readers.extractor(index).extract(Request("operate a forklift", "posting", "en", "fast"))
    readers.normalizer(index)
    assert loaded == []
    readers.extractor(index).extract(Request("operate a forklift", "posting", "en", "thorough"))
    readers.normalizer(index).rank("operate a forklift", 1)
    assert len(loaded) == 1


def test_an_index_has_one_extractor_and_one_normalizer(readers: Readers, index: VocabularyIndex) -> None:
    assert readers.extractor(index) is readers.extractor(index)
    assert readers.normalizer(index) is readers.normalizer(index)


def test_readers_of_a_closed_index_are_let_go(models: Models, index: VocabularyIndex) -> None:
    keys = {index.key}
    readers = Readers(vocabulary(models, keys))
    first = readers.extractor(index), readers.normalizer(index)
    keys.clear()
    other = copy.copy(index)
    other.key = "another"
    readers.extractor(other)
    readers.normalizer(other)
    keys.add(index.key)
    assert readers.extractor(index) is not first[0]
    assert readers.normalizer(index) is not first[1]


def test_an_application_has_one_set_of_readers(models: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "application_vocabulary", lambda _: vocabulary(models, set()))
    app = FastAPI()
    assert application_readers(app) is application_readers(app)
    assert application_readers(FastAPI()) is not application_readers(app)
