"""Which sentences ask for a skill: the carried model, its arithmetic and its edges."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from app.errors import NotReady
from app.extraction.asking import (
    FIRST_WORD,
    LONGEST,
    MODEL_FILE,
    PEAK,
    AskingModel,
    row_of,
    shape_of,
    tokens_of,
)
from app.resources import resource_folder

FOLDER = resource_folder("seed_data") / "asking"

ASKING = [
    "You will prepare monthly management accounts and reconcile the bank.",
    "Good knowledge of Python and SQL is required.",
    "Able to operate a counterbalance forklift safely.",
    "Assist residents with washing, dressing and eating.",
]
NOT_ASKING = [
    "Salary: £24,000 a year",
    "We are a family business founded in 1974.",
    "How to apply",
    "Closing date: 3 March",
    "28 days of paid holiday and a pension scheme",
]


@pytest.fixture(scope="module")
def model() -> AskingModel:
    return AskingModel.load(FOLDER)


@pytest.mark.parametrize("sentence", ASKING)
def test_a_sentence_that_asks(model: AskingModel, sentence: str) -> None:
    assert model.scores_alone([sentence])[0] > 0.5


@pytest.mark.parametrize("sentence", NOT_ASKING)
def test_a_sentence_that_does_not(model: AskingModel, sentence: str) -> None:
    assert model.scores_alone([sentence])[0] < 0.5


def test_full_stops_and_their_spaces_say_nothing(model: AskingModel) -> None:
    for plain in ("Python", "You know Python, Java and C++", "Details: we pay well"):
        told = [plain, plain + ".", plain + " .", f"  {plain}  "]
        assert len(set(model.scores_alone(told).tolist())) == 1
    assert model.scores_alone(["Python, Java"])[0] == model.scores_alone(["Python , Java"])[0]


def test_a_placeholder_is_one_unknown_name(model: AskingModel) -> None:
    assert tokens_of("<ORGANIZATION> is growing .") == ["<ORGANIZATION>", "is", "growing"]
    assert row_of("<NAME>", {}) == row_of("<ORGANIZATION>", {}) < FIRST_WORD
    assert shape_of("<NAME>") == shape_of("Northfield")


def test_neighbours_count(model: AskingModel) -> None:
    doubtful = "Attention to detail"
    wanted = ["Requirements:", "Good knowledge of Excel", doubtful, "Able to manage suppliers"]
    offered = ["We offer:", "A pension scheme", doubtful, "Free parking and lunch"]
    assert model.scores(wanted)[2] > model.scores(offered)[2]


def test_scores_do_not_depend_on_how_many_are_asked_at_once(model: AskingModel) -> None:
    sentences = (ASKING + NOT_ASKING) * 80  # more than one chunk
    together = model.scores_alone(sentences)
    assert together.tolist() == [float(model.scores([s])[0]) for s in sentences[:9]] * 80
    whole = model.scores(sentences)
    assert whole[9:-9].tolist()[:9] == whole[18:27].tolist()
    assert whole[261:270].tolist() == whole[18:27].tolist()


def test_edges(model: AskingModel) -> None:
    assert model.scores([]).shape == model.scores_alone([]).shape == (0,)
    odd = [
        "",
        " ",
        "...",
        "\u200b",
        "a" * 100_000,
        "word " * 50_000,
        "日本語の文",
        "<b>",
        "1 22 333 4444 55555 666666",
    ]
    scores = model.scores(odd)
    assert scores.dtype == np.float32
    assert ((scores > 0) & (scores < 1)).all()
    assert len(tokens_of(odd[5])) == LONGEST


def test_sums_are_exact_in_float32(model: AskingModel) -> None:
    with np.load(FOLDER / MODEL_FILE, allow_pickle=False) as stored:
        arrays = dict(stored)
    for name, largest in (("word", 254), ("sentence", PEAK), ("context", PEAK), ("answer", PEAK)):
        weights, bias = arrays[f"{name}_weights"], arrays[f"{name}_bias"]
        assert weights.dtype == np.int8
        assert (np.abs(weights.astype(np.int64)).sum(axis=0) * largest + np.abs(bias)).max() < 2**24
    assert (np.diff(arrays["probabilities"]) >= 0).all()


def test_the_file_is_small_and_named_by_its_checksum(model: AskingModel) -> None:
    assert (FOLDER / MODEL_FILE).stat().st_size < 1_000_000
    assert len(model.checksum) == 64


def test_a_missing_or_damaged_file_is_said(tmp_path) -> None:
    with pytest.raises(NotReady, match="missing"):
        AskingModel.load(tmp_path)
    shutil.copy(FOLDER / MODEL_FILE, tmp_path)
    with np.load(tmp_path / MODEL_FILE) as stored:
        arrays = dict(stored)
    arrays["words"] = arrays["words"][:-1]
    np.savez(tmp_path / MODEL_FILE, **arrays)
    with pytest.raises(NotReady, match="damaged"):
        AskingModel.load(tmp_path)
