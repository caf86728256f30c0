from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.errors import TooLarge, UnreadableDocument
from app.text.documents.models import DocumentLimits
from app.text.documents.pdf_process import PdfProcess, PdfProcesses, pdf_processes, read_pdf
from tests.documents.make import pdf
from tests.documents.pdf_writer import endless_stream, pdf_of_streams

pytestmark = pytest.mark.slow

LIMITS = DocumentLimits()


@pytest.fixture(name="processes")
def started_processes() -> Iterator[PdfProcesses]:
    processes = PdfProcesses(1)
    yield processes
    processes.end()


def process_ids(processes: PdfProcesses) -> list[int]:
    return [process._process.pid for process in processes._idle]


def test_text_warnings_and_errors_come_through(processes: PdfProcesses) -> None:
    text, (warning,) = processes.read(
        pdf(["Café 😀".encode("cp1252", "ignore").decode("cp1252")], []), LIMITS
    )
    assert text.startswith("Café")
    assert warning.code == "pages_without_text"
    with pytest.raises(UnreadableDocument, match="empty"):
        processes.read(pdf([]), LIMITS)
    with pytest.raises(TooLarge, match="at most 2 are read"):
        processes.read(pdf(["a"], ["b"], ["c"]), DocumentLimits(pages=2))


def test_one_process_reads_many(processes: PdfProcesses) -> None:
    processes.read(pdf(["a"]), LIMITS)
    before = process_ids(processes)
    for _ in range(3):
        processes.read(pdf(["a"]), LIMITS)
    assert process_ids(processes) == before


def test_a_process_that_was_killed_is_replaced(processes: PdfProcesses) -> None:
    processes.read(pdf(["a"]), LIMITS)
    (process,) = processes._idle
    process._process.kill()
    while process.is_alive():
        time.sleep(0.01)
    assert processes.read(pdf(["b"]), LIMITS) == ("b", ())


def test_a_pdf_that_takes_too_long_is_given_up_and_the_next_is_read(processes: PdfProcesses) -> None:
    processes.read(pdf(["a"]), LIMITS)
    (pid,) = process_ids(processes)
    os.kill(pid, signal.SIGSTOP)
    processes._seconds = 0.3
    started = time.monotonic()
    with pytest.raises(UnreadableDocument, match="more time or memory"):
        processes.read(pdf(["b"]), LIMITS)
    assert time.monotonic() - started < 10
    processes._seconds = 20
    assert processes.read(pdf(["c"]), LIMITS) == ("c", ())
    assert process_ids(processes) != [pid]


@pytest.mark.parametrize(
    "content",
    [
        endless_stream(bytes(1 << 20), 950),
        endless_stream(b"BT /F1 12 Tf (a) Tj ET " * 10_000, 1_000),
        endless_stream(b"q " * 100_000, 2_000),
    ],
    ids=["zeros", "letters", "states"],
)
def test_streams_that_unpack_without_measure(processes: PdfProcesses, content: bytes) -> None:
    data = pdf_of_streams([content])
    assert len(data) < 2_000_000
    started = time.monotonic()
    with pytest.raises((UnreadableDocument, TooLarge)):
        processes.read(data, LIMITS)
    assert time.monotonic() - started < 25
    assert processes.read(pdf(["next"]), LIMITS) == ("next", ())


def test_the_process_keeps_to_its_memory(processes: PdfProcesses) -> None:
    processes.read(pdf(["a"]), LIMITS)
    (pid,) = process_ids(processes)
    limits = {}
    with open(f"/proc/{pid}/limits") as lines:
        for line in lines:
            limits[line[:25].strip()] = line[25:].split()[0]
    assert int(limits["Max address space"]) <= 1_000_000_000
    assert limits["Max file size"] == "0"
    assert limits["Max cpu time"].isdigit()


def test_the_process_knows_nothing_of_our_environment(
    processes: PdfProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLANCE_DATABASE_URL", "postgresql://user:password@host/db")
    processes.read(pdf(["a"]), LIMITS)
    (pid,) = process_ids(processes)
    with open(f"/proc/{pid}/environ", "rb") as environment:
        assert b"password" not in environment.read()


def test_many_threads_share_few_processes() -> None:
    processes = PdfProcesses(2)
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda number: processes.read(pdf([f"Driver {number}"]), LIMITS)[0], range(40)))
    assert texts == [f"Driver {number}" for number in range(40)]
    assert len(process_ids(processes)) <= 2
    processes.end()


def test_the_process_ends_with_us() -> None:
    process = PdfProcess()
    process._input.close()
    assert process._process.wait(10) == 0
    process._output.close()


def test_the_processes_of_the_program_are_made_once() -> None:
    assert read_pdf(pdf(["a"]), LIMITS) == ("a", ())
    found: list[PdfProcesses] = []
    thread = threading.Thread(target=lambda: found.append(pdf_processes()))
    thread.start()
    thread.join()
    assert found == [pdf_processes()]
