"""SQLite's full text search over the same profiles as bags of skills, ranked by BM25."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scale.bags import bags
from benchmarks.scale.bench import BEST, SLOW_QUERIES, Bench, Wanted, timed
from benchmarks.scale.reasons import NotThere

TITLE = "SQLite FTS5"


def run(bench: Bench) -> None:
    """Builds the index in a file of its own and asks for the best of some postings."""
    with tempfile.TemporaryDirectory(prefix="parlance-fts5-") as folder:
        connection = sqlite3.connect(Path(folder) / "bags.db", isolation_level=None)
        try:
            _measure(bench, connection)
        finally:
            connection.close()


def _measure(bench: Bench, connection: sqlite3.Connection) -> None:
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;"
    )
    try:
        # The text itself is not kept: only the index is asked.
        connection.execute("CREATE VIRTUAL TABLE bags USING fts5(skills, content='', tokenize='ascii')")
    except sqlite3.OperationalError as problem:
        raise NotThere(f"this Python's SQLite has no FTS5 ({problem})") from problem
    began = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO bags (rowid, skills) VALUES (?, ?)", _rows(bench))
    connection.execute("INSERT INTO bags (bags) VALUES ('optimize')")
    connection.execute("COMMIT")
    bench.add("SQLite FTS5: building", time.perf_counter() - began, "s")

    def ask(wanted: Wanted) -> object:
        query = " OR ".join(f"s{code}" for code in wanted.codes)
        found = connection.execute(
            "SELECT rowid FROM bags WHERE bags MATCH ? ORDER BY rank LIMIT ?", (query, BEST)
        )
        return found.fetchall()

    bench.add_times(
        "SQLite FTS5: best 100 by bm25, in process", timed(bench.wanted(SLOW_QUERIES), ask, warm=2)
    )


def _rows(bench: Bench) -> Iterator[tuple[int, str]]:
    yield from enumerate((" ".join(bag) for bag in bags(bench.workers)), start=1)
