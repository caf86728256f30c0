"""The models that linking reads with: all there, the encoder shared."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import NotReady
from app.extraction.linking.models import Models
from app.resources import resource_folder

SEED = resource_folder("seed_data")
FILES = (
    "encoder/model.npy",
    "encoder/vocabulary.txt",
    "reader/model.onnx",
    "reader/vocabulary.txt",
    "reader/ranking.npz",
    "reader/fast_ranking.npz",
    "asking/model.npz",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folders of the models, each file a link to the one that is carried."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(SEED / name)
    return tmp_path


def test_an_encoder_that_is_open_is_used(folder: Path, models: Models) -> None:
    loaded = Models.load(folder, models.encoder)
    assert loaded.encoder is models.encoder
    assert Models.load(folder).encoder is not models.encoder


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_named_with_what_to_do(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    name = re.escape(missing.rpartition("/")[2])
    with pytest.raises(NotReady, match=rf"{name}\)? is missing: install Parlance again"):
        Models.load(folder)


@pytest.mark.parametrize("damage", [lambda x: x[: len(x) // 2], lambda _: b"", lambda x: b"PK" + x[2:600]])
def test_a_ranking_that_is_damaged_is_not_read(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    """It must stop the start rather than give other answers."""
    file = folder / "reader" / "ranking.npz"
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(damage(content))
    with pytest.raises(NotReady, match=r"ranking\.npz is damaged: install Parlance again"):
        Models.load(folder)


def test_a_file_that_is_no_ranking_is_not_taken_for_one(folder: Path) -> None:
    file = folder / "reader" / "ranking.npz"
    file.unlink()
    shutil.copy(SEED / "asking" / "model.npz", file)
    with pytest.raises(NotReady, match="damaged"):
        Models.load(folder)
