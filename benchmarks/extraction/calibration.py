"""Calibration: of the answers that are 0.8 sure, are four in five right?"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.extraction.bench import Bench
from benchmarks.extraction.linking_runs import EFFORTS
from benchmarks.extraction.measures import calibration_error, reliability
from benchmarks.spans import confidences

TITLE = "Calibration: expected error (ECE) over ten bins, with the curve"
_ERROR = 0.05


def run(bench: Bench) -> None:
    """Prints a curve and its error for the scores of `normalize` and for the confidence of mentions."""
    for effort in EFFORTS:
        runs = bench.linking.ours[effort]
        ads = [pair for name in ("tech", "house") for pair in runs[name].scored()]
        _add(bench, f"ECE of normalize on tech and house, {effort}", ads)
        # Most answers are unlikely and said to be: the first of each sentence is the harder test.
        firsts = [pair for name in ("tech", "house") for pair in runs[name].scored_firsts()]
        bench.table.add("  of the first answers alone", calibration_error(reliability(firsts)))
        _add(bench, f"ECE of normalize on skillskape, {effort}", runs["skillskape"].scored())
    _add(bench, "ECE of mentions on SkillSpan, thorough", confidences(bench.mentions.thorough))
    _add(bench, "ECE of mentions on SkillSpan, fast", confidences(bench.mentions.fast))


def _add(bench: Bench, name: str, pairs: Sequence[tuple[float, bool]]) -> None:
    bins = reliability(pairs)
    bench.table.add(name, calibration_error(bins), most=_ERROR)
    for one in bins:
        print(f"    {one.count:6d} answers  said {one.said:.2f}  right {one.came:.2f}")
