"""The files of a release as named tables: every row knows its file and line, and so does every error."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from app.releases.reading.archives import FoundFile, files_of, members
from app.releases.reading.downloading import downloaded, web_address
from app.releases.reading.file_errors import ReleaseFileError

__all__ = ["ReleaseFileError", "ReleaseFiles", "Row", "open_release_files"]

_LONGEST_LINE = 8_000_000  # bytes
_LONGEST_FIELD = 2_000_000  # characters; a quote that is never closed ends here
_LONGEST_TEXT = 400_000_000  # bytes of a file that is read whole
_LONGEST_PREAMBLE = 100  # lines above a header
_BOM = b"\xef\xbb\xbf"


class Row:
    """One row of a table: `row["column"]` is its value, "" where the file has no such column."""

    __slots__ = ("_columns", "_values", "file", "number")

    def __init__(self, file: str, number: int, columns: Mapping[str, int], values: list[str]) -> None:
        self.file = file
        self.number = number  # of its first line, 1 being the first of the file
        self._columns = columns
        self._values = values

    def __getitem__(self, column: str) -> str:
        place = self._columns.get(column)
        return "" if place is None else self._values[place]

    def __contains__(self, column: str) -> bool:
        return column in self._columns

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns of the table."""
        return tuple(self._columns)

    def error(self, problem: str) -> ReleaseFileError:
        """An error that names the file and line of this row."""
        return ReleaseFileError.at(self.file, self.number, problem)


