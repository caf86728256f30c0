"""What a reader makes of an official release: plain rows, in the order of the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.occupations.terms import NeedRelation, OccupationRelation
from app.vocabulary.terms import SkillLink, SkillName, SkillType


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill, or a group of the framework's hierarchy; `details` are texts by language, as in `skills.details`."""

    id: str
    type: SkillType
    uri: str
    label: str
    details: dict[str, Any] | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class OccupationRow:
    """An occupation, or a group of the classification; `code` is its ISCO or SOC code."""

    id: str
    uri: str
    title: str
    code: str | None = None
    job_zone: int | None = None
    details: dict[str, Any] | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class OccupationTitleRow:
    """Another title (`kind`: alternative, reported, short, hidden), or its own in another language (label)."""

    occupation_id: str
    language: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class OccupationNeedRow:
    """That an occupation needs a skill; importance and level are 0..1 on their scales, None where not given."""

    occupation_id: str
    skill_id: str
    relation: NeedRelation
    importance: float | None = None
    level: float | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class OccupationLinkRow:
    """A relation between two occupations; `rank` 1 is the nearest, None where the source ranks nothing."""

    source_id: str
    relation: OccupationRelation
    target_id: str
    rank: int | None
    origin: str


@dataclass(slots=True)
class ReleaseRows:
    """All rows of one release of one framework; `missing` names the files that it should have and lacks.

    Names leave out the preferred label in the release's first language, which stands in its row.
    """

    framework: str
    version: str
    skills: list[SkillRow] = field(default_factory=list)
    names: list[SkillName] = field(default_factory=list)
    links: list[SkillLink] = field(default_factory=list)
    classes: list[tuple[str, str]] = field(default_factory=list)
    replacements: list[tuple[str, str]] = field(default_factory=list)
    occupations: list[OccupationRow] = field(default_factory=list)
    titles: list[OccupationTitleRow] = field(default_factory=list)
    needs: list[OccupationNeedRow] = field(default_factory=list)
    occupation_links: list[OccupationLinkRow] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)
