from __future__ import annotations

from fractions import Fraction

import pytest

from app.errors import InvalidInput
from app.matching.features import FEATURES
from app.matching.weights import read_weights


def test_defaults_with_the_callers_in_place_of_some() -> None:
    defaults = {feature.name: feature.weight for feature in FEATURES}
    assert read_weights(None) == read_weights({}) == defaults
    assert read_weights({"experience": 0.1}) == {**defaults, "experience": Fraction(1, 10)}


@pytest.mark.parametrize(
    ("given", "pointer", "words"),
    [
        ({"salary": 1.0}, "/weights/salary", "no such feature"),
        ({"a/b~c": 1.0}, "/weights/a~1b~0c", "required_skills"),
        ({"experience": -0.1}, "/weights/experience", "from 0 to 1000"),
        ({"experience": 1000.5}, "/weights/experience", "from 0 to 1000"),
        ({"experience": float("nan")}, "/weights/experience", "from 0 to 1000"),
        ({"experience": float("inf")}, "/weights/experience", "from 0 to 1000"),
        ({"related_skills": 1.01}, "/weights/related_skills", "from 0 to 1."),
        ({"occupation": 2.0}, "/weights/occupation", "from 0 to 1."),
        ({"required_skills": 0.0, "preferred_skills": 0.0, "experience": 0.0}, "/weights", "above 0"),
    ],
)
def test_unusable_weights_name_their_field(given: dict[str, float], pointer: str, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_weights(given)
    (problem,) = caught.value.errors
    assert problem.pointer == pointer
    assert words in problem.detail
    assert caught.value.detail == problem.detail


def test_all_unusable_weights_are_named_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_weights({"salary": 1, "experience": -1, "required_skills": 1})
    assert [problem.pointer for problem in caught.value.errors] == ["/weights/salary", "/weights/experience"]
