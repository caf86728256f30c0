"""The first start: loads `seed_data` into the database, builds the index. Done twice, it changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from app.database import exclusively
from app.releases.indexing import build_from_files
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import release_keys
from app.releases.shelf import SEED, Shelf, seed_folder
from app.settings import Settings
from app.vocabulary.indexing import OwnProcess
from app.vocabulary.store import StoredRelease
from app.vocabulary.terms import ReleaseKey


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What seeding did: the releases loaded, the rows of each table, and whether an index had to be built."""

    releases: tuple[ReleaseKey, ...]
    rows: dict[str, int]
    built: bool
    seconds: float

    @property
    def changed(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.releases) or self.built


def ensure_ready(settings: Settings) -> SeedReport:
    """Makes a migrated database ready to serve: seeded, with its index and catalogue. Quick when it is."""
    return seed(settings)


def seed(settings: Settings, folder: Path | None = None) -> SeedReport:
    """Loads what the seed has and the migrated database lacks, in one transaction, and builds the index.

    A framework whose active release was imported is left alone. A process that is killed on the way leaves
    the database as it was; the next one starts over. Several at once wait for each other.
    """
    started = perf_counter()
    folder = folder or seed_folder()
    with Shelf(settings, folder) as shelf:
        seeding = _Seeding(shelf, folder)
        missing = seeding.missing()
        rows = seeding.load() if missing else {}
        built = shelf.prepare(shelf.active())
    report = SeedReport(tuple(missing) if rows else (), rows, built, perf_counter() - started)
    done = f"ready in {report.seconds:.1f} s"
    _say(done if report.changed else "everything is loaded already, nothing to do")
    return report


class _Seeding:
    """One run: the seed, and the releases that are there."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self._shelf = shelf
        self._files = SeedFiles(folder)
        self._keys = release_keys(self._files)

    def missing(self) -> list[ReleaseKey]:
        """The releases of the seed that the database lacks, except where an imported one took their place."""
        return _missing(self._keys, self._shelf.releases())

    def load(self) -> dict[str, int]:
        """Loads what is missing and gives the rows of each table: none where another process was faster."""
        shelf = self._shelf
        with shelf.engine.connect() as connection, exclusively(connection, shelf.settings):
            missing = self.missing()
            if not missing:
                return {}
            _say(f"loading {', '.join(f'{key.framework} {key.version}' for key in missing)}")
            if len(missing) < len(self._keys):
                return self._load(missing)
            # The index will be that of the files alone, so a second process can build it meanwhile.
            target = shelf.registry.folder_of(self._keys)
            with OwnProcess(build_from_files, self._files.folder, target, shelf.models) as building:
                rows = self._load(missing)
                _say("building the index")
                building.wait()
            return rows

    def _load(self, missing: Sequence[ReleaseKey]) -> dict[str, int]:
        from app.releases.loading import Loader

        shelf = self._shelf
        with shelf.sessions.begin() as session:
            loader = Loader(session.connection(), self._files, origin=SEED, report=_say)
            loader.load(missing)
        shelf.remove_unreachable()
        shelf.catalogues.prepare(shelf.active())
        shelf.titles.prepare(shelf.active())
        return loader.counts


def _missing(keys: Sequence[ReleaseKey], releases: Sequence[StoredRelease]) -> list[ReleaseKey]:
    active = {release.framework: release for release in releases if release.state == "active"}
    imported = {(release.framework, release.version) for release in releases if release.origin != SEED}
    return [
        key
        for key in keys
        if (key.framework, key.version) not in imported
        and (key.framework not in active or _outdated(active[key.framework], key))
    ]


def _outdated(release: StoredRelease, key: ReleaseKey) -> bool:
    return release.origin == SEED and release.key != key


def _say(line: str) -> None:
    print(f"parlance seed: {line}", file=sys.stderr, flush=True)
