"""A stored profile as the vocabulary that answers reads it: codes become groups, what it no longer knows is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from app.profiles.packing import REQUIREMENTS, WHOLE, Packed, PackedBatch
from app.profiles.profile import Evidence, Held, PostingProfile, Role, Wanted, WorkerProfile
from app.profiles.reading import merge_held, merge_wanted

Shown = Sequence[tuple[Evidence, ...]]
_WEIGHTS = [Fraction(weight, WHOLE) for weight in range(WHOLE + 1)]


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """What is stored of a document: the packed profile, the words that show each skill, and its occupations."""

    packed: Packed
    shown: Shown
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class StoredWorkers:
    """What is stored of some workers: packed, the words that show each skill (None: none), and occupations."""

    packed: PackedBatch
    shown: Sequence[Shown | None]
    roles: Sequence[tuple[Role, ...]]


def stored_posting(stored: StoredProfile, group_of_code: npt.NDArray[np.int32]) -> PostingProfile:
    """The profile of a stored posting; a code whose group is below 0 is unknown to this vocabulary."""
    packed = stored.packed
    groups: list[int] = group_of_code[list(packed.codes)].tolist()
    wanted = [
        Wanted(group, REQUIREMENTS[requirement], _WEIGHTS[weight], shown, months)
        for group, requirement, weight, shown, months in zip(
            groups,
            packed.requirements,
            packed.weights,
            stored.shown,
            packed.skill_months,
            strict=True,
        )
        if group >= 0
    ]
    return PostingProfile(merge_wanted(wanted), packed.months, stored.roles)


def stored_workers(stored: StoredWorkers, held_of_code: Sequence[Held]) -> list[WorkerProfile]:
    """The profiles of stored workers; a code whose skill is below 0 is unknown to this vocabulary.

    `held_of_code` has, by its code, each skill as somebody holds it of whom no more is known. Most skills are held
    like that, so thousands need not be made for each search.
    """
    packed = stored.packed
    held = [held_of_code[code] for code in packed.codes.tolist()]
    for at in np.flatnonzero(packed.skill_months >= 0).tolist():
        held[at] = Held(held[at].skill, (), int(packed.skill_months[at]))
    workers = []
    starts, every_month = packed.offsets.tolist(), packed.months.tolist()
    for first, past, months, shown, roles in zip(
        starts[:-1], starts[1:], every_month, stored.shown, stored.roles, strict=True
    ):
        own = held[first:past]
        if shown is not None:
            own = [Held(item.skill, words, item.months) for item, words in zip(own, shown, strict=True)]
        skills = {item.skill for item in own}
        if len(skills) < len(own) or min(skills, default=0) < 0:
            own = list(merge_held(item for item in own if item.skill >= 0))
        workers.append(WorkerProfile(tuple(own), months if months >= 0 else None, roles))
    return workers
