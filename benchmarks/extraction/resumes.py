"""Résumés: the share of known skills that is found in each layout."""

from __future__ import annotations

from benchmarks.extraction.bench import Bench
from benchmarks.resumes.content import workers
from benchmarks.resumes.layouts import LAYOUTS
from benchmarks.resumes.scoring import Reader, Share

TITLE = "Résumés of invented workers, by layout: recall of their known skills, at most two points below plain text"
_WITHIN = 0.02


def run(bench: Bench) -> None:
    """Prints the recall of each layout; the first is plain text."""
    reader, plain = Reader(bench.extractor, "fast"), None
    for name, write in LAYOUTS.items():
        readings = [reader.read(worker, write(worker)) for worker in workers()]
        recall = sum((reading.recall for reading in readings), Share(0, 0)).value
        bench.table.add(
            f"résumés, {name} ({len(readings)})",
            recall,
            least=None if plain is None else round(plain - _WITHIN, 4),
        )
        plain = recall if plain is None else plain
