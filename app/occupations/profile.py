"""The standardized profile of an occupation: what its release says, and what a crosswalk adds, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.occupations.catalogue import Catalogue, CatalogueMatch, OwnNeed
from app.occupations.details import JobZone, job_zone
from app.occupations.overlays.terms import ProfileSkill
from app.occupations.profile_crosswalk import (
    MEASURED,
    OFFICIAL,
    Needed,
    TakenOver,
    nearest,
    taken_over,
    weight,
)
from app.occupations.terms import NEED_RELATIONS, NeedRelation
from app.occupations.wages import soc_code

SOC_CODED = "onet:"  # ids of occupations whose wages are published, by their SOC code

# The scales of O*NET, on which its importance and level are published; a profile has them as parts of their scale.
IMPORTANCE_SCALE = (1.0, 5.0)
LEVEL_SCALE = (0.0, 7.0)

_PLACE = {relation: place for place, relation in enumerate(NEED_RELATIONS)}
_MOST_NAMED = 3  # matched occupations that a source names


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What a profile says of a release: its name, whether its ratings can be put back on their scales, what it lacks."""

    framework: str
    version: str
    on_scales: bool = True
    missing: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As a source says it."""
        return f"{self.framework} {self.version}"


@dataclass(frozen=True, slots=True)
class Subject:
    """The occupation that a profile is of; one that is retired has no matches any more."""

    id: str
    code: str | None
    job_zone: int | None
    release: ReleaseFacts
    needs: Sequence[OwnNeed]
    matches: Sequence[CatalogueMatch]


@dataclass(frozen=True, slots=True)
class NationalSkill(ProfileSkill):
    """A skill of a profile before any overlay; `via` has the ids of the matched occupations that it comes from."""

    via: tuple[str, ...] = ()
    scales: bool = False
    hot: bool | None = None
    in_demand: bool | None = None


@dataclass(frozen=True, slots=True)
class NationalProfile:
    """A profile before any overlay, with what it was made of; `used` are the ids of the matches it draws on."""

    skills: list[NationalSkill]
    used: frozenset[str]
    releases: tuple[tuple[str, str], ...]  # (framework, version), the occupation's own first
    lacks: tuple[str, ...]
    soc_codes: tuple[str, ...]  # those that wages are published by
    job_zone: JobZone | None
    through: str | None  # the source of wages and job zone where they are not the occupation's own


def national_profile(
    subject: Subject, catalogue: Catalogue, releases: Mapping[str, ReleaseFacts]
) -> NationalProfile:
    """The profile of an occupation, most important first; `releases` are those of the catalogue by framework."""
    used = nearest(subject.matches)
    wanted = MEASURED if any(need.relation in OFFICIAL for need in subject.needs) else OFFICIAL
    taken: list[NationalSkill] = []
    drawn_on = [subject.release]
    for framework in dict.fromkeys(catalogue.framework(match.id) for match in used):
        of_framework = [match for match in used if catalogue.framework(match.id) == framework]
        drawn_on.append(releases[framework])
        taken += _through(catalogue, of_framework, releases[framework], wanted)
    through = _source(drawn_on[-1], used) if used and not subject.id.startswith(SOC_CODED) else None
    of_crosswalk = [match.said_in for match in used]
    return NationalProfile(
        skills=_joined(_own(subject), taken),
        used=frozenset(match.id for match in used),
        releases=tuple(dict.fromkeys([*((x.framework, x.version) for x in drawn_on), *of_crosswalk])),
        lacks=tuple(dict.fromkeys(name for release in drawn_on for name in release.missing)),
        soc_codes=_soc_codes(subject, catalogue, used),
        job_zone=_job_zone(subject, catalogue, used, through),
        through=through,
    )


def weightiest_first(skill: ProfileSkill) -> tuple[float, int, int, str]:
    """Sort key of the skills of a profile: by importance, then by how many say so, then by relation and id."""
    importance = 1.0 if skill.importance is None else -skill.importance
    said_by = len(skill.via) if isinstance(skill, NationalSkill) else 0
    return importance, -said_by, _PLACE[skill.relation], skill.skill_id


@lru_cache(maxsize=4_096)  # figures are published with two digits, so there are few
def on_scale(part: float | None, scale: tuple[float, float]) -> Mapping[str, float] | None:
    """A part of a scale as it was published, with the least and the most that the scale allows."""
    if part is None:
        return None
    least, most = scale
    return {"value": round(least + part * (most - least), 2), "minimum": least, "maximum": most}


def _own(subject: Subject) -> list[NationalSkill]:
    name = subject.release.name
    derived = f"parlance, from the tasks in {name}"
    return [
        _skill(need, derived if need.relation == "derived" else name, subject.release.on_scales)
        for need in subject.needs
    ]


def _through(
    catalogue: Catalogue,
    matched: Sequence[CatalogueMatch],
    release: ReleaseFacts,
    wanted: Sequence[NeedRelation],
) -> list[NationalSkill]:
    """What the matched occupations need, each skill once; its source names them."""
    needs_of = [[x for x in catalogue.own_needs(match.id) if x.relation in wanted] for match in matched]
    if len(matched) == 1:  # as with most occupations
        source, via = _source(release, matched), (matched[0].id,)
        return [_skill(need, source, release.on_scales, via) for need in needs_of[0]]
    sources: dict[tuple[int, ...], tuple[str, tuple[str, ...]]] = {}
    found = []
    for need in taken_over(needs_of):
        said = sources.get(need.said_by)
        if said is None:
            said_by = [matched[place] for place in need.said_by]
            said = sources[need.said_by] = _source(release, said_by), tuple(each.id for each in said_by)
        found.append(_skill(need, said[0], release.on_scales, said[1]))
    return found


def _source(release: ReleaseFacts, matched: Sequence[CatalogueMatch]) -> str:
    """Such as `esco 1.1.0 via exact_match "cook"`; of many matched occupations the first few are named."""
    names = ", ".join(f'"{each.title}"' for each in matched[:_MOST_NAMED])
    more = f" and {len(matched) - _MOST_NAMED} more" if len(matched) > _MOST_NAMED else ""
    relations = "/".join(sorted({each.relation for each in matched}))
    return f"{release.name} via {relations} {names}{more}"


def _skill(
    need: Needed | TakenOver, source: str, on_scales: bool, via: tuple[str, ...] = ()
) -> NationalSkill:
    technology = need.relation == "technology"
    return NationalSkill(
        need.skill_id,
        need.relation,
        need.importance if need.relation == "rated" else weight(need),
        need.level,
        source,
        need.suppressed,
        None,
        via,
        on_scales and need.relation == "rated",
        need.hot if technology else None,
        need.in_demand if technology else None,
    )


def _joined(own: Sequence[NationalSkill], taken: Sequence[NationalSkill]) -> list[NationalSkill]:
    """Both together, most important first. What we derived gives way to what is official."""
    official = any(skill.relation in OFFICIAL for skill in taken)
    kept = [skill for skill in own if not (official and skill.relation == "derived")]
    listed = {skill.skill_id for skill in kept}
    return sorted([*kept, *(skill for skill in taken if skill.skill_id not in listed)], key=weightiest_first)


def _soc_codes(subject: Subject, catalogue: Catalogue, used: Sequence[CatalogueMatch]) -> tuple[str, ...]:
    """The occupation's own, else those of the matched ones."""
    coded = [(subject.id, subject.code), *((match.id, catalogue.code(match.id)) for match in used)]
    found = (
        soc_code(code or id_.removeprefix(SOC_CODED)) for id_, code in coded if id_.startswith(SOC_CODED)
    )
    return tuple(dict.fromkeys(found))


def _job_zone(
    subject: Subject, catalogue: Catalogue, used: Sequence[CatalogueMatch], through: str | None
) -> JobZone | None:
    """The zone of the occupation, else the middle one of the matched ones."""
    if subject.job_zone is not None or through is None:
        return job_zone(subject.job_zone, subject.release.name)
    zones = sorted(zone for match in used if (zone := catalogue.job_zone(match.id)) is not None)
    return job_zone(zones[len(zones) // 2], through) if zones else None
