"""Mentions against SkillSpan's gold spans, and whether a sentence asks for a skill at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.asking import learnt
from benchmarks.extraction.bench import Bench
from benchmarks.extraction.linking_runs import squeezed
from benchmarks.extraction.mention_runs import MentionRuns
from benchmarks.spans import HEAD, Line, Read, Said, asks_rightly, count, row, surest_mistakes
from seed_data.asking.examples import read_skillspan

TITLE = "Mentions of confidence 0.5 and more against SkillSpan's spans (development part), partial overlap"
SOURCES = ("house", "tech")
_F1, _PRECISION, _ASKS = 0.72, 0.70, 0.88


def run(bench: Bench) -> None:
    """Prints all figures by source and way of reading, then those that have targets."""
    runs = bench.mentions
    baseline = _whole_lines(bench, runs.postings)
    ways = {
        "thorough": runs.thorough,
        "thorough, alone": runs.alone,
        "fast": runs.fast,
        "line that asks (gate)": baseline,
    }
    seen = {squeezed(s.text) for posting in read_skillspan(bench.data, "train") for s in posting.sentences}
    print(f"  {HEAD}")
    for name, reads in ways.items():
        for source in SOURCES:
            own = [read for read in reads if read.line.source == source]
            print(f"  {row(f'{name}, {source}', own)}")
            fresh = [read for read in own if squeezed(read.line.text) not in seen]
            print(f"  {row('  not in train', fresh)}", flush=True)
    print("  line that asks: a mention is the whole line wherever our gate says that it asks\n")
    _add_spans(bench, runs)
    _add_sentences(bench, runs, baseline)
    for text in surest_mistakes(runs.thorough, bench.mistakes):
        print(f"  {text}")


def _add_spans(bench: Bench, runs: MentionRuns) -> None:
    for name, reads in (("", runs.thorough), (", each sentence alone", runs.alone)):
        for source in SOURCES:
            found = count([read for read in reads if read.line.source == source])
            bench.table.add(f"mentions, {source}{name}: F1", found.f1, least=_F1)
            bench.table.add(f"mentions, {source}{name}: precision", found.precision, least=_PRECISION)


def _add_sentences(bench: Bench, runs: MentionRuns, gate: Sequence[Read]) -> None:
    """Whether a line asks: by its mentions, by the gate, by TF-IDF."""
    bench.table.add(
        "a sentence asks or not, by its mentions: accuracy", asks_rightly(runs.thorough), least=_ASKS
    )
    bench.table.add("a sentence asks or not, by the gate: accuracy", asks_rightly(gate), least=_ASKS)
    judge = learnt(read_skillspan(bench.data, "train"))
    lines = [line for posting in runs.postings for line in posting]
    scores = np.asarray(judge([line.text for line in lines]))
    right = [(score > 0.5) == bool(line.gold) for score, line in zip(scores.tolist(), lines, strict=True)]
    bench.table.add("  word TF-IDF and logistic regression", sum(right) / len(right))


def _whole_lines(bench: Bench, postings: Sequence[Sequence[Line]]) -> list[Read]:
    """The baseline: each line is a mention, as sure as the gate is that it asks."""
    asking = bench.seed_readers.models().asking
    return [
        Read(line, (Said((0, len(line.text)), float(score)),))
        for posting in postings
        for line, score in zip(posting, asking.scores([line.text for line in posting]), strict=True)
    ]
