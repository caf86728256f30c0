"""Array files are opened by one thread at a time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.vocabulary.index.files import IndexFiles

THREADS = 4


def test_one_thread_at_a_time_opens_an_array(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.json").write_text("{}")
    np.save(tmp_path / "numbers.npy", np.arange(6))
    files, load = IndexFiles(tmp_path), np.load
    inside: list[int] = []
    most: list[int] = []

    def watched(*given: Any, **options: Any) -> Any:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.01)
        found = load(*given, **options)
        inside.pop()
        return found

    monkeypatch.setattr(np, "load", watched)
    with ThreadPoolExecutor(THREADS) as pool:
        sums = list(pool.map(lambda _: int(files.array("numbers").sum()), range(THREADS)))
    assert sums == [15] * THREADS
    assert most == [1] * THREADS
