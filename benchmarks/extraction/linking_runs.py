"""Labelled sentences of job ads as Parlance links them to an official ESCO release, with the time each one took."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from threadpoolctl import threadpool_limits

from app.extraction.access import Readers
from app.extraction.models import Effort
from benchmarks.extraction.measures import ranked_precision
from benchmarks.extraction.vocabularies import normalizer_of
from benchmarks.linking import FILES, RELEASE, Candidates, Query, read_candidates, read_queries

HELD_OUT = ("tech", "house", "skillskape")
LEARNT_FROM = ("general", "skillspan")  # encoder and ranking learnt from these sentences
EFFORTS: tuple[Effort, ...] = ("fast", "thorough")
FRAMEWORK = "esco"
LIMIT = 10  # what `normalize` answers unless told otherwise
_CUTS = (1, 5)
_WARM = Path(__file__).parents[1] / "texts" / "ad.txt"


class Guess(NamedTuple):
    """A skill (number of the candidate) with its score."""

    skill: int
    score: float


Linker = Callable[[str], Sequence[Guess]]


class Answer(NamedTuple):
    """What was said of one sentence, in how many milliseconds: of the clock, and of the processor."""

    query: Query
    guesses: Sequence[Guess]
    milliseconds: float
    processor: float


@dataclass(frozen=True)
class Run:
    """The answers of one linker for one set of sentences."""

    answers: list[Answer]

    def precisions(self) -> list[float]:
        """RP@1 and RP@5."""
        return [
            sum(ranked_precision([g.skill for g in a.guesses], a.query.gold, cut) for a in self.answers)
            / len(self.answers)
            for cut in _CUTS
        ]

    def scored(self) -> list[tuple[float, bool]]:
        """Each score with whether its skill is right."""
        return [(g.score, g.skill in a.query.gold) for a in self.answers for g in a.guesses]

    def scored_firsts(self) -> list[tuple[float, bool]]:
        """The same of the first answers alone."""
        return [(a.guesses[0].score, a.guesses[0].skill in a.query.gold) for a in self.answers if a.guesses]


@dataclass(frozen=True)
class LinkingRuns:
    """The candidates, the sentences of each set, and Parlance's answers by effort and set."""

    data: Path
    candidates: Candidates
    queries: dict[str, list[Query]]
    ours: dict[str, dict[str, Run]]

    @cached_property
    def learnt_sentences(self) -> frozenset[str]:
        """The sentences of all sets that a model learnt from, without spaces and capitals."""
        return frozenset(squeezed(text) for text in _learnt_from(self.data))


def link_everything(data: Path, readers: Readers) -> LinkingRuns:
    """Links the sentences of every set, by both efforts."""
    candidates = read_candidates(data / RELEASE)
    queries = {
        name: read_queries(data / "linking" / FILES[name], candidates.labels)
        for name in (*HELD_OUT, *LEARNT_FROM)
    }
    with threadpool_limits(1):
        ours = {effort: link_sets(parlance(readers, candidates, effort), queries) for effort in EFFORTS}
    return LinkingRuns(data, candidates, queries, ours)


def parlance(readers: Readers, candidates: Candidates, effort: Effort) -> Linker:
    """The code that answers /v1/skills/normalize, ready but without any sentence in memory that is asked later."""
    normalizer, index = normalizer_of(readers), readers.vocabulary.registry.index()
    numbers = {uri: number for number, uri in enumerate(candidates.uris)}
    known = {
        row: numbers[uri]
        for row in range(len(index))
        if index.framework(row) == FRAMEWORK and (uri := index.skill_json(row)["uri"]) in numbers
    }
    if len(known) != len(numbers):
        raise SystemExit(f"The index has {len(known)} of the release's {len(numbers)} skills.")
    for line in _WARM.read_text(encoding="utf-8").splitlines():
        normalizer.rank(line, LIMIT, FRAMEWORK, effort)

    def link(sentence: str) -> list[Guess]:
        ranked = normalizer.rank(sentence, LIMIT, FRAMEWORK, effort)
        return [Guess(known[found.skill], found.score) for found in ranked]

    return link


def link_sets(linker: Linker, queries: dict[str, list[Query]]) -> dict[str, Run]:
    """The answers of a linker for each set."""
    return {name: Run([_answer(linker, query) for query in own]) for name, own in queries.items()}


def _answer(linker: Linker, query: Query) -> Answer:
    began, spent = time.perf_counter(), time.process_time()
    guesses = linker(query.sentence)
    ended = time.perf_counter()
    return Answer(query, guesses, 1e3 * (ended - began), 1e3 * (time.process_time() - spent))


def first_times(runs: dict[str, Run]) -> list[Answer]:
    """The answers to sentences that were asked for the first time: nothing was remembered of them."""
    first: dict[str, Answer] = {}
    for run in runs.values():
        for answer in run.answers:
            first.setdefault(answer.query.sentence, answer)
    return list(first.values())


def squeezed(text: str) -> str:
    """A sentence as it is compared with others."""
    return "".join(text.split()).lower()


def _learnt_from(data: Path) -> Iterator[str]:
    for name in ("skillspan_train_esco", "general_ads_esco", "skillskape_train"):
        with (data / "linking" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from (row["sentence"] for row in csv.DictReader(file))
    for line in (data / "spans" / "skillspan_train.json").read_text(encoding="utf-8").splitlines():
        yield " ".join(json.loads(line)["tokens"])
