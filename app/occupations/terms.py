"""The rows that the catalogue of occupations is made of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.vocabulary.terms import ReleaseKey

NeedRelation = Literal["essential", "optional", "rated", "technology", "derived"]
NEED_RELATIONS: tuple[NeedRelation, ...] = ("essential", "optional", "rated", "technology", "derived")

OccupationRelation = Literal[
    "broader", "related", "exact_match", "close_match", "broad_match", "narrow_match"
]
MatchRelation = Literal["exact_match", "close_match", "broad_match", "narrow_match"]
# The matches of a crosswalk by nearness: what is less near counts only where nothing nearer is known.
MATCH_TIERS: tuple[tuple[MatchRelation, ...], ...] = (
    ("exact_match",),
    ("close_match",),
    ("broad_match", "narrow_match"),
)
MATCH_RELATIONS: tuple[MatchRelation, ...] = tuple(relation for tier in MATCH_TIERS for relation in tier)


@dataclass(frozen=True, slots=True)
class OccupationTerm:
    """One occupation of one release."""

    id: str
    framework: str
    uri: str
    title: str
    code: str | None = None
    job_zone: int | None = None


@dataclass(frozen=True, slots=True)
class TitleRow:
    """Another title of an occupation, or (kind `label`) its own in another language."""

    occupation_id: str
    title: str
    language: str = "en"
    kind: str = "alternative"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """That an occupation needs a skill; importance and level 0..1, or None where the source gives none.

    A technology is `hot` where many employers ask for it, `in_demand` where those of this occupation often do.
    """

    occupation_id: str
    skill_id: str
    relation: NeedRelation
    importance: float | None
    level: float | None = None
    suppressed: bool = False
    hot: bool = False
    in_demand: bool = False


@dataclass(frozen=True, slots=True)
class MatchRow:
    """That a release of a crosswalk matches two occupations of two frameworks."""

    source_id: str
    relation: MatchRelation
    target_id: str
    framework: str = ""  # the crosswalk's


@dataclass(frozen=True, slots=True)
class OccupationRows:
    """All rows of a set of releases, groups left out: occupations by framework and id, the others sorted likewise."""

    releases: tuple[ReleaseKey, ...]
    occupations: list[OccupationTerm]
    titles: list[TitleRow]
    needs: list[NeedRow]
    matches: list[MatchRow] = field(default_factory=list)
