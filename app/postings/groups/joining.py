"""Groups of postings that are one job: whatever is the same as something in a group belongs to it.

Where a person said that two postings are not the same, they never share a group. Pairs are then joined from the most
alike downwards, and a join that would bring the two together is left out, so a third posting that is the same as both
goes with the one it is more like. The outcome does not depend on the order in which postings came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.postings.duplicates import Sighting, is_same_job, similarity

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """A posting in a group: `content` is the same for postings that say the same."""

    id: str
    content: str


def pair_of(one: str, other: str) -> Pair:
    """Two ids, the smaller first."""
    return (one, other) if one < other else (other, one)


def same_contents(contents: Mapping[str, Sighting]) -> dict[Pair, float]:
    """The pairs of contents that are one job, each with its similarity; only those that share a band are compared."""
    by_band: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name in sorted(contents):
        for place in enumerate(contents[name].print.bands()):
            by_band[place].append(name)
    pairs = {pair for names in by_band.values() for pair in combinations(names, 2)}
    return {
        (one, other): similarity(contents[one].print, contents[other].print)
        for one, other in pairs
        if is_same_job(contents[one], contents[other])
    }


def groups_of(
    members: Collection[Member], same: Mapping[Pair, float], apart: Collection[Pair] = ()
) -> dict[str, str]:
    """The group of each member: the smallest id in it. `same` pairs contents, `apart` the ids of postings."""
    ids: dict[str, list[str]] = defaultdict(list)
    for member in sorted(members, key=lambda each: each.id):
        ids[member.content].append(member.id)
    joined = Joined([member.id for member in members], apart)
    for one, other in _joins(ids, same, everyone=bool(apart)):
        joined.join(one, other)
    return joined.names()


def _joins(ids: Mapping[str, list[str]], same: Mapping[Pair, float], everyone: bool) -> Iterable[Pair]:
    """The pairs of postings that are the same, the most alike first; without `everyone` as many as it takes."""
    for listed in ids.values():
        yield from combinations(listed, 2) if everyone else ((listed[0], other) for other in listed[1:])
    for one, other in sorted(same, key=lambda pair: (-same[pair], pair)):
        firsts, others = ids[one], ids[other]
        if not everyone:
            firsts, others = firsts[:1], others[:1]
        yield from sorted(pair_of(first, second) for first in firsts for second in others)


class Joined:
    """Disjoint sets in which some pairs may never come together."""

    def __init__(self, ids: Iterable[str], apart: Collection[Pair]) -> None:
        self._sets = {each: {each} for each in ids}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: str, other: str) -> None:
        """Brings the sets of two names together, unless that is not allowed."""
        first, second = self._sets[one], self._sets[other]
        if first is second or any(
            not self._apart[each].isdisjoint(second) for each in first & self._apart.keys()
        ):
            return
        if len(first) < len(second):
            first, second = second, first
        first |= second
        for each in second:
            self._sets[each] = first

    def names(self, but: Collection[str] = ()) -> dict[str, str]:
        """The smallest name in the set of each, leaving some names out."""
        left_out = set(but)
        sets = {id(group): group for group in self._sets.values()}
        least = {key: min(group - left_out) for key, group in sets.items()}
        return {each: least[id(group)] for each, group in self._sets.items() if each not in left_out}
