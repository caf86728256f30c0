"""What extraction gives back: mentions, skills, qualifications and warnings, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["posting", "resume"]
Effort = Literal["fast", "thorough"]
Method = Literal["exact", "alias", "fuzzy", "semantic"]
Requirement = Literal["required", "preferred", "mentioned"]
Polarity = Literal["asserted", "negated", "not_required"]
QualificationKind = Literal["degree", "certification", "licence", "experience", "language"]
QualificationRequirement = Literal["required", "preferred", "or_equivalent", "not_required"]


@dataclass(frozen=True, slots=True)
class Years:
    """Years of experience asked for or held; an open end is None."""

    min: float | None
    max: float | None


class Experience(NamedTuple):
    """How many months a skill was used in dated entries, and the last of them, as in "2024-05"."""

    months: int
    last_used: str


class Mention(NamedTuple):
    """One skill asked for, or shown, at one place: `text[start:end]` is the surface, `skill` a row of the index.

    `confidence` is how likely the words ask for a skill, `link` how likely it is this one.
    """

    skill: int
    start: int
    end: int
    section: str
    confidence: float
    method: Method
    requirement: Requirement
    polarity: Polarity
    years: Years | None
    level: str | None = None
    link: float = 1.0


class FoundSkill(NamedTuple):
    """One skill of the whole text, with the indexes of its mentions, best evidence first.

    `experience` is None in postings, and in résumés for a skill that no dated entry shows.
    """

    skill: int
    confidence: float
    requirement: Requirement
    polarity: Polarity
    years: Years | None
    mentions: tuple[int, ...]
    experience: Experience | None = None
    level: str | None = None


class Qualification(NamedTuple):
    """A degree, certification, licence, language or length of experience that the text names."""

    kind: QualificationKind
    label: str
    requirement: QualificationRequirement
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ExtractionWarning:
    """Something a reader of the answer should know, with a stable code."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one text. `vocabulary rows` in mentions refer to the index that made it.

    `as_of` is the day that "present" was read as, in résumés.
    """

    language: str
    kind: Kind
    mentions: tuple[Mention, ...]
    skills: tuple[FoundSkill, ...]
    qualifications: tuple[Qualification, ...]
    warnings: tuple[ExtractionWarning, ...]
    lines: tuple[tuple[int, int, str], ...]  # (start, end, section) of every segment
    worked_months: int | None
    as_of: date | None = None
