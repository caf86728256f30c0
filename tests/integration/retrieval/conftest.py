"""Both implementations of retrieval over the same stored documents, on either database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from app.database import Sessions
from app.matching.retrieval import following, registry
from app.matching.retrieval.contract import Kind, Retrieval
from app.matching.retrieval.database.registry import IndexedRows
from app.matching.retrieval.registry import StoredIndex
from app.occupations.catalogue import Catalogue
from app.postings.models import PostingRow
from app.profiles.profile import PostingProfile, WorkerProfile
from app.profiles.store import next_changes, note_removals
from app.vocabulary.index.index import VocabularyIndex
from app.workers.models import WorkerRow
from tests.unit.matching.conftest import catalogue, index, profiles
from tests.unit.matching.retrieval.laid_out import ORGANISATION, Layout

__all__ = ["catalogue", "index", "profiles"]

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


class World:
    """Stores documents straight into the tables, and follows them by both implementations."""

    def __init__(self, sessions: Sessions, folder: Path, layout: Layout) -> None:
        self.sessions, self.folder, self.layout = sessions, folder, layout
        self.indexes: list[StoredIndex] = []
        self.memory: dict[Kind, StoredIndex] = {kind: self.opened(kind) for kind in registry.KINDS}
        self.rows: dict[Kind, IndexedRows] = {kind: self.indexed(kind) for kind in registry.KINDS}

    def opened(self, kind: Kind) -> StoredIndex:
        """Another process on the same files."""
        self.indexes.append(StoredIndex(kind, self.folder, lambda: self.sessions, lambda: None))
        return self.indexes[-1]

    def indexed(self, kind: Kind) -> IndexedRows:
        """Another process that keeps the rows."""
        return IndexedRows(kind, lambda: self.sessions, lambda: None, lambda: None)

    def store(self, profiles: Sequence[PostingProfile | WorkerProfile], **columns: Any) -> list[int]:
        """Stores documents in one transaction; their change numbers."""
        kind: Kind = "posting" if isinstance(profiles[0], PostingProfile) else "worker"
        packed = [self.layout.packed(profile) for profile in profiles]
        given = {"region_code": 0, "remote": None, "organisation_id": ORGANISATION, **columns}
        with self.sessions.begin() as session:
            changes = list(next_changes(session, kind, len(profiles)))
            rows = [
                {"change": change, "id": f"{kind}-{change}", "packed": blob, **_fixed(kind), **given}
                for change, blob in zip(changes, packed, strict=True)
            ]
            session.execute(insert(PostingRow if kind == "posting" else WorkerRow), rows)
        return changes

    def remove(self, kind: Kind, changes: Sequence[int]) -> None:
        """Removes documents."""
        table = PostingRow if kind == "posting" else WorkerRow
        with self.sessions.begin() as session:
            session.query(table).where(table.change.in_(changes)).delete()
            note_removals(session, kind, changes)

    def retrieval(self, how: str, kind: Kind) -> Retrieval:
        """One of the implementations, caught up."""
        return self.memory[kind].catch_up() if how == "memory" else self.rows[kind].catch_up()


def _fixed(kind: Kind) -> dict[str, Any]:
    fixed: dict[str, Any] = {"version": 1, "reading": {}, "created_at": _NOW, "updated_at": _NOW}
    return fixed | ({"employer_code": 0, "posted_on": None} if kind == "posting" else {})


@pytest.fixture(scope="session")
def layout(index: VocabularyIndex, catalogue: Catalogue) -> Layout:
    return Layout(index, catalogue)


@pytest.fixture
def world(
    sessions: Sessions, tmp_path: Path, layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """Lots of a few documents already: so several are written, and merged."""
    for module in (following, registry):
        monkeypatch.setattr(module, "MOST_RECENT", 8)
    world = World(sessions, tmp_path / "stored", layout)
    yield world
    for opened in world.indexes:
        opened.close()


POSTED = date(2026, 3, 1)
