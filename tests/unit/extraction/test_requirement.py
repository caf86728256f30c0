"""Required, preferred or only mentioned: words bound to what they speak of, sections where no word speaks."""

from __future__ import annotations

from typing import Any

import pytest

from app.extraction.cues import read_cues
from app.extraction.requirement import can_ask, section_requirement
from app.extraction.sections import POSTING_SECTIONS
from tests.unit.extraction.cue_cases import cases, segment_at, words_with_cues

LETTERS = {"R": "required", "P": "preferred", "M": "mentioned"}


@pytest.mark.parametrize("case", cases("requirement"))
def test_requirement(case: dict[str, Any]) -> None:
    for word, cues, start, end, expected in words_with_cues(case, "said", "requirements"):
        assert cues.requirement(start, end) == LETTERS[expected], word


def test_sections_speak_where_words_do_not() -> None:
    asking = {section: section_requirement(section) for section in POSTING_SECTIONS}
    assert asking.pop("requirements") == "required"
    assert asking.pop("preferred") == "preferred"
    assert asking.pop("responsibilities") == "required"
    assert set(asking.values()) == {"mentioned"}


def test_employers_and_benefits_ask_nothing() -> None:
    assert [section for section in POSTING_SECTIONS if not can_ask(section)] == [
        "benefits",
        "employer",
        "equal_opportunity",
        "pay",
    ]


def test_a_resume_asks_nothing() -> None:
    text = "Excel required, Word preferred"
    cues = read_cues(text, segment_at(text, 0), "skills", "resume")
    assert {cues.requirement(0, 5), cues.requirement(16, 20)} == {"mentioned"}


def test_what_is_waived_is_only_mentioned() -> None:
    text = "Excel is not required"
    cues = read_cues(text, segment_at(text, 0), "requirements")
    assert (cues.requirement(0, 5), cues.polarity(0, 5)) == ("mentioned", "not_required")


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Requirements\n\nExcel is a must. Word is a plus."
    word = text.index("Word")
    cues = read_cues(text, segment_at(text, word), "requirements")
    assert cues.requirement(word, word + 4) == "preferred"
