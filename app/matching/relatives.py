"""Relatives: what is linked to a skill within and across frameworks, with the credit that it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple
from weakref import WeakKeyDictionary

from app.vocabulary.index.index import VocabularyIndex

# Credit by what the worker's skill is to the wanted one. All below 1: near is not the same.
CREDITS: dict[str, Fraction] = {
    "close_match": Fraction(70, 100),
    "narrower": Fraction(60, 100),  # the worker has a special case of what is wanted
    "broader": Fraction(30, 100),  # the worker has the general skill, the posting wants a special case
    "related": Fraction(30, 100),
    "similar": Fraction(25, 100),
}
SIBLING = "sibling"  # both are special cases of one general skill
# Most special cases of one general skill, and the credit between two of them: the larger the family, the less
# it says.
_FAMILIES = ((25, Fraction(30, 100)), (200, Fraction(15, 100)))


class Relatives(NamedTuple):
    """The relatives of one group of linked terms, by the rows of their groups.

    `linked` gives (credit, relation) of each skill linked to it; `parents`, for each general skill that it is
    a special case of, the credit between two special cases of that one.
    """

    linked: Mapping[int, tuple[Fraction, str]]
    parents: Mapping[int, Fraction]


class Pointing(NamedTuple):
    """Links looked at from their far ends: the groups that are linked to one, and its special cases."""

    linked_by: Mapping[int, Sequence[int]]
    children: Mapping[int, Sequence[int]]


class _Known:
    """What was looked up in one index: relatives by group, sizes of families by their general skill."""

    def __init__(self) -> None:
        self.relatives: dict[int, Relatives] = {}
        self.sizes: dict[int, int] = {}
        self.pointing: Pointing | None = None


_known: WeakKeyDictionary[VocabularyIndex, _Known] = WeakKeyDictionary()


def relatives_of(index: VocabularyIndex, groups: Sequence[int]) -> list[Relatives]:
    """The relatives of each group; remembered as long as the index is in use."""
    known = _known.setdefault(index, _Known())
    found = []
    for group in groups:
        relatives = known.relatives.get(group)
        if relatives is None:
            relatives = known.relatives[group] = _look_up(index, group, known)
        found.append(relatives)
    return found


def pointing_to(index: VocabularyIndex) -> Pointing:
    """The links of all groups by their targets: one pass over the index, remembered as long as it is in use."""
    known = _known.setdefault(index, _Known())
    if known.pointing is None:
        linked_by: dict[int, dict[int, None]] = {}
        children: dict[int, dict[int, None]] = {}
        for row in index.link_counts().nonzero()[0].tolist():
            group = index.group(row)
            for link in index.links(row):
                target = index.group(link.target)
                if target == group or link.relation not in CREDITS:
                    continue
                linked_by.setdefault(target, {})[group] = None
                if link.relation == "broader":
                    children.setdefault(target, {})[group] = None
        known.pointing = Pointing(
            {group: tuple(others) for group, others in linked_by.items()},
            {group: tuple(others) for group, others in children.items()},
        )
    return known.pointing


def _look_up(index: VocabularyIndex, group: int, known: _Known) -> Relatives:
    linked: dict[int, tuple[Fraction, str]] = {}
    parents: dict[int, Fraction] = {}
    for target, relation in _links(index, group):
        credit = CREDITS.get(relation)
        if credit is not None and (target not in linked or credit > linked[target][0]):
            linked[target] = (credit, relation)
        if relation == "broader":
            size = known.sizes.get(target)
            if size is None:
                size = known.sizes[target] = _family_size(index, target)
            among = next((credit for most, credit in _FAMILIES if size <= most), None)
            if among is not None:
                parents[target] = among
    return Relatives(linked, parents)


def _family_size(index: VocabularyIndex, parent: int) -> int:
    return len({target for target, relation in _links(index, parent) if relation == "narrower"})


def _links(index: VocabularyIndex, group: int) -> list[tuple[int, str]]:
    """The links of all members of a group to other groups."""
    links = [link for member in index.members(group) for link in index.links(member)]
    return [(target, link.relation) for link in links if (target := index.group(link.target)) != group]
