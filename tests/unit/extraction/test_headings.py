"""Headings in their many wordings."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from app.extraction.headings import normal, section_of
from app.extraction.models import Kind
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
