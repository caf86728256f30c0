"""The rows that the catalogue of occupations is made of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.vocabulary.terms import ReleaseKey

NeedRelation = Literal["essential", "optional", "rated", "technology", "derived"]
NEED_RELATIONS: tuple[NeedRelation, ...] = ("essential", "optional", "rated", "technology", "derived")

OccupationRelation = Literal[
    "broader", "related", "exact_match", "close_match", "broad_match", "narrow_match"
]


@dataclass(frozen=True, slots=True)
class OccupationTerm:
    """One occupation of one release."""

    id: str
    framework: str
    uri: str
    title: str


@dataclass(frozen=True, slots=True)
class TitleRow:
    """Another title of an occupation."""

    occupation_id: str
    title: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """That an occupation needs a skill; importance 0..1, or None where the source gives none."""

    occupation_id: str
    skill_id: str
    relation: NeedRelation
    importance: float | None


@dataclass(frozen=True, slots=True)
class OccupationRows:
    """All rows of a set of releases: occupations by framework and id, the others sorted likewise."""

    releases: tuple[ReleaseKey, ...]
    occupations: list[OccupationTerm]
    titles: list[TitleRow]
    needs: list[NeedRow]
