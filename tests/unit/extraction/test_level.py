"""Levels of proficiency: which words name one, and which skills it governs."""

from __future__ import annotations

import pytest

from app.extraction.cues import read_cues
from app.text.segments import split

CASES = [
    ("Basic knowledge of Excel and Word", {"Excel": "basic", "Word": "basic"}),
    ("Intermediate Excel, basic Word; Outlook", {"Excel": "intermediate", "Word": "basic", "Outlook": None}),
    ("Spanish (B2), French: native", {"Spanish": "intermediate", "French": "expert"}),
    ("Fluent English and Spanish", {"English": "advanced", "Spanish": "advanced"}),
    ("Native or fluent German", {"German": "advanced"}),
    ("Excel to an advanced standard, including macros", {"Excel": "advanced", "macros": None}),
    ("A working knowledge of payroll", {"payroll": "intermediate"}),
    ("You are proficient in welding, with some plumbing", {"welding": "advanced", "plumbing": None}),
    ("Advanced Excel and teamwork", {"Excel": "advanced", "teamwork": None}),
    ("Good Excel skills and strong teamwork", {"Excel": None, "teamwork": None}),
    ("Expert in Java", {"Java": "expert"}),
]


@pytest.mark.parametrize(("text", "levels"), CASES, ids=[text for text, _ in CASES])
def test_levels(text: str, levels: dict[str, str | None]) -> None:
    for word, level in levels.items():
        start = text.index(word)
        segment = next(s for s in split(text) if s.start <= start < s.end)
        assert read_cues(text, segment, "requirements").level(start) == level, word
