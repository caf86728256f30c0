"""The files of an index: one .npy per array beside one index.json, written to a new folder and renamed into place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.errors import NotReady
from app.text.array_files import OPENING
from app.vocabulary.index.strings import StringTable, pack
from app.vocabulary.terms import ReleaseKey

# Raised whenever a file of the index changes its meaning: old folders are then left alone and new ones built.
FORMAT = 5

Array = npt.NDArray[Any]


def index_key(releases: Sequence[ReleaseKey], *, extra: str) -> str:
    """The name of an index folder: a hash of the releases in it, of the format and of what else decides its content."""
    parts = sorted(f"{release.framework}:{release.version}:{release.checksum}" for release in releases)
    return hashlib.sha256("\n".join([str(FORMAT), extra, *parts]).encode()).hexdigest()[:24]


class IndexFiles:
    """Reads the arrays and string tables of one index folder, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        try:
            self.meta: dict[str, Any] = json.loads((folder / "index.json").read_text("utf-8"))
        except FileNotFoundError:
            raise NotReady(
                f"The vocabulary index {folder.name} is missing. Run 'parlance seed' to build it."
            ) from None
        self._folder = folder

    def array(self, name: str) -> Array:
        """One array, memory-mapped and read-only, so that all worker processes share its pages."""
        with OPENING:
            mapped: Array = np.load(self._folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return np.asarray(mapped)  # a plain view: indexing a memmap object costs four times as much

    def strings(self, name: str) -> StringTable:
        """One table of strings."""
        return StringTable(self.array(f"{name}_text"), self.array(f"{name}_offsets"))


def write_index(
    folder: Path, meta: Mapping[str, Any], arrays: Mapping[str, Array], strings: Mapping[str, Sequence[str]]
) -> None:
    """Write all files beside the folder and rename them into place; a folder that exists already is kept."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, array in arrays.items():
            np.save(building / f"{name}.npy", array, allow_pickle=False)
        for name, table in strings.items():
            text, offsets = pack(table)
            np.save(building / f"{name}_text.npy", text, allow_pickle=False)
            np.save(building / f"{name}_offsets.npy", offsets, allow_pickle=False)
        (building / "index.json").write_text(json.dumps(dict(meta), indent=1, sort_keys=True), "utf-8")
        _rename(building, folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _rename(building: Path, folder: Path) -> None:
    try:
        os.rename(building, folder)
    except OSError:
        # Another process built the same index first; its content is the same by construction.
        if not (folder / "index.json").exists():
            raise
