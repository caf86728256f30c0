"""Zips and folders of all kinds, and the zips that nobody should trust."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from app.releases.reading import archives
from app.releases.reading.source import ReleaseFileError, open_release_files
from tests.unit.releases.reading.small_esco import zipped

TABLE = b"a,b\n1,2\n"


def read_all(*paths: Path) -> dict[str, bytes]:
    with open_release_files(paths) as files:
        return {name: files.read(name) for name in files.names()}


def test_zips_folders_and_files_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "c.csv").write_bytes(b"c")
    (tmp_path / "in" / ".DS_Store").write_bytes(b"x")
    zipped(tmp_path / "in" / "nested.ZIP", {"d.csv": b"d"})
    (tmp_path / "e.csv").write_bytes(b"e")
    one = zipped(tmp_path / "1.zip", {"db/a.csv": b"a", "__MACOSX/db/._a.csv": b"x", "db/": b""})
    two = zipped(tmp_path / "2.zip", {"b.csv": b"b"})
    found = read_all(one, two, tmp_path / "in", tmp_path / "e.csv")
    assert found == {f"{name}.csv": name.encode() for name in "abcde"}


def test_the_same_file_in_two_zips_is_one(tmp_path: Path) -> None:
    one = zipped(tmp_path / "1.zip", {"a.csv": TABLE})
    two = zipped(tmp_path / "2.zip", {"copy/a.csv": TABLE})
    assert read_all(one, two) == {"a.csv": TABLE}
    zipped(tmp_path / "2.zip", {"copy/a.csv": TABLE + b"3,4\n"})
    with pytest.raises(ReleaseFileError, match=r"1\.zip/a\.csv and 2\.zip/copy/a\.csv differ"):
        read_all(one, two)


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>Please log in</html>", TABLE * 100])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "esco.zip").write_bytes(content)
    with pytest.raises(
        ReleaseFileError, match=r"esco\.zip: this is no complete zip file .*download it again"
    ):
        read_all(tmp_path / "esco.zip")


@pytest.mark.parametrize(
    "name", ["../a.csv", "x/../../a.csv", "/etc/a.csv", "..\\a.csv", "C:\\a.csv", "\\\\host\\a.csv"]
)
def test_names_that_lead_out_of_a_folder_are_refused(tmp_path: Path, name: str) -> None:
    zipped(tmp_path / "esco.zip", {"good.csv": TABLE, name: TABLE})
    with pytest.raises(ReleaseFileError, match=r"esco\.zip: holds a file named .* leads out of a folder"):
        read_all(tmp_path / "esco.zip")


def test_links_are_refused(tmp_path: Path) -> None:
    link = ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    with ZipFile(tmp_path / "esco.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ReleaseFileError, match=r"esco\.zip/a\.csv: is a link"):
        read_all(tmp_path / "esco.zip")


def test_what_needs_a_password_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "esco.zip", {"a.csv": TABLE})
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    path.write_bytes(content)
    with pytest.raises(ReleaseFileError, match=r"esco\.zip/a\.csv: is locked with a password"):
        read_all(path)


def test_a_compression_that_is_not_read_here(tmp_path: Path) -> None:
    path = zipped(tmp_path / "esco.zip", {"a.csv": TABLE})
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(signature) + place] = 97
    path.write_bytes(content)
    with pytest.raises(ReleaseFileError, match=r"esco\.zip/a\.csv: is damaged"):
        read_all(path)


def test_a_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (
        ZipFile(tmp_path / "esco.zip", "w", ZIP_DEFLATED) as archive,
        archive.open("skills_en.csv", "w") as out,
    ):
        for _ in range(30):
            out.write(bytes(1_000_000))
    with pytest.raises(ReleaseFileError, match=r"esco\.zip: unpacks from [\d,]+ to 30,000,000 bytes"):
        read_all(tmp_path / "esco.zip")


def declare(path: Path, size: int) -> None:
    """Makes the one member of a zip claim another size."""
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(signature) + place, size)
    path.write_bytes(content)


def test_ten_gigabytes_are_refused_by_what_they_declare(tmp_path: Path) -> None:
    path = zipped(tmp_path / "esco.zip", {"a.csv": random.Random(1).randbytes(100)})
    declare(path, 1_500_000_000)
    with pytest.raises(ReleaseFileError, match=r"esco\.zip: unpacks from"):
        read_all(path)


def test_a_member_that_declares_too_little_is_damaged(tmp_path: Path) -> None:
    path = zipped(tmp_path / "esco.zip", {"a.csv": TABLE * 1000})
    declare(path, 8)
    with pytest.raises(ReleaseFileError, match=r"esco\.zip/a\.csv: is damaged"):
        read_all(path)


LIMITS: list[tuple[str, int, str]] = [
    ("MOST_BYTES_OF_A_FILE", 1_000, r"larger than 1,000 bytes"),
    ("MOST_BYTES_IN_ALL", 9_000, r"unpacks to 10,000 bytes; at most 9,000"),
    ("MOST_FILES", 1, r"holds 2 files; at most 1"),
]


@pytest.mark.parametrize(("name", "limit", "detail"), LIMITS)
def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int, detail: str) -> None:
    noise = random.Random(2).randbytes
    path = zipped(tmp_path / "esco.zip", {"a.csv": noise(5_000), "b.csv": noise(5_000)})
    monkeypatch.setattr(archives, name, limit)
    with pytest.raises(ReleaseFileError, match=detail):
        read_all(path)


def test_reading_stops_at_the_limit_whatever_was_declared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(bytes(5_000))
    monkeypatch.setattr(archives, "MOST_BYTES_OF_A_FILE", 1_000)
    with pytest.raises(ReleaseFileError, match=r"a\.csv: is larger than 1,000 bytes"):
        read_all(tmp_path / "a.csv")


def test_folders_have_limits_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.csv").touch()
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    with pytest.raises(ReleaseFileError, match="more than 2 files"):
        read_all(tmp_path)


Harm = Callable[[bytearray, random.Random], None]


def cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)


@pytest.mark.parametrize("harm", [cut, flip])
def test_a_harmed_zip_is_read_right_or_refused(tmp_path: Path, harm: Harm) -> None:
    names = {f"{name}.csv": (name.encode() + TABLE) * 200 for name in "abc"}
    sound = zipped(tmp_path / "esco.zip", names).read_bytes()
    outcomes: list[str] = []
    for seed in range(150):
        content = bytearray(sound)
        harm(content, random.Random(seed))
        (tmp_path / "esco.zip").write_bytes(content)
        try:
            found = read_all(tmp_path / "esco.zip")
        except ReleaseFileError as error:
            outcomes.append(error.detail)
        else:
            assert set(found.values()) <= set(names.values())
    assert len(outcomes) > 100
    assert all("esco.zip" in detail or "No file" in detail for detail in outcomes)