class ReleaseFiles:
    """The files found where a release was said to be, by base name; a context manager that closes them."""

    def __init__(self, found: Sequence[FoundFile], stack: ExitStack) -> None:
        self._stack = stack
        self._found: dict[str, list[FoundFile]] = {}
        for file in found:
            self._found.setdefault(file.name.casefold(), []).append(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def names(self) -> list[str]:
        """The base names of all files, sorted."""
        return sorted(files[0].name for files in self._found.values())

    def places(self) -> list[str]:
        """Where each file is, as a person would look for it: the zip or folder, and the way within."""
        return sorted(file.place for files in self._found.values() for file in files)

    def columns(self, name: str) -> tuple[str, ...]:
        """The names of the columns of a comma-separated file; none where it is no such table."""
        try:
            rows = _numbered(name, self.lines(name), ",")
            return tuple(value.strip() for value in next(rows, (0, []))[1])
        except ReleaseFileError:
            return ()

    def find(self, pattern: str) -> str | None:
        """The name of the one file that fits (`skills_??.csv`), whatever its case; several that fit are an error."""
        fitting = self.find_all(pattern)
        if len(fitting) > 1:
            listed = " and ".join(self._one(name).place for name in fitting)
            raise ReleaseFileError(f"Both {listed} could be {pattern}: give the files of one release only.")
        return fitting[0] if fitting else None

    def find_all(self, pattern: str) -> list[str]:
        """The names of all files that fit, sorted."""
        wanted = pattern.casefold()
        fitting = [name for name in self._found if fnmatchcase(name, wanted)]
        return sorted(self._one(name).name for name in fitting)

    def read(self, name: str) -> bytes:
        """A whole file."""
        with self._one(name).open() as stream:
            content = stream.read(_LONGEST_TEXT + 1)
        if len(content) > _LONGEST_TEXT:
            raise ReleaseFileError.at(
                name, None, f"is larger than {_LONGEST_TEXT:,} bytes, the most that is read"
            )
        return content

    def text(self, name: str) -> str:
        """A whole file as text, for JSON and the like."""
        return "".join(self.lines(name))

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a UTF-8 file with their ends, one after the other; a byte order mark is left out."""
        file = self._one(name)
        with file.open() as stream:
            for number, line in enumerate(iter(partial(stream.readline, _LONGEST_LINE), b""), start=1):
                if number == 1:
                    line = line.removeprefix(_BOM)
                yield _decoded(file.name, number, line)

    def table(
        self, name: str, *, delimiter: str = ",", required: Sequence[str] = (), preamble: bool = False
    ) -> Iterator[Row]:
        """The rows below the header. With a preamble, the header is the first row that has all required columns.

        Comma-separated fields may be quoted and then span lines; tab-separated ones are taken as they stand.
        """
        file = self._one(name).name
        rows = _numbered(file, self.lines(name), delimiter)
        columns, header = _header(file, rows, required, preamble=preamble)
        for number, values in rows:
            if len(values) != len(header):
                raise _uneven(file, number, len(values), len(header))
            if values == header:
                raise ReleaseFileError.at(file, number, "repeats the header; remove this line")
            yield Row(file, number, columns, values)

    def checksum(self) -> str:
        """A hash over names and contents of all files, the same from a zip as from a folder."""
        whole = hashlib.sha256()
        for name in sorted(self._found):
            whole.update(name.encode() + b"\0" + _hash_of(self._one(name)))
        return whole.hexdigest()

    def _one(self, name: str) -> FoundFile:
        """The file of this name; several are fine as long as they are the same byte for byte."""
        files = self._found.get(name.casefold())
        if not files:
            raise ReleaseFileError(f"There is no file {name} in what was given.")
        if len(files) > 1:
            if len({file.size for file in files}) > 1 or len({_hash_of(file) for file in files}) > 1:
                places = " and ".join(file.place for file in files)
                raise ReleaseFileError(f"{places} differ: give the files of one release only.")
            del files[1:]
        return files[0]


def open_release_files(paths: Sequence[Path | str]) -> ReleaseFiles:
    """The files in these folders, zips and files, or at http(s) addresses of zips; use it in a `with`."""
    with ExitStack() as stack:
        found: list[FoundFile] = []
        for path in paths:
            address = web_address(path)
            if address is None:
                found += files_of(Path(path), stack)
            else:
                found += members(downloaded(address, stack), address.partition("?")[0], stack)
        if not found:
            raise ReleaseFileError(
                "No file was found in what was given: give the release as it was downloaded."
            )
        return ReleaseFiles(found, stack.pop_all())


def _hash_of(file: FoundFile) -> bytes:
    whole = hashlib.sha256()
    with file.open() as stream:
        for part in iter(partial(stream.read, 1 << 20), b""):
            whole.update(part)
    return whole.digest()


def _decoded(file: str, number: int, line: bytes) -> str:
    if len(line) == _LONGEST_LINE:
        raise ReleaseFileError.at(
            file, number, f"is longer than {_LONGEST_LINE:,} bytes; is this a text file?"
        )
    if b"\0" in line:
        raise ReleaseFileError.at(file, number, "holds a zero byte; save the file as UTF-8 text")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = line[error.start : error.start + 1].hex()
        problem = f"is not UTF-8 (byte 0x{bad} at {error.start + 1}); save the file as UTF-8, not Latin-1"
        raise ReleaseFileError.at(file, number, problem) from error


def _numbered(file: str, lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the number of its first line."""
    csv.field_size_limit(_LONGEST_FIELD)
    if delimiter == "\t":
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    first = 1
    try:
        for values in reader:
            if values:
                yield first, values
            first = reader.line_num + 1
    except csv.Error as error:
        raise ReleaseFileError.at(file, first, f"cannot be read as a table ({error})") from error


def _header(
    file: str, rows: Iterator[tuple[int, list[str]]], required: Sequence[str], *, preamble: bool
) -> tuple[dict[str, int], list[str]]:
    """The place of each column, and the header as it stands."""
    for number, values in rows:
        names = [value.strip() for value in values]
        absent = [name for name in required if name not in names]
        if absent and preamble:
            if number > _LONGEST_PREAMBLE:
                break
            continue
        if absent:
            raise ReleaseFileError.at(file, number, f"lacks the column {', '.join(absent)}")
        columns = {name: place for place, name in enumerate(names) if name}
        doubled = next((name for name in names if name and names.count(name) > 1), None)
        if doubled is not None:
            raise ReleaseFileError.at(file, number, f"has the column {doubled} twice; remove one")
        return columns, values
    if preamble:
        raise ReleaseFileError.at(file, None, f"has no header with the columns {', '.join(required)}")
    raise ReleaseFileError.at(file, None, "is empty; download it again")


def _uneven(file: str, number: int, found: int, wanted: int) -> ReleaseFileError:
    return ReleaseFileError.at(file, number, f"has {found} fields where the header has {wanted}")
