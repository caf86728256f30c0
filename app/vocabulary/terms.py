"""The rows a vocabulary is made of, as plain values: what readers give and the index is built from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SkillType = Literal["skill", "knowledge", "technology", "attitude", "language", "essential"]
SKILL_TYPES: tuple[SkillType, ...] = ("skill", "knowledge", "technology", "attitude", "language", "essential")

NameKind = Literal["label", "alternative", "derived"]
NAME_KINDS: tuple[NameKind, ...] = ("label", "alternative", "derived")

Relation = Literal["exact_match", "close_match", "broader", "narrower", "related", "similar"]
RELATIONS: tuple[Relation, ...] = ("exact_match", "close_match", "broader", "narrower", "related", "similar")
INVERSE: dict[str, Relation] = {
    "exact_match": "exact_match",
    "close_match": "close_match",
    "broader": "narrower",
    "narrower": "broader",
    "related": "related",
    "similar": "similar",
}

# Which member of a group of linked terms stands for the group when no framework is asked for.
FRAMEWORK_ORDER = ("esco", "onet", "essential")


def framework_rank(framework: str) -> tuple[int, str]:
    """Sort key of a framework: the well-known ones first, then by name."""
    known = FRAMEWORK_ORDER.index(framework) if framework in FRAMEWORK_ORDER else len(FRAMEWORK_ORDER)
    return known, framework


@dataclass(frozen=True, slots=True)
class SkillTerm:
    """One skill of one release."""

    id: str
    framework: str
    type: SkillType
    uri: str
    label: str
    definition: str = ""  # in English, where the release has one


@dataclass(frozen=True, slots=True)
class SkillName:
    """A name of a skill besides its preferred label, or that label in another language."""

    skill_id: str
    language: str
    kind: NameKind
    name: str


@dataclass(frozen=True, slots=True)
class SkillLink:
    """A relation between two skills, with where it comes from (`official`, `derived`, `checked`)."""

    source_id: str
    relation: Relation
    target_id: str
    origin: str


@dataclass(frozen=True, slots=True)
class ReleaseKey:
    """Which release of which framework, and the checksum of its rows."""

    framework: str
    version: str
    checksum: str


@dataclass(frozen=True, slots=True)
class VocabularyRows:
    """All rows of a set of releases, in the order in which the index numbers them."""

    releases: tuple[ReleaseKey, ...]
    skills: list[SkillTerm]
    names: list[SkillName]
    links: list[SkillLink]
    ordinary_words: dict[str, int] = field(default_factory=dict)
    misleading: frozenset[tuple[str, str]] = (
        frozenset()
    )  # (skill id, name) of names that mean something else in ads
