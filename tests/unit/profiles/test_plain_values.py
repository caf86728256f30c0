from __future__ import annotations

from typing import Any

import pytest

from app.errors import InvalidInput, TooLarge
from app.profiles.plain_values import DEEPEST, ValueReader


def nested(levels: int) -> Any:
    value: Any = "deep"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("levels", [0, 1, DEEPEST])
def test_depth_that_is_read(levels: int) -> None:
    reader = ValueReader(1000)
    assert reader.text(nested(levels), "/x") == "deep"
    assert reader.text([nested(levels - 1)] * 3 if levels else "deep", "/x").startswith("deep")


@pytest.mark.parametrize("levels", [DEEPEST + 1, 200])
def test_depth_that_is_refused(levels: int) -> None:
    with pytest.raises(InvalidInput, match="at most 40 levels"):
        ValueReader(1000).text(nested(levels), "/x")
    with pytest.raises(InvalidInput, match="at most 40 levels"):
        ValueReader(1000).text({"name": nested(levels - 1)}, "/x")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("R&amp;D <engineer>", "R&D <engineer>"),
        ("<p>One</p><ul><li>two</li></ul>", "One\n\n- two"),
        ("&lt;p&gt;One&lt;/p&gt;", "One"),
        (["a", ["b", None], {"name": "c"}], "a\nb\nc"),
        ({"@type": "DefinedTerm", "name": "Python", "termCode": "x"}, "Python"),
        ({"name": "", "description": "d"}, "d"),
        ({"@value": "wert", "@language": "de"}, "wert"),
        ({"@list": ["a", "b"]}, "a\nb"),
        (None, ""),
        ("", ""),
        ([], ""),
        ({}, ""),
        ("\x00", ""),
    ],
)
def test_values_as_text(value: Any, text: str) -> None:
    reader = ValueReader(1000)
    assert reader.text(value, "/x") == text
    assert reader.unread == []


@pytest.mark.parametrize(
    ("value", "unread"),
    [
        (5, ["/x"]),
        (True, ["/x"]),
        (["a", 5], ["/x/1"]),
        ({"other": "words"}, ["/x"]),
        ({"name": 5}, ["/x/name"]),
        ([1, 2, 3, 4, 5, 6, 7], [f"/x/{number}" for number in range(5)]),
    ],
)
def test_what_is_not_text_is_named(value: Any, unread: list[str]) -> None:
    reader = ValueReader(1000)
    reader.text(value, "/x")
    assert reader.unread == unread


def test_lines_and_one_line() -> None:
    reader = ValueReader(1000)
    assert reader.lines("<ul><li>one</li><li>two</li></ul>", "/x") == ["one", "two"]
    assert reader.lines(["- a", " b \n\n c"], "/x") == ["a", "b", "c"]
    assert reader.line("one\n two", "/x") == "one two"


def test_objects() -> None:
    reader = ValueReader(1000)
    assert list(reader.objects({"a": 1}, "/x")) == [({"a": 1}, "/x")]
    assert list(reader.objects([{"a": 1}, "words", None, 5], "/x", "name")) == [
        ({"a": 1}, "/x/0"),
        ({"name": "words"}, "/x/1"),
    ]
    assert reader.unread == ["/x/3"]
    assert list(reader.objects("words", "/y")) == []
    assert list(reader.objects(None, "/z")) == []
    assert reader.unread == ["/x/3", "/y"]


@pytest.mark.parametrize(
    "value", ["a" * 101, ["a"] * 60, [None] * 101, "<b>" * 1000, ["a" * 40, "b" * 40, "c" * 40]]
)
def test_more_than_the_limit_is_refused(value: Any) -> None:
    with pytest.raises(TooLarge, match="at most 100 characters"):
        ValueReader(100).text(value, "/x")


def test_markup_does_not_count_as_text() -> None:
    assert ValueReader(100).text("<p class='" + "x" * 500 + "'>words</p>", "/x") == "words"
