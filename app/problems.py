"""The one place that turns errors into `application/problem+json` answers (RFC 9457)."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.database import is_unavailable
from app.errors import (
    FieldProblem,
    Forbidden,
    InvalidInput,
    MalformedRequest,
    NotFound,
    NotReady,
    ParlanceError,
    PreconditionFailed,
    TooLarge,
    Unauthorized,
    UnsupportedDocument,
)
from app.invalid_fields import field_problems
from app.limits import Application, Message, Receive, RequestTooLarge, Scope, Send

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:parlance:problem:"
LISTED_ERRORS = 50
RETRY_SECONDS = 5

_BY_STATUS: dict[int, type[ParlanceError]] = {
    each.status: each
    for each in (
        InvalidInput, MalformedRequest, TooLarge, UnsupportedDocument,
        NotFound, PreconditionFailed, Unauthorized, Forbidden, NotReady,
    )
}  # fmt: skip
_log = logging.getLogger("parlance.errors")


class MethodNotAllowed(ParlanceError):
    """The address exists, but not for this method."""

    status, slug, title = 405, "method-not-allowed", "This address does not take this method"


def problem_response(
    scope: Scope, error: ParlanceError, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer for an error; `scope` is that of the request."""
    body = {**problem_body(error), "instance": instance_of(scope)}
    headers = dict(headers or {})
    if error.status == NotReady.status:
        headers.setdefault("Retry-After", str(RETRY_SECONDS))
    if isinstance(error, Unauthorized | Forbidden) and error.challenge:
        headers.setdefault("WWW-Authenticate", error.challenge)
    if isinstance(error, RequestTooLarge):
        headers["Connection"] = "close"
    return Response(orjson.dumps(body), error.status, headers, MEDIA_TYPE)


def problem_body(error: ParlanceError) -> dict[str, Any]:
    """What says what went wrong, as JSON: a whole answer but for its `instance`, or a part of a batch's."""
    body: dict[str, Any] = {
        "type": TYPE_PREFIX + error.slug,
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
    }
    if error.errors:
        body["errors"] = [
            {"pointer": each.pointer, "detail": each.detail} for each in error.errors[:LISTED_ERRORS]
        ]
    return body


def instance_of(scope: Scope) -> str:
    """The path asked for with the request id after `#`; never the query, which may hold words of a text."""
    request_id = scope.get("state", {}).get("request_id", "")
    return quote(scope.get("path", "/"), safe="/:@!$&'()*+,;=-._~") + (f"#{request_id}" if request_id else "")


def install_handlers(app: FastAPI) -> None:
    """Makes every error raised while answering a request come out as a problem."""
    app.add_exception_handler(ParlanceError, _on_parlance_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(OperationalError, _on_database_unavailable)
    app.add_exception_handler(PoolTimeout, _on_database_unavailable)
    app.add_exception_handler(DataError, _on_unstorable_value)


async def _on_parlance_error(request: Request, error: Exception) -> Response:
    return problem_response(request.scope, cast(ParlanceError, error))


async def _on_invalid_request(request: Request, error: Exception) -> Response:
    invalid = cast(RequestValidationError, error)
    found = field_problems(invalid.errors(), invalid.body)
    return problem_response(request.scope, InvalidInput(_summary(found), errors=found))


def _summary(found: list[FieldProblem]) -> str:
    if len(found) == 1:
        return found[0].detail
    if len(found) <= LISTED_ERRORS:
        return "Correct the fields listed under errors and send the request again."
    return (
        f"Correct the {len(found)} fields that are wrong; the first {LISTED_ERRORS} are listed under errors."
    )


async def _on_http_exception(request: Request, error: Exception) -> Response:
    exception = cast(HTTPException, error)
    # FastAPI hides what went wrong while a body was read behind a bare 400; ours says what to do.
    if isinstance(exception.__cause__, ParlanceError):
        return problem_response(request.scope, exception.__cause__)
    return problem_response(request.scope, _as_parlance_error(exception, request), exception.headers)


def _as_parlance_error(exception: HTTPException, request: Request) -> ParlanceError:
    if exception.status_code == 404:
        return NotFound("Check the address: GET /openapi.json lists every one there is.")
    if exception.status_code == 405:
        return MethodNotAllowed(
            f"{request.method} does not work here. Use one of the methods in the Allow header."
        )
    if exception.status_code == 400:
        return MalformedRequest(
            "The body could not be read. Send it whole, in the format its Content-Type names."
        )
    known = _BY_STATUS.get(exception.status_code)
    if known is not None:
        return known(str(exception.detail))
    return _other_status(exception.status_code)


def _other_status(status: int) -> ParlanceError:
    title = HTTPStatus(status).phrase if status in set(HTTPStatus) else "The request failed"
    kind = type(
        "OtherError",
        (ParlanceError,),
        {"status": status, "slug": re.sub("[^a-z]+", "-", title.lower()), "title": title},
    )
    return cast(ParlanceError, kind("See GET /openapi.json for what this address takes and answers."))


async def _on_database_unavailable(request: Request, error: Exception) -> Response:
    if isinstance(error, OperationalError) and not is_unavailable(error):
        raise error
    _log.error("database unavailable", extra={"error": type(error).__name__})
    return problem_response(
        request.scope, NotReady(f"The database did not answer. Try again in {RETRY_SECONDS} seconds.")
    )


async def _on_unstorable_value(request: Request, _error: Exception) -> Response:
    return problem_response(
        request.scope,
        InvalidInput(
            "A value cannot be looked up. Leave out NUL characters and numbers that are out of range."
        ),
    )


class ProblemBoundary:
    """ASGI middleware: whatever is raised inside comes out as a problem, without the words of a request."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and answers for it if that fails."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if not isinstance(error, ParlanceError):
                _log.error("unexpected error", exc_info=error)
                error = ParlanceError(
                    "Try again. If it happens again, report it with the request id after # in instance."
                )
            if started:
                raise  # too late for another answer: the server cuts this one off, so the caller sees it
            await problem_response(scope, error)(scope, receive, send)
