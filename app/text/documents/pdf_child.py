"""The process that reads PDFs for `pdf_process.py`: asked on standard input, answers on standard output."""

from __future__ import annotations

import json
import resource
import struct
import sys
from pathlib import Path
from typing import Any

from app.errors import TooLarge, UnreadableDocument
from app.text.documents.models import DocumentLimits
from app.text.documents.pdf import pdf_to_text

REQUEST = struct.Struct(">III")  # bytes of the document, most characters, most pages
ANSWER = struct.Struct(">I")  # bytes of JSON

MAX_MEMORY = 600_000_000
MAX_CPU_SECONDS = 10
_RETIRE_AT = 200_000_000  # bytes kept after a document that make the next one get a fresh process


def main() -> None:
    """Serves requests until standard input ends."""
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(limit, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := requests.read(REQUEST.size):
        size, characters, pages = REQUEST.unpack(head)
        document = requests.read(size)
        _allow_seconds(MAX_CPU_SECONDS)
        answer = json.dumps(_answer(document, DocumentLimits(characters=characters, pages=pages))).encode()
        answers.write(ANSWER.pack(len(answer)) + answer)
        answers.flush()


def _answer(document: bytes, limits: DocumentLimits) -> dict[str, Any]:
    try:
        text, warnings = pdf_to_text(document, limits)
    except (TooLarge, UnreadableDocument) as error:
        answer: dict[str, Any] = {"error": type(error).__name__, "detail": error.detail}
    else:
        answer = {"text": text, "warnings": [(warning.code, warning.detail) for warning in warnings]}
    return answer | {"retires": _resident_memory() > _RETIRE_AT}


def _resident_memory() -> int:
    """In bytes, now and not at its highest; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _allow_seconds(seconds: int) -> None:
    """Lets the system end this process when one document takes more processor time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


if __name__ == "__main__":
    main()
