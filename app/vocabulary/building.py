"""Builds an index from the database in a process of its own: the one that serves neither stops nor grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.database import make_engine, make_sessions
from app.settings import Settings
from app.vocabulary.indexing import OwnProcess, build_with_encoder
from app.vocabulary.store import StoredRelease, read_rows


@dataclass(frozen=True, slots=True)
class DatabaseBuilder:
    """Builds the index of some releases from the rows in the database: the registry's Builder."""

    settings: Settings
    models: Path

    def __call__(self, releases: Sequence[StoredRelease], folder: Path) -> None:
        """Builds in a process of its own and waits for it."""
        arguments = (self.settings, tuple(releases), folder, self.models)
        with OwnProcess(_build_from_database, *arguments) as process:
            process.wait()


def models_checksum(models: Path) -> str:
    """A hash of the encoders' files, which decide the vectors in an index as much as the labels do."""
    files = sorted(path for part in ("encoder", "reader") for path in (models / part).glob("*"))
    stats = [(path.name, path.stat()) for path in files]
    return _checksum(models, tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


@lru_cache(maxsize=4)
def _checksum(models: Path, _files: tuple[tuple[str, int, int], ...]) -> str:
    """`models_checksum`, worked out once for files that stay the same: a start asks for it twice."""
    from app.text.encoder import StaticEncoder
    from app.text.reader import ReadingEncoder

    return StaticEncoder.load(models / "encoder").checksum + ReadingEncoder.load(models / "reader").checksum


def _build_from_database(
    settings: Settings, releases: Sequence[StoredRelease], folder: Path, models: Path
) -> None:
    engine = make_engine(settings)
    try:
        with make_sessions(engine)() as session:
            rows = read_rows(session, releases)
    finally:
        engine.dispose()
    build_with_encoder(rows, folder, models)
