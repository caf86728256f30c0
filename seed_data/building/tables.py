"""Reading and writing the tab-separated tables, so that the same rows always give the same bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path


class TableProblem(Exception):
    """A value that a tab-separated table cannot hold, or a row of the wrong width."""


def encode(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as UTF-8 text: a header row, then one line for each row."""
    lines = []
    for row in [header, *rows]:
        if len(row) != len(header):
            raise TableProblem(f"A row has {len(row)} values instead of {len(header)}: {row!r}.")
        bad = next((value for value in row if any(mark in value for mark in "\t\n\r\x00")), None)
        if bad is not None:
            raise TableProblem(f"A value holds a tab or a line break: {bad!r}.")
        lines.append("\t".join(row))
    return ("\n".join(lines) + "\n").encode("utf-8")


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a table, packed when the name ends in `.gz`; returns the number of rows below the header."""
    content = encode(header, rows)
    count = content.count(b"\n") - 1
    path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)
    return count


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table as dictionaries; lines that start with `#` are notes."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("# ")]
    header = lines[0].split("\t")
    rows = [line.split("\t") for line in lines[1:]]
    wrong = next((row for row in rows if len(row) != len(header)), None)
    if wrong is not None:
        raise TableProblem(f"{path.name}: a row has {len(wrong)} values instead of {len(header)}: {wrong!r}.")
    return [dict(zip(header, row, strict=True)) for row in rows]
