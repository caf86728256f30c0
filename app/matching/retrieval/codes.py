"""Codes: the small numbers that stored profiles use, and what they mean in the vocabulary that answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from app.matching.closeness import counted
from app.matching.matches import WHOLE
from app.matching.nearness import NearSkills
from app.matching.retrieval.gather import Indices, take_ranges
from app.occupations.catalogue import Catalogue
from app.profiles.profile import Held, Role
from app.vocabulary.index.index import VocabularyIndex

UNKNOWN = -1
_MOST_REMEMBERED = 5_000  # wanted skills, each with some hundred and fifty near ones: 8 MB


class Credits(NamedTuple):
    """The codes of skills near a wanted one, with their credit in hundredths, ascending."""

    codes: Indices
    hundredths: npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Groups:
    """Codes laid on one index: `of_code[c]` is the row of the group, `UNKNOWN` for what the index lacks."""

    of_code: npt.NDArray[np.int32]
    codes: Mapping[int, tuple[int, ...]]
    _credits: dict[int, Credits] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.of_code)

    @cached_property
    def held(self) -> list[Held]:
        """By code, the skill as somebody holds it of whom no more is known; one object for all of them."""
        return [Held(group) for group in self.of_code.tolist()]

    def credits(self, wanted: int, near: NearSkills) -> Credits:
        """The credit of the skills near a wanted one, by its row."""
        known = self._credits.get(wanted)
        if known is None:
            if len(self._credits) >= _MOST_REMEMBERED:
                self._credits.clear()
            known = self._credits[wanted] = self._lay(near)
        return known

    @cached_property
    def _by_row(self) -> tuple[Indices, npt.NDArray[np.int32]]:
        """The codes in the order of their rows, and these rows."""
        order = np.argsort(self.of_code, kind="stable")
        return order, self.of_code[order]

    def _lay(self, near: NearSkills) -> Credits:
        rows, hundredths = near.rows[: near.singles], near.hundredths[: near.singles]
        order = np.argsort(hundredths, kind="stable")
        rows, hundredths = rows[order], hundredths[order]
        codes, ordered = self._by_row
        first, past = ordered.searchsorted(rows), ordered.searchsorted(rows, side="right")
        # Where the codes of each row begin and end, one pair after the other.
        owners, at = take_ranges(np.stack([first, past], axis=1).ravel(), 2 * np.arange(len(rows)))
        return Credits(codes[at], hundredths[owners])

    def by_code(self, by_row: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """What is given by the rows of groups, by code; 0 for what the index lacks."""
        found = by_row[self.of_code]
        found[self.of_code == UNKNOWN] = 0
        return found

    @property
    def unknown(self) -> list[int]:
        """The codes of what the index lacks."""
        return (np.flatnonzero(self.of_code[1:] == UNKNOWN) + 1).tolist()


class SkillCodes:
    """The skills by their codes, a list that only grows; what they are in an index is remembered."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._laid: WeakKeyDictionary[VocabularyIndex, Groups] = WeakKeyDictionary()

    def groups(self, index: VocabularyIndex) -> Groups:
        """What the codes mean in an index."""
        known = self._laid.get(index)
        if known is None or len(known) < len(self._names):
            known = self._laid[index] = lay(self._names, index)
        return known


class RoleCodes:
    """The occupations by their codes, a list that only grows; how close they are to others is remembered."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._near: WeakKeyDictionary[Catalogue, dict[str, list[int]]] = WeakKeyDictionary()

    def closeness(self, catalogue: Catalogue, roles: Sequence[Role]) -> dict[int, int]:
        """By code, what the nearest of these counts for, in hundredths; occupations near none of them are left out."""
        if not roles:
            return {}
        lists = [self._to(catalogue, role.id) for role in roles]
        best = map(max, zip(*lists, strict=False))
        return {code: closeness for code, closeness in enumerate(best) if closeness > 0}

    def _to(self, catalogue: Catalogue, role: str) -> list[int]:
        known = self._near.setdefault(catalogue, {})
        found = known.setdefault(role, [0])
        for code in range(len(found), len(self._names)):
            found.append(round(counted(catalogue.closeness(self._names[code], role)) * WHOLE))
        return found


def lay(names: Sequence[str], index: VocabularyIndex) -> Groups:
    """Finds each code's group."""
    of_code = np.full(len(names), UNKNOWN, np.int32)
    codes: dict[int, list[int]] = defaultdict(list)
    for code, name in enumerate(names[: len(of_code)]):
        row = index.row(name) if name else None
        if row is not None:
            of_code[code] = index.group(row)
            codes[index.group(row)].append(code)
    return Groups(of_code, {group: tuple(listed) for group, listed in codes.items()})
