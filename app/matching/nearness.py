"""Nearness: how far a skill that the worker has stands in for another that the posting wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.matching.relatives import SIBLING, Relatives, relatives_of
from app.vocabulary.index.index import VocabularyIndex

SIMILAR = "similar"
# Cosine similarity of two names from which on they count as similar; the credit in hundredths there and at 1. It
# begins small because many pairs near the threshold share no more than a topic.
_SIMILAR_FROM = 0.60
_SIMILAR_LEAST, _SIMILAR_MOST = 5, 45
# Names of products and of languages look alike without being alike: only links speak for them.
_LINKED_ONLY = frozenset({"technology", "language"})


class Near(NamedTuple):
    """A held skill near a wanted one: its credit, below 1, its row, and what it is to the wanted one."""

    credit: Fraction
    held: int
    relation: str


def nearest(index: VocabularyIndex, wanted: Sequence[int], held: Sequence[int]) -> list[Near | None]:
    """For each wanted skill the nearest held one, or None: by links, common general skills and similar names.

    Skills are rows of groups, and none is both wanted and held. Each wanted skill is looked at alone. One
    held skill may stand near several wanted ones, even where the posting wants it too: how far the worker is
    from a skill does not depend on what else the posting asks for, and a posting that asks for one thing in
    two wordings must not count against those who name it once.
    """
    if not wanted or not held:
        return [None] * len(wanted)
    held_set, families = set(held), _families(index, held)
    similar = _similar(index, wanted, held)
    found: list[Near | None] = []
    for relatives, alike in zip(relatives_of(index, wanted), similar, strict=True):
        options = _linked(relatives, held_set, families)
        if alike is not None:
            options.append(alike)
        # Ties go to the lower row, so that the order of a list decides nothing.
        found.append(max(options, key=lambda near: (near.credit, -near.held, near.relation), default=None))
    return found


def _families(index: VocabularyIndex, held: Sequence[int]) -> dict[int, int]:
    """The general skills that held ones are special cases of, each with the first of these."""
    families: dict[int, int] = {}
    ordered = sorted(held)
    for row, relatives in zip(ordered, relatives_of(index, ordered), strict=True):
        for parent in relatives.parents:
            families.setdefault(parent, row)
    return families


def _linked(relatives: Relatives, held: set[int], families: Mapping[int, int]) -> list[Near]:
    options = []
    for other in relatives.linked.keys() & held:
        credit, relation = relatives.linked[other]
        options.append(Near(credit, other, relation))
    shared = relatives.parents.keys() & families.keys()
    return options + [Near(relatives.parents[parent], families[parent], SIBLING) for parent in shared]


def _similar(index: VocabularyIndex, wanted: Sequence[int], held: Sequence[int]) -> list[Near | None]:
    """The held skill with the most similar name for each wanted one.

    The vectors are multiples of 1/2048 (see app/text/encoder.py), so their products are exact in float32: the
    same in every order and on every machine.
    """
    found: list[Near | None] = [None] * len(wanted)
    open_wanted = [at for at, row in enumerate(wanted) if index.type(row) not in _LINKED_ONLY]
    open_held = sorted(row for row in held if index.type(row) not in _LINKED_ONLY)
    if not open_wanted or not open_held:
        return found
    cosines = index.vectors[[wanted[at] for at in open_wanted]] @ index.vectors[open_held].T
    best: npt.NDArray[np.intp] = cosines.argmax(axis=1)  # the first of equals
    for at, place, cosine in zip(open_wanted, best.tolist(), cosines.max(axis=1).tolist(), strict=True):
        credit = similar_credit(cosine)
        if credit:
            found[at] = Near(credit, open_held[place], SIMILAR)
    return found


def similar_credit(cosine: float) -> Fraction:
    """Credit for similar names, in hundredths: 0 below 0.60, then rising evenly from 0.05 to 0.45 at 1."""
    if cosine < _SIMILAR_FROM:
        return Fraction(0)
    share = min((cosine - _SIMILAR_FROM) / (1 - _SIMILAR_FROM), 1.0)
    return Fraction(round(_SIMILAR_LEAST + (_SIMILAR_MOST - _SIMILAR_LEAST) * share), 100)
