"""Outcomes that wait to be sent: a few in memory, more on the disk, so that storing never waits for who reads them."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from typing import IO

IN_MEMORY = 1_000_000
_AT_ONCE = 65_536


class Spool:
    """Bytes put in at one end and taken out at the other, of one event loop.

    Many callers send all their lines before they read the first outcome. If storing waited until an outcome is sent,
    both would wait for each other.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115
        self._written = self._read = 0
        self._changed = asyncio.Event()
        self._ended = False

    def put(self, data: bytes) -> None:
        """Adds bytes at the end."""
        self._file.seek(self._written)
        self._written += self._file.write(data)
        self._changed.set()

    def end(self) -> None:
        """Says that nothing more comes."""
        self._ended = True
        self._changed.set()

    async def chunks(self) -> AsyncIterator[bytes]:
        """What was put in, as it comes, until the end of it."""
        while True:
            if self._read < self._written:
                yield self._take()
            elif self._ended:
                return
            else:
                self._changed.clear()
                await self._changed.wait()

    def close(self) -> None:
        """Gives the memory and the file back."""
        self._file.close()

    def _take(self) -> bytes:
        self._file.seek(self._read)
        data = self._file.read(_AT_ONCE)
        self._read += len(data)
        if self._read == self._written:
            self._file.seek(0)
            self._file.truncate()
            self._read = self._written = 0
        return data
