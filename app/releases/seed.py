"""The first start: loads `seed_data` into the database, builds the index. Done twice, it changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine

from app.database import declare_write, exclusively, make_engine, make_sessions
from app.occupations.registry import CATALOGUE_FOLDER, CatalogueRegistry
from app.releases.indexing import build_from_files
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import release_keys
from app.resources import resource_folder
from app.settings import Settings
from app.vocabulary.building import DatabaseBuilder, encoder_checksum
from app.vocabulary.indexing import OwnProcess, remove_unreachable
from app.vocabulary.registry import INDEX_FOLDER, VocabularyRegistry
from app.vocabulary.store import StoredRelease, active_releases, list_releases
from app.vocabulary.terms import ReleaseKey

SEED = "seed"  # the origin of a release that came with Parlance


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


def seed_folder() -> Path:
    """The folder with the vocabulary that comes with Parlance."""
    return resource_folder("seed_data")


def ensure_ready(settings: Settings) -> SeedReport:
    """Makes a migrated database ready to serve: seeded, with its index and catalogue. Quick when it is."""
    return seed(settings)


def seed(settings: Settings, folder: Path | None = None) -> SeedReport:
    """Loads what the seed has and the migrated database lacks, in one transaction, and builds the index.

    A framework whose active release was imported is left alone. A process that is killed on the way leaves
    the database as it was; the next one starts over. Several at once wait for each other.
    """
    started = perf_counter()
    engine = make_engine(settings)
    try:
        seeding = _Seeding(settings, engine, folder or seed_folder())
        missing = seeding.missing()
        rows = seeding.load() if missing else {}
        built = seeding.prepare()
    finally:
        engine.dispose()
    report = SeedReport(tuple(missing) if rows else (), rows, built, perf_counter() - started)
    done = f"ready in {report.seconds:.1f} s"
    _say(done if report.changed else "everything is loaded already, nothing to do")
    return report


class _Seeding:
    """One run: the seed, the database, and the places of the files built from it."""

    def __init__(self, settings: Settings, engine: Engine, folder: Path) -> None:
        self._settings = settings
        self._engine = engine
        self._sessions = make_sessions(engine)
        self._encoder = folder / "encoder"
        self._files = SeedFiles(folder)
        self._keys = release_keys(self._files)
        self._registry = VocabularyRegistry(
            settings.data_dir,
            self._sessions,
            build=DatabaseBuilder(settings, self._encoder),
            extra=encoder_checksum(self._encoder),
        )
        self._catalogues = CatalogueRegistry(settings.data_dir, self._sessions)

    def missing(self) -> list[ReleaseKey]:
        """The releases of the seed that the database lacks, except where an imported one took their place."""
        return _missing(self._keys, self._active())

    def load(self) -> dict[str, int]:
        """Loads what is missing and gives the rows of each table: none where another process was faster."""
        with self._engine.connect() as connection, exclusively(connection, self._settings):
            missing = self.missing()
            if not missing:
                return {}
            _say(f"loading {', '.join(f'{key.framework} {key.version}' for key in missing)}")
            if len(missing) < len(self._keys):
                return self._load(missing)
            # The index will be that of the files alone, so a second process can build it meanwhile.
            target = self._registry.folder_of(self._keys)
            with OwnProcess(build_from_files, self._files.folder, target, self._encoder) as building:
                rows = self._load(missing)
                _say("building the index")
                building.wait()
            return rows

    def _load(self, missing: Sequence[ReleaseKey]) -> dict[str, int]:
        from app.releases.loading import Loader

        with self._sessions.begin() as session:
            declare_write(session)
            loader = Loader(session.connection(), self._files, origin=SEED, report=_say)
            loader.load(missing)
        self._remove_unreachable()
        self._catalogues.prepare(self._active())
        return loader.counts

    def _remove_unreachable(self) -> None:
        with self._sessions() as session:
            keys = [release.key for release in list_releases(session)]
        for name in (INDEX_FOLDER, CATALOGUE_FOLDER):
            remove_unreachable(self._settings.data_dir / name, keys)

    def prepare(self) -> bool:
        """Builds what is still missing beside the database; says whether anything was."""
        active = self._active()
        return any([self._registry.prepare(active), self._catalogues.prepare(active)])

    def _active(self) -> list[StoredRelease]:
        with self._sessions() as session:
            return active_releases(session)


def _missing(keys: Sequence[ReleaseKey], active: Sequence[StoredRelease]) -> list[ReleaseKey]:
    current = {release.framework: release for release in active}
    return [key for key in keys if key.framework not in current or _outdated(current[key.framework], key)]


def _outdated(release: StoredRelease, key: ReleaseKey) -> bool:
    return release.origin == SEED and release.key != key


def _say(line: str) -> None:
    print(f"parlance seed: {line}", file=sys.stderr, flush=True)
