"""What is known of a skill whatever the sentence: how long and of which kind its label is, how many names and links."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import SKILL_TYPES

FEATURES = ("label_words", "names", "links", *(f"type_{name}" for name in SKILL_TYPES))


def skill_features(index: VocabularyIndex) -> npt.NDArray[np.float32]:
    """(skills, 9): words of the label, logarithms of the numbers of names and links, and the type as indicators."""
    count = len(index)
    names = np.bincount(index.name_skill, minlength=count)
    links = index.link_counts()
    types = index.skill_type[:, None] == np.arange(len(SKILL_TYPES))[None, :]
    lengths = index.name_lengths[:count]
    columns = [lengths, np.log1p(names), np.log1p(links)]
    return np.concatenate([np.stack(columns, axis=1), types], axis=1).astype(np.float32)


def can_be_meant(index: VocabularyIndex) -> npt.NDArray[np.bool_]:
    """(skills,): whether a skill may be asked for without its name; a product or a language may not."""
    named_only = [SKILL_TYPES.index(kind) for kind in ("technology", "language")]
    found: npt.NDArray[np.bool_] = ~np.isin(index.skill_type, named_only)
    return found
