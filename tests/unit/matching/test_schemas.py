from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from app.matching.schemas import MatchRequest
from app.profiles.schemas import Side, SideSkill, SideYears

TEXT = {"text": "words"}


def request(**fields: Any) -> MatchRequest:
    return MatchRequest.model_validate({"posting": TEXT, "worker": TEXT, **fields})


@pytest.mark.parametrize(
    "side",
    [
        {},
        {"text": None},
        {"text": "a", "skills": []},
        {"text": "a", "occupation": "b"},
        {"text": None, "skills": None},
    ],
)
def test_a_side_is_exactly_one_of_its_kinds(side: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="Give exactly one of: text, skills, occupation"):
        Side.model_validate(side)


@pytest.mark.parametrize(
    ("side", "kind"),
    [
        ({"text": ""}, "text"),
        ({"text": "a", "skills": None}, "text"),  # many clients send null for what is not there
        ({"skills": []}, "skills"),
        ({"occupation": "onet:1"}, "occupation"),
        ({"job_posting": {}}, "job_posting"),
        ({"json_resume": {}}, "json_resume"),
    ],
)
def test_kinds(side: dict[str, Any], kind: str) -> None:
    assert Side.model_validate(side).kind == kind


@pytest.mark.parametrize(
    "fields",
    [
        {"posting": {"text": 5}},
        {"posting": "text"},
        {"posting": {"skills": ["a"]}},
        {"posting": {"skills": [{}]}},
        {"posting": {"skills": [{"id": "a"}] * 1001}},
        {"posting": {"job_posting": []}},
        {"weights": {"experience": "1"}},
        {"weights": {"experience": True}},
        {"weights": [1]},
        {"effort": "slow"},
        {"other": 1},
        {"as_of": 0},
        {"as_of": "01.02.2026"},
        {"as_of": "2026-1-1T00:00"},
        {"as_of": "1800-01-01"},
        {"as_of": "9999-01-01"},
        {"as_of": ""},
    ],
)
def test_what_does_not_fit_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        request(**fields)


@pytest.mark.parametrize(
    "years", [-1, 81, True, "3", float("inf"), 1e300, {"min": 3, "max": 2}, {"min": -1}, {"least": 1}]
)
def test_years_are_bounded(years: Any) -> None:
    with pytest.raises(ValidationError):
        SideSkill.model_validate({"id": "a", "years": years})


@pytest.mark.parametrize(
    "years", [None, 0, 3, 2.5, {}, {"min": 3}, {"max": 3}, {"min": 3, "max": 3}, {"min": 1, "max": None}]
)
def test_years_that_fit(years: Any) -> None:
    skill = SideSkill.model_validate({"id": "a", "years": years})
    read = skill.years.model_dump(exclude_unset=True) if isinstance(skill.years, SideYears) else skill.years
    assert read == years


def test_as_of_is_a_date() -> None:
    assert request(as_of="2026-02-28").as_of == date(2026, 2, 28)
    assert request(as_of=None).as_of is None
    assert request().as_of is None


def test_the_example_is_a_request() -> None:
    (example,) = MatchRequest.model_json_schema()["examples"]
    assert MatchRequest.model_validate(example).effort == "thorough"
