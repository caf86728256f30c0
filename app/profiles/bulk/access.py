"""The answer to a bulk load: stores lines while they come in and sends the outcomes of those that are stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.errors import InvalidInput, MalformedRequest, NotReady, ParlanceError, TooLarge
from app.limits import Receive, Scope, Send, in_megabytes
from app.problems import problem_body
from app.profiles.bulk.lines import LONGEST_LINE, Line, batches
from app.profiles.bulk.spool import Spool

MEDIA_TYPE = "application/x-ndjson"
_TOO_LONG = f"Send a line of at most {in_megabytes(LONGEST_LINE)}; this one was passed over."
UNAVAILABLE = NotReady("The database did not answer, so this line was not stored. Send it again in a while.")


@dataclass(frozen=True, slots=True)
class Taken:
    """How many of the lines at hand are done with, and an outcome for each; what they stored is committed."""

    count: int
    outcomes: Sequence[Mapping[str, Any]]


# Takes lines, of which it may leave the last for the next call; runs in a thread and commits before it returns.
StoreLines = Callable[[Sequence[Line]], Taken]


class ClientLeft(Exception):
    """The caller hung up before the end of its lines."""


class BulkResponse(Response):
    """Reads NDJSON from the request while it answers with an outcome line for each line that is not blank.

    `ended` is called once at the end, however it comes, in a thread.
    """

    media_type = MEDIA_TYPE

    def __init__(self, store: StoreLines, ended: Callable[[], None]) -> None:
        super().__init__(media_type=MEDIA_TYPE)
        del self.headers["content-length"]
        self._store = store
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Stores and answers until the lines end. What was not stored when a caller hangs up never is."""
        spool = Spool()
        sending = asyncio.create_task(self._send(spool, send))
        try:
            with suppress(ClientLeft):
                await self._take_in(receive, spool)
                spool.end()
                await sending
        finally:
            sending.cancel()
            await run_in_threadpool(self._ended)
            spool.close()

    async def _take_in(self, receive: Receive, spool: Spool) -> None:
        async with aclosing(batches(_chunks(receive))) as found:
            async for batch in found:
                while batch:
                    taken = await run_in_threadpool(self._store, batch)
                    spool.put(b"".join(orjson.dumps(each) + b"\n" for each in taken.outcomes))
                    batch = batch[taken.count :]

    async def _send(self, spool: Spool, send: Send) -> None:
        started = False
        async for data in spool.chunks():
            if not started:
                await self._start(send)
                started = True
            await send({"type": "http.response.body", "body": data, "more_body": True})
        if not started:
            await self._start(send)
        await send({"type": "http.response.body", "body": b""})

    async def _start(self, send: Send) -> None:
        """Begins the answer with the first outcome: until then another answer can say that nothing is to be had."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})


async def _chunks(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


def read_line(line: Line) -> dict[str, Any]:
    """The JSON object on a line; raises TooLarge, MalformedRequest or InvalidInput."""
    if line.content is None:
        raise TooLarge(_TOO_LONG)
    try:
        found = orjson.loads(line.content)
    except orjson.JSONDecodeError as error:
        raise MalformedRequest(
            f"Correct the JSON of this line at column {error.colno}: {error.msg}."
        ) from None
    if not isinstance(found, dict):
        raise InvalidInput("Give a JSON object on each line.")
    return found


def failed(line: Line, external_id: Any, error: ParlanceError) -> dict[str, Any]:
    """The outcome of a line that was not stored."""
    name = external_id if isinstance(external_id, str) else None
    return {
        "line": line.number,
        "external_id": name,
        "status": error.status,
        "problem": problem_body(error),
    }
