"""Nearness as it is defined, pair by pair: what the tables of app/matching/nearness.py must agree with."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from app.matching.nearness import Near, near_skills, skills_near
from app.matching.relatives import SIBLING, relatives_of
from app.matching.similar import similar_credits
from app.vocabulary.index.index import VocabularyIndex

Option = tuple[Fraction, int, str]


def plain_nearest(index: VocabularyIndex, wanted: int, held: Sequence[int]) -> Option | None:
    """The nearest held skill: by links, by the first of a family, by the most similar name."""
    (relatives,) = relatives_of(index, [wanted])
    options = [(*relatives.linked[other], other) for other in held if other in relatives.linked]
    found = [(credit, other, relation) for credit, relation, other in options]
    families: dict[int, int] = {}
    for other, of_other in zip(sorted(held), relatives_of(index, sorted(held)), strict=True):
        for parent in of_other.parents:
            families.setdefault(parent, other)
    shared = relatives.parents.keys() & families.keys()
    found += [(relatives.parents[parent], families[parent], SIBLING) for parent in shared]
    if is_open(index, wanted):
        named = [(float(index.vectors[wanted] @ index.vectors[h]), -h) for h in held if is_open(index, h)]
        cosine, other = max(named, default=(0.0, 0))
        credit = Fraction(int(similar_credits([cosine])[0]), 100)
        if credit:
            found.append((credit, -other, "similar"))
    return max(found, key=lambda option: (option[0], -option[1], option[2]), default=None)


def is_open(index: VocabularyIndex, group: int) -> bool:
    """Whether the name of a group may speak for it."""
    return index.type(group) not in ("technology", "language")


def near_groups(index: VocabularyIndex, wanted: int) -> dict[int, Near]:
    """Every other group that gives credit for a wanted one by itself, by its row."""
    (near,) = near_skills(index, [wanted])
    return {int(near.rows[at]): near.one(at) for at in range(near.singles)}


def groups_near(index: VocabularyIndex, held: int) -> dict[int, Near]:
    """Every other group that a held one gives credit for by itself, by its row."""
    (near,) = skills_near(index, [held])
    return {int(near.rows[at]): near.one(at)._replace(held=held) for at in range(near.singles)}
