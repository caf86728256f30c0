"""Occupations and their profiles as the plain values that every representation is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.occupations.catalogue import Catalogue
from app.occupations.details import Details, work
from app.occupations.overlays.terms import ProfileSkill
from app.occupations.profile import IMPORTANCE_SCALE, LEVEL_SCALE, NationalProfile, NationalSkill, on_scale
from app.occupations.terms import MATCH_RELATIONS

Json = dict[str, Any]
SkillJson = Callable[[str], "Json | None"]

NATIONAL = "national"  # the review state of a profile without overlays


@dataclass(frozen=True, slots=True)
class Localized:
    """A profile as a region and sector see it: the skills after the overlays, and what these were."""

    skills: Sequence[ProfileSkill]
    region: str | None = None
    sector: str | None = None
    review_state: str = NATIONAL
    overlays: Sequence[Json] = ()


def profile_answer(
    occupation: Json, details: Details, national: NationalProfile, localized: Localized, skills: Any
) -> Json:
    """The profile without wages and matches; `skills` are those of `skill_answers`, perhaps as JSON already."""
    zone = national.job_zone
    return {
        "occupation": occupation,
        "version": national.releases[0][1],
        "releases": [
            {"framework": framework, "version": version} for framework, version in national.releases
        ],
        "region": localized.region,
        "sector": localized.sector,
        "review_state": localized.review_state,
        "overlays": list(localized.overlays),
        "job_zone": zone and zone.json(),
        "skills": skills,
        **work(details),
        "lacks": list(national.lacks),
    }


def skill_answers(skills: Sequence[ProfileSkill], skill: SkillJson) -> list[Json]:
    """The skills of a profile; one that no release knows any more is left out."""
    return [_skill(each, found) for each in skills if (found := skill(each.skill_id)) is not None]


def _skill(each: ProfileSkill, skill: Json) -> Json:
    own = each if isinstance(each, NationalSkill) else None
    return {
        "skill": skill,
        "importance": each.importance,
        "level": each.level,
        "relation": each.relation,
        "source": each.source,
        "via": list(own.via) if own else [],
        "suppressed": each.suppressed,
        "scales": _scales(own) if own and own.scales else None,
        "hot": own.hot if own else None,
        "in_demand": own.in_demand if own else None,
        "overlay": each.overlay,
    }


def _scales(skill: NationalSkill) -> Json:
    return {
        "importance": on_scale(skill.importance, IMPORTANCE_SCALE),
        "level": on_scale(skill.level, LEVEL_SCALE),
    }


def match_answers(links: Sequence[Any]) -> list[Json]:
    """The matches of the crosswalk, the nearest first, each with the release that says so."""
    found = [link for link in links if link.relation in MATCH_RELATIONS]
    found.sort(key=lambda link: (MATCH_RELATIONS.index(link.relation), link.title, link.id))
    return [
        {
            "occupation": link.json(),
            "relation": link.relation,
            "source": f"{link.said_in.framework} {link.said_in.version}",
        }
        for link in found
    ]


def crosswalk_answers(catalogue: Catalogue, occupation_id: str, used: frozenset[str]) -> list[Json]:
    """The matches of the crosswalk, the nearest first, and whether the profile draws on them."""
    return [
        {
            "occupation": catalogue.occupation_json(match.id),
            "relation": match.relation,
            "source": " ".join(match.said_in),
            "used": match.id in used,
        }
        for match in (catalogue.matches(occupation_id) if occupation_id in catalogue else ())
    ]


def titles_by_kind(titles: Sequence[Mapping[str, str]], language: str) -> dict[str, list[str]]:
    """The titles in a language, by kind, for a page to read."""
    found: dict[str, list[str]] = {}
    for title in titles:
        if title["language"] == language:
            found.setdefault(title["kind"], []).append(title["title"])
    return found
