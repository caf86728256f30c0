"""Imports a release: reads its files, plans what changes, loads it beside the active one, checks and switches."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.database import insert_or_skip
from app.errors import Conflict, ParlanceError
from app.releases.carrying import OwnRows, carry
from app.releases.changes import Changes, ChangesShelf, changes_of
from app.releases.checking import check_names, check_rows, check_size
from app.releases.content import content_checksum, loaded_checksum
from app.releases.frameworks import framework_note
from app.releases.planning import FIELDS_OF_THE_SEED, Plan, plan
from app.releases.progress import Progress
from app.releases.rows import ReleaseRows
from app.releases.shelf import IMPORTED, REPLACED, SEED, Shelf
from app.releases.store import read_own_rows, read_release_rows, record_event
from app.releases.switching import (
    activate,
    finished,
    prepare,
    switch,
    switch_with_notice,
    write_replacements,
)
from app.releases.writing import begin_release, counts_of, remove_release, tables_of, write_tables
from app.vocabulary.models import Framework, Release
from app.vocabulary.store import StoredRelease

if TYPE_CHECKING:
    from app.releases.reading.source import ReleaseFiles

_BUILDING = "+building"  # ends the version of a release until it is finished
_MOST_WARNINGS = 50


class NoRoom(ParlanceError):
    """The disk or the database is full, or cannot be written."""

    slug, title = "no-room", "There is no room for the release"


@dataclass(frozen=True, slots=True)
class Order:
    """What to import, and how."""

    framework: str
    version: str
    paths: Sequence[Path | str]
    activate: bool = False
    dry_run: bool = False
    allow_missing: bool = False
    replace: bool = False
    force: bool = False
    about: dict[str, str] = field(default_factory=dict)  # title, publisher, licence and url of the framework
    actor: str = "command line"

    @property
    def pin(self) -> str:
        """The release as requests name it."""
        return f"{self.framework}:{self.version}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: whether it loaded anything, whether it switched, and what the release changes."""

    loaded: bool
    activated: bool
    seconds: float
    plan: Plan | None = None
    counts: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def read_rows(order: Order, files: ReleaseFiles) -> ReleaseRows:
    """The rows of the release, from its files."""
    from app.releases.reading.choosing import read_files

    return read_files(files, order.framework, order.version, allow_missing=order.allow_missing)


def import_release(order: Order, shelf: Shelf, progress: Progress) -> Outcome:
    """Imports a release. Until the switch at the end, and whatever happens on the way, the old ones serve.

    Done again with the same files it changes nothing. What a killed import left is cleared by the next one.
    """
    with _room():
        return _Import(order, shelf, progress).run()


