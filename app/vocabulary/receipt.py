"""The receipt on every computed answer: same input under the same receipt gives the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

import app
from app.resources import resource_folder
from app.vocabulary.index.index import VocabularyIndex

# The chapters whose rules decide an answer, and the files in them that hold rules.
_RULES = ("text", "vocabulary", "extraction", "occupations", "matching")
_SUFFIXES = (".py", ".json")


@lru_cache(maxsize=1)
def ruleset() -> str:
    """A hash of every rule and weight that decides an answer; it moves whenever one of them does."""
    root = Path(app.__file__).parent
    digest = hashlib.sha256()
    for chapter in _RULES:
        for path in sorted((root / chapter).rglob("*")):
            if path.suffix in _SUFFIXES and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    # The encoders count through the key of the index that holds their vectors; the other models count here.
    models = resource_folder("seed_data")
    for path in sorted(models.rglob("*.npz")):
        digest.update(path.relative_to(models).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def input_sha256(value: Any) -> str:
    """The hash of a request: its JSON with sorted keys, or the bytes of a document."""
    data = value if isinstance(value, bytes) else orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(data).hexdigest()


def make_receipt(index: VocabularyIndex, value: Any, **extra: Any) -> dict[str, Any]:
    """The receipt for an answer computed from `value`; `extra` adds what else decided it (effort, a date)."""
    receipt: dict[str, Any] = {
        "engine": app.__version__,
        "ruleset": ruleset_of(index),
        "vocabulary": index.receipt_vocabulary(),
        "input_sha256": input_sha256(value),
    }
    receipt.update(_present(extra))
    return receipt


def ruleset_of(index: VocabularyIndex) -> str:
    """The ruleset with the index it read: the index's key covers its vectors and so the encoder."""
    return f"{ruleset()}-{index.key[:8]}"


def _present(extra: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in extra.items() if value is not None}
