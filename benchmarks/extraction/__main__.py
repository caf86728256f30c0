"""`make bench-extraction DATA=DIR`: every figure of reading skills from text, beside baselines in the same run.

    python -m benchmarks.extraction --data DIR [--only linking,mentions,…] [--mistakes 20] [--work DIR]

DIR holds `esco/`, `linking/`, `spans/` and `postings/` (docs/models/reader.md says what they are). Vocabularies are made
in a temporary folder; `--work` keeps them for the next run, which then does not measure how long making them takes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from benchmarks.extraction.bench import Bench

SECTIONS = (
    "linking",
    "mentions",
    "calibration",
    "asked",
    "ambiguous",
    "resumes",
    "languages",
    "speed",
    "serving",
)


def main() -> None:
    """Prints the sections asked for, then every figure that has a target."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with the public data sets")
    parser.add_argument("--only", default=",".join(SECTIONS), help=f"some of {', '.join(SECTIONS)}")
    parser.add_argument(
        "--mistakes", type=int, default=0, metavar="N", help="print the N surest mistakes of each kind"
    )
    parser.add_argument("--work", type=Path, help="keep the vocabularies in this folder")
    options = parser.parse_args()
    chosen = options.only.split(",")
    unknown = sorted(set(chosen).difference(SECTIONS))
    if unknown:
        parser.error(f"there is no section {', '.join(unknown)}; the sections are {', '.join(SECTIONS)}")
    if not (options.data / "linking").is_dir():
        parser.error(f"{options.data} has no folder linking/; --data is the folder with the public data sets")
    work = options.work or Path(tempfile.mkdtemp(prefix="parlance-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        _run(Bench(options.data, work, options.mistakes), [name for name in SECTIONS if name in chosen])
    finally:
        if options.work is None:
            shutil.rmtree(work, ignore_errors=True)


def _run(bench: Bench, sections: list[str]) -> None:
    began = time.perf_counter()
    for name in sections:
        module = import_module(f"benchmarks.extraction.{name}")
        bench.table.section(module.TITLE, f"python -m benchmarks.extraction --data DIR --only {name}")
        module.run(bench)
    bench.table.print_summary()
    print(f"{time.perf_counter() - began:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
