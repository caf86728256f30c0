"""How far a cue reaches in its clause."""

from __future__ import annotations

import pytest

from app.extraction.scopes import Cue, Value, reach


def cue(low: str, word: str, value: Value, ahead: bool, item: bool = False) -> Cue:
    start = low.index(word)
    return Cue(start, start + len(word), value, ahead, item)


@pytest.mark.parametrize(
    ("low", "word", "ahead", "covered"),
    [
        ("java and sql preferred", "preferred", False, "java and sql preferred"),
        ("friendly, spanish preferred", "preferred", False, " spanish preferred"),
        ("java, sql or go preferred", "preferred", False, "java, sql or go preferred"),
        (
            "experience with docker, helm preferred",
            "preferred",
            False,
            "experience with docker, helm preferred",
        ),
        ("preferred java", "preferred", False, "preferred java"),
        ("ideally java and sql", "ideally", True, "ideally java and sql"),
    ],
)
def test_one_cue(low: str, word: str, ahead: bool, covered: str) -> None:
    (scope,) = reach(low, 0, len(low), [cue(low, word, "preferred", ahead)])
    assert low[scope.start : scope.end] == covered


def test_two_cues_part_at_the_comma_between_them() -> None:
    low = "must have java, sql a plus"
    cues = [cue(low, "must have", "required", True), cue(low, "a plus", "preferred", False)]
    assert [low[s.start : s.end] for s in reach(low, 0, len(low), cues)] == ["must have java", " sql a plus"]


def test_what_follows_such_as_belongs_to_the_cue_before() -> None:
    low = "a degree is a plus such as an mba"
    scopes = reach(low, 0, len(low), [cue(low, "is a plus", "preferred", False)])
    assert [low[s.start : s.end] for s in scopes] == ["a degree is a plus", " such as an mba"]


def test_an_item_cue_speaks_of_its_item_first() -> None:
    low = "java, sql, go (optional"
    (scope,) = reach(low, 0, len(low), [cue(low, "optional", "preferred", False, item=True)])
    assert low[scope.start : scope.end] == " go (optional"


@pytest.mark.parametrize(
    ("low", "covered"),
    [
        ("no weekends, good pay", "no weekends"),
        ("no java, sql or go", "no java, sql or go"),
        ("no experience with java and sql", "no experience with java and sql"),
        ("no java and great pay", "no java"),
        ("without supervision on the till", "without supervision"),
        ("not java because we use go", "not java"),
    ],
)
def test_a_denial_ends_in_time(low: str, covered: str) -> None:
    word = low.split()[0]
    (scope,) = reach(low, 0, len(low), [cue(low, word, "negated", True)])
    assert low[scope.start : scope.end] == covered
