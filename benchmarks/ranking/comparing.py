"""All systems over all queries: the scores, what they are worth, and the table of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.extraction.models import Effort
from benchmarks.ranking.cases import Query
from benchmarks.ranking.lexical import Bm25, TfIdf
from benchmarks.ranking.measures import in_order, mean, ndcg, ranked
from benchmarks.ranking.pairs import PairScorer

OURS: tuple[Effort, ...] = ("thorough", "fast")
THEIRS = ("BM25", "TF-IDF")
SYSTEMS = (*OURS, *THEIRS)
Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What every system makes of one query."""

    query: Query
    scores: Mapping[str, Scores]

    def ndcg(self, system: str) -> float:
        """nDCG@10 of a system over the graded candidates."""
        graded = {name: self.scores[system][name] for name in self.query.grades}
        return ndcg(ranked(graded), self.query.grades)

    def traps(self, system: str) -> list[bool]:
        """Whether each trap is in the right order."""
        return [in_order(self.scores[system], trap.better, trap.worse) for trap in self.query.traps]


def outcomes(queries: Sequence[Query], scorer: PairScorer, wanted: Callable[[Query], bool]) -> list[Outcome]:
    """The scores of all systems for the candidates of each wanted query.

    The word statistics of BM25 and TF-IDF are those of all résumés of the set, each counted once.
    """
    texts = sorted({text for query in queries for text in query.resumes.values()})
    place = {text: number for number, text in enumerate(texts)}
    lexical: dict[str, Bm25 | TfIdf] = {"BM25": Bm25(texts), "TF-IDF": TfIdf(texts)}
    found = []
    for query in filter(wanted, queries):
        scores: dict[str, Scores] = {}
        for effort in OURS:
            scores[effort] = {
                name: scorer.score(effort, query.posting, text) for name, text in query.resumes.items()
            }
            # One pair of each query, so that what is measured is what the service answers.
            scorer.check(effort, query.posting, next(iter(query.resumes.values())))
        for system, ranking in lexical.items():
            of_all = ranking.scores(query.posting)
            scores[system] = {name: float(of_all[place[text]]) for name, text in query.resumes.items()}
        found.append(Outcome(query, scores))
    return found


def print_table(title: str, found: Sequence[Outcome]) -> None:
    """nDCG@10 of each system, trade by trade and over all, and the share of traps in the right order."""
    print(f"\n{title}\n")
    print(f"| {'nDCG@10':<44} | queries | " + " | ".join(f"{name:>8}" for name in SYSTEMS) + " |")
    print("|" + "-" * 46 + "|---------|" + "|".join("-" * 10 for _ in SYSTEMS) + "|")
    for name in sorted({one.query.trade for one in found}):
        _row(name, [one for one in found if one.query.trade == name])
    _row("all", found)
    kinds = sorted({trap.kind for one in found for trap in one.query.traps})
    for name in kinds:
        _trap_row(name, found)
    if len(kinds) > 1:
        _trap_row("all traps", found)


def print_worst(found: Sequence[Outcome], most: int) -> None:
    """The queries that effort thorough ranks worst, each with its candidates' grades in the order found."""
    for one in sorted(found, key=lambda one: one.ndcg("thorough"))[:most]:
        scores = {name: one.scores["thorough"][name] for name in one.query.grades}
        order = ", ".join(f"{name} {scores[name]:g} ({one.query.grades[name]})" for name in ranked(scores))
        print(f"  {one.query.id}: {one.ndcg('thorough'):.3f}; score and (grade): {order}")


def _row(name: str, found: Sequence[Outcome]) -> None:
    values = [mean([one.ndcg(system) for one in found]) for system in SYSTEMS]
    print(
        f"| {name:<44} | {len(found):>7} | " + " | ".join(f"{value:>8.3f}" for value in values) + " |",
        flush=True,
    )


def _trap_row(kind: str, found: Sequence[Outcome]) -> None:
    right = {system: _right(system, kind, found) for system in SYSTEMS}
    shares = " | ".join(f"{mean(right[system]):>8.1%}" for system in SYSTEMS)
    print(f"| {'traps in order: ' + kind:<44} | {len(right[SYSTEMS[0]]):>7} | {shares} |")


def _right(system: str, kind: str, found: Sequence[Outcome]) -> list[float]:
    return [
        float(right)
        for one in found
        for trap, right in zip(one.query.traps, one.traps(system), strict=True)
        if kind in (trap.kind, "all traps")
    ]
