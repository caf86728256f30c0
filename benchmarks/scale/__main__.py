"""`make bench-scale`: matching at a job board's scale, beside what else could be used for it, in one table.

    python -m benchmarks.scale [--profiles 1000000] [--only floor,fts5,…] [--data ../shared/data] [--postgres URL]

Each part runs in a process of its own. A part that cannot run says why in one line, and the others go on; the command
then ends with 1. URL is a PostgreSQL server on which a database may be made for a part, and dropped after it.
`--corpus FOLDER` takes profiles that `python -m benchmarks.scale.corpus` wrote; `--work FOLDER` keeps what parts make,
such as a data folder with all profiles stored, for the next run.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from benchmarks.scale.bench import Bench, forget_databases
from benchmarks.scale.corpus import SEED, make_postings, make_workers, save
from benchmarks.scale.databases import given_server
from benchmarks.scale.facts import describe
from benchmarks.scale.reasons import NotThere
from benchmarks.scale.rows import Row, keep, kept, table
from benchmarks.scale.sources import read_sources

PARTS = (
    "floor", "fts5", "postgres", "bm25s",
    "bulk-workers", "search", "memory", "http", "freshness", "cold-start", "bulk-postings", "batch", "board",
)  # fmt: skip
POSTINGS = 5_000  # at least, of the corpus; and one for five workers, as on a job board
# What it looks like when a part asks for what is no longer there, or is not there yet.
_CHANGED = (ImportError, AttributeError, TypeError, AssertionError, KeyError)


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked for on the command line."""

    profiles: int
    data: Path | None
    postgres: str | None
    corpus: Path
    work: Path


def main() -> int:
    """Runs the parts asked for; ends with 1 if one of them could not run."""
    options = _parser().parse_args()
    chosen = options.only.split(",")
    unknown = sorted(set(chosen).difference(PARTS))
    if unknown:
        print(f"There is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    work = options.work or Path(tempfile.mkdtemp(prefix="parlance-scale-"))
    try:
        run = Run(
            options.profiles,
            options.data,
            given_server(options.postgres),
            options.corpus or work / "corpus",
            work,
        )
        if options.one:
            return _run_here(options.one, run)
        return _run_all([part for part in PARTS if part in chosen], run)
    finally:
        if options.work is None and not options.one:
            forget_databases(work, given_server(options.postgres))
            shutil.rmtree(work, ignore_errors=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--profiles", type=int, default=1_000_000)
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument(
        "--data", type=Path, help="folder with the public data sets; real ads are read from it"
    )
    parser.add_argument(
        "--postgres", metavar="URL", help="a PostgreSQL server, such as postgresql://me@127.0.0.1/postgres"
    )
    parser.add_argument("--corpus", type=Path, metavar="FOLDER", help="a corpus made before")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="keep what parts make")
    parser.add_argument("--one", choices=PARTS, help=argparse.SUPPRESS)
    return parser


def _run_all(parts: list[str], run: Run) -> int:
    rows = run.work / "rows.jsonl"
    run.work.mkdir(parents=True, exist_ok=True)
    rows.unlink(missing_ok=True)
    _make_corpus(run, rows)
    codes = [_run_apart(part, run) for part in parts]
    print("\n" + table(kept(rows)))
    return max(codes)


def _make_corpus(run: Run, rows: Path) -> None:
    """Makes the corpus unless it is there and large enough."""
    offsets = run.corpus / "workers" / "offsets.npy"
    if offsets.exists() and run.corpus.joinpath("postings").exists():
        return
    began = time.perf_counter()
    sources = read_sources()
    workers, postings = (
        make_workers(run.profiles, SEED, sources),
        make_postings(max(POSTINGS, run.profiles // 5), SEED, sources),
    )
    keep(Row(f"making {run.profiles:,} profiles", time.perf_counter() - began, "s", 60), rows)
    print("\n".join(f"  {line}" for line in describe(workers, postings)), flush=True)
    save(workers, run.corpus / "workers")
    save(postings, run.corpus / "postings")


def _run_apart(part: str, run: Run) -> int:
    command = [sys.executable, "-m", "benchmarks.scale", "--one", part, "--profiles", str(run.profiles)]
    command += ["--corpus", str(run.corpus), "--work", str(run.work)]
    command += ["--data", str(run.data)] if run.data is not None else []
    command += ["--postgres", run.postgres] if run.postgres is not None else []
    return subprocess.run(command, check=False).returncode


def _run_here(part: str, run: Run) -> int:
    bench = Bench(run.profiles, run.corpus, run.work, run.work / "rows.jsonl", run.data, run.postgres)
    print(f"\n--only {part}", flush=True)
    try:
        module = import_module(f"benchmarks.scale.parts.{part.replace('-', '_')}")
        print(module.TITLE, flush=True)
        if len(bench.workers) < run.profiles:
            raise NotThere(f"the corpus has {len(bench.workers):,} profiles, {run.profiles:,} are asked for")
        module.run(bench)
    except NotThere as reason:
        print(f"  cannot run: {reason}", flush=True)
        return 1
    except _CHANGED as problem:
        place = traceback.extract_tb(problem.__traceback__)[-1]
        print(f"  cannot run: {type(problem).__name__} in {place.name}: {problem}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
