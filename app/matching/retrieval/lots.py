"""A lot of documents in a file: written once, opened memory-mapped by every process, and what is erased in them."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from app.matching.retrieval.documents import Documents
from app.matching.retrieval.gather import Indices
from app.matching.retrieval.inverted import Inverted, invert

_INVERTED = ("starts", "docs", "bit_row", "bits")
_HEADER, _ALIGNED = 4096, 64  # bytes
_PREFIX = "inverted_"  # both the documents and their inverted index have an array called starts


@dataclass(frozen=True, slots=True, eq=False)
class Lot:
    """Some documents, and what finds those with a skill among many workers."""

    name: str
    documents: Documents
    inverted: Inverted | None


def write_lot(folder: Path, name: str, documents: Documents) -> None:
    """Writes a lot to `folder/name`, a file that appears whole or not at all.

    It begins with the length of a JSON header in 8 bytes, then the header: by array its type, length or shape, and
    place in the file.
    """
    arrays: dict[str, npt.NDArray[Any]] = documents.arrays()
    if not len(documents.weights):  # as of workers
        inverted = invert(documents)
        arrays |= {_PREFIX + each: getattr(inverted, each) for each in _INVERTED}
    header, end = {}, _HEADER
    for each, array in arrays.items():
        header[each] = (array.dtype.str, array.shape, end)
        end += -(-array.nbytes // _ALIGNED) * _ALIGNED
    said = orjson.dumps(header)
    assert len(said) + 8 <= _HEADER
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{name}.part"
    with part.open("wb") as file:
        file.write(len(said).to_bytes(8, "little") + said)
        for each, array in arrays.items():
            file.seek(header[each][2])
            file.write(np.ascontiguousarray(array).data)
        file.truncate(end)
        file.flush()
        os.fsync(file.fileno())
    part.rename(folder / name)


def open_lot(folder: Path, name: str, *, writable: bool = False) -> Lot:
    """Opens a lot; raises FileNotFoundError when it is no longer there."""
    data = np.memmap(folder / name, np.uint8, mode="r+" if writable else "r").view(np.ndarray)
    length = int.from_bytes(data[:8].tobytes(), "little")
    read = {}
    for each, (dtype, shape, start) in orjson.loads(data[8 : 8 + length].tobytes()).items():
        size = np.dtype(dtype).itemsize * math.prod(shape)
        read[each] = data[start : start + size].view(dtype).reshape(shape)
    documents = Documents(**{each.name: read[each.name] for each in fields(Documents)})
    if _PREFIX + "bits" not in read:
        return Lot(name, documents, None)
    inverted = Inverted(len(documents), **{each: read[_PREFIX + each] for each in _INVERTED})
    return Lot(name, documents, inverted)


def erase(lot: Lot, changes: Indices) -> int:
    """Overwrites all that a lot opened as writable holds of the documents with these numbers; says how many it had."""
    documents = lot.documents
    places = documents.places(changes)
    for place in places.tolist():
        _erase_one(lot, place)
    documents.alive[places] = False
    for column in ("organisations", "regions", "employers", "remote", "posted", "months"):
        getattr(documents, column)[places] = 0
    return len(places)


def sync(path: Path) -> None:
    """Has the disk hold what was written to a file, also where it was written through memory."""
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _erase_one(lot: Lot, place: int) -> None:
    documents = lot.documents
    skills = slice(int(documents.starts[place]), int(documents.starts[place + 1]))
    if lot.inverted is not None:
        for code in documents.codes[skills].tolist():
            lot.inverted.forget(code, place)
    documents.codes[skills] = 0
    if len(documents.weights):
        documents.weights[skills], documents.preferred[skills] = 0, False
    named = slice(*np.searchsorted(documents.named_at, [skills.start, skills.stop]).tolist())
    documents.named_months[named] = -1
    documents.role_codes[int(documents.role_starts[place]) : int(documents.role_starts[place + 1])] = 0
