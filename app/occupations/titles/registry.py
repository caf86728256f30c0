"""The names of one process: those of each set of releases, opened once and laid out when they are missing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from app.database import Sessions
from app.errors import NotReady
from app.occupations.registry import CATALOGUE_FOLDER
from app.occupations.titles.index import TitleIndex
from app.occupations.titles.laying_out import lay_out
from app.occupations.titles.ranking import TitleRanker, Weights
from app.occupations.titles.store import read_named_occupations
from app.text.encoder import StaticEncoder
from app.vocabulary.index.files import IndexFiles, index_key, write_index
from app.vocabulary.indexing import build_once
from app.vocabulary.registry import MAXIMUM_OPEN
from app.vocabulary.store import StoredRelease

FORMAT = "names 2"  # raised whenever a file changes its meaning, or a name is read differently
ENCODER_FOLDER = Path(__file__).with_name("encoder")


class TitleRegistry:
    """Gives the ranker of a set of releases. Safe to use from several threads."""

    def __init__(self, data_dir: Path, sessions: Sessions) -> None:
        self._folder = data_dir / CATALOGUE_FOLDER
        self._sessions = sessions
        self._weights = Weights.load()
        self._lock = threading.Lock()
        self._open: OrderedDict[str, TitleRanker] = OrderedDict()

    @cached_property
    def encoder(self) -> StaticEncoder:
        """The encoder of titles, which must be the one that the weights were learnt with."""
        encoder = StaticEncoder.load(ENCODER_FOLDER)
        if encoder.checksum != self._weights.encoder:
            raise NotReady(
                "The encoder of titles and its weights do not belong together: install Parlance again."
            )
        return encoder

    def open(self, releases: Sequence[StoredRelease]) -> TitleRanker:
        """The ranker of exactly these releases; its files are made in some seconds where they are missing."""
        folder = self._folder_of(releases)
        with self._lock:
            found = self._open.get(folder.name)
            if found is not None:
                self._open.move_to_end(folder.name)
                return found
        self.prepare(releases)  # outside the lock: whoever asks for other releases need not wait
        if not IndexFiles(folder).meta["frameworks"]:
            raise NotReady(
                "No occupations are loaded. Import a release that has some: 'parlance releases import'."
            )
        new = TitleRanker(TitleIndex(folder), self.encoder, self._weights)
        with self._lock:
            ranker = self._open.setdefault(folder.name, new)
            while len(self._open) > MAXIMUM_OPEN:
                self._open.popitem(last=False)
            return ranker

    def prepare(self, releases: Sequence[StoredRelease]) -> bool:
        """Has the files of these releases made where they are missing; says whether they were."""
        return build_once(self._folder_of(releases), lambda target: self._build(releases, target))

    def _folder_of(self, releases: Sequence[StoredRelease]) -> Path:
        extra = f"{FORMAT} {self._weights.encoder}"
        return self._folder / index_key([release.key for release in releases], extra=extra)

    def _build(self, releases: Sequence[StoredRelease], folder: Path) -> None:
        with self._sessions() as session:
            occupations = read_named_occupations(session, releases)
        keys = sorted([key.framework, key.version, key.checksum] for key in (each.key for each in releases))
        if occupations:
            lay_out(occupations, keys, self.encoder, folder)
        else:
            write_index(folder, {"releases": keys, "frameworks": []}, {}, {})
