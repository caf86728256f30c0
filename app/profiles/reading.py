"""From an extraction to a profile: which of the skills read count, with what weight, shown by which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from app.extraction.models import Extraction, FoundSkill, Mention, Qualification, Requirement, Years
from app.extraction.ranking import ASIDE
from app.profiles.excluded import find_excluded
from app.profiles.profile import Evidence, Held, PostingProfile, Role, SideWarning, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

# A skill the reader is less sure of than this is shown by extraction but not scored.
LEAST_CONFIDENCE = 0.45
LEAST_LINK = 0.2  # nor is one that is read by meaning and less likely than this
REQUIREMENT_WEIGHTS: dict[Requirement, Fraction] = {
    "required": Fraction(1),
    "preferred": Fraction(1),
    "mentioned": Fraction(1, 2),
}
_LEAST_WEIGHT = Fraction(1, 100)
_STRONGEST_FIRST: tuple[Requirement, ...] = ("required", "preferred", "mentioned")
# Skills that nearly every posting names say less about this one.
COMMON_WEIGHT = Fraction(1, 2)
_COMMON_TYPES = frozenset({"essential", "attitude"})
# Software that more than half of O*NET's occupations use (29.2, Technology Skills): nearly everybody names it.
_COMMON_SOFTWARE = frozenset(
    f"onet:tech.microsoft-{name}" for name in ("excel", "office-software", "word", "outlook", "powerpoint")
)
# Whoever reads a posting in a language and answers it knows the language.
_LANGUAGE_IDS = {"en": "esco:6d3edede-8951-4621-a835-e04323300fa0"}

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MOST_YEARS = 50


def read_posting(
    index: VocabularyIndex, text: str, extraction: Extraction, roles: Sequence[Role]
) -> PostingProfile:
    """What a posting's text asks for. Benefits, what the employer says of itself and degrees are no input."""
    wanted = []
    for found, shown in _counted(text, extraction):
        requirement = min((mention.requirement for mention in shown), key=_STRONGEST_FIRST.index)
        weight = REQUIREMENT_WEIGHTS[requirement] * _common(index, found.skill, extraction.language)
        weight = max(_hundredths(weight * _likely(shown)), _LEAST_WEIGHT)
        wanted.append(Wanted(index.group(found.skill), requirement, weight, _evidence(text, shown)))
    return PostingProfile(
        merge_wanted(wanted), _months_asked(extraction), tuple(roles), _warnings(extraction)
    )


def read_worker(
    index: VocabularyIndex, text: str, extraction: Extraction, roles: Sequence[Role]
) -> WorkerProfile:
    """What a worker's text shows. Names, addresses, schools, degrees and the dates of gaps are no input."""
    held = [
        Held(index.group(found.skill), _evidence(text, shown), _months_held(found.years))
        for found, shown in _counted(text, extraction)
    ]
    return WorkerProfile(
        merge_held(held), extraction.worked_months or None, tuple(roles), _warnings(extraction)
    )


def merge_wanted(items: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Each skill once, in the order given: asked for as firmly, and for as long, as it is anywhere."""
    merged: dict[int, Wanted] = {}
    for item in items:
        first = merged.get(item.skill)
        if first is not None:
            firmer = min(first, item, key=lambda wanted: _STRONGEST_FIRST.index(wanted.requirement))
            months = _longest(first.months, item.months)
            evidence = first.evidence + item.evidence
            item = Wanted(item.skill, firmer.requirement, max(first.weight, item.weight), evidence, months)
        merged[item.skill] = item
    return tuple(merged.values())


def merge_held(items: Iterable[Held]) -> tuple[Held, ...]:
    """Each skill once, in the order given, with all its evidence and the longest experience named."""
    merged: dict[int, Held] = {}
    for item in items:
        first = merged.get(item.skill)
        if first is not None:
            item = Held(item.skill, first.evidence + item.evidence, _longest(first.months, item.months))
        merged[item.skill] = item
    return tuple(merged.values())


def _longest(one: int | None, other: int | None) -> int | None:
    return max((months for months in (one, other) if months is not None), default=None)


def _counted(text: str, extraction: Extraction) -> Iterator[tuple[FoundSkill, list[Mention]]]:
    """The skills that count, each with the mentions that show it."""
    excluded = find_excluded(text, extraction)
    for found in extraction.skills:
        mentions = (extraction.mentions[number] for number in found.mentions)
        shown = [m for m in mentions if _counts(m) and not excluded.covers(m.start, m.end)]
        if shown:
            yield found, shown


def _counts(mention: Mention) -> bool:
    if mention.method == "semantic":
        sure = mention.confidence >= LEAST_CONFIDENCE and mention.link >= LEAST_LINK
    else:
        sure = mention.link >= LEAST_CONFIDENCE
    return sure and mention.polarity == "asserted" and mention.section not in ASIDE


def _common(index: VocabularyIndex, row: int, language: str) -> Fraction:
    """The weight of a skill against others: less where nearly everybody names it in postings of this language."""
    common = any(
        index.type(member) in _COMMON_TYPES
        or (id_ := index.skill_id(member)) in _COMMON_SOFTWARE
        or id_ == _LANGUAGE_IDS.get(language)
        for member in index.members(row)
    )
    return COMMON_WEIGHT if common else Fraction(1)


def _likely(shown: Sequence[Mention]) -> Fraction:
    """How likely a posting means a skill: what it names it means, by whichever name; what is read by meaning may be."""
    if any(mention.method != "semantic" for mention in shown):
        return Fraction(1)
    return _hundredths(max(mention.link for mention in shown))


def _hundredths(number: Fraction | float) -> Fraction:
    return Fraction(round(number * 100), 100)


def _evidence(text: str, shown: Iterable[Mention]) -> tuple[Evidence, ...]:
    return tuple(Evidence(text[m.start : m.end], m.start, m.end) for m in shown)


def _months_held(years: Years | None) -> int | None:
    """The months of experience that a résumé names with a skill: the lower end of a range."""
    if years is None:
        return None
    return to_months(years.min if years.min is not None else years.max)


def to_months(years: float | None) -> int | None:
    """Years as whole months."""
    return None if years is None else round(min(years, _MOST_YEARS) * 12)


def _months_asked(extraction: Extraction) -> int | None:
    """The longest experience that the posting requires, in months."""
    months = [_months_in(item.label) for item in extraction.qualifications if _asks_experience(item)]
    return max((number for number in months if number), default=None)


def _asks_experience(qualification: Qualification) -> bool:
    return qualification.kind == "experience" and qualification.requirement in ("required", "or_equivalent")


def _months_in(label: str) -> int:
    """The months in a label such as "3+ years of experience": of a range the lower end; else 0."""
    found = _NUMBER.search(label)
    if found is None:
        return 0
    length = float(found.group())
    return round(min(length if "month" in label else length * 12, _MOST_YEARS * 12))


def _warnings(extraction: Extraction) -> tuple[SideWarning, ...]:
    return tuple(SideWarning(warning.code, warning.detail) for warning in extraction.warnings)
