from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import NotReady
from app.vocabulary.building import encoder_checksum
from tests.small_seed import write_small_seed


def test_encoder_checksum_follows_its_files(tmp_path: Path) -> None:
    folder = write_small_seed(tmp_path) / "encoder"
    before = encoder_checksum(folder)
    assert before == encoder_checksum(folder)
    (folder / "vocabulary.txt").write_text((folder / "vocabulary.txt").read_text().replace("aid", "aide"))
    assert encoder_checksum(folder) != before
    (folder / "vocabulary.txt").unlink()
    with pytest.raises(NotReady, match=r"vocabulary\.txt is missing"):
        encoder_checksum(folder)
