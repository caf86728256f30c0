"""The size limits: checks for texts and documents, and the guard that stops a request that is too large."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from app.errors import FieldProblem, TooLarge

# Addresses that read their body line by line, whatever its length, and limit each line instead.
STREAMED_PATHS = frozenset({"/v1/postings/bulk", "/v1/workers/bulk"})

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def check_text(text: str, maximum: int, pointer: str = "/text") -> None:
    """Raises TooLarge when a text has more than `maximum` characters (Unicode code points)."""
    if len(text) > maximum:
        detail = f"Shorten the text to at most {maximum:,} characters; it has {len(text):,}."
        raise TooLarge(detail, errors=[FieldProblem(pointer, detail)])


def check_document(size: int, maximum: int, pointer: str = "/file") -> None:
    """Raises TooLarge when a document has more than `maximum` bytes."""
    if size > maximum:
        detail = f"Send a document of at most {in_megabytes(maximum)}; this one has {in_megabytes(size)}."
        raise TooLarge(detail, errors=[FieldProblem(pointer, detail)])


def in_megabytes(size: int) -> str:
    """A number of bytes as people read it: `20 MB`, `10.5 MB`."""
    return f"{size / 1_000_000:,.1f}".removesuffix(".0") + " MB"


class RequestTooLarge(TooLarge):
    """The body of a request is over its limit; the connection is of no use afterwards."""


class RequestSizeLimit:
    """ASGI middleware: raises RequestTooLarge as soon as a body is known to be over the limit.

    A declared length is refused before the body is read; a body in chunks, as soon as it passes the limit.
    """

    def __init__(self, app: Application, maximum: int) -> None:
        self.app = app
        self.maximum = maximum

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, counting what is read of its body."""
        if scope["type"] != "http" or scope.get("path") in STREAMED_PATHS:
            await self.app(scope, receive, send)
            return
        declared = declared_length(scope)
        if declared is not None and declared > self.maximum:
            raise self._error()
        if declared is not None:  # the server hands on no more than the declared length
            await self.app(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.maximum:
                raise self._error()
            return message

        await self.app(scope, counted, send)

    def _error(self) -> RequestTooLarge:
        return RequestTooLarge(
            f"Send at most {in_megabytes(self.maximum)} in one request, for example in several batches."
        )


def declared_length(scope: Scope) -> int | None:
    """The Content-Length of a request; None when it comes in chunks or says nothing usable."""
    headers = dict(scope["headers"])
    value = headers.get(b"content-length", b"")
    return int(value) if value.isdigit() and b"transfer-encoding" not in headers else None
