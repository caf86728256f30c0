from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import NotReady
from app.vocabulary.building import models_checksum
from tests.small_seed import write_small_seed


def test_models_checksum_follows_its_files(tmp_path: Path) -> None:
    models = write_small_seed(tmp_path)
    folder = models / "encoder"
    before = models_checksum(models)
    assert before == models_checksum(models)
    (folder / "vocabulary.txt").write_text((folder / "vocabulary.txt").read_text().replace("aid", "aide"))
    assert models_checksum(models) != before
    (folder / "vocabulary.txt").unlink()
    with pytest.raises(NotReady, match=r"vocabulary\.txt is missing"):
        models_checksum(models)
