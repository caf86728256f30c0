from __future__ import annotations

import pytest

from seed_data.building.cleaning import key, slug, tidy, unique


def test_white_space_and_odd_hyphens_are_tidied() -> None:
    assert tidy(" a\u00a0 b\u2010c ") == "a b-c"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Python-based", "python based"),
        ("Café work", "cafe work"),
        ("Driver's log", "drivers log"),
        ("U.S.", "u.s"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("C", "C#"), (".NET", "net"), ("Node.js", "node js")]
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("name", "made"),
    [("C++", "c-plus-plus"), ("C#", "c-sharp"), ("Moody's KMV", "moodys-kmv"), ("!Trak-it HR", "trak-it-hr")],
)
def test_slugs(name: str, made: str) -> None:
    assert slug(name) == made


def test_unique_keeps_the_order() -> None:
    assert unique(["b", "a", "", "b"]) == ["b", "a"]
