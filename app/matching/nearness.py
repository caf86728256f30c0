"""Nearness: how far a skill that the worker has stands in for another that the posting wants.

What stands near a skill is looked up once among all groups of the vocabulary and remembered, so that laying
one posting against many workers, or one worker against many postings, costs a look into a table for each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from app.matching.relatives import SIBLING, pointing_to, relatives_of
from app.matching.similar import SimilarNames, similar_credit
from app.vocabulary.index.index import VocabularyIndex

SIMILAR = "similar"
_MOST_REMEMBERED = 20_000  # skills of one index, each with about ten near ones


class Near(NamedTuple):
    """A held skill near a wanted one: its credit, below 1, its row, and what it is to the wanted one.

    `cosine` is that of the two names where these are what makes the skills near, otherwise 0.
    """

    credit: Fraction
    held: int
    relation: str
    cosine: float = 0.0

    @property
    def hundredths(self) -> int:
        """The credit as whole hundredths."""
        return self.credit.numerator * (100 // self.credit.denominator)


class NearSkills(NamedTuple):
    """All that stands near one skill, by the other skill.

    `best` is how each counts by itself. `linked` holds the few that count for their name and are linked with
    the very same credit: beside a third skill of a still nearer name it is as linked ones that they compete.
    """

    best: Mapping[int, Near]
    linked: Mapping[int, Near]

    def among(self, others: Collection[int]) -> list[Near]:
        """What the others have to offer."""
        found = [near for other in others if (near := self.best.get(other)) is not None]
        if self.linked:
            found += [near for other in others if (near := self.linked.get(other)) is not None]
        return found


def near_groups(index: VocabularyIndex, wanted: int) -> Mapping[int, Near]:
    """Every other group that gives credit for a wanted one, by its row."""
    return near_skills(index, [wanted])[0].best


def groups_near(index: VocabularyIndex, held: int) -> Mapping[int, Near]:
    """Every other group that a held one gives credit for, by its row."""
    return skills_near(index, [held])[0].best


def near_skills(index: VocabularyIndex, wanted: Sequence[int]) -> list[NearSkills]:
    """For each wanted group, every other that gives credit for it."""
    known = _known_of(index)
    return _remembered(known.near, wanted, lambda missing: _all_near(index, known.names, missing))


def skills_near(index: VocabularyIndex, held: Sequence[int]) -> list[NearSkills]:
    """For each held group, every other that it gives credit for."""
    known = _known_of(index)
    return _remembered(known.stands_in, held, lambda missing: _all_stood_in(index, known.names, missing))


def nearest(index: VocabularyIndex, wanted: Sequence[int], held: Collection[int]) -> list[Near | None]:
    """For each wanted skill the nearest held one, or None: by links, common general skills and similar names.

    Skills are rows of groups, and none is both wanted and held. Each wanted skill is looked at alone. One
    held skill may stand near several wanted ones, even where the posting wants it too: how far the worker is
    from a skill does not depend on what else the posting asks for, and a posting that asks for one thing in
    two wordings must not count against those who name it once.
    """
    if not wanted or not held:
        return [None] * len(wanted)
    options = (near.among(held) for near in near_skills(index, wanted))
    return [best_of(offered) if offered else None for offered in options]


def best_of(options: Sequence[Near]) -> Near:
    """The best of what was found for one wanted skill; there is at least one.

    Of similar names only the most similar competes. Ties go to the lower row, so that the order of a list
    decides nothing.
    """
    if len(options) == 1:
        return options[0]
    named = [near for near in options if near.cosine]
    if len(named) > 1:
        closest = max(named, key=lambda near: (near.cosine, -near.held))
        options = [near for near in options if not near.cosine or near is closest]
    return max(options, key=lambda near: (near.hundredths, -near.held, near.relation))


class _Known:
    """What was found in one index. Found twice at the same time, it is the same; only leaving needs the lock."""

    def __init__(self, index: VocabularyIndex) -> None:
        self.names = SimilarNames(index)
        self.near: dict[int, NearSkills] = {}
        self.stands_in: dict[int, NearSkills] = {}


_known: WeakKeyDictionary[VocabularyIndex, _Known] = WeakKeyDictionary()
_lock = Lock()


def _known_of(index: VocabularyIndex) -> _Known:
    with _lock:
        known = _known.get(index)
        if known is None:
            known = _known[index] = _Known(index)
        return known


def _remembered(
    table: dict[int, NearSkills],
    groups: Sequence[int],
    find: Callable[[list[int]], Iterable[NearSkills]],
) -> list[NearSkills]:
    found = [table.get(group) for group in groups]
    missing = [group for group, near in zip(groups, found, strict=True) if near is None]
    if missing:
        looked_up = dict(zip(missing, find(missing), strict=True))
        with _lock:
            table.update(looked_up)
            while len(table) > _MOST_REMEMBERED:
                table.pop(next(iter(table)))
        return [near or looked_up[group] for group, near in zip(groups, found, strict=True)]
    return [near for near in found if near is not None]


def _all_near(index: VocabularyIndex, names: SimilarNames, wanted: Sequence[int]) -> Iterable[NearSkills]:
    children = pointing_to(index).children
    for group, relatives, alike in zip(wanted, relatives_of(index, wanted), names.find(wanted), strict=True):
        linked = {
            other: Near(credit, other, relation) for other, (credit, relation) in relatives.linked.items()
        }
        for parent, credit in relatives.parents.items():
            for other in children[parent]:
                _improve(linked, other, Near(credit, other, SIBLING))
        linked.pop(group, None)
        yield _merged(
            linked,
            {other: Near(similar_credit(cosine), other, SIMILAR, cosine) for other, cosine in alike.items()},
        )


def _all_stood_in(index: VocabularyIndex, names: SimilarNames, held: Sequence[int]) -> Iterable[NearSkills]:
    linked_by, children = pointing_to(index)
    for group, relatives, alike in zip(held, relatives_of(index, held), names.find(held), strict=True):
        linked: dict[int, Near] = {}
        others = linked_by.get(group, ())
        for other, of_other in zip(others, relatives_of(index, others), strict=True):
            credit, relation = of_other.linked[group]
            linked[other] = Near(credit, group, relation)
        for parent, credit in relatives.parents.items():
            for other in children[parent]:
                _improve(linked, other, Near(credit, group, SIBLING))
        linked.pop(group, None)
        yield _merged(
            linked,
            {other: Near(similar_credit(cosine), group, SIMILAR, cosine) for other, cosine in alike.items()},
        )


def _improve(linked: dict[int, Near], other: int, near: Near) -> None:
    known = linked.get(other)
    if known is None or (known.credit, known.relation) < (near.credit, near.relation):
        linked[other] = near


def _merged(linked: dict[int, Near], named: Mapping[int, Near]) -> NearSkills:
    """Both ways to be near in one: where one pays more than the other, the other can never count."""
    equal: dict[int, Near] = {}
    for other, near in named.items():
        by_link = linked.get(other)
        if by_link is not None and by_link.credit == near.credit:
            equal[other] = by_link
        if by_link is None or by_link.credit <= near.credit:
            linked[other] = near
    return NearSkills(linked, equal)
