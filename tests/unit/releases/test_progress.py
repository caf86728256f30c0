from __future__ import annotations

import io
import re

from app.releases.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def work(stream: io.StringIO) -> str:
    progress = Progress("releases import", stream)
    progress.stage("loading")
    for done in range(1, 101):
        progress.move("skills", done, 100)
    progress.finish("100 rows")
    progress.say("done")
    return stream.getvalue()


def test_a_log_gets_plain_lines() -> None:
    lines = work(io.StringIO()).splitlines()
    assert re.fullmatch(r"parlance releases import: loading: 100 rows, \d+\.\d s", lines[0])
    assert lines[1:] == ["parlance releases import: done"]


def test_a_person_sees_one_line_move() -> None:
    said = work(Terminal())
    assert "loading …" in said
    assert f"[{'#' * 30}] skills 100 of 100" in said
    assert said.count("\n") == 2
    assert said.split("\n")[0].split("\x1b[K")[-1].startswith("parlance releases import: loading: 100 rows")
