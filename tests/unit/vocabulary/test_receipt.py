"""The receipt: what it says, and that its ruleset moves with every rule and every model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.resources import resource_folder
from app.vocabulary import receipt
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.receipt import input_sha256, make_receipt, ruleset, ruleset_of

MODELS = ("asking/model.npz", "reader/ranking.npz", "reader/fast_ranking.npz")


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of models of our own, which the ruleset counts."""
    for name in MODELS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"weights")
    monkeypatch.setattr(receipt, "resource_folder", lambda _: tmp_path)
    ruleset.cache_clear()
    yield tmp_path
    ruleset.cache_clear()


def fresh() -> str:
    ruleset.cache_clear()
    return ruleset()


@pytest.mark.parametrize("name", MODELS)
def test_the_ruleset_moves_with_each_model(seed: Path, name: str) -> None:
    before = fresh()
    (seed / name).write_bytes(b"other weights")
    changed = fresh()
    (seed / name).unlink()
    assert len({before, changed, fresh()}) == 3


def test_where_a_model_lies_counts_as_well(seed: Path) -> None:
    before = fresh()
    (seed / "reader" / "ranking.npz").rename(seed / "asking" / "ranking.npz")
    assert fresh() != before


def test_what_is_no_model_does_not_count(seed: Path) -> None:
    before = fresh()
    (seed / "reader" / "notes.txt").write_text("learnt on a Sunday")
    assert fresh() == before


def test_the_carried_models_are_among_those_that_count() -> None:
    there = {
        path.relative_to(resource_folder("seed_data")).as_posix()
        for path in resource_folder("seed_data").rglob("*.npz")
    }
    assert set(MODELS) <= there


def test_the_ruleset_counts_the_code_that_reads(
    seed: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path_factory.mktemp("app")
    for chapter in ("text", "extraction"):
        (root / chapter).mkdir()
        (root / chapter / "rule.py").write_text("A = 1")
    (root / "auth").mkdir()
    monkeypatch.setattr(app, "__file__", str(root / "__init__.py"))
    before = fresh()
    (root / "auth" / "keys.py").write_text("B = 2")
    assert fresh() == before
    (root / "text" / "rule.py").write_text("A = 2")
    assert fresh() != before


def test_the_same_files_have_the_same_ruleset() -> None:
    assert fresh() == fresh()
    assert len(ruleset()) == 16


def test_a_receipt_says_what_decided_an_answer(small_index: VocabularyIndex) -> None:
    found = make_receipt(small_index, {"b": 1, "a": 2}, effort="thorough", as_of=None)
    assert found == {
        "engine": app.__version__,
        "ruleset": f"{ruleset()}-{small_index.key[:8]}",
        "vocabulary": small_index.receipt_vocabulary(),
        "input_sha256": input_sha256({"a": 2, "b": 1}),
        "effort": "thorough",
    }
    assert found["ruleset"] == ruleset_of(small_index)


def test_requests_that_differ_have_other_hashes() -> None:
    values = [{"a": 1}, {"a": 2}, {"b": 1}, b"a", b"b", "a"]
    assert len({input_sha256(value) for value in values}) == len(values)
