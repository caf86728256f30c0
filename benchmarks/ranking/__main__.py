"""How well `/v1/matches` ranks workers for a posting, beside BM25 and TF-IDF over the same texts in the same run.

    python -m benchmarks.ranking [--data DIR] [--folder DATA_FOLDER] [--half test|development|both] [--worst 5]

Cases by hand are those of tests/cases/ranking; with `--data`, the folder with the official releases, also cases made
from O*NET and ESCO (docs/ranking-quality.md). A new data folder is seeded unless one is named.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.migrating import migrate
from app.releases.seed import ensure_ready
from app.settings import Settings
from benchmarks.ranking.cases import Query, read_books
from benchmarks.ranking.comparing import Outcome, outcomes, print_table, print_worst
from benchmarks.ranking.pairs import PairScorer
from benchmarks.ranking.releases import read_work
from benchmarks.ranking.taxonomy import WORDINGS, taxonomy_queries

_HALVES = {"development": (False,), "test": (True,), "both": (False, True)}


def main() -> None:
    """Prints a table for each set of cases."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="folder with onet/, esco/ and crosswalks/")
    parser.add_argument("--folder", type=Path, help="a data folder that is seeded; default is a new one")
    parser.add_argument("--half", choices=_HALVES, default="test")
    parser.add_argument(
        "--worst", type=int, default=0, metavar="N", help="print the N worst queries of each set"
    )
    asked = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="parlance-bench-") as new:
        folder = asked.folder or Path(new)
        if asked.folder is None:
            migrate(Settings(data_dir=folder))
            ensure_ready(Settings(data_dir=folder))
        _run(PairScorer(folder), asked)
    print(f"{time.perf_counter() - began:.0f} s in all", file=sys.stderr)


def _run(scorer: PairScorer, asked: argparse.Namespace) -> None:
    by_hand = [query for book in read_books() for query in book.queries]
    _report("by hand", by_hand, scorer, asked)
    if asked.data is not None:
        work = read_work(asked.data)
        for wording in WORDINGS:
            _report(f"taxonomies, {wording}", list(taxonomy_queries(work, wording)), scorer, asked)


def _report(name: str, queries: Sequence[Query], scorer: PairScorer, asked: argparse.Namespace) -> None:
    wanted = _HALVES[asked.half]
    found: list[Outcome] = outcomes(queries, scorer, lambda query: query.is_test in wanted)
    for is_test in wanted:
        half = [one for one in found if one.query.is_test == is_test]
        print_table(f"{name}, {'test' if is_test else 'development'} half", half)
        print_worst(half, asked.worst)


if __name__ == "__main__":
    main()
