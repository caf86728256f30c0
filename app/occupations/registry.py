"""The catalogues of one process: that of each set of releases, opened once and built when it is missing."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from app.occupations.building import FORMAT, build_catalogue
from app.occupations.catalogue import Catalogue
from app.occupations.store import read_occupation_rows
from app.vocabulary.index.files import index_key
from app.vocabulary.indexing import build_once
from app.vocabulary.registry import MAXIMUM_OPEN
from app.vocabulary.store import StoredRelease

CATALOGUE_FOLDER = "occupations"


class CatalogueRegistry:
    """Gives the catalogue of a set of releases. Safe to use from several threads."""

    def __init__(self, data_dir: Path, sessions: sessionmaker[Session]) -> None:
        self._folder = data_dir / CATALOGUE_FOLDER
        self._sessions = sessions
        self._lock = threading.Lock()
        self._open: dict[str, Catalogue] = {}

    def open(self, releases: Sequence[StoredRelease]) -> Catalogue:
        """The catalogue of exactly these releases; built in a second or so where it is missing."""
        folder = self._folder_of(releases)
        found = self._open.get(folder.name)
        if found is not None:
            return found
        with self._lock:
            self.prepare(releases)
            while len(self._open) >= MAXIMUM_OPEN:
                self._open.pop(next(iter(self._open)))
            return self._open.setdefault(folder.name, Catalogue(folder))

    def prepare(self, releases: Sequence[StoredRelease]) -> bool:
        """Has the catalogue of these releases built where it is missing; says whether it was."""
        return build_once(self._folder_of(releases), lambda target: self._build(releases, target))

    def _folder_of(self, releases: Sequence[StoredRelease]) -> Path:
        return self._folder / index_key([release.key for release in releases], extra=FORMAT)

    def _build(self, releases: Sequence[StoredRelease], folder: Path) -> None:
        with self._sessions() as session:
            rows = read_occupation_rows(session, releases)
        build_catalogue(rows, folder)
