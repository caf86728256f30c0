from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from app.errors import NotReady
from app.vocabulary.indexing import OwnProcess, build_once


def write(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.json").write_text("{}")


def test_builds_what_is_missing_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "index" / "abc"
    assert build_once(folder, write) is True
    assert build_once(folder, lambda _: pytest.fail("built twice")) is False


def test_removes_what_a_killed_build_left_behind(tmp_path: Path) -> None:
    left = tmp_path / ".abc-half"
    left.mkdir()
    (left / "names.npy").write_bytes(b"half")
    (tmp_path / ".other-half").mkdir()
    build_once(tmp_path / "abc", write)
    assert not left.exists()
    assert (tmp_path / ".other-half").exists()


def test_a_build_that_fails_can_be_done_again(tmp_path: Path) -> None:
    def fail(_folder: Path) -> None:
        raise RuntimeError("no space")

    with pytest.raises(RuntimeError, match="no space"):
        build_once(tmp_path / "abc", fail)
    assert build_once(tmp_path / "abc", write) is True


def test_one_builds_while_the_others_wait(tmp_path: Path) -> None:
    built: list[bool] = []

    def slowly(folder: Path) -> None:
        time.sleep(0.05)
        write(folder)

    threads = [
        threading.Thread(target=lambda: built.append(build_once(tmp_path / "abc", slowly))) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(built) == [False, False, False, False, True]


def write_pid(path: Path) -> None:
    path.write_text(str(os.getpid()))


def refuse(detail: str) -> None:
    raise NotReady(detail)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep_long(path: Path) -> None:
    write_pid(path)
    time.sleep(60)


def test_runs_in_another_process(tmp_path: Path) -> None:
    with OwnProcess(write_pid, tmp_path / "pid") as process:
        process.wait()
    assert int((tmp_path / "pid").read_text()) != os.getpid()


def test_an_error_comes_back_as_it_was() -> None:
    with OwnProcess(refuse, "Load something first.") as process, pytest.raises(NotReady) as caught:
        process.wait()
    assert caught.value.detail == "Load something first."


def test_a_killed_process_is_an_error() -> None:
    with OwnProcess(die) as process, pytest.raises(RuntimeError, match="ended with code -9"):
        process.wait()


def test_an_error_here_ends_the_process(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    with contextlib.suppress(InterruptedError), OwnProcess(sleep_long, pid):
        while not pid.exists() or not pid.read_text():
            time.sleep(0.01)
        raise InterruptedError
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
