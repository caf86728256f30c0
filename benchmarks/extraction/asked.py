"""How skills are asked for: requirement, polarity and qualifications on the test part of our own gold set."""

from __future__ import annotations

from benchmarks.extraction.bench import Bench
from benchmarks.gold import (
    POLARITIES,
    REQUIREMENTS,
    baseline_f1,
    direct_figures,
    polarities,
    read_directly,
    read_items,
    report_mentions,
    requirements,
    told_directly,
)

TITLE = "Requirement, polarity and kind of qualification: macro F1 on the test part of our gold set"
_F1 = 0.90


def run(bench: Bench) -> None:
    """Prints each figure with that of the commonest label."""
    items = [item for item in read_items() if item.part == "test"]
    readings = [(item, read_directly(item)) for item in items]
    figures, told = direct_figures(readings), told_directly(readings)
    print(f"  {len(items)} sentences, {len(told)} skills")
    bench.table.add("requirement: macro F1", figures.requirement, least=_F1)
    bench.table.add("  always the commonest label", baseline_f1(requirements(told), REQUIREMENTS))
    bench.table.add("polarity: macro F1", figures.polarity, least=_F1)
    bench.table.add("  always the commonest label", baseline_f1(polarities(told), POLARITIES))
    bench.table.add("kind of qualification: macro F1", figures.qualification_kind, least=_F1)
    bench.table.add("requirement of a qualification: macro F1", figures.qualification_requirement)
    report_mentions(bench.extractor, items)
