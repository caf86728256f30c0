"""Building an index beside what else goes on: once however many ask for it, and in a process of its own."""

from __future__ import annotations

import fcntl
import gc
import json
import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from app.vocabulary.terms import ReleaseKey, VocabularyRows


def build_with_encoder(rows: VocabularyRows, folder: Path, models: Path) -> None:
    """Builds an index here and now with the encoders under `models`; it takes seconds to a minute and some 600 MB."""
    from app.text.encoder import StaticEncoder
    from app.text.reader import ReadingEncoder
    from app.vocabulary.index.build import build_index

    reader = ReadingEncoder.load(models / "reader", threads=os.cpu_count() or 1)
    build_index(rows, folder, StaticEncoder.load(models / "encoder"), reader)


def build_once(folder: Path, build: Callable[[Path], None]) -> bool:
    """Has `build` write a missing folder, never twice at once on this machine; says whether it was missing.

    Threads and processes that come later wait for the first. What a killed build left behind is removed.
    """
    if (folder / "index.json").exists():
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "index.json").exists():
            return False
        for left in folder.parent.glob(f".{folder.name}-*"):
            shutil.rmtree(left, ignore_errors=True)
        build(folder)
    return True


def remove_unreachable(folder: Path, keys: Iterable[ReleaseKey]) -> None:
    """Removes what was built from a release that is there no more, since its rows were replaced.

    A process that has such an index open keeps it: a mapped file lives on until it is closed.
    """
    known = {(key.framework, key.version, key.checksum) for key in keys}
    for found in sorted(folder.glob("*/index.json")):
        releases = json.loads(found.read_text("utf-8"))["releases"]
        if not all(tuple(release) in known for release in releases):
            shutil.rmtree(found.parent)
            (folder / f"{found.parent.name}.lock").unlink(missing_ok=True)


class OwnProcess:
    """A function of a module that runs in a fresh process (no fork: threads may be running in this one)."""

    def __init__(self, function: Callable[..., None], *arguments: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self._answer, answer = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(answer, function, arguments), daemon=True)
        self._process.start()
        answer.close()

    def __enter__(self) -> OwnProcess:
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends the process if it still runs."""
        self._process.kill()
        self._process.join()
        self._answer.close()

    def wait(self) -> None:
        """Waits until the function has returned; raises what it raised."""
        try:
            error = self._answer.recv()
        except EOFError:
            self._process.join()
            code = self._process.exitcode
            raise RuntimeError(f"the process that builds the index ended with code {code}") from None
        self._process.join()
        if error is not None:
            raise error


def _run(answer: Connection, function: Callable[..., None], arguments: Sequence[Any]) -> None:
    # The process makes millions of values and ends: looking for cycles among them takes a third of its time.
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    error = None
    try:
        function(*arguments)
    except Exception as caught:  # noqa: BLE001 it is raised again in the process that waits
        error = caught
    answer.send(error)


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone: an index of rows that may now be cleared is none."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
