"""Reads PDFs in processes of their own, bounded in memory and time.

PDFium unpacks up to 1 GiB for one stream and builds an object for each drawn letter: a PDF of 11 kB costs 1.6
s and 600 MB here, and one of 10 MB more than any server has. It is also a large C++ program that reads what
strangers send. A process for each PDF would cost 90 ms of start; one that stays costs a millisecond, and is
replaced when a PDF breaks it. Needs a POSIX system.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import app
from app.errors import ParlanceError, TooLarge, UnreadableDocument
from app.text.documents.models import DocumentLimits, DocumentWarning
from app.text.documents.pdf_child import ANSWER, REQUEST

MAX_SECONDS = 20.0
MAX_PROCESSES = 2

_ERRORS: dict[str, type[ParlanceError]] = {"TooLarge": TooLarge, "UnreadableDocument": UnreadableDocument}
_OUT_OF_BOUNDS = (
    "This PDF is damaged, or takes more time or memory than any ordinary document. "
    "Export it again from the program it was written in, or paste the text."
)
# What a Python process may need to start; nothing else of the environment, least of all passwords.
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME")
_PIECE = 1 << 16


def read_pdf(data: bytes, limits: DocumentLimits) -> tuple[str, tuple[DocumentWarning, ...]]:
    """As `pdf.pdf_to_text`, but a PDF that takes too much or breaks PDFium only raises UnreadableDocument."""
    return pdf_processes().read(data, limits)


@functools.cache
def pdf_processes() -> PdfProcesses:
    """The processes of this program, ended with it; a fork of it starts its own."""
    processes = PdfProcesses(MAX_PROCESSES)
    atexit.register(processes.end)
    os.register_at_fork(after_in_child=pdf_processes.cache_clear)
    return processes


class PdfProcesses:
    """Up to `most` processes at work; a further caller waits for one to be free."""

    def __init__(self, most: int, seconds: float = MAX_SECONDS) -> None:
        self._slots = threading.BoundedSemaphore(most)
        self._idle: list[PdfProcess] = []
        self._seconds = seconds

    def read(self, data: bytes, limits: DocumentLimits) -> tuple[str, tuple[DocumentWarning, ...]]:
        """The text and warnings of one PDF; raises TooLarge or UnreadableDocument."""
        with self._slots:
            process = self._take()
            try:
                answer = process.ask(data, limits, self._seconds)
            except (OSError, EOFError, TimeoutError, ValueError) as error:
                process.end()
                raise UnreadableDocument(_OUT_OF_BOUNDS) from error
            except BaseException:
                process.end()
                raise
            if answer["retires"]:
                process.end()
            else:
                self._idle.append(process)
        if "error" in answer:
            raise _ERRORS[answer["error"]](answer["detail"])
        return answer["text"], tuple(DocumentWarning(code, detail) for code, detail in answer["warnings"])

    def _take(self) -> PdfProcess:
        while self._idle:
            process = self._idle.pop()
            if process.is_alive():
                return process
            process.end()
        return PdfProcess()

    def end(self) -> None:
        """Ends the idle processes."""
        while self._idle:
            self._idle.pop().end()


class PdfProcess:
    """One process, which reads one PDF after the other."""

    def __init__(self) -> None:
        folder = str(Path(app.__file__).resolve().parents[1])
        kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "app.text.documents.pdf_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=kept | {"PYTHONPATH": folder},
            start_new_session=True,  # a Ctrl-C in the terminal lets the document at hand be finished
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input = self._process.stdin
        self._output = self._process.stdout
        os.set_blocking(self._input.fileno(), False)

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def ask(self, data: bytes, limits: DocumentLimits, seconds: float) -> dict[str, Any]:
        """The answer to one PDF; raises TimeoutError, EOFError or OSError when there is none."""
        deadline = time.monotonic() + seconds
        self._send(REQUEST.pack(len(data), limits.characters, limits.pages) + data, deadline)
        (size,) = ANSWER.unpack(self._receive(ANSWER.size, deadline))
        answer: dict[str, Any] = json.loads(self._receive(size, deadline))
        return answer

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._input.close()
        self._output.close()

    def _send(self, data: bytes, deadline: float) -> None:
        rest = memoryview(data)
        while rest:
            _wait(self._input.fileno(), select.POLLOUT, deadline)
            rest = rest[os.write(self._input.fileno(), rest[:_PIECE]) :]

    def _receive(self, size: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < size:
            _wait(self._output.fileno(), select.POLLIN, deadline)
            piece = os.read(self._output.fileno(), min(size - len(received), _PIECE))
            if not piece:
                raise EOFError
            received += piece
        return bytes(received)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    """Waits until the pipe is ready; raises TimeoutError after the deadline."""
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max(deadline - time.monotonic(), 0) * 1000):
        raise TimeoutError
