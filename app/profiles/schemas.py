"""A side of a match as a request gives it, and the words that show a skill."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from app.schemas import AnswerModel, RequestModel

SideKind = Literal["id", "text", "skills", "occupation", "job_posting", "json_resume"]
SIDE_KINDS: tuple[SideKind, ...] = ("text", "skills", "occupation", "job_posting", "json_resume")

YearNumber = Annotated[float, Field(ge=0, le=80)]


class SideYears(RequestModel):
    """Years of experience with one skill; an open end is left out."""

    min: YearNumber | None = None
    max: YearNumber | None = None

    @model_validator(mode="after")
    def _in_order(self) -> SideYears:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("Give a min that is not above max.")
        return self


class SideSkill(RequestModel):
    """One skill of a side, by its id."""

    id: str = Field(max_length=200, examples=["onet:2.A.1.b"])
    requirement: Literal["required", "preferred", "mentioned"] = Field(
        default="required", description="How a posting asks for it; of no meaning for a worker."
    )
    years: YearNumber | SideYears | None = Field(
        default=None, description="Years asked for, or had: the least where it is a range."
    )


class Side(RequestModel):
    """One side of a match as it is sent: exactly one of its fields."""

    KINDS: ClassVar[tuple[SideKind, ...]] = SIDE_KINDS

    text: str | None = Field(default=None, description="A job ad or a résumé, at most 100,000 characters.")
    skills: list[SideSkill] | None = Field(default=None, max_length=1000)
    occupation: str | None = Field(default=None, max_length=200, examples=["onet:53-7051.00"])
    job_posting: dict[str, Any] | None = Field(default=None, description="A schema.org JobPosting.")
    json_resume: dict[str, Any] | None = Field(default=None, description="A JSON Resume.")

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(getattr(self, kind) is not None for kind in self.KINDS) != 1:
            raise ValueError(f"Give exactly one of: {', '.join(self.KINDS)}.")
        return self

    @property
    def kind(self) -> SideKind:
        """Which of the fields is given."""
        return next(kind for kind in self.KINDS if getattr(self, kind) is not None)

    @property
    def stored_id(self) -> str | None:
        """The id of the stored document that the side is, None where it says itself what it is."""
        return None


class MatchSide(Side):
    """One side of a match: exactly one of its fields; a stored posting or worker by its id, with a key."""

    KINDS: ClassVar[tuple[SideKind, ...]] = ("id", *SIDE_KINDS)

    id: str | None = Field(
        default=None, max_length=100, description="A stored posting or worker of your organisation."
    )

    @property
    def stored_id(self) -> str | None:
        """The id of the stored document that the side is."""
        return self.id


class EvidenceAnswer(AnswerModel):
    """Words of a side's text that show a skill."""

    surface: str
    start: int
    end: int
