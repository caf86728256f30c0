"""Cuts a stream of bytes into lines and lines into batches, holding no more than a batch of either."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import NamedTuple

LONGEST_LINE = 1_000_000  # bytes; a longer line is passed over, and never held
MOST_LINES = 500
MOST_BYTES = 8_000_000
# Lines wait this long for more of their batch, so that a slow sender gets its outcomes soon.
IDLE_SECONDS = 0.2


class Line(NamedTuple):
    """A line, counted from 1; its content is None where it was too long."""

    number: int
    content: bytes | None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it, as after the last line end."""
        return self.content is not None and not self.content.strip()


class LineSplitter:
    """Makes lines of the chunks that it is fed, wherever these are cut."""

    def __init__(self, longest: int = LONGEST_LINE) -> None:
        self._longest = longest
        self._parts: list[bytes] = []
        self._size = 0
        self._number = 0

    def feed(self, chunk: bytes) -> list[Line]:
        """The lines that end in this chunk."""
        *ended, rest = chunk.split(b"\n")
        lines = [self._end(piece) for piece in ended]
        self._hold(rest)
        return lines

    def finish(self) -> list[Line]:
        """The last line, if it has no line end."""
        return [self._end(b"")] if self._size else []

    def _hold(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._longest:
            self._parts.clear()
        elif piece:
            self._parts.append(piece)

    def _end(self, piece: bytes) -> Line:
        self._hold(piece)
        self._number += 1
        line = Line(self._number, None if self._size > self._longest else b"".join(self._parts))
        self._parts, self._size = [], 0
        return line


async def batches(
    chunks: AsyncIterator[bytes], idle: float = IDLE_SECONDS
) -> AsyncGenerator[list[Line], None]:
    """Lines with something on them, in batches of a few hundred, or of what came before the sender paused."""
    splitter = LineSplitter()
    pending: list[Line] = []
    coming: asyncio.Future[bytes | None] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(_next(chunks))
            await asyncio.wait({coming}, timeout=idle if pending else None)
            if not coming.done():
                yield pending
                pending = []
                continue
            chunk, coming = coming.result(), None
            lines = splitter.finish() if chunk is None else splitter.feed(chunk)
            pending += [line for line in lines if not line.is_blank]
            for batch, is_full in cut(pending):
                if is_full or chunk is None:
                    yield batch
                pending = [] if is_full else batch
            if chunk is None:
                return
    finally:
        if coming is not None:
            coming.cancel()


def cut(lines: list[Line]) -> list[tuple[list[Line], bool]]:
    """Lines in batches, each with whether it is full."""
    found: list[tuple[list[Line], bool]] = []
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line.content or b"")
        if len(batch) >= MOST_LINES or size >= MOST_BYTES:
            found.append((batch, True))
            batch, size = [], 0
    return [*found, (batch, False)] if batch else found


async def _next(chunks: AsyncIterator[bytes]) -> bytes | None:
    return await anext(chunks, None)
