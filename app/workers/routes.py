"""The routes of stored workers. They belong to the organisation of the key, and no other sees them."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import Path, Query, Request, Response
from sqlalchemy import Row

from app.authorization import Reader, Writer
from app.dependencies import open_reading, open_transaction
from app.errors import FieldProblem, InvalidInput
from app.paging import Page, Paging, cut_page, link_next, list_mark
from app.profiles.access import code_book, erase_leftovers, written
from app.profiles.bulk.access import MEDIA_TYPE, BulkResponse
from app.profiles.idempotency.store import Repeatable
from app.profiles.intake import reading_desk
from app.profiles.keeping.access import page_start
from app.profiles.keeping.identity import version_tag
from app.profiles.keeping.schemas import IdempotencyHeader, IfMatch, IfNoneMatch
from app.profiles.keeping.store import (
    Address,
    add_document,
    find_document,
    find_external,
    list_documents,
    remove_document,
    replace_document,
    stored_by_repeat,
)
from app.profiles.plain_values import TOO_DEEP
from app.routing import Router
from app.vocabulary.negotiation import has_already
from app.workers.access import WORKERS, worker_answers
from app.workers.batches import WorkerLines
from app.workers.intake import packed_columns, read_worker
from app.workers.schemas import WorkerAnswer, WorkerRequest

router = Router(prefix="/workers", tags=["workers"])

_JSON = "application/json"
_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "You have it already (If-None-Match)."}
}
WorkerId = Annotated[
    str, Path(max_length=100, description="The id of a worker.", examples=["wrk_3kTMd9YxQ2mX0uWbn5rXIg"])
]


@router.post("", status_code=201, response_model=WorkerAnswer)
def create_worker(
    body: WorkerRequest, request: Request, caller: Writer, idempotency_key: IdempotencyHeader = None
) -> Response:
    """Stores a worker, with their consent: the skills with the words that show them, the text only if you ask.

    An `external_id` that you have used before answers 409 and names the id to PUT. A repeat under the same
    Idempotency-Key answers what it stored, as it is now; 410 once that was deleted.
    """
    repeat = _repeatable(caller.organisation_id, idempotency_key, body)
    with open_reading(request) as session:
        row = stored_by_repeat(session, WORKERS, repeat)
    if row is None:
        columns = _columns(request, body)
        with open_transaction(request) as session:
            row = add_document(session, WORKERS, caller.organisation_id, columns, repeat)
        written(request.app, WORKERS.kind)
    return _answer(request, row, 201)


_BULK_EXAMPLE = '{"external_id": "w-1", "consent": true, "skills": [{"id": "onet:2.A.1.b", "years": 2}]}\n'
_BULK: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "examples": [_BULK_EXAMPLE]}}},
    }
}
_OUTCOMES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An outcome for each line, in order: `line`, `external_id`, `status`, and `id` and `version` "
        "or a `problem`.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    }
}


@router.post("/bulk", response_class=Response, openapi_extra=_BULK, responses=_OUTCOMES)
async def load_workers(request: Request, caller: Writer) -> Response:
    """Stores a worker for each line of NDJSON; a line is what POST takes, its effort `fast` where it names none.

    Lines may be as many as you like, each of at most 1 MB. An outcome is sent once its line is stored for good;
    a bad line harms no other. A line whose `external_id` is there already replaces that worker (200), so a load
    that broke off can be sent again: that is what an Idempotency-Key would be for, and none is needed.
    """
    lines = WorkerLines(request.app, caller.organisation_id)
    return BulkResponse(lines.store, lines.end)


@router.get("", response_model=Page[WorkerAnswer])
def workers(
    request: Request,
    caller: Reader,
    page: Paging,
    external_id: Annotated[
        str | None, Query(max_length=200, description="Only the one that you call so.", examples=["w-1042"])
    ] = None,
) -> Response:
    """The workers of your organisation, without their texts, the one that changed longest ago first."""
    mark = list_mark(["workers", external_id])
    with open_reading(request) as session:
        if external_id is not None:
            found = find_external(session, WORKERS, caller.organisation_id, external_id)
        else:
            after = page_start(page, mark)
            found = list_documents(session, WORKERS, caller.organisation_id, after, page.limit + 1)
    rows, cursor = cut_page(found, page.limit, lambda row: (mark, row.change))
    items = [{**answer, "text": None} for answer in worker_answers(request.app, rows)]
    response = Response(orjson.dumps({"items": items, "next_cursor": cursor}), media_type=_JSON)
    link_next(request, response, cursor)
    return response


@router.get("/{worker_id}", response_model=WorkerAnswer, responses=_NOT_MODIFIED)
def worker(
    worker_id: WorkerId, request: Request, caller: Reader, if_none_match: IfNoneMatch = None
) -> Response:
    """A stored worker: their skills with the words that show them, and the text if it was kept."""
    with open_reading(request) as session:
        row = find_document(session, WORKERS, Address(caller.organisation_id, worker_id))
    tag = version_tag(row.id, row.version)
    if has_already(if_none_match, tag):
        return Response(status_code=304, headers={"ETag": tag})
    return _answer(request, row)


@router.put("/{worker_id}", response_model=WorkerAnswer)
def replace_worker(
    worker_id: WorkerId, body: WorkerRequest, request: Request, caller: Writer, if_match: IfMatch = None
) -> Response:
    """Replaces a worker with another version; of the old one nothing is kept.

    The whole worker is sent, as to POST; only an `external_id` that is left out stays as it is.
    """
    address = Address(caller.organisation_id, worker_id, if_match)
    with open_reading(request) as session:
        find_document(session, WORKERS, address)
    columns = _columns(request, body)
    with open_transaction(request) as session:
        row = replace_document(session, WORKERS, address, columns)
    written(request.app, WORKERS.kind)
    erase_leftovers(request.app)
    return _answer(request, row)


@router.delete("/{worker_id}", status_code=204)
def delete_worker(
    worker_id: WorkerId, request: Request, caller: Writer, if_match: IfMatch = None
) -> Response:
    """Erases a worker: nothing of what they sent is left in the database."""
    with open_transaction(request) as session:
        remove_document(session, WORKERS, Address(caller.organisation_id, worker_id, if_match))
    written(request.app, WORKERS.kind)
    erase_leftovers(request.app)
    return Response(status_code=204)


def _columns(request: Request, body: WorkerRequest) -> dict[str, Any]:
    read = read_worker(reading_desk(request.app), body, "thorough")
    (columns,) = packed_columns(code_book(request.app), [read])
    return columns


def _repeatable(organisation_id: int, key: str | None, body: WorkerRequest) -> Repeatable | None:
    if key is None:
        return None
    try:
        sent = orjson.dumps(body.model_dump(mode="json", exclude_unset=True), option=orjson.OPT_SORT_KEYS)
    except (ValueError, RecursionError):
        raise InvalidInput(TOO_DEEP, errors=[FieldProblem("/json_resume", TOO_DEEP)]) from None
    return Repeatable(organisation_id, key, "POST /v1/workers", sent)


def _answer(request: Request, row: Row[Any], status: int = 200) -> Response:
    (answer,) = worker_answers(request.app, [row])
    headers = {"ETag": version_tag(row.id, row.version)}
    if status == 201:
        headers["Location"] = f"{WORKERS.path}/{row.id}"
    return Response(orjson.dumps(answer), status, headers, _JSON)
