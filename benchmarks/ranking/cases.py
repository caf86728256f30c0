"""The cases written by hand: `tests/cases/ranking`, a file a trade."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from benchmarks.ranking.workers import Worker, resume

FOLDER = Path(__file__).parents[2] / "tests" / "cases" / "ranking"


@dataclass(frozen=True, slots=True)
class Trap:
    """Two candidates of a query, of which a reader of titles or of degrees takes the wrong one."""

    better: str
    worse: str
    kind: str


@dataclass(frozen=True, slots=True)
class Query:
    """A posting with its candidates' résumés, their grades 0 to 3, and the traps among them.

    A candidate without a grade stands in traps only.
    """

    id: str
    trade: str
    posting: str
    resumes: Mapping[str, str]
    grades: Mapping[str, int]
    traps: tuple[Trap, ...]

    @property
    def is_test(self) -> bool:
        """Whether the query belongs to the half that nothing is tuned to: half of them, by a hash of the id."""
        return crc32(f"ranking {self.id}".encode()) % 2 == 1


@dataclass(frozen=True, slots=True)
class Book:
    """The cases of one trade: its postings as texts, and its workers."""

    trade: str
    postings: Mapping[str, str]
    workers: Mapping[str, Worker]
    queries: tuple[Query, ...]


def read_books(folder: Path = FOLDER) -> Iterator[Book]:
    """The books of all trades, in the order of their names."""
    for path in sorted(folder.glob("*.json")):
        yield _book(path)


def _book(path: Path) -> Book:
    said = json.loads(path.read_text(encoding="utf-8"))
    trade = path.stem
    workers = {key: Worker.of(f"{trade}/{key}", worker) for key, worker in said["workers"].items()}
    postings = {key: "\n".join(lines) for key, lines in said["postings"].items()}
    queries = tuple(
        Query(
            f"{trade}/{asked['posting']}",
            trade,
            postings[asked["posting"]],
            {key: resume(workers[key]) for key in asked["grades"]},
            asked["grades"],
            tuple(Trap(*trap) for trap in asked["traps"]),
        )
        for asked in said["queries"]
    )
    return Book(trade, postings, workers, queries)
