"""The indexes of one process: opens that of the active releases, and those of pinned ones, each once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.database import Sessions
from app.errors import FieldProblem, InvalidInput, NotReady
from app.vocabulary.index.files import index_key
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.indexing import build_once
from app.vocabulary.store import StoredRelease, list_releases
from app.vocabulary.terms import ReleaseKey

Builder = Callable[[Sequence[StoredRelease], Path], None]

MAXIMUM_OPEN = 4  # sets of releases; each takes some 20 MB in a process beside its shared pages
INDEX_FOLDER = "index"


@dataclass(frozen=True, slots=True)
class View:
    """What one request answers from, whatever is switched meanwhile.

    `known` has every finished release as it stood, `chosen` those that answer, `index` is the index of these.
    """

    known: tuple[StoredRelease, ...]
    chosen: tuple[StoredRelease, ...]
    index: VocabularyIndex


class VocabularyRegistry:
    """Answers which releases a request means, and gives their index. Safe to use from several threads."""

    def __init__(self, data_dir: Path, sessions: Sessions, *, build: Builder, extra: str) -> None:
        """`build` makes a missing index; `extra` names what besides the releases decides its content."""
        self._folder = data_dir / INDEX_FOLDER
        self._sessions = sessions
        self._build = build
        self._extra = extra
        self._lock = threading.RLock()
        self._releases: tuple[StoredRelease, ...] | None = None
        self._open: OrderedDict[str, VocabularyIndex] = OrderedDict()
        self._opening: dict[str, threading.Lock] = {}
        self._active: View | None = None
        # Readings of the database are numbered as they begin: one that ends late must not undo a newer one.
        self._readings = count(1)
        self._newest = 0

    def refresh(self, ready: Callable[[View], None] | None = None) -> None:
        """Reads again which releases there are and which are active; open indexes stay open.

        Requests go on with what was active until the index of the new ones is open and `ready` has seen it.
        """
        reading, releases = next(self._readings), self._finished()
        chosen = _active_of(releases)
        view = View(releases, chosen, self.open(chosen)) if chosen else None
        if view is not None and ready is not None:
            ready(view)
        with self._lock:
            if reading > self._newest:
                self._releases, self._active, self._newest = releases, view, reading

    def _finished(self) -> tuple[StoredRelease, ...]:
        with self._sessions() as session:
            return tuple(release for release in list_releases(session) if release.state != "building")

    def releases(self) -> tuple[StoredRelease, ...]:
        """Every finished release."""
        if self._releases is None:
            reading, found = next(self._readings), self._finished()
            with self._lock:
                if self._releases is None and reading > self._newest:
                    self._releases, self._newest = found, reading
        return self._releases or ()

    def release_set(
        self, pins: Sequence[str] = (), *, pointer: str = "/vocabulary"
    ) -> tuple[StoredRelease, ...]:
        """The active releases, those of the pinned frameworks replaced.

        A pin is `framework:version`. Raises InvalidInput, which names the versions there are, for any other.
        A request that also asks for an index takes `view` instead: both are then of the same moment.
        """
        return _chosen(self.releases(), pins, pointer)

    def view(self, pins: Sequence[str] = (), *, pointer: str = "/vocabulary") -> View:
        """The releases that a request means with their index, all of one moment; take it once per request."""
        if not pins:
            active = self._active
            return self._open_active() if active is None else active
        known = self.releases()
        chosen = _chosen(known, pins, pointer)
        return View(known, chosen, self.open(chosen))

    def index(self, pins: Sequence[str] = (), *, pointer: str = "/vocabulary") -> VocabularyIndex:
        """The index of the active releases, or of the pinned set; opened, if need be built, on first use."""
        return self.view(pins, pointer=pointer).index

    @property
    def opened(self) -> VocabularyIndex | None:
        """The index of the active releases if it is open: what an event loop may ask for without waiting."""
        active = self._active
        return None if active is None else active.index

    def is_open(self, key: str) -> bool:
        """Whether the index with this key is open; what was made from one that is not can be dropped."""
        return key in self._open

    def open(self, releases: Sequence[StoredRelease]) -> VocabularyIndex:
        """The index of exactly these releases; who asks for another one does not wait while it is built."""
        folder = self.folder_of([release.key for release in releases])
        with self._lock:
            found = self._found(folder.name)
            opening = self._opening.setdefault(folder.name, threading.Lock())
        if found is not None:
            return found
        with opening:
            with self._lock:
                found = self._found(folder.name)
            if found is not None:
                return found
            self.prepare(releases)
            opened = VocabularyIndex(folder)
            with self._lock:
                self._open[folder.name] = opened
                self._close_oldest()
            return opened

    def _found(self, key: str) -> VocabularyIndex | None:
        found = self._open.get(key)
        if found is not None:
            self._open.move_to_end(key)
        return found

    def _close_oldest(self) -> None:
        """Forgets the indexes that were not asked for the longest, but never that of the active releases."""
        active = self.opened
        for key, index in list(self._open.items())[:-1]:
            if len(self._open) > MAXIMUM_OPEN and index is not active:
                del self._open[key]
                self._opening.pop(key, None)

    def _open_active(self) -> View:
        known = self.releases()
        chosen = _chosen(known, (), "/vocabulary")
        view = View(known, chosen, self.open(chosen))
        with self._lock:
            if self._active is None and self._releases is known:
                self._active = view
            return self._active or view

    def prepare(self, releases: Sequence[StoredRelease]) -> bool:
        """Has the index of these releases built where it is missing; says whether it was."""
        folder = self.folder_of([release.key for release in releases])
        return build_once(folder, lambda target: self._build(releases, target))

    def folder_of(self, keys: Sequence[ReleaseKey]) -> Path:
        """Where the index of these releases is, or will be."""
        return self._folder / index_key(keys, extra=self._extra)


def _active_of(known: Sequence[StoredRelease]) -> tuple[StoredRelease, ...]:
    return _ordered(release for release in known if release.state == "active")


def _ordered(releases: Iterable[StoredRelease]) -> tuple[StoredRelease, ...]:
    return tuple(sorted(releases, key=lambda release: (release.framework, release.id)))


def _chosen(known: Sequence[StoredRelease], pins: Sequence[str], pointer: str) -> tuple[StoredRelease, ...]:
    """The active releases, those of the pinned frameworks replaced."""
    chosen = {release.framework: release for release in _active_of(known)}
    pinned: dict[str, StoredRelease] = {}
    for pin in pins:
        release = find_release(known, pin, pointer)
        if pinned.setdefault(release.framework, release) != release:
            raise _cannot(f"Pin one version of {release.framework}, not two.", pointer)
    if not chosen and not pinned:
        raise NotReady("No vocabulary is loaded. Run 'parlance seed' and start again.")
    return _ordered((chosen | pinned).values())


def find_release(known: Sequence[StoredRelease], pin: str, pointer: str) -> StoredRelease:
    """The release that `framework:version` names; raises InvalidInput, which says what there is."""
    framework, _, version = pin.partition(":")
    same = [release for release in known if release.framework == framework]
    for release in same:
        if release.version == version:
            return release
    if not same:
        frameworks = sorted({release.framework for release in known})
        raise _cannot(f"Pin a release as framework:version. Frameworks: {', '.join(frameworks)}.", pointer)
    versions = ", ".join(f"{framework}:{release.version}" for release in same)
    raise _cannot(f"This release of {framework} is not here. Use one of: {versions}.", pointer)


def _cannot(detail: str, pointer: str) -> InvalidInput:
    return InvalidInput(detail, errors=[FieldProblem(pointer, detail)])
