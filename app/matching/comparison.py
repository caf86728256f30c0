"""Comparison: pair each wanted skill with what the worker has for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from app.matching.nearness import Nearness
from app.matching.profiles import Comparison, Held, Match, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

Closeness = Callable[[str, str], float]


def compare(
    index: VocabularyIndex, posting: PostingProfile, worker: WorkerProfile, closeness: Closeness
) -> Comparison:
    """Both sides laid against each other. Skills of a linked group count as one."""
    held = {index.group(item.skill): item for item in reversed(worker.held)}
    missing = [wanted for wanted in posting.wanted if index.group(wanted.skill) not in held]
    near = _nearest(index, missing, worker.held)
    matches = []
    for wanted in posting.wanted:
        own = held.get(index.group(wanted.skill))
        matches.append(Match(wanted, Fraction(1), own) if own else near[wanted.skill])
    used = {match.held.skill for match in matches if match.held is not None}
    pair, best = _closest(posting.roles, worker.roles, closeness)
    return Comparison(
        posting=posting,
        worker=worker,
        matches=tuple(matches),
        closeness=best,
        nearest_roles=pair,
        extra=tuple(item for item in worker.held if item.skill not in used),
    )


def _nearest(index: VocabularyIndex, missing: Sequence[Wanted], held: Sequence[Held]) -> dict[int, Match]:
    found = Nearness(index).nearest([wanted.skill for wanted in missing], [item.skill for item in held])
    matches = {}
    for wanted, option in zip(missing, found, strict=True):
        if option is None:
            matches[wanted.skill] = Match(wanted, Fraction(0))
        else:
            credit, place, relation = option
            matches[wanted.skill] = Match(wanted, credit, held[place], relation)
    return matches


def _closest(
    wanted: Sequence[Role], own: Sequence[Role], closeness: Closeness
) -> tuple[tuple[Role, Role] | None, Fraction | None]:
    """The nearest pair (worker's, posting's) of occupations and how close they are, in hundredths."""
    pairs = [(Fraction(round(closeness(a.id, b.id) * 100), 100), a, b) for a in own for b in wanted]
    if not pairs:
        return None, None
    best, mine, theirs = max(pairs, key=lambda pair: pair[0])
    return (mine, theirs), best
