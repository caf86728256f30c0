"""Names that are also everyday words, on the test part of our texts, beside reading the name wherever it stands."""

from __future__ import annotations

from benchmarks.ambiguous import figures, is_read, read_cases
from benchmarks.extraction.bench import Bench

TITLE = "Ambiguous names (Go, R, Excel, Lead …): the skill is read where it is meant, and only there"


def run(bench: Bench) -> None:
    """Prints precision and recall."""
    cases = [case for case in read_cases() if case.part == "test"]
    found = figures((case, is_read(bench.extractor, case)) for case in cases)
    always = figures((case, True) for case in cases)
    print(f"  {len(cases)} texts of {len({case.name for case in cases})} names")
    bench.table.add("ambiguous names: precision", found.precision)
    bench.table.add("ambiguous names: recall", found.recall)
    bench.table.add("  read wherever the name stands: precision (its recall is 1)", always.precision)
