"""How prominent a skill is, told from the vocabulary alone: by its names, and by what builds upon it.

It only orders what fits a query equally well, above all when little has been typed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.prefixes import NameStart
from app.vocabulary.terms import NameKind

MAIN_LANGUAGE = "en"

# Points for: each factor e of names, each further framework that has the skill, each factor e of other names
# that hold its label ("plastic welding" holds "welding").
_NAMES, _FRAMEWORKS, _HELD = 0.3, 0.8, 0.6
_MOST_HELD = 5.0
_STEPS = 64.0  # points are rounded, so that the last bit of a logarithm decides nothing

# How much later a name is offered than a label that fits as well.
_KIND: dict[NameKind, float] = {"label": 0.0, "derived": 0.4, "alternative": 1.0}
_OTHER_LANGUAGE = 1.5


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name, its folded form, and whose it is."""

    skill: int
    kind: NameKind
    language: str
    key: str


def prominence(
    names: Sequence[IndexedName],
    starts: Sequence[NameStart],
    groups: npt.NDArray[np.int32],
    frameworks: npt.NDArray[np.uint8],
) -> npt.NDArray[np.float64]:
    """Points (n,) of each skill, 0 to about 6; linked terms share theirs. `starts` are those of `names`."""
    count = len(groups)
    keys = [key for key, _, _ in starts]
    known: list[set[str]] = [set() for _ in range(count)]
    held = np.zeros(count)
    for name in names:
        group = groups[name.skill]
        if name.language == MAIN_LANGUAGE:
            known[group].add(name.key)
            if name.kind != "alternative" and name.key:
                held[group] = max(held[group], _times_held(keys, name.key) - 1)
    published = {(int(group), int(framework)) for group, framework in zip(groups, frameworks, strict=True)}
    further = np.bincount([group for group, _ in published], minlength=count) - 1
    points = (
        _NAMES * np.log1p([len(own) for own in known])
        + _FRAMEWORKS * further
        + _HELD * np.minimum(np.log1p(held), _MOST_HELD)
    )
    rounded: npt.NDArray[np.float64] = np.rint(points * _STEPS) / _STEPS
    return rounded[groups]


def _times_held(keys: Sequence[str], key: str) -> int:
    """How many names have these words in them; a space sorts before whatever else may follow."""
    return bisect_left(keys, key + "!") - bisect_left(keys, key)


def handicaps(names: Sequence[IndexedName], points: npt.NDArray[np.float64]) -> list[float]:
    """What each name starts with in the ranking of completions; less is better."""
    return [
        _KIND[name.kind]
        + (_OTHER_LANGUAGE if name.language != MAIN_LANGUAGE else 0.0)
        - float(points[name.skill])
        for name in names
    ]
