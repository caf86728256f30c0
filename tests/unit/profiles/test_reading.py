from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from app.extraction.models import Extraction, ExtractionWarning, FoundSkill, Mention, Qualification, Years
from app.profiles import reading
from app.profiles.profile import Evidence, Held, SideWarning, Wanted
from app.profiles.reading import (
    LEAST_CONFIDENCE,
    LEAST_LINK,
    merge_held,
    merge_wanted,
    read_posting,
    read_worker,
)
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import Profiles

TEXT = "handle cash, operate crane and Python; handle cash"


def mention(skill: int, words: str, text: str = TEXT, **others: object) -> Mention:
    start = text.index(words)
    found = Mention(
        skill, start, start + len(words), "requirements", 0.9, "exact", "required", "asserted", None
    )
    return found._replace(**others)


def extraction(mentions: Sequence[Mention], kind: str = "posting", **others: object) -> Extraction:
    numbers: dict[int, list[int]] = {}
    for number, found in enumerate(mentions):
        numbers.setdefault(found.skill, []).append(number)
    skills = tuple(
        FoundSkill(skill, 0.9, "required", "asserted", mentions[at[0]].years, tuple(at))
        for skill, at in numbers.items()
    )
    found = Extraction(
        "en", "posting", tuple(mentions), skills, (), (), ((0, len(TEXT), "requirements"),), None
    )
    return replace(found, kind=kind, **others)  # type: ignore[arg-type]


def test_wanted_skills_with_the_words_that_show_them(index: VocabularyIndex, profiles: Profiles) -> None:
    cash, python = profiles.row("esco:cash"), profiles.row("onet:python")
    again = mention(cash, "handle cash", start=39, end=50)
    mentions = [mention(cash, "handle cash"), mention(python, "Python", requirement="preferred"), again]
    found = read_posting(index, TEXT, extraction(mentions), ())
    assert found.wanted == (
        Wanted(
            cash, "required", Fraction(1), (Evidence("handle cash", 0, 11), Evidence("handle cash", 39, 50))
        ),
        Wanted(python, "preferred", Fraction(1), (Evidence("Python", 31, 37),)),
    )


def test_the_firmest_wording_decides(index: VocabularyIndex, profiles: Profiles) -> None:
    cash = profiles.row("esco:cash")
    mentions = [
        mention(cash, "handle cash", requirement="mentioned"),
        mention(cash, "handle cash", start=39, end=50, requirement="preferred"),
    ]
    (wanted,) = read_posting(index, TEXT, extraction(mentions), ()).wanted
    assert (wanted.requirement, wanted.weight) == ("preferred", 1)


