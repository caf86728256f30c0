"""The vectors of an index: which arrays there are, and what is taken from an older index beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from app.vocabulary.index.build import build_index
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import SkillTerm
from tests.unit.vocabulary.small_vocabulary import SKILLS, LetterEncoder, rows_of

DEFINITIONS = {
    "esco:cash": "Count what is in the till.",
    "onet:cpp": "A language for programs that must be quick.",
}
DEFINED = [replace(skill, definition=DEFINITIONS.get(skill.id, "")) for skill in SKILLS]


class CountingReader(LetterEncoder):
    """Letter vectors, turned round so that they are not those of the other encoder; says what it was asked."""

    def __init__(self, checksum: str = "one") -> None:
        self.checksum = checksum
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked += texts
        found: npt.NDArray[np.float32] = super().encode(texts)[:, ::-1] * np.float32(1 + len(self.checksum))
        return found


def build(
    folder: Path, skills: Sequence[SkillTerm] = DEFINED, reader: CountingReader | None = None
) -> VocabularyIndex:
    build_index(rows_of(skills), folder, LetterEncoder(), reader)
    return VocabularyIndex(folder)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def texts_of(index: VocabularyIndex) -> list[str]:
    """The definition of each row, or its label."""
    return [DEFINITIONS.get(index.skill_id(row)) or index.label(row) for row in range(len(index))]


def test_labels_and_definitions_have_vectors_by_both_encoders(tmp_path: Path) -> None:
    index = build(tmp_path / "index", reader=CountingReader())
    labels = [index.label(row) for row in range(len(index))]
    for array, texts, encoder in (
        (index.vectors, labels, LetterEncoder()),
        (index.text_vectors, texts_of(index), LetterEncoder()),
        (index.read_vectors, labels, CountingReader()),
        (index.read_text_vectors, texts_of(index), CountingReader()),
    ):
        assert array.dtype == np.float32
        assert np.array_equal(array, encoder.encode(texts))


def test_without_definitions_there_are_no_vectors_of_texts(tmp_path: Path) -> None:
    index = build(tmp_path / "index", SKILLS, CountingReader())
    assert index.text_vectors.shape == index.read_text_vectors.shape == (0, 26)
    assert index.read_vectors.shape == index.vectors.shape == (len(SKILLS), 26)


def test_without_a_reader_its_vectors_have_no_column(tmp_path: Path) -> None:
    index = build(tmp_path / "index")
    assert index.read_vectors.shape == (len(SKILLS), 0)
    assert index.read_text_vectors.shape == (0, 0)
    assert index.text_vectors.shape == index.vectors.shape
    assert json.loads((tmp_path / "index" / "index.json").read_text())["reader"] == ""


def test_an_empty_vocabulary_has_arrays_without_rows(tmp_path: Path) -> None:
    index = build(tmp_path / "index", [], CountingReader())
    for array in (index.vectors, index.text_vectors, index.read_vectors, index.read_text_vectors):
        assert len(array) == 0


def test_each_text_is_read_once(tmp_path: Path) -> None:
    reader = CountingReader()
    build(tmp_path / "index", reader=reader)
    expected = {skill.label for skill in SKILLS} | set(DEFINITIONS.values())
    assert sorted(reader.asked) == sorted(expected)


def test_what_an_older_index_has_is_not_made_again(tmp_path: Path) -> None:
    build(tmp_path / "old", reader=CountingReader())
    reader = CountingReader()
    changed = [
        replace(skill, label="reckon up the till") if skill.id == "esco:cash" else skill for skill in DEFINED
    ]
    build(tmp_path / "new", changed, reader)
    assert reader.asked == ["reckon up the till"]


def test_taken_or_made_the_files_are_the_same(tmp_path: Path) -> None:
    """The labels of one old index, the definitions of another, the rest made."""
    beside, alone = tmp_path / "beside", tmp_path / "alone"
    build(beside / "labels", SKILLS[:9], CountingReader())
    build(beside / "texts", DEFINED[:1], CountingReader())
    reader = CountingReader()
    build(beside / "index", reader=reader)
    build(alone / "index", reader=CountingReader())
    assert 0 < len(reader.asked) < len(SKILLS)
    assert content(beside / "index") == content(alone / "index")


def test_a_label_may_be_taken_from_where_it_was_a_definition(tmp_path: Path) -> None:
    defined = [replace(SKILLS[0], definition="operate forklift")]
    build(tmp_path / "old", defined, CountingReader())
    reader = CountingReader()
    new = build(tmp_path / "new", [SKILLS[1]], reader)
    assert reader.asked == []
    assert np.array_equal(new.read_vectors, CountingReader().encode(["operate forklift"]))


@pytest.mark.parametrize("reader", [None, CountingReader("another model")])
def test_an_index_of_another_model_gives_nothing(tmp_path: Path, reader: CountingReader | None) -> None:
    build(tmp_path / "old", reader=reader)
    asked = CountingReader()
    build(tmp_path / "new", reader=asked)
    assert len(asked.asked) == len(SKILLS) + len(DEFINITIONS)


def test_an_index_from_before_there_was_a_reader_gives_nothing(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "index.json").write_text('{"releases": []}')
    reader = CountingReader()
    build(tmp_path / "new", reader=reader)
    assert len(reader.asked) == len(SKILLS) + len(DEFINITIONS)


def test_an_older_index_that_goes_away_meanwhile_gives_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`remove_unreachable` may run in another process between the listing and the reading."""
    build(tmp_path / "old", reader=CountingReader())
    listed = sorted(tmp_path.glob("*/index.json"))
    shutil.rmtree(tmp_path / "old")
    monkeypatch.setattr(Path, "glob", lambda *_: iter(listed))
    reader = CountingReader()
    build(tmp_path / "new", reader=reader)
    assert len(reader.asked) == len(SKILLS) + len(DEFINITIONS)


def test_the_checksum_of_the_reader_is_on_record(tmp_path: Path) -> None:
    build(tmp_path / "index", reader=CountingReader("model 7"))
    assert json.loads((tmp_path / "index" / "index.json").read_text())["reader"] == "model 7"
