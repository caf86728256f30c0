"""Lower case of the same length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.lowering import lowered


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Driver’s LICENCE", "driver's licence"),
        ("3–5 years", "3-5 years"),
        ("“Quoted”\u00a0text", '"quoted" text'),
        ("ÉCOLE", "école"),
        ("İstanbul", "İstanbul"),
        ("ΣΑΣ", "σας"),
        ("plain", "plain"),
    ],
)
def test_lowered(text: str, low: str) -> None:
    assert lowered(text) == low


@given(st.text())
def test_the_length_stays(text: str) -> None:
    assert len(lowered(text)) == len(text)
