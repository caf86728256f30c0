"""Base classes and shared pieces of what goes in and out over HTTP."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class RequestModel(BaseModel):
    """Base of request bodies: unknown fields and values of another type are refused, never guessed at."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AnswerModel(BaseModel):
    """Base of answers; fields may be added later, so callers should pass over those they do not know."""

    model_config = ConfigDict(frozen=True)


class FieldProblemAnswer(AnswerModel):
    """One field that could not be used."""

    pointer: str = Field(
        description="JSON pointer to the field in the body, or /query/NAME, /path/NAME, /header/NAME.",
        examples=["/items/0/text"],
    )
    detail: str = Field(description="What to do about it.", examples=["Add this field; it is required."])


class Problem(AnswerModel):
    """What every error answers (RFC 9457, application/problem+json)."""

    type: str = Field(
        description="Names the kind of problem; it never changes.",
        examples=["urn:parlance:problem:not-found"],
    )
    title: str = Field(
        description="The kind of problem in a few words.", examples=["Nothing was found at this address"]
    )
    status: int = Field(description="The HTTP status, repeated.", examples=[404])
    detail: str = Field(
        description="What to do next.", examples=["Check the address against GET /openapi.json."]
    )
    instance: str = Field(
        description="The path that was asked for, with the request id after #.",
        examples=["/v1/skillz#4c1f0e"],
    )
    errors: list[FieldProblemAnswer] | None = Field(
        default=None, description="The fields that could not be used, if any."
    )
