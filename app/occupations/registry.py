"""The catalogues of one process: that of each set of releases, opened once and built when it is missing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from app.database import Sessions
from app.occupations.building import FORMAT, TITLES_FORMAT, build_catalogue, build_titles
from app.occupations.catalogue import Catalogue
from app.occupations.finding import TitleSearch
from app.occupations.profile import NationalProfile
from app.occupations.store import read_occupation_rows
from app.occupations.terms import OccupationRows
from app.vocabulary.index.files import index_key
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.indexing import build_once
from app.vocabulary.registry import MAXIMUM_OPEN
from app.vocabulary.store import StoredRelease

CATALOGUE_FOLDER = "occupations"
MOST_KEPT = 128  # profiles; each takes some 100 kB


Kept = TypeVar("Kept")


class Lately(Generic[Kept]):
    """The things asked for last, by id, and no more than so many. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, id_: str, make: Callable[[], Kept]) -> Kept:
        """What is kept under an id, else what `make` gives, which is then kept."""
        with self._lock:
            if id_ in self._kept:
                self._kept.move_to_end(id_)
                return self._kept[id_]
        made = make()
        with self._lock:
            self._kept[id_] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Opened:
    """The occupations of one set of releases: the catalogue, and a search by titles that opens on first use.

    What is made of them alone never changes, so the profiles asked for last are kept, and their skills as JSON.
    """

    def __init__(self, catalogue: Path, titles: Path) -> None:
        self.catalogue = Catalogue(catalogue)
        self.profiles: Lately[NationalProfile] = Lately(MOST_KEPT)
        self.skills_json: Lately[bytes] = Lately(MOST_KEPT)
        self._titles = titles

    @cached_property
    def titles(self) -> TitleSearch:
        """The search by titles."""
        return TitleSearch(VocabularyIndex(self._titles))


class CatalogueRegistry:
    """Gives the catalogue of a set of releases. Safe to use from several threads."""

    def __init__(self, data_dir: Path, sessions: Sessions) -> None:
        self._folder = data_dir / CATALOGUE_FOLDER
        self._sessions = sessions
        self._lock = threading.Lock()
        self._open: OrderedDict[str, Opened] = OrderedDict()

    def open(self, releases: Sequence[StoredRelease]) -> Catalogue:
        """The catalogue of exactly these releases; built in some seconds where it is missing."""
        return self.opened(releases).catalogue

    def opened(self, releases: Sequence[StoredRelease]) -> Opened:
        """The catalogue and the titles of exactly these releases."""
        folder, titles = self._folders_of(releases)
        found = self._found(folder.name)
        if found is not None:
            return found
        self.prepare(releases)  # outside the lock: whoever asks for other releases need not wait
        new = Opened(folder, titles)
        with self._lock:
            opened = self._open.setdefault(folder.name, new)
            while len(self._open) > MAXIMUM_OPEN:
                self._open.popitem(last=False)
            return opened

    def _found(self, key: str) -> Opened | None:
        with self._lock:
            if key in self._open:
                self._open.move_to_end(key)
            return self._open.get(key)

    def prepare(self, releases: Sequence[StoredRelease]) -> bool:
        """Has the files of these releases built where they are missing; says whether they were."""
        folder, titles = self._folders_of(releases)
        read: list[OccupationRows] = []  # once for both
        return any(
            [
                build_once(folder, lambda target: build_catalogue(self._rows(releases, read), target)),
                build_once(titles, lambda target: build_titles(self._rows(releases, read), target)),
            ]
        )

    def _folders_of(self, releases: Sequence[StoredRelease]) -> tuple[Path, Path]:
        keys = [release.key for release in releases]
        return self._folder / index_key(keys, extra=FORMAT), self._folder / index_key(
            keys, extra=TITLES_FORMAT
        )

    def _rows(self, releases: Sequence[StoredRelease], read: list[OccupationRows]) -> OccupationRows:
        if not read:
            with self._sessions() as session:
                read.append(read_occupation_rows(session, releases))
        return read[0]