def test_everybodys_software_and_the_language_of_the_posting_weigh_half(
    index: VocabularyIndex, profiles: Profiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_COMMON_SOFTWARE", frozenset({"onet:python"}))
    monkeypatch.setattr(reading, "_LANGUAGE_IDS", {"en": "esco:german"})
    python, german = profiles.row("onet:python"), profiles.row("esco:german")
    mentions = [mention(python, "Python"), mention(german, "operate crane")]
    for language, expected in (
        ("en", [Fraction(1, 2), Fraction(1, 2)]),
        ("de", [Fraction(1, 2), Fraction(1)]),
    ):
        found = read_posting(index, TEXT, extraction(mentions, language=language), ())
        assert [wanted.weight for wanted in found.wanted] == expected


def test_mentioned_and_common_skills_weigh_half(index: VocabularyIndex, profiles: Profiles) -> None:
    cash, teams = profiles.row("esco:cash"), profiles.row("essential:teamwork")
    mentions = [mention(cash, "handle cash", requirement="mentioned"), mention(teams, "operate crane")]
    found = read_posting(index, TEXT, extraction(mentions), ())
    assert [item.weight for item in found.wanted] == [Fraction(1, 2), Fraction(1, 2)]


@pytest.mark.parametrize(
    "others",
    [
        {"polarity": "negated"},
        {"polarity": "not_required"},
        {"link": LEAST_CONFIDENCE - 0.01},
        {"method": "semantic", "confidence": LEAST_CONFIDENCE - 0.01},
        {"method": "semantic", "link": LEAST_LINK - 0.01},
        {"section": "benefits"},
        {"section": "employer"},
        {"section": "equal_opportunity"},
        {"section": "pay"},
        {"section": "how_to_apply"},
        {"section": "contact"},
        {"section": "references"},
    ],
)
def test_what_counts_for_nothing(
    index: VocabularyIndex, profiles: Profiles, others: dict[str, object]
) -> None:
    cash, crane = profiles.row("esco:cash"), profiles.row("esco:crane")
    mentions = [mention(cash, "handle cash", **others), mention(crane, "operate crane")]
    assert [item.skill for item in read_posting(index, TEXT, extraction(mentions), ()).wanted] == [crane]
    worker = read_worker(index, TEXT, extraction(mentions, "resume"), ())
    assert [item.skill for item in worker.held] == [crane]


def test_a_skill_that_is_also_asserted_counts_by_those_words(
    index: VocabularyIndex, profiles: Profiles
) -> None:
    cash = profiles.row("esco:cash")
    mentions = [
        mention(cash, "handle cash", polarity="negated"),
        mention(cash, "handle cash", start=39, end=50),
    ]
    (held,) = read_worker(index, TEXT, extraction(mentions, "resume"), ()).held
    assert held.evidence == (Evidence("handle cash", 39, 50),)


def test_the_field_of_a_degree_is_no_input(index: VocabularyIndex, profiles: Profiles) -> None:
    text = "Bachelor's degree in Python, Java"
    python, java = profiles.row("onet:python"), profiles.row("onet:java")
    mentions = [mention(python, "Python", text), mention(java, "Java", text)]
    for kind, read in (("posting", read_posting), ("resume", read_worker)):
        found = read(index, text, extraction(mentions, kind, lines=((0, len(text), "requirements"),)), ())
        skills = found.wanted if kind == "posting" else found.held  # type: ignore[union-attr]
        assert [item.skill for item in skills] == [java]


@pytest.mark.parametrize(
    ("labels", "months"),
    [
        ([], None),
        ([("3+ years of experience", "required")], 36),
        ([("1+ year of experience", "required"), ("3-5 years of experience", "required")], 36),
        ([("1.5-2 years of experience", "or_equivalent")], 18),
        ([("18+ months of experience", "required")], 18),
        ([("0-2 years of experience", "required")], None),
        ([("Several years of experience", "required")], None),
        ([("No experience needed", "not_required")], None),
        ([("5+ years of experience", "preferred")], None),
        ([("900+ years of experience", "required")], 600),
    ],
)
def test_months_asked(index: VocabularyIndex, labels: list[tuple[str, str]], months: int | None) -> None:
    named = tuple(Qualification("experience", label, how, label, 0, 1) for label, how in labels)  # type: ignore[arg-type]
    assert read_posting(index, TEXT, extraction([], qualifications=named), ()).months == months


@pytest.mark.parametrize(
    ("years", "months"),
    [(None, None), (Years(2, None), 24), (Years(1.5, 3), 18), (Years(None, 2), 24), (Years(80, None), 600)],
)
def test_months_held_with_a_skill(
    index: VocabularyIndex, profiles: Profiles, years: Years | None, months: int | None
) -> None:
    mentions = [mention(profiles.row("esco:cash"), "handle cash", years=years)]
    found = read_worker(index, TEXT, extraction(mentions, "resume", worked_months=0), ())
    assert [item.months for item in found.held] == [months]
    assert found.months is None


def test_months_worked_and_warnings_are_passed_on(index: VocabularyIndex) -> None:
    warnings = (ExtractionWarning("no_skills_found", "Nothing."),)
    found = read_worker(index, TEXT, extraction([], "resume", worked_months=30, warnings=warnings), ())
    assert (found.months, found.warnings) == (30, (SideWarning("no_skills_found", "Nothing."),))


@pytest.mark.parametrize("order", [1, -1])
def test_a_skill_named_twice_counts_once_as_firmly_as_anywhere(order: int) -> None:
    items = [
        Wanted(7, "preferred", Fraction(1), (), 24),
        Wanted(7, "required", Fraction(1, 2)),
        Wanted(7, "mentioned", Fraction(1, 2), (), 6),
    ]
    assert merge_wanted(items[::order]) == (Wanted(7, "required", Fraction(1), (), 24),)
    assert merge_held([Held(7, (), 3), Held(8), Held(7), Held(7, (), 12)][::order]) == tuple(
        [Held(7, (), 12), Held(8)][::1]
    )
