from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.profiles.keeping.identity import evidence_text, is_matched, new_id, read_evidence, version_tag
from app.profiles.profile import Evidence

SHOWN = st.lists(
    st.lists(st.builds(Evidence, st.text(max_size=5), st.integers(0, 9), st.integers(0, 9)), max_size=3).map(
        tuple
    ),
    max_size=4,
)


def test_ids_cannot_be_guessed() -> None:
    ids = {new_id("wrk") for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(re.fullmatch(r"wrk_[A-Za-z0-9_-]{22}", each) for each in ids)


@given(SHOWN)
def test_evidence_comes_back_as_it_was(shown: list[tuple[Evidence, ...]]) -> None:
    text = evidence_text(shown)
    assert (text is None) == (not any(shown))
    assert read_evidence(text, len(shown)) == shown


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"w-2"', True), ('"w-1", "w-2"', True), ("*", True),
        ('"w-1"', False), ('W/"w-2"', False), ("w-2", False), ("", False),
    ],
)  # fmt: skip
def test_if_match_names_exactly_this_version(header: str, expected: bool) -> None:
    assert is_matched(header, version_tag("w", 2)) is expected
