"""Finds the files of a release in folders and zips, and reads them as streams: nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import lzma
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.releases.reading.file_errors import ReleaseFileError

MOST_BYTES_OF_A_FILE = 1_000_000_000
MOST_BYTES_IN_ALL = 4_000_000_000
MOST_FILES = 20_000
# Tables of official releases shrink to a tenth or so; what shrinks much more than this is made to fill a disk.
MOST_TIMES_SMALLER = 200
_SMALL = 20_000_000  # below it, how far a file was compressed does not matter
_BUFFER = 1 << 18

# What reading a damaged member of a zip raises.
DAMAGE = (
    BadZipFile,
    EOFError,
    OSError,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file of a release: its base name, where it is for a person to find it, its size and how to open it."""

    name: str
    place: str
    size: int
    _open: Callable[[], IO[bytes]]

    def open(self) -> BinaryIO:
        """A stream of its bytes, which raises `ReleaseFileError` where the file is damaged or too large."""
        try:
            stream = self._open()
        except DAMAGE as error:
            raise damaged(self.place, error) from error
        return cast(BinaryIO, io.BufferedReader(_Measured(stream, self.place), _BUFFER))


class _Measured(io.RawIOBase):
    """A stream that ends in an error beyond the limit, whatever size the archive claims."""

    def __init__(self, stream: IO[bytes], place: str) -> None:
        self._stream = stream
        self._place = place
        self._left = MOST_BYTES_OF_A_FILE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            content = self._stream.read(len(buffer))
        except DAMAGE as error:
            raise damaged(self._place, error) from error
        self._left -= len(content)
        if self._left < 0:
            raise _too_large(self._place)
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._stream.close()
        super().close()


def files_of(path: Path, stack: ExitStack) -> Iterator[FoundFile]:
    """The files of a folder (wherever in it), of a zip, or the one file itself; the stack closes what is opened."""
    if not path.exists():
        raise ReleaseFileError(f"There is nothing at {path}: give a folder, a zip or a file that exists.")
    if path.is_file():
        yield from _file_or_zip(path, path.name, stack)
    elif path.is_dir():
        inner = sorted(islice(path.rglob("*"), MOST_FILES + 1))
        if len(inner) > MOST_FILES:
            raise ReleaseFileError(
                f"{path} holds more than {MOST_FILES:,} files: give the release's own folder."
            )
        for file in inner:
            if file.is_file() and not _hidden(file.relative_to(path).parts):
                place = str(Path(path.resolve().name) / file.relative_to(path))
                yield from _file_or_zip(file, place, stack)
    else:
        raise ReleaseFileError(f"{path} is neither a folder nor a file.")


def _file_or_zip(path: Path, place: str, stack: ExitStack) -> Iterator[FoundFile]:
    if path.suffix.lower() == ".zip":
        yield from members(path, place, stack)
    else:
        yield FoundFile(path.name, place, path.stat().st_size, lambda: path.open("rb"))


def members(path: Path, place: str, stack: ExitStack) -> Iterator[FoundFile]:
    """The files of a zip, once all of its members are found harmless."""
    try:
        archive = stack.enter_context(ZipFile(path))
    except PermissionError as error:
        raise damaged(place, error) from error
    except DAMAGE as error:
        raise ReleaseFileError.at(
            place, None, f"this is no complete zip file ({error}); download it again"
        ) from error
    listed = [info for info in archive.infolist() if not info.is_dir()]
    _check_sizes(place, path.stat().st_size, listed)
    for info in listed:
        _check_member(place, info)
        inside = PurePosixPath(info.filename)
        if not _hidden(inside.parts):
            yield _member(archive, info, place)


def _member(archive: ZipFile, info: ZipInfo, place: str) -> FoundFile:
    where = f"{place}/{info.filename}"
    return FoundFile(PurePosixPath(info.filename).name, where, info.file_size, lambda: archive.open(info))


def _check_sizes(place: str, size: int, listed: list[ZipInfo]) -> None:
    if len(listed) > MOST_FILES:
        raise ReleaseFileError.at(
            place, None, f"holds {len(listed):,} files; at most {MOST_FILES:,} are read"
        )
    whole = sum(info.file_size for info in listed)
    if whole > MOST_BYTES_IN_ALL:
        raise ReleaseFileError.at(
            place, None, f"unpacks to {whole:,} bytes; at most {MOST_BYTES_IN_ALL:,} are read"
        )
    if whole > _SMALL and whole > size * MOST_TIMES_SMALLER:
        raise _squeezed(place, whole, size)


def _check_member(place: str, info: ZipInfo) -> None:
    """Refuses names that lead out of a folder, links, what needs a password, and what is far too large."""
    name = info.filename.replace("\\", "/")
    where = f"{place}/{info.filename}"
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        raise ReleaseFileError.at(
            place,
            None,
            f"holds a file named {info.filename!r}, which leads out of a folder; do not trust this zip",
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ReleaseFileError.at(where, None, "is a link; pack the file itself")
    if info.flag_bits & 0x1:
        raise ReleaseFileError.at(where, None, "is locked with a password; unpack it and give the folder")
    if info.file_size > MOST_BYTES_OF_A_FILE:
        raise _too_large(where)
    if info.file_size > _SMALL and info.file_size > info.compress_size * MOST_TIMES_SMALLER:
        raise _squeezed(where, info.file_size, info.compress_size)


def damaged(place: str, error: BaseException) -> ReleaseFileError:
    """The error for a file that cannot be read to its end."""
    if isinstance(error, OSError) and error.strerror:
        return ReleaseFileError.at(place, None, f"cannot be read ({error.strerror})")
    return ReleaseFileError.at(place, None, f"is damaged ({error}); download it again")


def _too_large(place: str) -> ReleaseFileError:
    return ReleaseFileError.at(
        place, None, f"is larger than {MOST_BYTES_OF_A_FILE:,} bytes, the most that is read"
    )


def _squeezed(place: str, whole: int, packed: int) -> ReleaseFileError:
    return ReleaseFileError.at(
        place,
        None,
        f"unpacks from {packed:,} to {whole:,} bytes, as no table does; if it is sound, give a folder",
    )


def _hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
