from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import NotReady
from app.releases.seed_files import SeedFiles
from tests.small_seed import EXCEL, SAP, VERSIONS, write_small_seed

CLASSES = "classes.tsv.gz"


def test_reads_rows_as_text(tmp_path: Path) -> None:
    files = SeedFiles(write_small_seed(tmp_path))
    assert files.versions == VERSIONS
    expected = [[EXCEL, "Spreadsheet software"], [SAP, "Planning software"]]
    assert files.rows(CLASSES, ("skill_id", "class")) == expected
    assert files.has(CLASSES)
    assert not files.has("aliases.tsv")


def test_checksum_moves_with_any_file(tmp_path: Path) -> None:
    before = SeedFiles(write_small_seed(tmp_path / "one"))
    same = SeedFiles(write_small_seed(tmp_path / "two"))
    other = SeedFiles(write_small_seed(tmp_path / "three", changes={CLASSES: [(EXCEL, "Tables")]}))
    assert before.checksum("onet") == same.checksum("onet") != other.checksum("onet")
    assert before.checksum("onet") != before.checksum("esco")
    third = write_small_seed(tmp_path / "four", versions={**VERSIONS, "essential": "1.0.1"})
    assert SeedFiles(third).checksum("onet") != before.checksum("onet")


def test_no_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match=r"seed_data/manifest\.json is missing .*Install Parlance again"):
        SeedFiles(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["{", "[]", '{"files": {}}'])
def test_a_broken_manifest_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(NotReady, match=r"manifest\.json"):
        SeedFiles(tmp_path)


def test_a_table_beside_the_manifest_is_refused(tmp_path: Path) -> None:
    files = SeedFiles(write_small_seed(tmp_path))
    (tmp_path / "late.tsv.gz").write_bytes(b"")
    assert files.has("late.tsv.gz")
    with pytest.raises(NotReady, match="is not in the manifest"):
        files.content("late.tsv.gz")


@pytest.mark.parametrize("content", ["", "{}", '{"version": "1", "skills": [{}]}', "[]"])
def test_broken_essential_skills_are_refused(tmp_path: Path, content: str) -> None:
    write_small_seed(tmp_path)
    (tmp_path / "essential" / "skills.json").write_text(content)
    with pytest.raises(NotReady, match=r"essential/skills\.json is missing or cannot be read"):
        SeedFiles(tmp_path)


def test_a_changed_missing_or_unknown_file_is_refused(tmp_path: Path) -> None:
    files = SeedFiles(write_small_seed(tmp_path))
    (tmp_path / CLASSES).write_bytes((tmp_path / CLASSES).read_bytes() + b" ")
    with pytest.raises(NotReady, match="is not the file that the manifest describes"):
        files.content(CLASSES)
    (tmp_path / CLASSES).unlink()
    with pytest.raises(NotReady, match="is missing"):
        files.content(CLASSES)
    with pytest.raises(NotReady, match="is not in the manifest"):
        files.content("../secret.txt")


def test_other_columns_are_refused(tmp_path: Path) -> None:
    files = SeedFiles(write_small_seed(tmp_path))
    with pytest.raises(NotReady, match="has the columns skill_id, class instead of skill_id, title"):
        files.rows(CLASSES, ("skill_id", "title"))
