from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from app.vocabulary.spelling import Spelling, errors_allowed

WORDS = [
    "forklift",
    "forklifts",
    "communication",
    "excel",
    "excellent",
    "python",
    "cash",
    "care",
    "team",
    "work",
]
SPELLING = Spelling(WORDS)


def nearest(word: str, *, begun: bool = False) -> list[str]:
    return [known for _, known in SPELLING.nearest(word, begun=begun)]


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("forklft", "forklift"),
        ("froklift", "forklift"),
        ("forkliift", "forklift"),
        ("ofrklift", "forklift"),
        ("comunication", "communication"),
        ("comunicatoin", "communication"),
        ("pyhton", "python"),
        ("exxel", "excel"),
    ],
)
def test_finds_the_word_that_was_meant(mistyped: str, meant: str) -> None:
    assert nearest(mistyped)[0] == meant


@pytest.mark.parametrize("word", ["", "c", "sq", "tem", "xyzzyx", "cxxh", "+++++"])
def test_finds_nothing_for_short_or_distant_words(word: str) -> None:
    assert nearest(word) == []


def test_a_word_that_is_only_begun_is_compared_with_beginnings() -> None:
    assert "commun" in nearest("comun", begun=True)
    assert nearest("comun") == []


def test_knows_its_words() -> None:
    assert "cash" in SPELLING
    assert "cas" not in SPELLING
    assert "" not in Spelling(["", "a"])


@given(
    st.lists(st.text(alphabet="abc", min_size=1, max_size=10), max_size=20),
    st.text(alphabet="abc", max_size=10),
)
def test_finds_exactly_the_near_words_that_begin_alike(words: list[str], typed: str) -> None:
    allowed = errors_allowed(typed)
    expected = sorted(
        (errors, known)
        for known in set(words)
        if 0 < (errors := OSA.distance(typed, known)) <= allowed
        and (known[0] == typed[0] or known[:2] == typed[1] + typed[0])
    )
    assert Spelling(words).nearest(typed, begun=False) == expected[:8]


@pytest.mark.parametrize(
    ("word", "parts"),
    [("teamwork", [("team", "work")]), ("careplan", [("care", "plan")]), ("cash", []), ("workof", [])],
)
def test_cuts_a_word_behind_a_known_one(word: str, parts: list[tuple[str, str]]) -> None:
    assert SPELLING.apart(word) == parts


def test_what_is_typed_at_random_is_not_remembered() -> None:
    spelling = Spelling(WORDS)
    for number in range(1000):
        spelling.nearest(f"ż{number}żżżżż", begun=True)
    assert not spelling._begun
