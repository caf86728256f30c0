"""The routes of stored postings. They belong to the organisation of the key, and no other sees them."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import Path, Query, Request, Response
from sqlalchemy import Row

from app.authorization import Reader, Writer
from app.dependencies import open_reading, open_transaction
from app.errors import FieldProblem, InvalidInput, NotFound
from app.paging import Paging, cut_page, link_next, list_mark
from app.postings.access import JSON, POSTINGS, posting_answer, posting_summary, posting_tag, version_only
from app.postings.batches import PostingLines
from app.postings.intake import packed_columns, read_posting
from app.postings.schemas import NotDuplicateRequest, PostingAnswer, PostingPage, PostingRequest
from app.postings.store import (
    Wanted,
    add_posting,
    count_postings,
    list_postings,
    remove_posting,
    replace_posting,
    say_not_duplicate,
    unsay_not_duplicate,
)
from app.profiles.access import code_book, erase_leftovers, written
from app.profiles.bulk.access import MEDIA_TYPE, BulkResponse
from app.profiles.idempotency.store import Repeatable
from app.profiles.intake import reading_desk
from app.profiles.keeping.access import page_start
from app.profiles.keeping.schemas import IdempotencyHeader, IfMatch, IfNoneMatch
from app.profiles.keeping.store import Address, find_document, stored_by_repeat
from app.profiles.plain_values import TOO_DEEP
from app.routing import Router
from app.vocabulary.negotiation import has_already

router = Router(prefix="/postings", tags=["postings"])

_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "You have it already (If-None-Match)."}
}
_BULK_EXAMPLE = (
    '{"external_id": "job-20418", "employer": "Brightwater Freight", "text": "Forklift operator…"}\n'
)
_BULK: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "examples": [_BULK_EXAMPLE]}}},
    }
}
_OUTCOMES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An outcome for each line, in order: `line`, `external_id`, `status`, and `id`, `version` and "
        "`group` or a `problem`.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    }
}

PostingId = Annotated[
    str, Path(max_length=100, description="The id of a posting.", examples=["pst_3q2x8Zl0T7mWc1Jd9RbVfA"])
]
OtherId = Annotated[
    str,
    Path(max_length=100, description="The id of another posting.", examples=["pst_0bVd1QXh6sTn8uKpwmJ4cY"]),
]


# ---- storing


@router.post("", status_code=201, response_model=PostingAnswer)
def create_posting(
    body: PostingRequest, request: Request, caller: Writer, idempotency_key: IdempotencyHeader = None
) -> Response:
    """Stores a posting: its skills with the words that show them, and its text unless `keep_text` is false.

    `duplicates` says in which group of postings of the same job it is, and how many there are. An `external_id`
    that you have used before answers 409 and names the id to PUT. A repeat under the same Idempotency-Key answers
    what it stored, as it is now; 410 once that was deleted.
    """
    repeat = _repeatable(caller.organisation_id, idempotency_key, body)
    with open_reading(request) as session:
        row = stored_by_repeat(session, POSTINGS, repeat)
    if row is None:
        columns = _columns(request, body)
        with open_transaction(request) as session:
            row = add_posting(session, caller.organisation_id, columns, repeat)
        written(request.app, POSTINGS.kind)
    return _answer(request, row, 201)


@router.post("/bulk", response_class=Response, openapi_extra=_BULK, responses=_OUTCOMES)
async def load_postings(request: Request, caller: Writer) -> Response:
    """Stores a posting for each line of NDJSON; a line is what POST takes, its effort `fast` where it names none.

    Lines may be as many as you like, each of at most 1 MB. An outcome is sent once its line is stored for good;
    a bad line harms no other. A line whose `external_id` is there already replaces that posting (200), so a load
    that broke off can be sent again: that is what an Idempotency-Key would be for, and none is needed.
    """
    lines = PostingLines(request.app, caller.organisation_id)
    return BulkResponse(lines.store, lines.end)


@router.put("/{posting_id}", response_model=PostingAnswer)
def replace(
    posting_id: PostingId, body: PostingRequest, request: Request, caller: Writer, if_match: IfMatch = None
) -> Response:
    """Replaces a posting with another version; its duplicates are sought anew, and a "not a duplicate" stays.

    The whole posting is sent, as to POST; only an `external_id` that is left out stays as it is. If-Match looks at
    the version alone, so a duplicate that came in between does not stand in the way.
    """
    address = Address(caller.organisation_id, posting_id, version_only(if_match))
    with open_reading(request) as session:
        find_document(session, POSTINGS, address)
    columns = _columns(request, body)
    with open_transaction(request) as session:
        row = replace_posting(session, address, columns)
    written(request.app, POSTINGS.kind)
    erase_leftovers(request.app)
    return _answer(request, row)


@router.delete("/{posting_id}", status_code=204, response_class=Response)
def delete_posting(
    posting_id: PostingId, request: Request, caller: Writer, if_match: IfMatch = None
) -> Response:
    """Deletes a posting. Postings that were one job only by way of it come apart."""
    address = Address(caller.organisation_id, posting_id, version_only(if_match))
    with open_transaction(request) as session:
        remove_posting(session, address)
    written(request.app, POSTINGS.kind)
    erase_leftovers(request.app)
    return Response(status_code=204)


# ---- reading


@router.get("", response_model=PostingPage)
def postings(
    request: Request,
    caller: Reader,
    page: Paging,
    external_id: Annotated[
        str | None,
        Query(max_length=200, description="Only the one that you call so.", examples=["job-20418"]),
    ] = None,
    employer: Annotated[
        str | None, Query(max_length=300, description="Only this employer's, however its name is written.")
    ] = None,
    group: Annotated[
        str | None, Query(max_length=100, description="Only those that are the same job as this posting.")
    ] = None,
) -> Response:
    """The postings of your organisation without skills and text, the one that changed longest ago first.

    `postings` counts those of the whole list, `distinct` the jobs that they are.
    """
    mark = list_mark(["postings", external_id, employer, group])
    wanted = Wanted(caller.organisation_id, external_id, employer, group)
    with open_reading(request) as session:
        found = list_postings(session, wanted, page_start(page, mark), page.limit + 1)
        total, distinct = count_postings(session, wanted)
    rows, cursor = cut_page(found, page.limit, lambda row: (mark, row.change))
    items = [posting_summary(row) for row in rows]
    content = {"items": items, "next_cursor": cursor, "postings": total, "distinct": distinct}
    response = Response(orjson.dumps(content), media_type=JSON)
    link_next(request, response, cursor)
    return response


@router.get("/{posting_id}", response_model=PostingAnswer, responses=_NOT_MODIFIED)
def posting(
    posting_id: PostingId, request: Request, caller: Reader, if_none_match: IfNoneMatch = None
) -> Response:
    """A stored posting: its skills with the words that show them, its text if it was kept, its duplicates."""
    with open_reading(request) as session:
        row = find_document(session, POSTINGS, Address(caller.organisation_id, posting_id))
        answer = posting_answer(request.app, session, row)
    tag = posting_tag(answer)
    if has_already(if_none_match, tag):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(orjson.dumps(answer), headers={"ETag": tag}, media_type=JSON)


# ---- not a duplicate


@router.put("/{posting_id}/not-duplicates/{other_id}", response_model=PostingAnswer)
def not_duplicate(
    posting_id: PostingId, other_id: OtherId, body: NotDuplicateRequest, request: Request, caller: Writer
) -> Response:
    """Says that two postings are two jobs. They never share a group again, whatever becomes of their texts.

    A third posting that is the same as both goes with the one it is more like. Said twice, the first word stands.
    """
    if posting_id == other_id:
        detail = "Name another posting: one cannot be a duplicate of itself."
        raise InvalidInput(detail, errors=[FieldProblem("/path/other_id", detail)])
    with open_transaction(request) as session:
        row = say_not_duplicate(session, Address(caller.organisation_id, posting_id), other_id, body.author)
    return _answer(request, row)


@router.delete("/{posting_id}/not-duplicates/{other_id}", status_code=204, response_class=Response)
def maybe_duplicate(posting_id: PostingId, other_id: OtherId, request: Request, caller: Writer) -> Response:
    """Takes it back: the two are grouped again if they are alike."""
    with open_transaction(request) as session:
        if not unsay_not_duplicate(session, Address(caller.organisation_id, posting_id), other_id):
            raise NotFound(
                "Nobody said that these two postings are two jobs, so there is nothing to take back."
            )
    return Response(status_code=204)


def _columns(request: Request, body: PostingRequest) -> dict[str, Any]:
    read = read_posting(reading_desk(request.app), body, "thorough")
    (columns,) = packed_columns(code_book(request.app), [read])
    return columns


def _repeatable(organisation_id: int, key: str | None, body: PostingRequest) -> Repeatable | None:
    if key is None:
        return None
    try:
        sent = orjson.dumps(body.model_dump(mode="json", exclude_unset=True), option=orjson.OPT_SORT_KEYS)
    except (ValueError, RecursionError):
        raise InvalidInput(TOO_DEEP, errors=[FieldProblem("/job_posting", TOO_DEEP)]) from None
    return Repeatable(organisation_id, key, "POST /v1/postings", sent)


def _answer(request: Request, row: Row[Any], status: int = 200) -> Response:
    with open_reading(request) as session:
        answer = posting_answer(request.app, session, row)
    headers = {"ETag": posting_tag(answer)}
    if status == 201:
        headers["Location"] = f"{POSTINGS.path}/{row.id}"
    return Response(orjson.dumps(answer), status, headers, JSON)
