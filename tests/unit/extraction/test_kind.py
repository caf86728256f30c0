"""Posting or résumé."""

from __future__ import annotations

from typing import Any

import pytest

from app.extraction.kind import guess_kind
from app.text.segments import split
from tests.unit.extraction.cue_cases import cases


@pytest.mark.parametrize("case", cases("kind"))
def test_kind(case: dict[str, Any]) -> None:
    text = case["text"]
    assert guess_kind(text, split(text)) == case["kind"]
