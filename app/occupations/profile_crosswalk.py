"""What an occupation takes over from those that a crosswalk matches it with, in another framework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from app.occupations.terms import MATCH_TIERS, NEED_RELATIONS, NeedRelation

# What each framework has to give: ESCO says which skills are essential or optional, O*NET rates and lists technologies.
OFFICIAL: tuple[NeedRelation, ...] = ("essential", "optional")
MEASURED: tuple[NeedRelation, ...] = ("rated", "technology")

# What a need counts, 0..1, whose source gives no figure.
UNSAID: Mapping[NeedRelation, float] = {
    "essential": 1.0,
    "optional": 0.5,
    "technology": 0.5,
    "rated": 0.5,
    "derived": 0.5,
}
# What a technology counts that employers of this very occupation often ask for.
IN_DEMAND = 0.75


class Match(Protocol):
    """A match of a crosswalk, whatever else is known of it."""

    @property
    def relation(self) -> str:
        """One of MATCH_RELATIONS."""
        ...


class Needed(Protocol):
    """That an occupation needs a skill; importance and level are 0..1, None where the source gives none."""

    @property
    def skill_id(self) -> str:
        """Which skill."""
        ...

    @property
    def relation(self) -> NeedRelation:
        """How it is needed."""
        ...

    @property
    def importance(self) -> float | None:
        """How important it is."""
        ...

    @property
    def level(self) -> float | None:
        """How much of it is needed."""
        ...

    @property
    def suppressed(self) -> bool:
        """Whether the source recommends not to rely on the figures."""
        ...

    @property
    def hot(self) -> bool:
        """Whether it is a technology that many employers ask for."""
        ...

    @property
    def in_demand(self) -> bool:
        """Whether it is a technology that employers of this occupation often ask for."""
        ...


class TakenOver(NamedTuple):
    """A skill taken over, and the places of the matched occupations that need it."""

    skill_id: str
    relation: NeedRelation
    importance: float
    level: float | None
    suppressed: bool
    hot: bool
    in_demand: bool
    said_by: tuple[int, ...] = (0,)


AnyMatch = TypeVar("AnyMatch", bound=Match)


def nearest(matches: Iterable[AnyMatch]) -> list[AnyMatch]:
    """The matches of the nearest kind there is: exact ones, else close ones, else broad and narrow ones."""
    known = list(matches)
    for tier in MATCH_TIERS:
        found = [match for match in known if match.relation in tier]
        if found:
            return found
    return []


def weight(need: Needed) -> float:
    """The importance of a need, 0..1: what its source says, else what its relation stands for."""
    if need.importance is not None:
        return need.importance
    return IN_DEMAND if need.in_demand else UNSAID[need.relation]


def taken_over(needs_of: Sequence[Iterable[Needed]]) -> list[TakenOver]:
    """What the matched occupations need, each skill once, in the order in which the skills appear."""
    found: dict[str, list[tuple[int, Needed]]] = {}
    for place, needs in enumerate(needs_of):
        for need in needs:
            found.setdefault(need.skill_id, []).append((place, need))
    return [_merged(skill_id, said, len(needs_of)) for skill_id, said in found.items()]


def _merged(skill_id: str, said: Sequence[tuple[int, Needed]], of: int) -> TakenOver:
    """The mean over the matched occupations: one that does not list a skill counts 0, one unrated says nothing.

    Written as one loop, since profiles of occupations with many matches go through it hundreds of times.
    """
    relation = said[0][1].relation
    total, levels, level_count = 0.0, 0.0, 0
    suppressed, hot, in_demand = True, False, False
    for _, need in said:
        total += weight(need)
        if need.level is not None:
            levels, level_count = levels + need.level, level_count + 1
        if need.relation != relation:
            relation = min(relation, need.relation, key=NEED_RELATIONS.index)
        suppressed, hot, in_demand = (
            suppressed and need.suppressed,
            hot or need.hot,
            in_demand or need.in_demand,
        )
    return TakenOver(
        skill_id,
        relation,
        round(total / (len(said) if relation == "rated" else of), 4),
        round(levels / level_count, 4) if level_count else None,
        suppressed,
        hot,
        in_demand,
        tuple([place for place, _ in said]),
    )
