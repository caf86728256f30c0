"""What the seed consists of: versions, packages, and a checksum and row count for every file."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

from seed_data.building.packages import PACKAGES

FILE_NAME = "manifest.json"

FRAMEWORKS = {
    "esco": {"version": "1.2.0", "title": "European Skills, Competences, Qualifications and Occupations"},
    "onet": {"version": "30.2", "title": "Occupational Information Network", "occupations_version": "29.2"},
    "oews": {"version": "May 2025", "title": "Occupational Employment and Wage Statistics"},
}


def describe(path: Path) -> dict[str, str | int]:
    """Checksum, size and number of rows (below the header, notes left out) of one table."""
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").splitlines()
    rows = sum(1 for line in lines if line and not line.startswith("# ")) - 1
    return {"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw), "rows": rows}


def data_files(folder: Path) -> list[Path]:
    """The tables of the seed: built and hand-written ones, without what lies in subfolders."""
    return sorted([*folder.glob("*.tsv"), *folder.glob("*.tsv.gz")])


def content(folder: Path) -> bytes:
    """The manifest of all tables in `folder`."""
    manifest = {
        "frameworks": FRAMEWORKS,
        "packages": {
            package.name: {"version": package.version, "sha256": package.sha256} for package in PACKAGES
        },
        "files": {path.name: describe(path) for path in data_files(folder)},
    }
    return (json.dumps(manifest, indent=2, sort_keys=True) + "\n").encode("utf-8")
