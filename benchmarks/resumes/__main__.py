"""How well résumés are read in each layout: `python -m benchmarks.resumes [--effort thorough] [--mistakes]`.

Twelve invented workers in each of the layouts, written by scripts. Printed for each layout: documents; recall, the
share of a worker's known skills that are found asserted; lines out of order; mentions in the right section; worked
months right; months and last use of each skill right. Ends with 1 where a layout is more than two points from plain
text, or below 95 % of it. PARLANCE_DATA_DIR names the data folder of the vocabulary, as for the server.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import reduce
from operator import add, attrgetter

from benchmarks.main_job import open_extractor
from benchmarks.resumes.content import workers
from benchmarks.resumes.layouts import LAYOUTS
from benchmarks.resumes.scoring import Reader, Reading, Share

_WITHIN = 0.02
_OF_PLAIN = 0.95
_FIGURES = ("recall", "sections", "worked", "months", "last_used")
_HEAD = ("layout", "documents", "recall", "out of order", "section", "worked", "months", "last use")


def main() -> int:
    """Prints the table; 1 where a layout falls short of plain text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--effort", choices=("fast", "thorough"), default="fast")
    parser.add_argument("--mistakes", action="store_true", help="print what went wrong, too")
    arguments = parser.parse_args()
    reader = Reader(open_extractor(), arguments.effort)
    print("| " + " | ".join(_HEAD) + " |\n|" + "---|" * len(_HEAD))
    recalls = []
    for name, write in LAYOUTS.items():
        readings = [reader.read(worker, write(worker)) for worker in workers()]
        recalls.append(_row(name, readings))
        if arguments.mistakes:
            _print_mistakes(readings)
    plain = recalls[0]
    short = [r for r in recalls if r < plain - _WITHIN or r < _OF_PLAIN * plain]
    print(f"\n{len(short)} of {len(recalls)} layouts fall short of plain text ({plain:.3f})")
    return min(len(short), 1)


def _row(name: str, readings: Sequence[Reading]) -> float:
    shares = [reduce(add, map(attrgetter(figure), readings), Share(0, 0)) for figure in _FIGURES]
    recall, *others = [f"{share.value:.3f}" for share in shares]
    order = sum(len(reading.misplaced) for reading in readings)
    print("| " + " | ".join([name, str(len(readings)), recall, str(order), *others]) + " |", flush=True)
    return shares[0].value


def _print_mistakes(readings: Sequence[Reading]) -> None:
    for worker, reading in zip(workers(), readings, strict=True):
        told = [f"missed {label}" for label in reading.missed]
        told += [f"out of order: {line}" for line in reading.misplaced]
        for line in [*told, *reading.mistaken]:
            print(f"    {worker.name}: {line}")


sys.exit(main())
