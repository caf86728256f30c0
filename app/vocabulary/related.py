"""The skills near a skill: linked to it, under the same broader skill, or named alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import Relation

Nearness = Relation | Literal["sibling"]

# The closest first; of two relations to one skill, the closer counts.
_ORDER: tuple[Relation, ...] = ("exact_match", "close_match", "narrower", "broader", "related", "similar")
_MOST_SIBLINGS = 50
_MOST_SIMILAR = 20
_SIMILAR_FROM = 0.6  # cosine of the vectors of two labels
# Names of products and languages sound alike without being alike.
_NAMES_ONLY = ("technology", "language")


@dataclass(frozen=True, slots=True)
class Related:
    """A skill near another, and what it is to it."""

    skill: int
    relation: Nearness


def related_skills(index: VocabularyIndex, row: int) -> list[Related]:
    """The skills near a row, the closest first; linked terms once, save for those of the row itself."""
    found: dict[int, Nearness] = {member: "exact_match" for member in index.members(row) if member != row}
    own = index.group(row)
    for skill, relation in (*_linked(index, row), *_siblings(index, row), *_similar(index, row)):
        group = index.group(skill)
        if group != own:
            found.setdefault(group, relation)
    return [Related(skill, relation) for skill, relation in found.items()]


def _linked(index: VocabularyIndex, row: int) -> list[tuple[int, Nearness]]:
    links = {(link.relation, link.target) for member in index.members(row) for link in index.links(member)}
    ordered = sorted(links, key=lambda link: (_ORDER.index(link[0]), -index.prominence[link[1]], link[1]))
    return [(target, relation) for relation, target in ordered]


def _siblings(index: VocabularyIndex, row: int) -> Iterator[tuple[int, Nearness]]:
    """Skills with a broader skill in common, the prominent first."""
    parents = {target for target, relation in _linked(index, row) if relation == "broader"}
    found = {
        link.target
        for parent in sorted(parents)
        for link in index.links(parent)
        if link.relation == "narrower"
    }
    ordered = sorted(found - {row}, key=lambda skill: (-index.prominence[skill], skill))
    return ((skill, "sibling") for skill in ordered[:_MOST_SIBLINGS])


def _similar(index: VocabularyIndex, row: int) -> Iterator[tuple[int, Nearness]]:
    """Skills whose labels mean nearly the same, by the vectors of the labels."""
    if index.type(row) in _NAMES_ONLY:
        return
    cosines = index.vectors @ index.vectors[row]
    near = np.flatnonzero(cosines >= _SIMILAR_FROM)
    kept = [skill for skill in near.tolist() if index.type(skill) not in _NAMES_ONLY and skill != row]
    for skill in sorted(kept, key=lambda skill: (-cosines[skill], skill))[:_MOST_SIMILAR]:
        yield skill, "similar"
