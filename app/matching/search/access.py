"""What searches need of an application: its indexes of stored documents, and the stored documents themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import Any, cast

import numpy as np
from fastapi import FastAPI
from sqlalchemy import Row

from app.authorization import Caller
from app.database import Sessions, rows_of
from app.errors import NotReady, Unauthorized
from app.health import add_check
from app.matching.retrieval.codes import Groups, RoleCodes, SkillCodes
from app.matching.retrieval.contract import Filters, Kind
from app.matching.retrieval.database.registry import IndexedRows, forget_rows
from app.matching.retrieval.registry import FOLDER, KINDS, StoredIndex, StoredIndexes, forget_files
from app.matching.search.listing import Document
from app.matching.search.offers import Offers
from app.matching.search.schemas import SearchFilters
from app.matching.search.searching import Turn
from app.occupations.catalogue import Catalogue
from app.postings.access import POSTINGS
from app.postings.employers import employer_name
from app.postings.models import PostingRow
from app.profiles.access import CodeBook, code_book, erase_leftovers, tell_of_writing
from app.profiles.keeping.identity import read_evidence
from app.profiles.keeping.store import Address, find_document
from app.profiles.packing import unpack, unpack_many
from app.profiles.profile import PostingProfile, Role, WorkerProfile
from app.profiles.stored import StoredProfile, StoredWorkers, stored_posting, stored_workers
from app.settings import Settings
from app.vocabulary.index.index import VocabularyIndex
from app.workers.access import WORKERS
from app.workers.models import WorkerRow

_MAKING = Lock()
_TABLES: dict[Kind, Any] = {"worker": WorkerRow, "posting": PostingRow}


class Stored:
    """The stored documents of an application: their indexes and codes. Made on first use, safe for threads."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.codes: CodeBook = code_book(app)
        self.indexes = _indexes(app, self.codes)
        self.skills = SkillCodes(self.codes.all_names("skill"))
        self.roles = RoleCodes(self.codes.all_names("occupation"))
        self.turn = _turn(app)
        tell_of_writing(app, lambda _kind: self.indexes.nudge())

    def filters(self, organisation: int, asked: SearchFilters) -> Filters:
        """Filters by codes; a name that nothing stored has lets nothing pass."""
        regions = None
        if asked.region is not None:
            named = enumerate(self.codes.all_names("region"))
            regions = frozenset(
                code for code, name in named if name == asked.region or name.startswith(f"{asked.region}-")
            )
        return Filters(
            organisation,
            regions,
            asked.remote,
            self._known("occupation", asked.occupation),
            self._known("employer", asked.organisation and employer_name(asked.organisation)),
            asked.posted_since.toordinal() if asked.posted_since else None,
        )

    def _known(self, kind: Any, name: str | None) -> frozenset[int] | None:
        if name is None:
            return None
        code = self.codes.codes(kind, ()).get(name)
        return frozenset() if code is None else frozenset([code])


def _turn(app: FastAPI) -> Turn:
    """Searches in memory work one after the other, each on the whole processor: see `Turn`."""
    settings: Settings = app.state.settings
    return Lock() if settings.retrieval == "memory" else nullcontext()


def _indexes(app: FastAPI, codes: CodeBook) -> StoredIndexes:
    """The implementation of retrieval that the settings name."""
    settings: Settings = app.state.settings
    folder = settings.data_dir / FOLDER

    def sessions() -> Sessions:
        return cast(Sessions, app.state.sessions)

    def erased() -> None:
        erase_leftovers(app)

    def forget() -> None:
        if forget_rows(sessions):
            erased()

    if settings.retrieval == "database":
        rows = {kind: IndexedRows(kind, sessions, codes.refresh, erased) for kind in KINDS}
        return StoredIndexes(rows, lambda: forget_files(settings.data_dir))
    return StoredIndexes({kind: StoredIndex(kind, folder, sessions, codes.refresh) for kind in KINDS}, forget)


def stored_of(app: FastAPI) -> Stored:
    """The stored documents of an application."""
    found = getattr(app.state, "stored", None)
    if found is None:
        with _MAKING:
            found = getattr(app.state, "stored", None)
            if found is None:
                found = app.state.stored = Stored(app)
    return cast(Stored, found)


def follow_stored(app: FastAPI) -> None:
    """Begins to follow what is stored; /readyz says when it is all there."""
    indexes = stored_of(app).indexes

    def stored() -> None:
        if not indexes.are_ready:
            raise NotReady("The indexes of stored documents are still being opened or made.")

    add_check(app, "stored", stored)
    indexes.start()


def stop_following(app: FastAPI) -> None:
    """Ends what `stored_of(app).indexes` has begun, if anything."""
    found = getattr(app.state, "stored", None)
    if found is not None:
        found.indexes.stop()


