"""How far a long command is: one line that moves for a person, plain lines for a log."""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TextIO

_WIDTH = 30
_REDRAW_SECONDS = 0.1


class Progress:
    """Says on standard error what is being done; to a terminal how far it is, too."""

    def __init__(self, command: str, stream: TextIO | None = None) -> None:
        self._prefix = f"parlance {command}: "
        self._stream = sys.stderr if stream is None else stream
        self._moving = self._stream.isatty()
        self._stage = ""
        self._began = self._drawn = 0.0
        self._open = False

    def say(self, line: str) -> None:
        """One line that stays."""
        self._clear()
        self._write(f"{self._prefix}{line}\n")

    def stage(self, name: str) -> None:
        """Something that takes a while begins; `finish` says how long it took."""
        self._stage, self._began, self._drawn = name, perf_counter(), 0.0
        if self._moving:
            self._draw(f"{name} …")

    def move(self, name: str, done: int, total: int) -> None:
        """So many of so many are done."""
        now = perf_counter()
        if self._moving and (done == total or now - self._drawn > _REDRAW_SECONDS):
            self._drawn = now
            filled = round(_WIDTH * done / max(total, 1))
            self._draw(
                f"{self._stage} [{'#' * filled}{'.' * (_WIDTH - filled)}] {name} {done:,} of {total:,}"
            )

    def finish(self, what: str = "") -> None:
        """What began with `stage` is done."""
        took = f"{perf_counter() - self._began:.1f} s"
        self.say(f"{self._stage}: {what}, {took}" if what else f"{self._stage}: {took}")

    def _draw(self, text: str) -> None:
        self._clear()
        self._write(self._prefix + text)
        self._open = True

    def _clear(self) -> None:
        if self._open:
            self._write("\r\x1b[K")
            self._open = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
