"""Asserted, denied or waived: how far a denial reaches, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.extraction.cue_cases import cases, words_with_cues

LETTERS = {"A": "asserted", "N": "negated", "W": "not_required"}


@pytest.mark.parametrize("case", cases("polarity") + cases("polarity_more"))
def test_polarity(case: dict[str, Any]) -> None:
    section = "skills" if case.get("kind") == "resume" else "requirements"
    for word, cues, start, end, expected in words_with_cues(case, "said", section):
        assert cues.polarity(start, end) == LETTERS[expected], word
