"""The indexes of stored documents that one process searches: they follow the database, whoever writes to it."""

from __future__ import annotations

import fcntl
import logging
import math
import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.database import Sessions
from app.errors import NotReady
from app.matching.retrieval.contract import Followed, Kind
from app.matching.retrieval.following import (
    MOST_RECENT,
    UNUSABLE,
    WORTH_WRITING,
    Upkeep,
    opened,
    switched,
    to_merge_calmly,
    with_changes,
)
from app.matching.retrieval.living import Snapshot
from app.matching.retrieval.lots import open_lot
from app.matching.retrieval.manifest import Manifest, read_manifest, write_manifest
from app.matching.retrieval.store import DATABASE, read_changes, read_clock

FOLDER = "stored"  # in the data folder
KINDS: tuple[Kind, ...] = ("worker", "posting")
SECONDS_BETWEEN_LOOKS = 0.2
_QUIET_SECONDS = 3.0  # after so long without changes even a small lot is written
_CALM_SECONDS = 20.0  # after so long without changes lots are merged that might wait longer
_FAR_BEHIND = 20_000
_SECONDS_AFTER_FAILURE = 30.0
_SECONDS_BETWEEN_FORGETTING = 60.0
_AT_ONCE = 65_536  # change numbers read in one transaction

_log = logging.getLogger("parlance.retrieval")


class StoredIndex:
    """The index of one kind of document. Safe to use from several threads."""

    def __init__(
        self,
        kind: Kind,
        folder: Path,
        sessions: Callable[[], Sessions],
        learn: Callable[[], None],
    ) -> None:
        """`learn` takes in new codes; it is called before documents that may use them are searched."""
        self._kind: Kind = kind
        self._learn = learn
        self._folder = folder / kind
        self._sessions = sessions
        self._lock = threading.Lock()
        self._manifest: Manifest | None = None
        self._upkeep = Upkeep(self._folder)
        self._keeper: int | None = None
        self._looked = self._read_at = self._write_from = 0.0
        self.snapshot = Snapshot()
        self._is_ready = False

    @property
    def is_ready(self) -> bool:
        """Whether all has been taken in that was stored when this was opened."""
        return self._is_ready

    def fresh(self) -> Snapshot:
        """What may be searched: no older than a look or two. Raises NotReady before all was taken in once."""
        if time.monotonic() - self._looked > 2 * SECONDS_BETWEEN_LOOKS:
            self.catch_up()
        if not self._is_ready:
            raise NotReady(
                f"The index of stored {self._kind}s is being made, once for this machine. Ask again in a minute."
            )
        return self.snapshot

    def catch_up(self) -> Snapshot:
        """Takes in all that is committed. One process of a machine also writes the files, the others read them."""
        with self._lock:
            began = time.monotonic()
            with self._sessions()() as session:
                clock = read_clock(session)
            self._follow_files(clock[DATABASE], clock[self._kind])
            while (behind := clock[self._kind] - self.snapshot.seen) > 0:
                if behind > _FAR_BEHIND and not self._keeps_files():
                    break  # the process that keeps the files makes lots of them for all
                self._read_on(self.snapshot.seen + min(behind, _AT_ONCE))
            self._is_ready = self._is_ready or behind <= 0
            if began - self._read_at > _QUIET_SECONDS:
                self._write_if(WORTH_WRITING)
            if len(self.snapshot.gone) and self._manifest is not None:
                self._keeps_files()  # who kept them may have ended before it erased
            self._looked = began
            return self.snapshot

    def settle(self) -> None:
        """Merges lots where nothing has happened for a while, beside the searches: each lot costs them some time."""
        with self._lock:
            manifest, lots = self._manifest, self.snapshot.lots
            calm = time.monotonic() - max(self._read_at, self._write_from) > _CALM_SECONDS
            merging = to_merge_calmly(lots) if calm and self._is_ready else []
            if manifest is None or not merging or not self._keeps_files():
                return
        try:
            merged = self._upkeep.merge(manifest, merging)
        except FileNotFoundError:
            return  # something was written meanwhile, and what was half merged was tidied away
        except OSError as error:
            self._put_off(error)
            return
        with self._lock:
            if self._manifest != manifest or self._keeper is None:
                self._upkeep.drop(merged)
                return
            try:
                self._manifest = self._upkeep.replace(manifest, merging, merged, self.snapshot.gone)
            except OSError as error:
                self._put_off(error)
                return
            self._switch(self._manifest)

    def _follow_files(self, database: int, last: int) -> None:
        """Goes over to other lots where another process has made some."""
        manifest, known = read_manifest(self._folder, database), self._manifest
        if manifest == known and self.snapshot.seen <= last:
            return
        if max(self.snapshot.seen, manifest.covered) > last:  # the database was set back to an earlier state
            self.snapshot = Snapshot()
        elif known is None or manifest.database != known.database or manifest.covered < known.covered:
            manifest, self.snapshot = opened(self._folder, database)
            self._learn()
        else:
            kept = {lot.name: lot for lot in self.snapshot.lots}
            try:
                lots = tuple(kept.get(name) or open_lot(self._folder, name) for name in manifest.lots)
                self.snapshot = switched(self.snapshot, manifest, lots)
            except UNUSABLE:
                manifest, self.snapshot = opened(self._folder, database)
        self._manifest = manifest
        if self._keeper is not None:
            self._put_right(manifest)

    def _read_on(self, upto: int) -> None:
        with self._sessions()() as session:
            new, gone, upto = read_changes(session, self._kind, self.snapshot.seen, upto)
        if self._manifest is not None and self._keeps_files():
            self._upkeep.erase(self._manifest, gone)
        if len(new):
            self._learn()
        self.snapshot = with_changes(self.snapshot, new, gone, upto)
        self._read_at = time.monotonic()
        self._write_if(MOST_RECENT)

    def _write_if(self, enough: int) -> None:
        """Writes the recent documents to files, where there are enough and this process keeps them."""
        recent = 0 if self.snapshot.recent is None else len(self.snapshot.recent)
        if recent < enough or time.monotonic() < self._write_from:
            return
        if self._manifest is None or not self._keeps_files():
            return
        try:
            self._manifest = self._upkeep.write(self._manifest, self.snapshot)
        except OSError as error:  # the disk may be full: what is in memory is found all the same
            self._put_off(error)
            return
        self._switch(self._manifest)

    def _put_off(self, error: Exception) -> None:
        _log.warning("cannot write stored documents to files", extra={"error": type(error).__name__})
        self._write_from = time.monotonic() + _SECONDS_AFTER_FAILURE

    def _switch(self, manifest: Manifest) -> None:
        lots = tuple(open_lot(self._folder, name) for name in manifest.lots)
        self.snapshot = switched(self.snapshot, manifest, lots)

    def _keeps_files(self) -> bool:
        """Whether this process is the one that writes the files; the end of a process lets another one be it."""
        if self._keeper is not None:
            return True
        file = _try_lock(self._folder)
        if file is None:
            return False
        known = self._manifest
        if known is not None and read_manifest(self._folder, known.database) != known:
            os.close(file)  # who kept them has just written once more: the next look follows that first
            return False
        self._keeper = file
        if known is not None:  # what the one before was told and may not have got to
            self._upkeep.erase(known, self.snapshot.gone)
            self._put_right(known)
        return True

    def _put_right(self, manifest: Manifest) -> None:
        """Removes lots that are not searched: of another state of the database, unusable or half written."""
        if manifest.lots != tuple(lot.name for lot in self.snapshot.lots):
            manifest = self._manifest = Manifest(manifest.database, made=manifest.made)
            write_manifest(self._folder, manifest)
        self._upkeep.tidy(manifest)

    def close(self) -> None:
        """Lets another process keep the files."""
        if self._keeper is not None:
            os.close(self._keeper)
            self._keeper = None


