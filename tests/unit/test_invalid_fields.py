from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from app.errors import FieldProblem
from app.invalid_fields import field_problems
from app.schemas import RequestModel


class Text(RequestModel):
    text: str = Field(min_length=1, max_length=5)


class Known(RequestModel):
    id: str


class Sides(RequestModel):
    posting: Text | Known
    kind: Literal["posting", "resume"] = "posting"
    limit: int = Field(default=1, ge=1, le=3)
    effort: float = 1.0
    flag: bool = False
    items: list[Text] = Field(default_factory=list, max_length=2)
    weights: dict[str, float] = Field(default_factory=dict)

    @field_validator("kind")
    @classmethod
    def _no_resumes(cls, kind: str) -> str:
        if kind == "resume":
            raise ValueError("Send postings only.")
        return kind


class Body(BaseModel):
    """Stands for FastAPI, which puts `body` before every location."""

    body: Sides


GOOD = {"posting": {"text": "x"}}


def problems_of(body: object) -> set[FieldProblem]:
    try:
        Body.model_validate({"body": body}, strict=True)
    except ValidationError as error:
        return set(field_problems(error.errors(), body))
    raise AssertionError("nothing was wrong")


@pytest.mark.parametrize(
    ("body", "pointer", "detail"),
    [
        ({**GOOD, "limt": 1}, "/limt", "Remove this field"),
        ({**GOOD, "kind": "poster"}, "/kind", "Use one of: 'posting' or 'resume'."),
        ({**GOOD, "kind": "resume"}, "/kind", "Send postings only."),
        ({**GOOD, "limit": 0}, "/limit", "Give a number of at least 1."),
        ({**GOOD, "limit": 4}, "/limit", "Give a number of at most 3."),
        ({**GOOD, "limit": "2"}, "/limit", "Give a whole number."),
        ({**GOOD, "limit": 1.5}, "/limit", "Give a whole number."),
        ({**GOOD, "limit": True}, "/limit", "Give a whole number."),
        ({**GOOD, "effort": "fast"}, "/effort", "Give a number."),
        ({**GOOD, "flag": 1}, "/flag", "Give true or false."),
        ({**GOOD, "items": {}}, "/items", "Give a list"),
        ({**GOOD, "items": [{"text": "x"}] * 3}, "/items", "Give at most 2 items."),
        ({**GOOD, "items": [{"text": "x"}, {"text": ""}]}, "/items/1/text", "Give at least 1 characters."),
        ({**GOOD, "items": [{"text": "123456"}]}, "/items/0/text", "Give at most 5 characters."),
        ({**GOOD, "items": [{}]}, "/items/0/text", "Add this field"),
        ({**GOOD, "items": ["x"]}, "/items/0", "Give a JSON object"),
        ({**GOOD, "weights": {"a/b~c": "x"}}, "/weights/a~1b~0c", "Give a number."),
        ({}, "/posting", "Add this field"),
        ({"posting": {"text": None}}, "/posting/text", "Give a text in quotes."),
        ("text", "", "Send a JSON object in the body"),
        (None, "", "Send a JSON object in the body"),
        ([], "", "Send a JSON object in the body"),
    ],
)
def test_each_mistake_is_named_where_it_is(body: object, pointer: str, detail: str) -> None:
    assert any(each.pointer == pointer and each.detail.startswith(detail) for each in problems_of(body))


def test_models_that_were_tried_are_not_part_of_the_pointer() -> None:
    assert {each.pointer for each in problems_of({"posting": {"text": 5}})} == {
        "/posting/text",
        "/posting/id",
    }


def test_what_was_sent_is_never_repeated() -> None:
    secret = "Mary Example, 12 Sample Street"
    for body in ({"posting": {"text": secret}}, {**GOOD, "limit": secret}, {**GOOD, "kind": secret}, secret):
        assert all(secret not in each.detail for each in problems_of(body))


def test_what_is_not_in_the_body_is_named_by_its_place() -> None:
    errors = [{"type": "int_parsing", "loc": ("query", "limit"), "ctx": {}}]
    assert field_problems(errors, None) == [FieldProblem("/query/limit", "Give a whole number.")]


def test_an_unknown_kind_of_mistake_still_has_a_sentence() -> None:
    errors = [{"type": "something_new", "loc": ("body", "x")}]
    assert (
        field_problems(errors, {"x": 1})[0].detail
        == "Give a value of the type described in GET /openapi.json."
    )


def test_a_sentence_whose_context_is_missing_still_reads() -> None:
    errors = [{"type": "less_than", "loc": ("body", "x")}]
    assert field_problems(errors, {"x": 1})[0].detail == "Give a number below a value that fits."
