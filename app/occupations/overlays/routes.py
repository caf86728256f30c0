"""The routes of overlays: to make and change one, to take it through quality assurance, to read it and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import orjson
from fastapi import Depends, Header, Path, Query, Request, Response

from app.authorization import KEY_IS_OPTIONAL, AnyCaller, Caller, OptionalCaller, Writer
from app.dependencies import Reading, Transaction
from app.errors import FieldProblem, InvalidInput, NotFound
from app.occupations.access import occupations_of
from app.occupations.overlays.access import Desk, content_and_tag, right_now
from app.occupations.overlays.intake import (
    NO_OVERLAY,
    Attempt,
    Conditions,
    Withdrawal,
    put_overlay,
    review_overlay,
    withdraw_overlay,
)
from app.occupations.overlays.schemas import (
    EventAnswer,
    OverlayAnswer,
    OverlayRequest,
    OverlayState,
    Person,
    ReviewRequest,
    Words,
)
from app.occupations.overlays.store import (
    StoredEvent,
    find_overlay,
    list_events,
    list_overlays,
    overlays_after,
)
from app.occupations.overlays.terms import MAXIMUM_SCOPE, OverlayRecord, OverlayScope, Revision, read_scope
from app.paging import Page, PageRequest, Paging, cut_page, link_next, list_mark, slice_page
from app.routing import Router
from app.vocabulary.routes import read_answer

router = Router(tags=["overlays"])

JSON = "application/json"
_MARK = "overlays"  # in the cursors of the list of all
_WRITE_SCOPE = "Write a region as US-TX or US-TX-26420, a sector as sector:health-care, both as US-TX:sector:health-care."
_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "You have it already (If-None-Match)."}
}
_STORED: dict[int | str, dict[str, Any]] = {
    201: {"model": OverlayAnswer, "description": "There was none before."},
}

OccupationId = Annotated[
    str, Path(max_length=200, description="The id of an occupation.", examples=["onet:29-1141.00"])
]


async def overlay_scope(
    region: Annotated[str, Path(max_length=MAXIMUM_SCOPE, description=_WRITE_SCOPE, examples=["US-TX"])],
) -> OverlayScope:
    """Reads the region or sector in the address."""
    scope = read_scope(region)
    if scope is None:
        raise InvalidInput(_WRITE_SCOPE, errors=[FieldProblem("/path/region", _WRITE_SCOPE)])
    return scope


async def conditions(
    if_match: Annotated[
        str | None, Header(max_length=1_000, description="Only if the overlay still has this ETag; else 412.")
    ] = None,
    if_none_match: Annotated[
        str | None, Header(max_length=1_000, description="`*`: only if there is no overlay yet; else 412.")
    ] = None,
    idempotency_key: Annotated[
        str | None,
        Header(
            max_length=200, description="Of your own making: a repeat under the same key changes nothing."
        ),
    ] = None,
) -> Conditions:
    """Reads the headers that a change may be made to depend on."""
    return Conditions(if_match, if_none_match, idempotency_key)


async def withdrawal(
    by: Annotated[Person, Query(description="Who withdraws it.", examples=["Maria Lopez"])],
    reason: Annotated[Words, Query(description="Why; it is kept in the history.", examples=["Merged."])],
) -> Withdrawal:
    """Reads who withdraws an overlay, and why: a DELETE has no body."""
    return Withdrawal(by, reason)


Scope = Annotated[OverlayScope, Depends(overlay_scope)]
Asked = Annotated[Conditions, Depends(conditions)]
Said = Annotated[Withdrawal, Depends(withdrawal)]


def _desk(request: Request, session: Any, occupation_id: str) -> Desk:
    return Desk(session, occupations_of(request), occupation_id, right_now())


# ---- reading


@router.get(
    "/overlays",
    response_model=Page[OverlayAnswer],
    responses=_NOT_MODIFIED,
    openapi_extra=KEY_IS_OPTIONAL,
    summary="The overlays of all occupations",
)
def overlays(
    request: Request,
    session: Reading,
    caller: OptionalCaller,
    page: Paging,
    state: Annotated[
        OverlayState | None, Query(description="Only those in this state.", examples=["certified"])
    ] = None,
    needs_review: Annotated[
        bool | None, Query(description="Only those that need another look, or only those that do not.")
    ] = None,
) -> Response:
    """Those that were certified; with a key also the drafts of your organisation. The oldest first.

    After a new release, `?needs_review=true` lists what to look at again.
    """
    view, now = occupations_of(request), right_now()
    found: list[tuple[int, dict[str, Any]]] = []
    for record in overlays_after(session, _place(page)):
        seen = record.seen_by(_organisation(caller))
        if seen is None or (state is not None and seen.state_on(now.date()) != state):
            continue
        answer = Desk(session, view, record.occupation_id, now).answer(record, seen)
        if needs_review is None or answer["needs_review"] == needs_review:
            found.append((record.id, answer))
        if len(found) > page.limit:
            break
    shown, cursor = cut_page(found, page.limit, lambda each: (_MARK, each[0]))
    return _list(request, [answer for _, answer in shown], cursor)


def _place(page: PageRequest) -> int:
    """The id of the overlay that a page comes after."""
    match page.after:
        case None:
            return 0
        case (str(mark), int(overlay_id)) if mark == _MARK:
            return overlay_id
    detail = "This cursor is of another list. Leave cursor out to start anew."
    raise InvalidInput(detail, errors=[FieldProblem("/query/cursor", detail)])


@router.get(
    "/occupations/{occupation_id:path}/overlays",
    response_model=Page[OverlayAnswer],
    responses=_NOT_MODIFIED,
    openapi_extra=KEY_IS_OPTIONAL,
    summary="The overlays of an occupation",
)
def occupation_overlays(
    request: Request, session: Reading, caller: OptionalCaller, page: Paging, occupation_id: OccupationId
) -> Response:
    """Those that were certified, the broadest region first; with a key also the drafts of your organisation."""
    desk = _desk(request, session, occupation_id)
    mark = list_mark([desk.occupation["id"], "overlays"])
    seen = [
        (record, revision)
        for record in list_overlays(session, occupation_id)
        if (revision := record.seen_by(_organisation(caller))) is not None
    ]
    shown, cursor = slice_page(seen, page, mark)
    return _list(request, [desk.answer(*each) for each in shown], cursor)


@router.get(
    "/occupations/{occupation_id:path}/overlays/{region}/history",
    response_model=Page[EventAnswer],
    responses=_NOT_MODIFIED,
    openapi_extra=KEY_IS_OPTIONAL,
    summary="Everything that was done to an overlay",
)
def overlay_history(
    request: Request,
    session: Reading,
    caller: OptionalCaller,
    page: Paging,
    occupation_id: OccupationId,
    scope: Scope,
) -> Response:
    """The audit trail, the oldest entry first: of your organisation all of it, of others what led to a certification.

    It stays when an overlay is withdrawn.
    """
    record = find_overlay(session, occupation_id, scope)
    events = [] if record is None else _visible(list_events(session, record.id), caller)
    if not events:
        raise NotFound(NO_OVERLAY)
    shown, cursor = slice_page(events, page, list_mark([occupation_id, str(scope), "history"]))
    return _list(request, [_told(event) for event in shown], cursor)


def _visible(events: Sequence[StoredEvent], caller: Caller | None) -> list[StoredEvent]:
    certified = {event.revision for event in events if event.action == "certify"}
    own = _organisation(caller)
    return [event for event in events if event.organisation_id == own or event.revision in certified]


def _told(event: StoredEvent) -> dict[str, Any]:
    return {
        "at": event.at,
        "revision": event.revision,
        "action": event.action,
        "by": event.actor,
        "organisation": event.organisation,
        "note": event.note,
        "before": event.before,
        "after": event.after,
    }


@router.get(
    "/occupations/{occupation_id:path}/overlays/{region}",
    response_model=OverlayAnswer,
    responses=_NOT_MODIFIED,
    openapi_extra=KEY_IS_OPTIONAL,
    summary="One overlay",
)
def overlay(
    request: Request,
    session: Reading,
    caller: OptionalCaller,
    occupation_id: OccupationId,
    scope: Scope,
    revision: Annotated[
        int | None, Query(ge=1, le=1_000_000, description="Another revision than the latest you may see.")
    ] = None,
) -> Response:
    """Your own overlay as it stands, or one of another organisation as it was certified last."""
    record = find_overlay(session, occupation_id, scope)
    seen = None if record is None else _seen(record, caller, revision)
    if record is None or seen is None:
        raise NotFound(NO_OVERLAY)
    content, _ = content_and_tag(_desk(request, session, occupation_id).answer(record, seen))
    return _read(request, content)


def _seen(record: OverlayRecord, caller: Caller | None, number: int | None) -> Revision | None:
    seen = record.seen_by(_organisation(caller))
    if seen is None or number is None or number == seen.number:
        return seen
    own = _organisation(caller) == record.organisation_id
    shown = [
        each
        for each in record.revisions
        if each.state != "withdrawn" and (own or each.certified_by is not None)
    ]
    return next((each for each in shown if each.number == number), None)


# ---- changing


@router.put(
    "/occupations/{occupation_id:path}/overlays/{region}",
    response_model=OverlayAnswer,
    responses=_STORED,
    summary="Make or change an overlay",
)
def edit_overlay(
    request: Request,
    session: Transaction,
    caller: Writer,
    occupation_id: OccupationId,
    scope: Scope,
    asked: Asked,
    body: OverlayRequest,
) -> Response:
    """Adds, removes or reweights skills of the national profile, each with a reason; the result is a draft.

    The changes replace those there were. What was certified goes on applying until the draft is certified.
    The same request again changes nothing. Send the ETag you read as If-Match, so as not to undo another's change.
    """
    attempt = Attempt(_desk(request, session, occupation_id), scope, caller, asked)
    record, created = put_overlay(attempt, body)
    return _changed(attempt, record, 201 if created else 200)


@router.post(
    "/occupations/{occupation_id:path}/overlays/{region}/review",
    response_model=OverlayAnswer,
    summary="Take an overlay a step further",
)
def review(
    request: Request,
    session: Transaction,
    caller: AnyCaller,
    occupation_id: OccupationId,
    scope: Scope,
    asked: Asked,
    body: ReviewRequest,
) -> Response:
    """Draft → `submit` → in review → `certify` (or `return`) → certified → `expire` → expired → `reopen` → draft.

    To certify or expire takes a key with the scope `admin`, the other steps one with `write`. Who certifies must not
    be one of the authors. A certification holds until the day given in `until`, and against the active releases.
    """
    attempt = Attempt(_desk(request, session, occupation_id), scope, caller, asked)
    return _changed(attempt, review_overlay(attempt, body))


@router.delete(
    "/occupations/{occupation_id:path}/overlays/{region}",
    status_code=204,
    response_class=Response,
    summary="Withdraw an overlay",
)
def withdraw(
    request: Request,
    session: Transaction,
    caller: Writer,
    occupation_id: OccupationId,
    scope: Scope,
    asked: Asked,
    said: Said,
) -> Response:
    """Takes it back, also what was certified: no profile applies it any more. Its history stays."""
    attempt = Attempt(_desk(request, session, occupation_id), scope, caller, asked)
    withdraw_overlay(attempt, said)
    return Response(status_code=204)


def _organisation(caller: Caller | None) -> int | None:
    return None if caller is None else caller.organisation_id


def _changed(attempt: Attempt, record: OverlayRecord, status: int = 200) -> Response:
    content, tag = content_and_tag(attempt.desk.answer(record, record.latest))
    headers = {"ETag": tag}
    return Response(content, status, headers, JSON)


def _list(request: Request, items: Sequence[Any], cursor: str | None) -> Response:
    response = _read(request, orjson.dumps({"items": items, "next_cursor": cursor}))
    link_next(request, response, cursor)
    return response


def _read(request: Request, content: bytes) -> Response:
    response = read_answer(request, content, JSON)
    response.headers["Vary"] = "Authorization"  # a cache must not give one caller what another may see
    return response
