"""The indexes of one process: opens that of the active releases, and those of pinned ones, each once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from app.errors import FieldProblem, InvalidInput, NotReady
from app.vocabulary.index.files import index_key
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.indexing import build_once
from app.vocabulary.store import StoredRelease, list_releases
from app.vocabulary.terms import ReleaseKey

Builder = Callable[[Sequence[StoredRelease], Path], None]

MAXIMUM_OPEN = 4  # sets of releases; each takes some 20 MB in a process beside its shared pages
INDEX_FOLDER = "index"


class VocabularyRegistry:
    """Answers which releases a request means, and gives their index. Safe to use from several threads."""

    def __init__(
        self, data_dir: Path, sessions: sessionmaker[Session], *, build: Builder, extra: str
    ) -> None:
        """`build` makes a missing index; `extra` names what besides the releases decides its content."""
        self._folder = data_dir / INDEX_FOLDER
        self._sessions = sessions
        self._build = build
        self._extra = extra
        self._lock = threading.RLock()
        self._releases: tuple[StoredRelease, ...] | None = None
        self._open: OrderedDict[str, VocabularyIndex] = OrderedDict()
        self._active: VocabularyIndex | None = None

    def refresh(self) -> None:
        """Reads again which releases there are and which are active; open indexes stay open."""
        with self._sessions() as session:
            releases = tuple(release for release in list_releases(session) if release.state != "building")
        with self._lock:
            self._releases = releases
            self._active = None

    def releases(self) -> tuple[StoredRelease, ...]:
        """Every finished release."""
        if self._releases is None:
            self.refresh()
        return self._releases or ()

    def release_set(
        self, pins: Sequence[str] = (), *, pointer: str = "/vocabulary"
    ) -> tuple[StoredRelease, ...]:
        """The active releases, those of the pinned frameworks replaced.

        A pin is `framework:version`. Raises InvalidInput, which names the versions there are, for any other.
        """
        chosen = {release.framework: release for release in self.releases() if release.state == "active"}
        pinned: dict[str, StoredRelease] = {}
        for pin in pins:
            release = self._pinned(pin, pointer)
            if pinned.setdefault(release.framework, release) != release:
                raise _cannot(f"Pin one version of {release.framework}, not two.", pointer)
        if not chosen and not pinned:
            raise NotReady("No vocabulary is loaded. Run 'parlance seed' and start again.")
        return tuple(sorted((chosen | pinned).values(), key=lambda release: (release.framework, release.id)))

    def index(self, pins: Sequence[str] = (), *, pointer: str = "/vocabulary") -> VocabularyIndex:
        """The index of the active releases, or of the pinned set; opened, if need be built, on first use."""
        if not pins:
            active = self._active
            return self._open_active() if active is None else active
        return self.open(self.release_set(pins, pointer=pointer))

    @property
    def opened(self) -> VocabularyIndex | None:
        """The index of the active releases if it is open: what an event loop may ask for without waiting."""
        return self._active

    def open(self, releases: Sequence[StoredRelease]) -> VocabularyIndex:
        """The index of exactly these releases."""
        folder = self.folder_of([release.key for release in releases])
        with self._lock:
            found = self._open.get(folder.name)
            if found is None:
                self.prepare(releases)
                found = self._open[folder.name] = VocabularyIndex(folder)
            self._open.move_to_end(folder.name)
            while len(self._open) > MAXIMUM_OPEN:
                self._open.popitem(last=False)
            return found

    def _open_active(self) -> VocabularyIndex:
        with self._lock:
            if self._active is None:
                self._active = self.open(self.release_set())
            return self._active

    def prepare(self, releases: Sequence[StoredRelease]) -> bool:
        """Has the index of these releases built where it is missing; says whether it was."""
        folder = self.folder_of([release.key for release in releases])
        return build_once(folder, lambda target: self._build(releases, target))

    def folder_of(self, keys: Sequence[ReleaseKey]) -> Path:
        """Where the index of these releases is, or will be."""
        return self._folder / index_key(keys, extra=self._extra)

    def _pinned(self, pin: str, pointer: str) -> StoredRelease:
        framework, _, version = pin.partition(":")
        known = [release for release in self.releases() if release.framework == framework]
        for release in known:
            if release.version == version:
                return release
        if not known:
            frameworks = sorted({release.framework for release in self.releases()})
            raise _cannot(
                f"Pin a release as framework:version. Frameworks: {', '.join(frameworks)}.", pointer
            )
        versions = ", ".join(f"{framework}:{release.version}" for release in known)
        raise _cannot(f"This release of {framework} is not here. Use one of: {versions}.", pointer)


def _cannot(detail: str, pointer: str) -> InvalidInput:
    return InvalidInput(detail, errors=[FieldProblem(pointer, detail)])
