"""The router every chapter uses: reads JSON strictly and documents errors as problems."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

import orjson
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from app.errors import FieldProblem, InvalidInput, MalformedRequest
from app.invalid_fields import escape_pointer

BASE_PATH = "/v1"


class StrictJsonRequest(Request):
    """A request whose JSON is read by the letter of RFC 8259: no NaN, no half characters, bounded nesting."""

    async def json(self) -> Any:
        """The parsed body; raises MalformedRequest or InvalidInput when it is not proper JSON in UTF-8."""
        body = await self.body()
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise _reading_problem(body, error) from None


class StrictJsonRoute(APIRoute):
    """A route that reads its body as StrictJsonRequest does."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the route, given the strict request."""
        handler = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await handler(StrictJsonRequest(request.scope, request.receive))

        return strictly


class Router(APIRouter):
    """What a chapter's `routes.py` makes its routes with; their paths begin with `/v1`."""

    def __init__(self, *, prefix: str = "", base: str = BASE_PATH, **options: Any) -> None:
        super().__init__(prefix=base + prefix, route_class=StrictJsonRoute, **options)


def add_routes(app: FastAPI, router: APIRouter) -> None:
    """Puts the routes of a chapter straight into the application.

    FastAPI's `include_router` matches a request twice against every route: more work than our middleware.
    """
    app.router.routes.extend(router.routes)


def _reading_problem(body: bytes, error: orjson.JSONDecodeError) -> MalformedRequest | InvalidInput:
    try:
        text = body.decode()
    except UnicodeDecodeError as wrong:
        return MalformedRequest(f"Send the body in UTF-8; the byte at position {wrong.start} is not.")
    if "surrogate" in error.msg:
        pointer = _pointer_to_half_character(text)
        detail = f"Remove the half character (a lone surrogate, \\ud800 to \\udfff) at position {error.pos}."
        return InvalidInput(detail, errors=[FieldProblem(pointer, detail)])
    if "depth" in error.msg:
        return MalformedRequest("Nest the JSON less deeply: at most 1,000 levels of lists and objects.")
    if text.startswith("\ufeff"):
        return MalformedRequest("Send the body without the byte order mark at its start.")
    where = f"line {error.lineno}, column {error.colno}"
    return MalformedRequest(f"Correct the JSON of the body at {where}: {error.msg}.")


def _pointer_to_half_character(text: str) -> str:
    """The JSON pointer of the first text with a lone surrogate; empty (the whole body) if unknown."""
    try:
        waiting = [("", json.loads(text))]
    except (ValueError, RecursionError):
        return ""
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, str) and not _is_encodable(value):
            return pointer
        if isinstance(value, list):
            waiting.extend((f"{pointer}/{index}", item) for index, item in reversed(list(enumerate(value))))
        elif isinstance(value, dict):
            if not all(map(_is_encodable, value)):
                return pointer
            waiting.extend(
                (f"{pointer}/{escape_pointer(key)}", item) for key, item in reversed(value.items())
            )
    return ""


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
