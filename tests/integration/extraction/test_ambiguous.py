"""Names that are also everyday words, measured over the test part of `tests/cases/ambiguous`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.extraction.access import application_readers
from benchmarks.ambiguous import Case, by_name, figures, is_read, read_cases

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from app.extraction.pipeline import Extractor

CASES = list(read_cases())
LEAST = 4  # texts of either kind for each name
# A little below what `python -m benchmarks.ambiguous` measures: 0.97, 0.95 and 0.94.
PRECISION, RECALL, MEAN_F1 = 0.95, 0.92, 0.91
Results = list[tuple[Case, bool]]


@pytest.fixture(scope="module")
def extractor(seeded_client: TestClient) -> Extractor:
    """The extractor of the seed."""
    readers = application_readers(seeded_client.app)  # type: ignore[arg-type]
    return readers.extractor(readers.vocabulary.registry.index())


@pytest.fixture(scope="module")
def results(extractor: Extractor) -> Results:
    """Whether the skill was read in each text of the test part."""
    return [(case, is_read(extractor, case)) for case in CASES if case.part == "test"]


def test_names_are_read_where_they_are_meant(results: Results) -> None:
    assert figures(results).recall >= RECALL


def test_names_are_not_read_where_something_else_is_meant(results: Results) -> None:
    assert figures(results).precision >= PRECISION


def test_most_names_are_told_apart_well(results: Results) -> None:
    names = by_name(results)
    assert sum(found.f1 for found in names.values()) / len(names) >= MEAN_F1


def test_the_list_is_long_enough_to_say_something() -> None:
    names = {case.name for case in CASES}
    assert len(names) >= 45
    for name in names:
        meant = [case.meant for case in CASES if case.name == name]
        assert min(meant.count(True), meant.count(False)) >= LEAST, name


def test_every_label_of_the_cases_is_in_the_vocabulary(extractor: Extractor) -> None:
    labels = {extractor.index.label(row) for row in range(len(extractor.index))}
    assert not {label for case in CASES for label in case.skills} - labels
