"""Sections by heading, by label and by content."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.sections import POSTING_SECTIONS, RESUME_SECTIONS, is_heading, label_sections
from app.text.segments import split
from tests.unit.extraction.cue_cases import FOLDER

CASES = json.loads((FOLDER / "sections.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sections(case: dict[str, Any]) -> None:
    text = "\n".join(line for line, _ in case["lines"])
    segments = split(text)
    expected: list[tuple[str, str]] = []
    for number, (line, section) in enumerate(case["lines"]):
        inside = [text[s.start : s.end] for s in segments if s.line == number]
        sections = [section] * len(inside) if not isinstance(section, list) else section
        assert len(sections) == len(inside), line
        expected += zip(inside, sections, strict=True)
    found = label_sections(text, segments, case["kind"])
    assert list(zip((text[s.start : s.end] for s in segments), found, strict=True)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Requirements:", True),
        ("- Requirements", True),
        ("- Travel", False),
        ("Clean rooms.", False),
        ("Requirements: Excel", False),
    ],
)
def test_is_heading(line: str, expected: bool) -> None:
    (segment,) = split(line)
    assert is_heading(line, segment, "posting") is expected


@given(
    st.lists(
        st.sampled_from(
            [
                "Requirements",
                "About us",
                "- x",
                "We bake.",
                "",
                "Skills: a",
                "You will cook. We pay.",
                "EEO",
                "Jan 2019 - now",
            ]
        )
    )
)
def test_every_segment_gets_a_known_section(lines: list[str]) -> None:
    text = "\n".join(lines)
    segments = split(text)
    assert set(label_sections(text, segments, "posting")) <= set(POSTING_SECTIONS)
    assert set(label_sections(text, segments, "resume")) <= set(RESUME_SECTIONS)


def test_the_same_text_gives_the_same_sections() -> None:
    text = "Cook\nRequirements: HACCP.\nWe offer meals. Apply now."
    segments = split(text)
    assert label_sections(text, segments, "posting") == label_sections(text, segments, "posting")


@pytest.mark.parametrize(
    "piece",
    [
        "Requirements: ",
        "REQUIREMENTS ",
        "Requirements\n",
        "is a the ",
        "you ",
        "looking for a ",
        "$5 ",
        "x\r",
        "equal ",
        "A",
        "Ab, ",
        "Ab1!",
        f"Ann{' ' * 200}Lee\n",
        f"Ann{' |' * 200} Lee\n",
    ],
)
def test_a_hundred_thousand_characters_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    segments = split(text)
    started = time.process_time()
    label_sections(text, segments, "posting")
    label_sections(text, segments, "resume")
    assert time.process_time() - started < 1.5