class _Import:
    """One run of an import."""

    def __init__(self, order: Order, shelf: Shelf, progress: Progress) -> None:
        self._order = order
        self._shelf = shelf
        self._progress = progress
        self._began = perf_counter()
        self._changes: tuple[StoredRelease | None, Changes]

    def run(self) -> Outcome:
        from app.releases.reading.source import open_release_files

        check_names(self._order.framework, self._order.version)
        with open_release_files(self._order.paths) as files:
            given = files.checksum()
            found = self._stored()
            if found is not None and found.notes.get("input") == given:
                return self._unchanged()
            rows = self._read(files)
        return self._bring(rows, given)

    def _bring(self, rows: ReleaseRows, given: str) -> Outcome:
        check_rows(rows)
        content, found = content_checksum(rows), self._stored()
        if found is not None and found.notes.get("content") == content:
            return self._unchanged()
        self._check_version(found)
        planned = self._plan(rows)
        if self._order.dry_run:
            return self._outcome(planned, rows)
        with self._shelf.importing(lambda: self._progress.say("waiting for another import to end")):
            found = self._stored()  # another import may have brought it while this one was waiting
            if found is None or found.notes.get("content") != content:
                self._check_version(found)
                return self._load(rows, planned, {"input": given, "content": content})
        return self._unchanged()

    # ---- before anything is written

    def _read(self, files: ReleaseFiles) -> ReleaseRows:
        order = self._order
        self._progress.stage(f"reading {order.framework} {order.version}")
        rows = read_rows(order, files)
        self._progress.finish(
            f"{len(rows.skills):,} skills and groups, {len(rows.occupations):,} occupations"
        )
        for warning in rows.warnings[:_MOST_WARNINGS]:
            self._progress.say(f"note: {warning}")
        return rows

    def _stored(self) -> StoredRelease | None:
        """The release of this framework and version, if it is there and finished."""
        own = (self._order.framework, self._order.version)
        return next((x for x in finished(self._shelf) if (x.framework, x.version) == own), None)

    def _active(self) -> StoredRelease | None:
        return next((x for x in self._shelf.active() if x.framework == self._order.framework), None)

    def _check_version(self, found: StoredRelease | None) -> None:
        order = self._order
        if found is None:
            return
        if found.origin != SEED and not order.replace:
            raise Conflict(
                f"{order.pin} is here with other content. Give what you have another version, "
                "or add --replace to put it in the place of what is here."
            )
        if found.state == "active" and not order.activate:
            raise Conflict(f"{order.pin} is in use. Add --activate to put this one in its place at once.")

    def _plan(self, rows: ReleaseRows) -> Plan:
        """What would change from the release in use; also kept for who asks for the changes later."""
        before = self._active()
        old = ReleaseRows(rows.framework, "")
        if before is not None:
            check_size(rows, before.counts, force=self._order.force)
            with self._shelf.sessions() as session:
                old = read_release_rows(session, before)
        of_seed = before is not None and before.origin == SEED
        planned = plan(old, rows, only=FIELDS_OF_THE_SEED if of_seed else None)
        self._changes = before, changes_of(planned, old, rows)
        return planned

    def _unchanged(self) -> Outcome:
        order = self._order
        switched = False
        if order.activate and not order.dry_run:
            switched = activate(self._shelf, order.pin, order.actor, self._progress)
        return Outcome(False, switched, perf_counter() - self._began)

    def _outcome(self, planned: Plan, rows: ReleaseRows, counts: dict[str, int] | None = None) -> Outcome:
        loaded = counts is not None
        switched = loaded and self._order.activate
        seconds = perf_counter() - self._began
        return Outcome(loaded, switched, seconds, planned, counts or {}, rows.missing)

    # ---- writing, one import at a time

    def _load(self, rows: ReleaseRows, planned: Plan, checksums: dict[str, str]) -> Outcome:
        self._clear_left_over()
        own = carry(rows, self._own_rows())
        self._add_framework()
        notes = {
            **checksums,
            "missing": list(rows.missing),
            "warnings": rows.warnings[:_MOST_WARNINGS],
            "carried": own.counts(),
        }
        values = {
            "checksum": loaded_checksum(checksums["content"], own),
            "origin": IMPORTED,
            "notes": notes,
        }
        order = self._order
        building = begin_release(self._shelf.sessions, order.framework, order.version + _BUILDING, values)
        try:
            counts = self._write(building, rows, own)
            prepare(self._shelf, self._release(building, counts), self._progress)
        except BaseException:
            # What is written so far is of no use. Where even this fails, the next import clears it.
            with suppress(Exception):
                self._clear_left_over()
            raise
        self._finish(building, counts)
        return self._outcome(planned, rows, counts)

    def _clear_left_over(self) -> None:
        """Removes what dead imports left (none is alive but this one) and what a later import has replaced."""
        for release in self._shelf.releases():
            dead = release.state == "building"
            if dead or (release.state == "kept" and release.origin == REPLACED):
                remove_release(self._shelf.sessions, release.id)
                with self._shelf.sessions.begin() as session:
                    why = "its import ended before it was finished" if dead else "it was replaced"
                    record_event(session, release, "removed", self._order.actor, reason=why)
        with self._shelf.sessions.begin() as session:
            session.execute(delete(Framework).where(Framework.id.not_in(select(Release.framework_id))))

    def _own_rows(self) -> list[OwnRows]:
        """What we know about this framework ourselves: from the seed, then from the release that is succeeded."""
        active = self._active()
        sources = [x for x in finished(self._shelf) if x.framework == self._order.framework]
        sources = [x for x in sources if x.origin == SEED or (active and x.id == active.id)]
        sources.sort(key=lambda release: (release.origin != SEED, -release.id))
        with self._shelf.sessions() as session:
            return [read_own_rows(session, release) for release in sources]

    def _add_framework(self) -> None:
        order = self._order
        note = {**asdict(framework_note(order.framework)), **order.about}
        with self._shelf.sessions.begin() as session:
            insert_or_skip(session.connection(), Framework.__table__, [{"id": order.framework, **note}])
            if order.about:
                session.execute(
                    update(Framework).where(Framework.id == order.framework).values(**order.about)
                )

    def _write(self, building: int, rows: ReleaseRows, own: OwnRows) -> dict[str, int]:
        self._progress.stage("loading")
        write_tables(self._shelf.sessions, building, tables_of(rows, own), self._progress.move)
        write_replacements(self._shelf, self._release(building, {}), rows)
        with self._shelf.sessions() as session:
            counts = counts_of(session, building)
        self._progress.finish(f"{sum(counts.values()):,} rows")
        return counts

    def _release(self, building: int, counts: dict[str, int]) -> StoredRelease:
        """The release as it will be called once it is finished, which its index must name it by."""
        stored = next(release for release in self._shelf.releases() if release.id == building)
        return replace(stored, version=self._order.version, counts=counts)

    def _finish(self, building: int, counts: dict[str, int]) -> None:
        """Makes the release known in one transaction, and active if so ordered."""
        release = self._release(building, counts)
        order, replaced, active = self._order, self._stored(), self._shelf.active()
        at_once = replaced is not None and replaced.state == "active"
        with self._shelf.sessions.begin() as session:
            if replaced is not None:
                aside = update(Release).where(Release.id == replaced.id)
                session.execute(aside.values(**_set_aside(replaced)))
            done = {"version": order.version, "counts": counts, "state": "kept"}
            session.execute(update(Release).where(Release.id == building).values(**done))
            record_event(session, release, "imported", order.actor, counts=counts)
            if at_once:  # what is active must not bear another name meanwhile
                switch(session, active, release, order.actor)
        before, changes = self._changes
        ChangesShelf(self._shelf.settings.data_dir).put(before, release, changes)
        if order.activate and not at_once:
            switch_with_notice(self._shelf, release, order.actor)
        self._shelf.remove_unreachable()


def _set_aside(release: StoredRelease) -> dict[str, str]:
    """What becomes of a release whose version is given to another: what the seed knows is kept for good."""
    if release.origin == SEED:
        return {"version": f"{release.version}-seed"}
    return {"version": f"{release.version}-replaced-{release.id}", "origin": REPLACED}


@contextmanager
def _room() -> Iterator[None]:
    """Says plainly that the disk is full, whoever notices it first: the database or the index."""
    try:
        yield
    except DBAPIError as error:
        if not _is_full(error):
            raise
        raise NoRoom(_FULL) from error
    except OSError as error:
        # NumPy says how many values it could write, and no number of an error.
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) and "requested and" not in str(error):
            raise
        raise NoRoom(_FULL) from error


_FULL = (
    "There is no room left on the disk, or the limit on the size of a file is reached. Nothing was switched and the "
    "old release still serves. Make room and run the same command again."
)
_FULL_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR")


def _is_full(error: DBAPIError) -> bool:
    if getattr(error.orig, "sqlstate", "") == "53100":  # disk_full, of PostgreSQL
        return True
    return str(getattr(error.orig, "sqlite_errorname", "")).startswith(_FULL_SQLITE)
