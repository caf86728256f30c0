"""Nearness: how far a skill that the worker has stands in for another that the posting wants.

What stands near a skill is looked up once among all groups of the vocabulary and remembered, so that laying
one posting against many workers, or one worker against many postings, costs a look into a table for each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from app.matching.relatives import CREDITS, SIBLING, pointing_to, relatives_of
from app.matching.similar import Alike, Cosines, SimilarNames, similar_credits
from app.vocabulary.index.index import VocabularyIndex

SIMILAR = "similar"
_MOST_REMEMBERED = 5_000  # skills of one index, each with some hundred and fifty near ones: 15 MB
_RELATIONS = (*CREDITS, SIBLING)
_ALPHABETICAL = np.argsort(np.argsort(_RELATIONS))
_WHOLE = 100
_LAST_ROW = (1 << 32) - 1
COSINE_UNITS = 2048 * 2048  # vectors are multiples of 1/2048, so a cosine is a whole number of these

Indices = npt.NDArray[np.int64]
_Linked = dict[int, tuple[Fraction, str]]


class Near(NamedTuple):
    """A held skill near a wanted one: its credit in hundredths, below 100, its row, and what it is to the wanted one.

    `cosine` is that of the two names where these are what makes the skills near, otherwise 0.
    """

    hundredths: int
    held: int
    relation: str
    cosine: float = 0.0

    @property
    def credit(self) -> Fraction:
        """The credit, below 1."""
        return Fraction(self.hundredths, _WHOLE)


@dataclass(frozen=True, slots=True, eq=False)
class NearSkills:
    """All that stands near one skill, in columns: the other skills by `rows`, and what each counts by itself.

    The first `singles` are each another skill, by row; after them come the few that count for their name and are
    linked with the very same credit: beside a third skill of a still nearer name it is as linked ones that they
    compete. `keys` are whole numbers in the order of `best_of`: of similar names by their cosines, of linked skills by
    their credit.
    """

    rows: npt.NDArray[np.int32]
    hundredths: npt.NDArray[np.uint8]
    relations: npt.NDArray[np.uint8]  # numbers of `_RELATIONS`
    cosines: Cosines
    keys: Indices
    singles: int

    def one(self, at: int) -> Near:
        """The other skill in one place of the columns, as one that is held."""
        relation = _RELATIONS[self.relations[at]]
        return Near(int(self.hundredths[at]), int(self.rows[at]), relation, float(self.cosines[at]))


def near_skills(index: VocabularyIndex, wanted: Sequence[int]) -> list[NearSkills]:
    """For each wanted group, every other that gives credit for it."""
    known = _known_of(index)
    return _remembered(known.near, wanted, lambda missing: _all_near(index, known.names, missing))


def skills_near(index: VocabularyIndex, held: Sequence[int]) -> list[NearSkills]:
    """For each held group, every other that it gives credit for."""
    known = _known_of(index)
    return _remembered(known.stands_in, held, lambda missing: _all_stood_in(index, known.names, missing))


class Nearest:
    """Finds for each of some wanted skills the nearest of any held ones: by links, general skills and names.

    Skills are rows of groups. Each wanted skill is looked at alone, also one that is held itself: that it counts for
    more than whatever stands near it is for the caller to see to. One held skill may stand near several wanted ones,
    even where the posting wants it too: how far the worker is from a skill does not depend on what else the posting
    asks for, and a posting that asks for one thing in two wordings must not count against those who name it once.
    """

    def __init__(self, index: VocabularyIndex, wanted: Sequence[int]) -> None:
        self._near = near_skills(index, wanted)
        counts = [len(near.rows) for near in self._near]
        self._rows = np.concatenate([np.zeros(0, np.int32), *(near.rows for near in self._near)])
        self._first = np.cumsum([0, *counts])
        places = np.repeat(np.arange(len(wanted)), counts)
        cosines = np.concatenate([np.zeros(0, np.float32), *(near.cosines for near in self._near)])
        self._keys = np.concatenate([np.zeros(0, np.int64), *(near.keys for near in self._near)])
        self._contests = 2 * places + (cosines > 0)
        self._is_held = np.zeros(len(index), np.bool_)
        self._met: dict[int, tuple[int, Near]] = {}  # the same few are met again and again

    def among(self, held: Collection[int]) -> dict[int, Near]:
        """By the place of a wanted skill what stands nearest to it; without those that nothing stands near to."""
        is_held = self._is_held.copy()
        is_held[list(held)] = True
        hits = np.flatnonzero(is_held.take(self._rows))
        keys, contests = self._keys.take(hits), self._contests.take(hits)
        largest = np.zeros(2 * len(self._near), np.int64)
        np.maximum.at(largest, contests, keys)
        # The best of similar names and the best of linked skills are left.
        options: dict[int, list[Near]] = {}
        for hit in hits[keys == largest.take(contests)].tolist():
            place, near = self._met.get(hit) or self._meet(hit)
            options.setdefault(place, []).append(near)
        return {place: best_of(offered) for place, offered in options.items()}

    def _meet(self, hit: int) -> tuple[int, Near]:
        place = int(self._first.searchsorted(hit, side="right")) - 1
        met = self._met[hit] = place, self._near[place].one(hit - int(self._first[place]))
        return met


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


def _all_near(index: VocabularyIndex, names: SimilarNames, wanted: Sequence[int]) -> Iterator[NearSkills]:
    children = pointing_to(index).children
    for group, relatives, alike in zip(wanted, relatives_of(index, wanted), names.find(wanted), strict=True):
        linked = dict(relatives.linked)
        for parent, credit in relatives.parents.items():
            _improve(linked, children[parent], credit)
        linked.pop(group, None)
        yield _merged(linked, alike)


def _all_stood_in(index: VocabularyIndex, names: SimilarNames, held: Sequence[int]) -> Iterator[NearSkills]:
    linked_by, children = pointing_to(index)
    for group, relatives, alike in zip(held, relatives_of(index, held), names.find(held), strict=True):
        others = linked_by.get(group, ())
        linked = {
            other: of_other.linked[group]
            for other, of_other in zip(others, relatives_of(index, others), strict=True)
        }
        for parent, credit in relatives.parents.items():
            _improve(linked, children[parent], credit)
        linked.pop(group, None)
        yield _merged(linked, alike)


def _improve(linked: _Linked, children: Iterable[int], credit: Fraction) -> None:
    """Adds the special cases of one general skill, where they are not linked more closely."""
    for other in children:
        known = linked.get(other)
        if known is None or known < (credit, SIBLING):
            linked[other] = (credit, SIBLING)


def _merged(linked: _Linked, alike: Alike) -> NearSkills:
    """Both ways to be near in one: where one pays more than the other, the other can never count."""
    rows = np.fromiter(linked, np.int32, len(linked))
    by_link = np.fromiter((int(credit * _WHOLE) for credit, _ in linked.values()), np.uint8, len(linked))
    relations = np.fromiter((_RELATIONS.index(each) for _, each in linked.values()), np.uint8, len(linked))
    named = similar_credits(alike.cosines)
    by_name = np.zeros(len(rows), np.uint8)  # what the linked ones get for their names
    at = np.searchsorted(alike.rows, rows)
    has_name = at < len(alike.rows)
    has_name[has_name] = alike.rows[at[has_name]] == rows[has_name]
    by_name[has_name] = named[at[has_name]]
    beaten = np.zeros(len(alike.rows), np.bool_)
    beaten[at[has_name & (by_link > by_name)]] = True
    alone, double = np.flatnonzero(by_link > by_name), np.flatnonzero(credits == by_name)
    kept = np.flatnonzero(~beaten)
    similar = np.full(len(kept), _RELATIONS.index(SIMILAR), np.uint8)
    singles = len(kept) + len(alone)
    order = np.argsort(np.concatenate([alike.rows[kept], rows[alone]]), kind="stable")
    order = np.concatenate([order, np.arange(singles, singles + len(double))])
    links = np.concatenate([alone, double])
    others = np.concatenate([alike.rows[kept], rows[links]])[order]
    hundredths = np.concatenate([named[kept], by_link[links]])[order]
    relation = np.concatenate([similar, relations[links]])[order]
    cosines = np.concatenate([alike.cosines[kept], np.zeros(len(links), np.float32)])[order]
    keys = _keys(others, hundredths, relation, cosines)
    return NearSkills(others, hundredths, relation, cosines, keys, singles)


def _keys(
    rows: npt.NDArray[np.int32],
    hundredths: npt.NDArray[np.uint8],
    relations: npt.NDArray[np.uint8],
    cosines: Cosines,
) -> Indices:
    earlier = _LAST_ROW - rows.astype(np.int64)
    by_name = np.rint(cosines.astype(np.float64) * COSINE_UNITS).astype(np.int64) << 32 | earlier
    by_link = hundredths.astype(np.int64) << 40 | earlier << 8 | _ALPHABETICAL.take(relations)
    return np.where(cosines > 0, by_name, by_link)
