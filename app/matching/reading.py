"""From an extraction to a profile: which of the skills read count, with what weight, shown by which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from app.extraction.models import Extraction, FoundSkill, Mention, Qualification, Requirement
from app.matching.profiles import Evidence, Held, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

# A skill the reader is less sure of than this is shown by extraction but not scored.
LEAST_CONFIDENCE = 0.5
REQUIREMENT_WEIGHTS: dict[Requirement, Fraction] = {
    "required": Fraction(1),
    "preferred": Fraction(1),
    "mentioned": Fraction(1, 2),
}
# Skills that nearly every posting names say less about this one.
COMMON_WEIGHT = Fraction(1, 2)
_COMMON_TYPES = frozenset({"essential", "attitude"})

_YEARS = re.compile(r"(\d+(?:\.\d+)?)")
_MONTHS = re.compile(r"\bmonths?\b", re.I)
_MOST_YEARS = 50

T = TypeVar("T", Wanted, Held)


def read_posting(
    index: VocabularyIndex, text: str, extraction: Extraction, roles: Sequence[Role]
) -> PostingProfile:
    """What a posting's text asks for. Degrees and what is named with them are no input."""
    wanted = []
    for found, shown in _counted(index, text, extraction):
        evidence = _evidence(text, shown)
        requirement = _strongest(shown)
        weight = REQUIREMENT_WEIGHTS[requirement] * _common(index, found.skill)
        wanted.append(Wanted(index.group(found.skill), requirement, weight, evidence))
    return PostingProfile(tuple(_once(wanted)), months_asked(extraction), tuple(roles), text, _warnings(extraction))


def read_worker(
    index: VocabularyIndex, text: str, extraction: Extraction, roles: Sequence[Role]
) -> WorkerProfile:
    """What a worker's text shows. Names, schools, degrees, dates of gaps and addresses are no input."""
    held = [
        Held(index.group(found.skill), _evidence(text, shown)) for found, shown in _counted(index, text, extraction)
    ]
    months = extraction.worked_months or None
    return WorkerProfile(tuple(_once(held)), months, tuple(roles), text, _warnings(extraction))


def _counted(
    index: VocabularyIndex, text: str, extraction: Extraction
) -> Iterable[tuple[FoundSkill, list[Mention]]]:
    """The skills that count, each with the mentions that show it."""
    barred = _degree_lines(text, extraction.qualifications)
    for found in extraction.skills:
        mentions = [extraction.mentions[number] for number in found.mentions]
        shown = [m for m in mentions if m.polarity == "asserted" and not _within(m, barred)]
        sure = [m for m in shown if m.confidence >= LEAST_CONFIDENCE]
        if sure:
            yield found, sure


def _degree_lines(text: str, qualifications: Iterable[Qualification]) -> list[tuple[int, int]]:
    """The lines that name a degree: its field and school stand there, and none of them is an input."""
    lines = []
    for item in qualifications:
        if item.kind == "degree":
            end = text.find("\n", item.end)
            lines.append((text.rfind("\n", 0, item.start) + 1, len(text) if end < 0 else end))
    return lines


def _within(mention: Mention, lines: Iterable[tuple[int, int]]) -> bool:
    return any(start <= mention.start < end for start, end in lines)


def _strongest(shown: Sequence[Mention]) -> Requirement:
    order: tuple[Requirement, ...] = ("required", "preferred", "mentioned")
    return min((mention.requirement for mention in shown), key=order.index)


def _common(index: VocabularyIndex, row: int) -> Fraction:
    common = any(index.type(member) in _COMMON_TYPES for member in index.members(row))
    return COMMON_WEIGHT if common else Fraction(1)


def _evidence(text: str, shown: Iterable[Mention]) -> tuple[Evidence, ...]:
    return tuple(Evidence(text[m.start : m.end], m.start, m.end) for m in shown)


def _once(items: Iterable[T]) -> Iterable[T]:
    seen: dict[int, T] = {}
    for item in items:
        seen.setdefault(item.skill, item)
    return seen.values()


def months_asked(extraction: Extraction) -> int | None:
    """The longest experience that the posting requires, in months."""
    months = [_months(q.label) for q in extraction.qualifications if _asks_experience(q)]
    return max((number for number in months if number), default=None)


def _asks_experience(qualification: Qualification) -> bool:
    return qualification.kind == "experience" and qualification.requirement in ("required", "or_equivalent")


def _months(label: str) -> int:
    """The months in a label such as "3+ years of experience"; the lower end of a range."""
    found = _YEARS.search(label)
    if not found:
        return 0
    length = float(found.group(1)) * (1 if _MONTHS.search(label) else 12)
    return round(min(length, _MOST_YEARS * 12))


def _warnings(extraction: Extraction) -> tuple[tuple[str, str], ...]:
    return tuple((warning.code, warning.detail) for warning in extraction.warnings)
