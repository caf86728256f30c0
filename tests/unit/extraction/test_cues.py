"""Whole postings of many trades: sections, requirement, polarity, years and qualifications together."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.extraction.cues import read_cues
from app.extraction.models import Years
from app.extraction.qualifications import find_qualifications
from app.extraction.sections import label_sections
from app.text.segments import split
from tests.unit.extraction.cue_cases import FOLDER, segment_at, text_of

CASES = json.loads((FOLDER / "postings.json").read_text(encoding="utf-8"))["cases"]
each_posting = pytest.mark.parametrize("case", CASES, ids=lambda case: case["trade"])


def section_at(text: str, offset: int) -> str:
    segments = split(text)
    return label_sections(text, segments, "posting")[segments.index(segment_at(text, offset))]


@each_posting
def test_sections(case: dict[str, Any]) -> None:
    text = text_of(case)
    assert {words: section_at(text, text.index(words)) for words in case["sections"]} == case["sections"]


@each_posting
def test_what_is_said(case: dict[str, Any]) -> None:
    text = text_of(case)
    found = {}
    for words in case["said"]:
        start = text.index(words)
        cues = read_cues(text, segment_at(text, start), section_at(text, start))
        span = (start, start + len(words))
        found[words] = [cues.requirement(*span), cues.polarity(*span)]
    assert found == case["said"]


@each_posting
def test_years(case: dict[str, Any]) -> None:
    text = text_of(case)
    for words, years in case["years"].items():
        start = text.index(words)
        cues = read_cues(text, segment_at(text, start), section_at(text, start))
        assert cues.years(start, start + len(words)) == (years and Years(*years)), words


@each_posting
def test_qualifications(case: dict[str, Any]) -> None:
    text = text_of(case)
    segments = split(text)
    found = find_qualifications(text, segments, label_sections(text, segments, "posting"))
    assert sorted([q.kind, q.label, q.requirement] for q in found) == sorted(case["qualifications"])


def test_a_span_that_runs_into_a_scope_is_told_by_it() -> None:
    text = "Skills: no Python"
    cues = read_cues(text, segment_at(text, 0), "requirements")
    assert cues.polarity(0, len(text)) == "negated"
