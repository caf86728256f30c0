"""Stores workers line by line, some hundreds in a transaction."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.database import is_unavailable
from app.errors import ParlanceError
from app.profiles.access import code_book, erase_leftovers, written
from app.profiles.bulk.access import UNAVAILABLE, Taken, failed, read_line
from app.profiles.bulk.lines import Line
from app.profiles.intake import reading_desk
from app.profiles.keeping.batches import put_documents
from app.profiles.keeping.store import Identity
from app.workers.access import WORKERS
from app.workers.intake import ReadWorker, packed_columns, read_sent_worker

# Texts are read for so long at most before what is read is stored and its outcomes are sent.
READING_SECONDS = 1.0


class WorkerLines:
    """Stores the lines of one bulk load for an organisation."""

    def __init__(self, app: FastAPI, organisation_id: int) -> None:
        self._app = app
        self._organisation_id = organisation_id
        self._has_replaced = False

    def store(self, lines: Sequence[Line]) -> Taken:
        """Stores the first of these lines, those that can be read in a second, in one transaction."""
        desk = reading_desk(self._app)
        until = time.monotonic() + READING_SECONDS
        outcomes: list[dict[str, Any]] = []
        read: list[tuple[int, Line, ReadWorker]] = []
        for line in lines:
            external_id = None
            try:
                sent = read_line(line)
                external_id = sent.get("external_id")
                read.append((len(outcomes), line, read_sent_worker(desk, sent, "fast")))
                outcomes.append({})
            except ParlanceError as error:
                outcomes.append(failed(line, external_id, error))
            if time.monotonic() > until:
                break
        for (place, line, worker), stored in zip(read, self._store([each for *_, each in read]), strict=True):
            outcomes[place] = _outcome(line, worker.columns["external_id"], stored)
        return Taken(len(outcomes), outcomes)

    def end(self) -> None:
        """Erases what was replaced where the database still has traces of it."""
        if self._has_replaced:
            erase_leftovers(self._app)

    def _store(self, workers: Sequence[ReadWorker]) -> Sequence[Identity | None]:
        """Which versions were stored, in one transaction; None for each where the database is out of reach."""
        if not workers:
            return []
        try:
            columns = packed_columns(code_book(self._app), workers)
            with self._app.state.sessions.begin() as session:
                stored = put_documents(session, WORKERS, self._organisation_id, columns)
        except (OperationalError, PoolTimeout) as error:
            if isinstance(error, OperationalError) and not is_unavailable(error):
                raise
            return [None] * len(workers)
        self._has_replaced = self._has_replaced or not all(each.is_new for each in stored)
        written(self._app, WORKERS.kind)
        return stored


def _outcome(line: Line, external_id: str | None, stored: Identity | None) -> dict[str, Any]:
    if stored is None:
        return failed(line, external_id, UNAVAILABLE)
    return {
        "line": line.number,
        "external_id": external_id,
        "status": 201 if stored.is_new else 200,
        "id": stored.id,
        "version": stored.version,
    }
