from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.negotiation import entity_tag, has_already, preferred_type

JSON, LD, HTML, CSV = OFFERED = ("application/json", "application/ld+json", "text/html", "text/csv")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", HTML),
        (JSON, JSON),
        (LD, LD),
        (CSV, CSV),
        ("TEXT/HTML; charset=utf-8", HTML),
        (BROWSER, HTML),
        ("text/html;q=0.5, text/csv", CSV),
        ("text/html;q=0.5, application/json;q=0.4", HTML),
        ("text/csv, application/json", JSON),
        ("*/*;q=0.1, text/csv;q=0.2", CSV),
        ("text/*;q=0.3, text/csv;q=0.1, */*;q=0.2", HTML),
        ("application/json;q=0, */*", LD),
        ("*/*, application/json;q=0, application/ld+json;q=0", HTML),
        ("image/png, text/csv;q=0.001", CSV),
        ('application/ld+json;profile="x";q=1', LD),
        ("nonsense", JSON),
        ("text/csv;q=oops, text/html;q=0.1", HTML),
    ],
)
def test_takes_what_is_liked_best(accept: str | None, expected: str) -> None:
    assert preferred_type(accept, OFFERED) == expected


@pytest.mark.parametrize(
    "accept", ["image/png", "application/xml, image/*", "*/*;q=0", "text/html;q=0", "*/html"]
)
def test_takes_nothing_where_nothing_is_accepted(accept: str) -> None:
    assert preferred_type(accept, OFFERED) is None


@given(st.text(alphabet="*/,;=q.01 textjsonhtml+", max_size=60))
def test_any_header_can_be_read(accept: str) -> None:
    assert preferred_type(accept, OFFERED) in (*OFFERED, None)


def test_a_tag_tells_contents_and_types_apart() -> None:
    assert entity_tag(b"a", JSON) == entity_tag(b"a", JSON)
    assert len({entity_tag(b"a", JSON), entity_tag(b"b", JSON), entity_tag(b"a", CSV)}) == 3
    assert entity_tag(b"a", JSON).startswith('"')


@pytest.mark.parametrize(
    ("header", "known"),
    [
        (None, False),
        ("", False),
        ('"other"', False),
        ('"tag"', True),
        ('W/"tag"', True),
        ('"other", "tag"', True),
        ("*", True),
        ("tag", False),
    ],
)
def test_has_already(header: str | None, known: bool) -> None:
    assert has_already(header, '"tag"') is known
