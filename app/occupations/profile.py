"""The standardized profile of an occupation: what its release says, and what a crosswalk adds, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.occupations.details import JobZone
from app.occupations.overlays.terms import ProfileSkill
from app.occupations.profile_crosswalk import MEASURED, OFFICIAL, UNSAID, Needed, TakenOver, taken_over
from app.occupations.terms import NEED_RELATIONS, NeedRelation

# What a technology counts that employers of this very occupation often ask for.
IN_DEMAND = 0.75

# The scales of O*NET, on which its importance and level are published; a profile has them as parts of their scale.
IMPORTANCE_SCALE = (1.0, 5.0)
LEVEL_SCALE = (0.0, 7.0)

_MOST_NAMED = 3  # matched occupations that a source names


@dataclass(frozen=True, slots=True)
class NationalProfile:
    """A profile before any overlay, with what it was made of; `used` are the ids of the matches it draws on."""

    skills: list[NationalSkill]
    used: frozenset[str]
    releases: tuple[tuple[str, str], ...]  # (framework, version), the occupation's own first
    lacks: tuple[str, ...]
    soc_codes: tuple[str, ...]
    job_zone: JobZone | None
    through: str | None  # the source of wages and job zone where they are not the occupation's own


class Matched(Protocol):
    """An occupation of another framework that a crosswalk matches."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def relation(self) -> str:
        """One of MATCH_RELATIONS."""
        ...


@dataclass(frozen=True, slots=True)
class ReleaseName:
    """What a source says of a release, and whether its ratings can be put back on the scales they were made on."""

    name: str
    on_scales: bool


@dataclass(frozen=True, slots=True)
class Technologies:
    """The flags that O*NET gives technologies: wanted by many employers, and by those of this occupation."""

    hot: frozenset[str] = frozenset()
    in_demand: frozenset[str] = frozenset()

    @staticmethod
    def of(details: Mapping[str, Any]) -> Technologies:
        """The flags in the details of an occupation."""
        return Technologies(
            frozenset(details.get("hot_technologies", ())),
            frozenset(details.get("in_demand_technologies", ())),
        )


@dataclass(frozen=True, slots=True)
class NationalSkill(ProfileSkill):
    """A skill of a profile before any overlay; `via` has the ids of the matched occupations that it comes from."""

    via: tuple[str, ...] = ()
    scales: bool = False
    hot: bool | None = None
    in_demand: bool | None = None


def own_skills(needs: Sequence[Needed], release: ReleaseName, flags: Technologies) -> list[NationalSkill]:
    """What the occupation needs by its own release."""
    return [
        _skill(
            need,
            release.name if need.relation != "derived" else f"parlance, from the tasks in {release.name}",
        )
        if need.relation not in MEASURED
        else _measured(need, release.name, release.on_scales, flags)
        for need in needs
    ]


def skills_through(
    matched: Sequence[Matched],
    needs_of: Sequence[Sequence[Needed]],
    release: ReleaseName,
    flags: Sequence[Technologies],
) -> list[NationalSkill]:
    """What the matched occupations need, each skill once; its source names them."""
    together = Technologies(
        frozenset().union(*(each.hot for each in flags)),
        frozenset().union(*(each.in_demand for each in flags)),
    )
    found = []
    for need in taken_over(needs_of):
        said_by = [matched[place] for place in need.said_by]
        source, via = via_source(release.name, said_by), tuple(each.id for each in said_by)
        if need.relation in MEASURED:
            skill = _measured(need, source, release.on_scales, together, via)
            if skill.relation == "technology" and skill.importance is not None:
                skill = replace(skill, importance=round(skill.importance * len(said_by) / len(matched), 4))
            found.append(skill)
        else:
            found.append(_skill(need, source, via))
    return found


def via_source(release: str, matched: Sequence[Matched]) -> str:
    """Such as `esco 1.1.0 via exact_match "cook"`; of many matched occupations the first few are named."""
    names = ", ".join(f'"{each.title}"' for each in matched[:_MOST_NAMED])
    more = f" and {len(matched) - _MOST_NAMED} more" if len(matched) > _MOST_NAMED else ""
    relations = "/".join(sorted({each.relation for each in matched}))
    return f"{release} via {relations} {names}{more}"


def wanted_from_others(own: Sequence[Needed]) -> tuple[NeedRelation, ...]:
    """What a crosswalk can add: ratings and technologies where the release says what is essential, else that."""
    return MEASURED if any(need.relation in OFFICIAL for need in own) else OFFICIAL


def joined(own: Sequence[NationalSkill], taken: Sequence[NationalSkill]) -> list[NationalSkill]:
    """The national profile, most important first. What we derived gives way to what is official."""
    official = any(skill.relation in OFFICIAL for skill in taken)
    kept = [skill for skill in own if not (official and skill.relation == "derived")]
    listed = {skill.skill_id for skill in kept}
    return sorted([*kept, *(skill for skill in taken if skill.skill_id not in listed)], key=weightiest_first)


def weightiest_first(skill: ProfileSkill) -> tuple[float, int, int, str]:
    """Sort key of the skills of a profile: by importance, then by how many say so, then by relation and id."""
    importance = -1.0 if skill.importance is None else skill.importance
    said_by = len(skill.via) if isinstance(skill, NationalSkill) else 0
    return -importance, -said_by, NEED_RELATIONS.index(skill.relation), skill.skill_id


def on_scale(part: float | None, scale: tuple[float, float]) -> dict[str, float] | None:
    """A part of a scale as it was published, with the least and the most that the scale allows."""
    if part is None:
        return None
    least, most = scale
    return {"value": round(least + part * (most - least), 2), "minimum": least, "maximum": most}


def _skill(need: Needed | TakenOver, source: str, via: tuple[str, ...] = ()) -> NationalSkill:
    importance = UNSAID[need.relation] if need.importance is None else need.importance
    return NationalSkill(
        need.skill_id, need.relation, importance, need.level, source, need.suppressed, via=via
    )


def _measured(
    need: Needed | TakenOver, source: str, on_scales: bool, flags: Technologies, via: tuple[str, ...] = ()
) -> NationalSkill:
    if need.relation == "rated":
        return NationalSkill(
            *(need.skill_id, need.relation, need.importance, need.level, source, need.suppressed),
            via=via,
            scales=on_scales,
        )
    in_demand = need.skill_id in flags.in_demand
    return NationalSkill(
        *(need.skill_id, need.relation, IN_DEMAND if in_demand else UNSAID["technology"], None, source),
        via=via,
        hot=need.skill_id in flags.hot,
        in_demand=in_demand,
    )
