"""Headings in their many wordings."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from app.extraction.headings import heading_of, normal, section_of
from app.extraction.models import Kind
from app.text.segments import Segment
from tests.unit.extraction.cue_cases import FOLDER


def headings(kind: str) -> list[tuple[str, str | None]]:
    sections = json.loads((FOLDER / "headings.json").read_text(encoding="utf-8"))[kind]
    return [
        (line, None if section == "null" else section)
        for section, lines in sections.items()
        for line in lines
    ]


@pytest.mark.parametrize(("line", "section"), headings("posting"))
def test_headings_of_postings(line: str, section: str | None) -> None:
    assert section_of(normal(line), "posting") == section


@pytest.mark.parametrize(("line", "section"), headings("resume"))
def test_headings_of_resumes(line: str, section: str | None) -> None:
    assert section_of(normal(line), "resume") == section


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## 2. WHO YOU ARE (m/f/d):", "who you are"),
        ("**Requirements**", "requirements"),
        ("-- DUTIES --", "duties"),
        ("Perks & Benefits", "perks and benefits"),
        ("What You’ll Do…", "what you'll do"),
        ("🚀 Your mission", "your mission"),
        ("Application Question(s):", "application questions"),
        ("• Education, skills/experience •", "education skills experience"),
        ("III) Duties", "duties"),
        ("¿Qué harás?", "qué harás"),
        ("---", ""),
    ],
)
def test_normal(line: str, heading: str) -> None:
    assert normal(line) == heading


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_long_line_is_no_heading(kind: Kind) -> None:
    assert section_of("skills " * 15, kind) is None
    assert section_of("", kind) is None


@pytest.mark.parametrize("kind", ["posting", "resume"])
def test_the_look_at_the_first_word_loses_no_heading(kind: Kind) -> None:
    lines = [line for line, _ in headings(kind)] + ["Do you know someone", "We are", "Our (big) team"]
    whole = [line for line in lines if len(line) <= 60 and line.count(" ") < 8 and line[-1] not in ".;,"]
    assert len(whole) > 80
    for line in whole:
        segment = Segment(0, len(line), 0, bullet=False)
        assert heading_of(line, segment, kind) == section_of(normal(line), kind), line
