"""Tables of files: what is read of good ones, and how bad ones are refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.releases.reading.source import ReleaseFileError, Row, open_release_files


def rows_of(place: Path, content: bytes, **how: object) -> list[Row]:
    (place / "t.csv").write_bytes(content)
    with open_release_files([place]) as files:
        return list(files.table("t.csv", **how))  # type: ignore[arg-type]


def test_rows_know_their_line_and_columns(tmp_path: Path) -> None:
    first, second = rows_of(tmp_path, b'\xef\xbb\xbfid,label\n1,"two\nlines"\n\n2,"a ""b"""\n')
    assert (first["id"], first["label"], first.number) == ("1", "two\nlines", 2)
    assert (second["label"], second.number, second.file) == ('a "b"', 5, "t.csv")
    assert second["not there"] == ""
    assert ("id" in second, "not there" in second, second.columns) == (True, False, ("id", "label"))
    assert second.error("is odd").detail == "t.csv, line 5: is odd"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_lines_may_end_either_way(tmp_path: Path, end: bytes) -> None:
    assert [row["b"] for row in rows_of(tmp_path, end.join([b"a,b", b"1,2", b"3,4"]))] == ["2", "4"]


def test_fields_between_tabs_stand_as_they_are(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, b'a\tb\n6" pipe\t"so\n', delimiter="\t")
    assert (row["a"], row["b"]) == ('6" pipe', '"so')


def test_a_table_may_stand_below_a_block_of_notes(tmp_path: Path) -> None:
    content = b"Version,1\n,\n,\nid,label\n1,x\n"
    (row,) = rows_of(tmp_path, content, required=("id", "label"), preamble=True)
    assert (row["label"], row.number) == ("x", 5)


BAD = {
    "latin-1": (b"a,b\n1,2\n3,caf\xe9\n", "t.csv, line 3: is not UTF-8 (byte 0xe9 at 6)"),
    "utf-16": ("a,b\n1,2\n".encode("utf-16"), "t.csv, line 1: "),
    "zero byte": (b"a,b\n1,2\x00\n", "t.csv, line 2: holds a zero byte"),
    "empty": (b"", "t.csv: is empty"),
    "only a mark": (b"\xef\xbb\xbf", "t.csv: is empty"),
    "blank lines": (b"\n\n", "t.csv: is empty"),
    "too few fields": (b"a,b\n1,2\n3\n", "t.csv, line 3: has 1 fields where the header has 2"),
    "too many fields": (b"a,b\n1,2,3\n", "t.csv, line 2: has 3 fields where the header has 2"),
    "after a quoted newline": (b'a,b\n"1\n1",2\n3\n', "t.csv, line 4: has 1 fields"),
    "header twice": (b"a,b\n1,2\na,b\n", "t.csv, line 3: repeats the header"),
    "column twice": (b"a,b,a\n1,2,3\n", "t.csv, line 1: has the column a twice"),
    "open quote": (b'a,b\n1,2\n"3,4\n5,6\n', "t.csv, line 3: cannot be read as a table"),
    "text after a quote": (b'a,b\n"1"x,2\n', "t.csv, line 2: cannot be read as a table"),
    "no column b": (b"a,c\n1,2\n", "t.csv, line 1: lacks the column b"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_table_is_refused_with_file_and_line(tmp_path: Path, case: str) -> None:
    content, detail = BAD[case]
    with pytest.raises(ReleaseFileError) as refused:
        rows_of(tmp_path, content, required=("a", "b"))
    assert refused.value.detail.startswith(detail)


def test_a_quote_that_is_never_closed_does_not_eat_the_file(tmp_path: Path) -> None:
    content = b'a,b\n1,"2\n' + b"3,4\n" * 600_000
    with pytest.raises(ReleaseFileError, match=r"t\.csv, line 2: cannot be read as a table \(field larger"):
        rows_of(tmp_path, content)


def test_an_endless_line_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFileError, match=r"t\.csv, line 1: is longer than 8,000,000 bytes"):
        rows_of(tmp_path, b"x" * 8_000_001)


def test_a_header_must_be_found_below_the_notes(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFileError, match=r"t\.csv: has no header with the columns id, label"):
        rows_of(tmp_path, b"Version,1\n" * 200, required=("id", "label"), preamble=True)


def test_files_are_found_by_pattern_whatever_their_case(tmp_path: Path) -> None:
    for name in ("Skills_EN.csv", "a/notes.txt", "b/notes.txt", "skills_es.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    with open_release_files([tmp_path]) as files:
        assert files.names() == ["Skills_EN.csv", "notes.txt", "skills_es.csv"]
        assert files.find("skills_en.csv") == "Skills_EN.csv"
        assert files.find("occupations_*.csv") is None
        assert files.find_all("skills_*.csv") == ["Skills_EN.csv", "skills_es.csv"]
        assert files.text("NOTES.txt") == "x"  # twice there, and the same
        assert files.read("notes.txt") == b"x"
        with pytest.raises(
            ReleaseFileError, match=r"Both .*Skills_EN\.csv and .*skills_es\.csv could be skills_"
        ):
            files.find("skills_*.csv")
        with pytest.raises(ReleaseFileError, match=r"There is no file gone\.csv"):
            files.read("gone.csv")


def test_two_files_of_one_name_must_be_the_same(tmp_path: Path) -> None:
    for place, content in (("a", "1"), ("b", "2")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "t.csv").write_text(content)
    with (
        open_release_files([tmp_path / "a", tmp_path / "b"]) as files,
        pytest.raises(ReleaseFileError) as refused,
    ):
        files.find("t.csv")
    assert refused.value.detail.startswith("a/t.csv and b/t.csv differ")


def test_the_checksum_is_of_names_and_contents(tmp_path: Path) -> None:
    def checksum(place: str, files: dict[str, str]) -> str:
        for name, content in files.items():
            (tmp_path / place / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / place / name).write_text(content)
        with open_release_files([tmp_path / place]) as found:
            return found.checksum()

    one = checksum("one", {"a.csv": "1", "b.csv": "2"})
    assert checksum("same", {"deep/a.csv": "1", "b.csv": "2"}) == one
    assert checksum("swapped", {"a.csv": "2", "b.csv": "1"}) != one


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_something_must_be_there(tmp_path: Path, how: str) -> None:
    place = tmp_path / "gone" if how == "gone" else tmp_path
    with pytest.raises(ReleaseFileError, match=r"There is nothing at|No file was found"):
        open_release_files([place])
