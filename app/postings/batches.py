"""Stores postings line by line, some hundreds in a transaction."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.database import is_unavailable, renew_statistics
from app.errors import InvalidInput, ParlanceError
from app.invalid_fields import field_problems
from app.postings.access import POSTINGS
from app.postings.intake import ReadPosting, packed_columns, read_posting
from app.postings.schemas import PostingRequest
from app.postings.store import put_postings
from app.profiles.access import code_book, written
from app.profiles.bulk.access import UNAVAILABLE, Taken, failed, read_line
from app.profiles.bulk.lines import Line
from app.profiles.intake import reading_desk
from app.profiles.keeping.store import Identity

# Texts are read for so long at most before what is read is stored and its outcomes are sent. Grouping asks the database
# some fifteen times a transaction, so the more postings share one, the less each costs.
READING_SECONDS = 2.0

# After so many transactions of a load the database counts what is in its tables, and plans by that.
_COUNTED_AFTER = frozenset([2, 16, 128, 1024])
_COUNTED = ("postings", "posting_bands")

Stored = tuple[Identity, str]


class PostingLines:
    """Stores the lines of one bulk load for an organisation."""

    def __init__(self, app: FastAPI, organisation_id: int) -> None:
        self._app = app
        self._organisation_id = organisation_id
        self._transactions = 0

    def store(self, lines: Sequence[Line]) -> Taken:
        """Stores the first of these lines, those that can be read in two seconds, in one transaction."""
        desk = reading_desk(self._app)
        until = time.monotonic() + READING_SECONDS
        outcomes: list[dict[str, Any]] = []
        read: list[tuple[int, Line, ReadPosting]] = []
        for line in lines:
            external_id = None
            try:
                sent = read_line(line)
                external_id = sent.get("external_id")
                read.append((len(outcomes), line, read_posting(desk, _request(sent), "fast")))
                outcomes.append({})
            except ParlanceError as error:
                outcomes.append(failed(line, external_id, error))
            if time.monotonic() > until:
                break
        stored = self._store([each for *_, each in read])
        for (place, line, posting), done in zip(read, stored, strict=True):
            outcomes[place] = _outcome(line, posting.columns["external_id"], done)
        return Taken(len(outcomes), outcomes)

    def end(self) -> None:
        """Nothing is left to be done after the last line."""

    def _store(self, postings: Sequence[ReadPosting]) -> Sequence[Stored | None]:
        """What was stored, in one transaction; None for each where the database is out of reach."""
        if not postings:
            return []
        try:
            columns = packed_columns(code_book(self._app), postings)
            with self._app.state.sessions.begin() as session:
                identities, groups = put_postings(session, self._organisation_id, columns)
        except (OperationalError, PoolTimeout) as error:
            if isinstance(error, OperationalError) and not is_unavailable(error):
                raise
            return [None] * len(postings)
        written(self._app, POSTINGS.kind)
        self._transactions += 1
        if self._transactions in _COUNTED_AFTER:
            renew_statistics(self._app.state.engine, *_COUNTED)
        return [(identity, groups[identity.id]) for identity in identities]


def _request(sent: Mapping[str, Any]) -> PostingRequest:
    try:
        return PostingRequest.model_validate(sent)
    except ValidationError as error:
        found = [{**problem, "loc": ("body", *problem["loc"])} for problem in error.errors(include_url=False)]
        problems = field_problems(found, sent)
        raise InvalidInput(problems[0].detail, errors=problems) from None


def _outcome(line: Line, external_id: str | None, stored: Stored | None) -> dict[str, Any]:
    if stored is None:
        return failed(line, external_id, UNAVAILABLE)
    identity, group = stored
    return {
        "line": line.number,
        "external_id": external_id,
        "status": 201 if identity.is_new else 200,
        "id": identity.id,
        "version": identity.version,
        "group": group,
    }