@dataclass(slots=True)
class Shelves:
    """Stored documents as one request reads them: those of its caller, in the vocabulary that it asks for.

    `versions` notes what was named by its id: the receipt says which version answered.
    """

    stored: Stored
    index: VocabularyIndex
    catalogue: Catalogue
    caller: Caller | None
    versions: dict[str, dict[str, Any]]

    def posting(self, posting_id: str) -> PostingProfile:
        """The profile of a stored posting. Raises NotFound, or Unauthorized without a key."""
        (posting,) = self._postings([self._row("posting", posting_id)], shown=True)
        return posting

    def worker(self, worker_id: str) -> WorkerProfile:
        """The profile of a stored worker. Raises NotFound, or Unauthorized without a key."""
        (worker,) = self._workers([self._row("worker", worker_id)], shown=True)
        return worker

    def documents(self, kind: Kind, changes: Sequence[int], *, shown: bool) -> list[Document]:
        """The documents with these change numbers that are still there; without `shown`, without their words."""
        rows = self._read(kind, changes, shown=shown)
        made: Callable[..., Sequence[PostingProfile | WorkerProfile]]
        made = self._workers if kind == "worker" else self._postings
        with self.stored.turn:
            profiles: Sequence[PostingProfile | WorkerProfile] = made(rows, shown=shown)
        return [
            Document(row.change, row.id, row.external_id, row.version, profile)
            for row, profile in zip(rows, profiles, strict=True)
        ]

    def offers(self, changes: Sequence[int], limit: int) -> Offers:
        """The first so many workers with these change numbers that are still there, in this order."""
        rows = {row.change: row for row in self._read("worker", changes, shown=False)}
        there = [rows[change] for change in changes if change in rows]
        with self.stored.turn:
            return Offers.of(there[:limit])

    def groups(self) -> Groups:
        """The skills of stored documents in the vocabulary that answers."""
        return self.stored.skills.groups(self.index)

    def closeness(self, roles: Sequence[Role]) -> dict[int, int]:
        """By code of an occupation, how close it is to these, in hundredths."""
        return self.stored.roles.closeness(self.catalogue, roles)

    def _read(self, kind: Kind, changes: Sequence[int], *, shown: bool) -> Sequence[Row[Any]]:
        table = _TABLES[kind]
        columns = [table.change, table.id, table.external_id, table.version, table.packed]
        if shown:
            columns.append(table.evidence)
        return rows_of(self.stored.app.state.engine, columns, table.change, changes)

    def _row(self, kind: Kind, document_id: str) -> Row[Any]:
        if self.caller is None:
            raise Unauthorized(
                f"A stored {kind} is named by its id: send the key of the organisation that stored it."
            )
        documents = WORKERS if kind == "worker" else POSTINGS
        with self.stored.app.state.sessions() as session:
            row = find_document(session, documents, Address(self.caller.organisation_id, document_id))
        self.versions[kind] = {"id": row.id, "version": row.version}
        self.stored.codes.names("skill", unpack(row.packed).codes)  # another process may have allotted some
        return row

    def _workers(self, rows: Sequence[Row[Any]], *, shown: bool) -> list[WorkerProfile]:
        packed = unpack_many([row.packed for row in rows])
        counts, starts = np.diff(packed.offsets).tolist(), packed.role_offsets.tolist()
        words = [
            read_evidence(row.evidence, count) if shown and row.evidence is not None else None
            for row, count in zip(rows, counts, strict=True)
        ]
        codes, known = packed.roles.tolist(), self._roles_by_code(set(packed.roles.tolist()))
        roles = [
            tuple(known[code] for code in codes[first:past] if code in known)
            for first, past in pairwise(starts)
        ]
        return stored_workers(StoredWorkers(packed, words, roles), self.groups().held)

    def _postings(self, rows: Sequence[Row[Any]], *, shown: bool) -> list[PostingProfile]:
        groups, postings = self.groups().of_code, []
        for row in rows:
            packed = unpack(row.packed)
            words = read_evidence(row.evidence if shown else None, len(packed.codes))
            known = self._roles_by_code(packed.roles)
            roles = tuple(known[code] for code in packed.roles if code in known)
            postings.append(stored_posting(StoredProfile(packed, words, roles), groups))
        return postings

    def _roles_by_code(self, codes: Collection[int]) -> dict[int, Role]:
        """The occupations with these codes; without those that the releases which answer do not have."""
        names = zip(codes, self.stored.codes.names("occupation", codes), strict=True)
        return {
            code: Role(name, self.catalogue.title(name)) for code, name in names if name in self.catalogue
        }
