"""The files of `seed_data`: each is checked against the manifest and read as rows of text."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.errors import NotReady
from app.releases.essential import ESSENTIAL_FILE, FRAMEWORK, EssentialSkills, read_essential

MANIFEST = "manifest.json"
_LISTED_FRAMEWORKS = ("esco", "onet")


class SeedFiles:
    """A seed folder. A table that is not the one the manifest describes is refused, never half used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
            self._files = {name: entry["sha256"] for name, entry in manifest["files"].items()}
            listed = {name: manifest["frameworks"][name]["version"] for name in _LISTED_FRAMEWORKS}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise broken(MANIFEST, "is missing or cannot be read") from None
        self.essential = self._essential()
        self.versions: dict[str, str] = {**listed, FRAMEWORK: self.essential.version}

    def _essential(self) -> EssentialSkills:
        """The essential skills, which are written by hand and so have no checksum in the manifest."""
        try:
            return read_essential((self.folder / ESSENTIAL_FILE).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            raise broken(ESSENTIAL_FILE, "is missing or cannot be read") from None

    def checksum(self, framework: str) -> str:
        """What a release made from these files is known by: it changes whenever one of the tables does."""
        tables = [f"{name} {digest}" for name, digest in sorted(self._files.items())]
        parts = [framework, *tables, self.essential.checksum]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return name in self._files or (self.folder / name).exists()

    def content(self, name: str) -> bytes:
        """The bytes of a file, after its checksum was compared with the manifest's."""
        if name not in self._files:
            raise broken(name, "is not in the manifest")
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            raise broken(name, "is missing") from None
        if hashlib.sha256(data).hexdigest() != self._files[name]:
            raise broken(name, "is not the file that the manifest describes")
        return data

    def table(self, name: str) -> tuple[list[str], list[list[str]]]:
        """The header and the rows of a tab-separated table; lines that start with `# ` are notes."""
        content = self.content(name)
        text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")
        header, *rows = [line.split("\t") for line in text.split("\n") if line and not line.startswith("# ")]
        return header, rows

    def rows(self, name: str, columns: Sequence[str]) -> list[list[str]]:
        """The rows of a table with exactly these columns."""
        header, rows = self.table(name)
        if header != list(columns):
            raise broken(name, f"has the columns {', '.join(header)} instead of {', '.join(columns)}")
        return rows


def broken(name: str, what: str) -> NotReady:
    """The error for a seed file that cannot be used."""
    return NotReady(
        f"The file seed_data/{name} {what}. Install Parlance again, or fetch the repository afresh."
    )
