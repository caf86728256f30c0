"""Labels of lengths of experience."""

from __future__ import annotations

import pytest

from app.extraction.models import Years
from app.extraction.qualifications.experience import experience_label, find_experience


@pytest.mark.parametrize(
    ("years", "label"),
    [
        (Years(3, None), "3+ years of experience"),
        (Years(1, None), "1+ year of experience"),
        (Years(3, 5), "3-5 years of experience"),
        (Years(2.5, None), "2.5+ years of experience"),
        (Years(1.5, None), "18+ months of experience"),
        (Years(0.5, 1), "6-12 months of experience"),
        (Years(None, 2), "0-2 years of experience"),
    ],
)
def test_label(years: Years, label: str) -> None:
    assert experience_label(years) == label


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        (
            "at least 3 years of relevant work experience in retail",
            "at least 3 years of relevant work experience",
        ),
        ("many years of experience with people", "many years of experience"),
        ("no experience needed", "no experience needed"),
    ],
)
def test_surface(text: str, surface: str) -> None:
    (found,) = find_experience(text, 0, len(text), "requirements")
    assert text[found.start : found.end] == surface
