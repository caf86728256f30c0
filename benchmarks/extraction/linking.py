"""Linking: sentences of job ads to the 13,891 skills of ESCO 1.1.0, beside baselines; and the time a sentence takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from threadpoolctl import threadpool_limits

from app.extraction.models import Effort
from benchmarks.extraction.bench import Bench
from benchmarks.extraction.linking_runs import (
    EFFORTS,
    HELD_OUT,
    LEARNT_FROM,
    Guess,
    Linker,
    LinkingRuns,
    Run,
    first_times,
    link_sets,
    squeezed,
)
from benchmarks.extraction.measures import percentile
from benchmarks.extraction.peer import load_peer, peer_linker
from benchmarks.linking import Ranking, lexical_rankings, static_rankings

TITLE = (
    "Linking: normalize against ESCO 1.1.0; RP@1 / RP@5 in %, one query per distinct sentence with a label"
)
_TARGETS: dict[Effort, dict[str, float]] = {
    "fast": {"tech": 64, "house": 53},
    "thorough": {"tech": 72, "house": 60},
}
_MILLISECONDS: dict[Effort, float] = {"fast": 2, "thorough": 10}
_INDEX_SECONDS = 120
_TOP = 5


def run(bench: Bench) -> None:
    """Prints the table of precisions, then the figures that have targets."""
    _add_index(bench)
    runs = bench.linking
    columns = [*HELD_OUT, *LEARNT_FROM]
    print(
        f"  {'':26}" + "".join(f"{f'{name} ({len(runs.queries[name])})':>19}" for name in columns), flush=True
    )
    for name, linker in _baselines(bench).items():
        _print_row(name, link_sets(linker, runs.queries), columns)
    for effort in EFFORTS:
        _print_row(f"Parlance, {effort}", runs.ours[effort], columns)
    print(
        f"  {', '.join(LEARNT_FROM)}: encoder and ranking learnt from these sentences, so Parlance's figures flatter;"
        "\n  docs/models/reader.md has those of cross-validation. tech, house and skillskape were held out.\n"
    )
    _add_precisions(bench, runs)
    _add_times(bench, runs)
    _print_mistakes(runs, "thorough", bench.mistakes)


def _add_index(bench: Bench) -> None:
    made = bench.folders.made
    if made is None:
        print("  the vocabularies of an earlier run are used: making an index is not measured")
        return
    print(f"  seeding an empty folder took {made.seeded.seconds:.0f} s")
    steps = {
        "ESCO 1.1.0 from its two zips: import, index, activate": made.imported,
        "index of a full ESCO release and the seed, all vectors made anew": made.indexed,
    }
    for name, ran in steps.items():
        bench.table.add(name, ran.seconds, "s", most=_INDEX_SECONDS)
        bench.table.add("  memory of that, all processes", ran.megabytes, "MB")


def _baselines(bench: Bench) -> dict[str, Linker]:
    runs = bench.linking
    static = static_rankings(bench.full_readers.models().encoder, runs.candidates)
    kept = {name: static[name] for name in ("static: sentence to label", "static: clauses too")}
    rankings = lexical_rankings(runs.candidates) | kept
    linkers = {name: _linker(ranking) for name, ranking in rankings.items()}
    peer = load_peer()
    if peer is not None:
        linkers["esco-skill-extractor"] = peer_linker(peer, runs.candidates)
    return linkers


def _linker(ranking: Ranking) -> Linker:
    """The best of a score for each skill; equal ones in the order of the release."""

    def link(sentence: str) -> Sequence[Guess]:
        scores = np.asarray(ranking(sentence))
        least = np.partition(scores, -_TOP)[-_TOP]
        best = np.flatnonzero(scores >= least)
        best = best[np.argsort(-scores[best], kind="stable")][:_TOP]
        return [Guess(int(skill), float(scores[skill])) for skill in best]

    with threadpool_limits(1):
        link("warm")
    return link


def _print_row(name: str, runs: dict[str, Run], columns: Sequence[str]) -> None:
    cells = "".join(
        f"{' / '.join(f'{100 * v:.1f}' for v in runs[set_].precisions()):>19}" for set_ in columns
    )
    median = percentile([answer.milliseconds for answer in first_times(runs)], 0.5)
    print(f"  {name:26}{cells}{median:9.2f} ms", flush=True)


def _add_precisions(bench: Bench, runs: LinkingRuns) -> None:
    for effort in EFFORTS:
        for name, own in runs.ours[effort].items():
            told = "" if name in HELD_OUT else ", learnt from"
            target = _TARGETS[effort].get(name)
            bench.table.add(f"RP@5 {name}, {effort}{told}", 100 * own.precisions()[1], "%", least=target)
    for name in HELD_OUT:
        unseen = {q.sentence for q in runs.queries[name] if squeezed(q.sentence) not in runs.learnt_sentences}
        if len(unseen) < len(runs.queries[name]):
            for effort in EFFORTS:
                kept = Run([a for a in runs.ours[effort][name].answers if a.query.sentence in unseen])
                bench.table.add(
                    f"  without sentences also in a training set: {name} ({len(unseen)}), {effort}",
                    100 * kept.precisions()[1],
                    "%",
                )


def _add_times(bench: Bench, runs: LinkingRuns) -> None:
    for effort in EFFORTS:
        answers = first_times(runs.ours[effort])
        clock = [answer.milliseconds for answer in answers]
        name = f"normalize, one sentence, one core, {effort}"
        bench.table.add(f"{name}, p50", percentile(clock, 0.5), "ms", most=_MILLISECONDS[effort])
        bench.table.add(f"{name}, p99", percentile(clock, 0.99), "ms")
        processor = percentile([answer.processor for answer in answers], 0.5)
        bench.table.add("  processor time of it, p50", processor, "ms")
    print(f"  {len(answers):,} distinct sentences, each asked for once")


def _print_mistakes(runs: LinkingRuns, effort: Effort, most: int) -> None:
    """The surest first answers that are wrong, of each held-out set."""
    labels = runs.candidates.labels
    for name in HELD_OUT:
        wrong = [
            (answer.guesses[0], answer.query)
            for answer in runs.ours[effort][name].answers
            if answer.guesses and answer.guesses[0].skill not in answer.query.gold
        ]
        for guess, query in sorted(wrong, key=lambda pair: -pair[0].score)[:most]:
            gold = " | ".join(labels[skill] for skill in sorted(query.gold))
            sentence = " ".join(query.sentence.split())[:160]
            print(
                f"  {name}, {effort}, wrong {guess.score:.2f} [{labels[guess.skill]}] for [{gold}]: {sentence}"
            )