def forget_files(data_dir: Path) -> None:
    """Removes the files of the indexes, but for those that another process keeps at this moment."""
    for kind in KINDS:
        folder = data_dir / FOLDER / kind
        lock = _try_lock(folder)
        if lock is not None:
            Upkeep(folder).forget()
            os.close(lock)


def _try_lock(folder: Path) -> int | None:
    """The open file whose lock says that this process keeps the files of a folder; None where another does."""
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / "keeper.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file


class StoredIndexes:
    """The indexes of stored workers and postings, and the thread that has them follow the database."""

    def __init__(self, indexes: Mapping[Kind, Followed], forget_others: Callable[[], None]) -> None:
        """`forget_others` erases what the other implementation holds: nobody follows removals for it."""
        self._indexes = indexes
        self._forget_others = forget_others
        self._forgot = -math.inf
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._failing = False

    def __getitem__(self, kind: Kind) -> Followed:
        return self._indexes[kind]

    @property
    def are_ready(self) -> bool:
        """Whether every index has taken in what was stored when it was opened."""
        return all(index.is_ready for index in self._indexes.values())

    def start(self) -> None:
        """Follows the database in a thread, beginning with all that is stored."""
        self._wake.set()
        self._thread = threading.Thread(target=self._run, name="stored", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread, and lets another process keep the files."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=10)
        for index in self._indexes.values():
            index.close()

    def nudge(self) -> None:
        """Has the thread look at once: something was written."""
        self._wake.set()

    def look(self) -> None:
        """Catches up; a failure is logged once, and tried again at the next look."""
        try:
            for index in self._indexes.values():
                index.catch_up()
            for index in self._indexes.values():
                index.settle()
            if time.monotonic() - self._forgot > _SECONDS_BETWEEN_FORGETTING:
                self._forget_others()
                self._forgot = time.monotonic()
            self._failing = False
        except (SQLAlchemyError, OSError) as error:
            if not self._failing:
                _log.warning("cannot follow stored documents", extra={"error": type(error).__name__})
            self._failing = True

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(SECONDS_BETWEEN_LOOKS)
            self._wake.clear()
            if not self._stopping.is_set():
                self.look()
