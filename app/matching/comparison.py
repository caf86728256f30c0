"""Comparison: pair each wanted skill with what the worker has for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from app.matching.nearness import Near, nearest
from app.matching.profiles import Comparison, Held, Match, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

Closeness = Callable[[str, str], float]


def compare(
    index: VocabularyIndex, posting: PostingProfile, worker: WorkerProfile, closeness: Closeness
) -> Comparison:
    """Both sides laid against each other; profiles name each group of linked terms once, by its own row."""
    held = {item.skill: item for item in worker.held}
    missing = [wanted.skill for wanted in posting.wanted if wanted.skill not in held]
    near = dict(zip(missing, nearest(index, missing, list(held)), strict=True))
    matches = tuple(_match(wanted, held, near.get(wanted.skill)) for wanted in posting.wanted)
    used = {match.held.skill for match in matches if match.held is not None}
    best, pair = _closest(posting.roles, worker.roles, closeness)
    extra = tuple(item for item in worker.held if item.skill not in used)
    return Comparison(posting, worker, matches, best, pair, extra)


def _match(wanted: Wanted, held: Mapping[int, Held], near: Near | None) -> Match:
    own = held.get(wanted.skill)
    if own is not None:
        return Match(wanted, Fraction(1), own)
    if near is not None:
        return Match(wanted, near.credit, held[near.held], near.relation)
    return Match(wanted, Fraction(0))


def _closest(
    wanted: Sequence[Role], own: Sequence[Role], closeness: Closeness
) -> tuple[Fraction | None, tuple[Role, Role] | None]:
    """How close the nearest pair of occupations is, in hundredths, and the pair (worker's, posting's)."""
    if not wanted or not own:
        return None, None
    pairs = [(-closeness(a.id, b.id), a.id, b.id, a, b) for a in own for b in wanted]
    distance, _, _, mine, theirs = min(pairs, key=lambda pair: pair[:3])
    return Fraction(round(-distance * 100), 100), (mine, theirs)
