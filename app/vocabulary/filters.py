"""Which skills an answer may hold, and by which of its linked terms a skill is then named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import SKILL_TYPES, SkillType

NOT_SHOWN = -1


@dataclass(frozen=True, slots=True)
class Filter:
    """Which skills an answer may hold; None means any."""

    framework: str | None = None
    type: SkillType | None = None


def allowed_rows(index: VocabularyIndex, where: Filter) -> npt.NDArray[np.intp]:
    """The rows of the skills that pass, in their order; none where the framework is not in the index."""
    passes = np.ones(len(index), dtype=bool)
    if where.framework is not None:
        known = where.framework in index.frameworks
        passes &= index.skill_framework == index.frameworks.index(where.framework) if known else False
    if where.type is not None:
        passes &= index.skill_type == SKILL_TYPES.index(where.type)
    return np.flatnonzero(passes)


def shown_as(index: VocabularyIndex, where: Filter) -> npt.NDArray[np.int32]:
    """The row (n,) by which an answer names each skill, or NOT_SHOWN.

    Of linked terms it is the first that passes: the representative, unless that is filtered out.
    """
    rows = allowed_rows(index, where)
    first = np.full(len(index), len(index), dtype=np.int32)
    np.minimum.at(first, index.skill_group[rows], rows.astype(np.int32))
    shown = first[index.skill_group]
    shown[shown == len(index)] = NOT_SHOWN
    return shown
