"""Groups of linked terms: skills of several frameworks that are the same skill (exact match)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from app.vocabulary.terms import SkillTerm, framework_rank


def group_rows(skills: Sequence[SkillTerm], pairs: Sequence[tuple[int, int]]) -> npt.NDArray[np.int32]:
    """The representative's row (n,) of each skill: the member of the best-known framework, then of the lowest id."""
    parent = list(range(len(skills)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def rank(row: int) -> tuple[tuple[int, str], str]:
        return framework_rank(skills[row].framework), skills[row].id

    for one, other in sorted(pairs):
        first, second = sorted((root(one), root(other)), key=rank)
        parent[second] = first
    return np.array([root(row) for row in range(len(skills))], dtype=np.int32)
