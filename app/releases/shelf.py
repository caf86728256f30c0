"""The releases of one database, with the index and catalogue that are built from them in the data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from app.database import IMPORT, exclusively, make_engine, make_sessions
from app.occupations.registry import CATALOGUE_FOLDER, CatalogueRegistry
from app.occupations.titles.registry import TitleRegistry
from app.resources import resource_folder
from app.settings import Settings
from app.vocabulary.building import DatabaseBuilder, models_checksum
from app.vocabulary.indexing import remove_unreachable
from app.vocabulary.registry import INDEX_FOLDER, VocabularyRegistry
from app.vocabulary.store import StoredRelease, list_releases

SEED = "seed"  # the origin of a release that came with Parlance
IMPORTED = "import"
REPLACED = "replaced"  # of an imported one whose version was given to another; the next import removes it

NOTICE_SECONDS = 2.0


def seed_folder() -> Path:
    """The folder with the vocabulary that comes with Parlance."""
    return resource_folder("seed_data")


class Shelf:
    """What commands that change releases work on; a context manager that closes the database."""

    def __init__(self, settings: Settings, seed: Path | None = None, *, notice: float | None = None) -> None:
        """`seed` is the folder with the models that indexes are built with.

        `notice` is how many seconds before a switch the servers are told to open what they will need.
        """
        self.settings = settings
        self.notice = NOTICE_SECONDS if notice is None else notice
        self.engine = make_engine(settings)
        self.sessions = make_sessions(self.engine)
        self.models = seed or seed_folder()
        self.registry = VocabularyRegistry(
            settings.data_dir,
            self.sessions,
            build=DatabaseBuilder(settings, self.models),
            extra=models_checksum(self.models),
        )
        self.catalogues = CatalogueRegistry(settings.data_dir, self.sessions)
        self.titles = TitleRegistry(settings.data_dir, self.sessions)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.dispose()

    def releases(self) -> list[StoredRelease]:
        """All releases, those that are being built included."""
        with self.sessions() as session:
            return list_releases(session)

    def active(self) -> list[StoredRelease]:
        """The active release of each framework that has one."""
        return [release for release in self.releases() if release.state == "active"]

    def prepare(self, releases: Sequence[StoredRelease]) -> bool:
        """Builds index, catalogue and titles of a set of releases where they are missing; says whether any was."""
        built = [each.prepare(releases) for each in (self.registry, self.catalogues, self.titles)]
        return any(built)

    def remove_unreachable(self) -> None:
        """Removes the indexes and catalogues of releases that are there no more."""
        keys = [release.key for release in self.releases()]
        for name in (INDEX_FOLDER, CATALOGUE_FOLDER):
            remove_unreachable(self.settings.data_dir / name, keys)

    @contextmanager
    def importing(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Lets one process at a time change releases; `waiting` says that another one does."""
        with (
            self.engine.connect() as connection,
            exclusively(connection, self.settings, IMPORT, waiting=waiting),
        ):
            yield
