"""The manifest of an index folder: which lots count, and up to which change they hold all there is."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The lots by name, in no order; `covered` is the last change in them; `database` tells whose they are."""

    database: int
    covered: int = 0
    made: int = 0  # counts the manifests: lots are named after it
    lots: tuple[str, ...] = ()


def read_manifest(folder: Path, database: int) -> Manifest:
    """The manifest of a folder; an empty one where there is none that can be used for this database."""
    try:
        read = orjson.loads((folder / MANIFEST).read_bytes())
        if read.pop("format") == FORMAT and read["database"] == database:
            return Manifest(**{**read, "lots": tuple(read["lots"])})
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return Manifest(database)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replaces the manifest in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{MANIFEST}.part"
    with part.open("wb") as file:
        file.write(orjson.dumps({"format": FORMAT, **asdict(manifest)}))
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / MANIFEST)
