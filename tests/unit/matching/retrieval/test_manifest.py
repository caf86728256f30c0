from __future__ import annotations

from pathlib import Path

import pytest

from app.matching.retrieval.manifest import MANIFEST, Manifest, read_manifest, write_manifest

HELD = Manifest(7, 30, 4, ("000000002", "000000004"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_manifest(tmp_path / "new", HELD)
    assert read_manifest(tmp_path / "new", 7) == HELD


def test_that_of_another_database_is_none(tmp_path: Path) -> None:
    write_manifest(tmp_path, HELD)
    assert read_manifest(tmp_path, 8) == Manifest(8)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"format": 1}',
        b'{"format": 1, "database": 7, "lots": null}',
        b'{"format": 1, "database": 7, "lots": [], "covers": 3}',
        b'{"format": 99, "database": 7, "covered": 3, "made": 1, "lots": []}',
        b"\xff\xfe",
    ],
)
def test_one_that_cannot_be_used_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    assert read_manifest(tmp_path, 7) == Manifest(7)


def test_where_there_is_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path, 7) == Manifest(7)
    assert read_manifest(tmp_path / "missing", 7) == Manifest(7)


def test_it_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends while it writes leaves the old one."""
    write_manifest(tmp_path, HELD)

    def stop(_file: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.matching.retrieval.manifest.os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_manifest(tmp_path, Manifest(7, 31))
    assert read_manifest(tmp_path, 7) == HELD
