"""Requests and answers of the matching routes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from app.extraction.schemas import AsOfField
from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import Receipt, SkillAnswer, VocabularyPins

SideKind = Literal["text", "skills", "occupation", "job_posting", "json_resume"]
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
    """One side of a match: exactly one of its fields."""

    text: str | None = Field(default=None, description="A job ad or a résumé, at most 100,000 characters.")
    skills: list[SideSkill] | None = Field(default=None, max_length=1000)
    occupation: str | None = Field(default=None, max_length=200, examples=["onet:53-7051.00"])
    job_posting: dict[str, Any] | None = Field(default=None, description="A schema.org JobPosting.")
    json_resume: dict[str, Any] | None = Field(default=None, description="A JSON Resume.")

    @model_validator(mode="after")
    def _exactly_one(self) -> Side:
        if sum(getattr(self, kind) is not None for kind in SIDE_KINDS) != 1:
            raise ValueError(f"Give exactly one of: {', '.join(SIDE_KINDS)}.")
        return self

    @property
    def kind(self) -> SideKind:
        """Which of the fields is given."""
        return next(kind for kind in SIDE_KINDS if getattr(self, kind) is not None)


_POSTING = "Forklift operator. Requirements:\n- operate a forklift\n- pick orders\n- teamwork"
_WORKER = "Warehouse worker 2019 - 2023. Picked orders, operated forklifts, trained new staff."


class MatchRequest(RequestModel):
    """A posting and a worker to compare. Degrees, names, gaps, schools and addresses are never inputs."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"posting": {"text": _POSTING}, "worker": {"text": _WORKER}}]}
    )

    posting: Side
    worker: Side
    weights: dict[str, float] | None = Field(
        default=None,
        examples=[{"required_skills": 0.7}],
        description="In place of some default weights; GET /v1/matches/features lists them.",
    )
    effort: Literal["fast", "thorough"] = "thorough"
    as_of: AsOfField = None
    vocabulary: VocabularyPins = ()


class EvidenceAnswer(AnswerModel):
    """Words of a side's text that show a skill."""

    surface: str
    start: int
    end: int


class PartAnswer(AnswerModel):
    """One feature's share: 100 times weight times value, rounded so that the parts sum to the score."""

    feature: str
    weight: float = Field(ge=0)
    value: float = Field(ge=0, le=1)
    points: float = Field(ge=0, le=100)
    explanation: str


class ViaAnswer(AnswerModel):
    """The worker's skill that stands in for a missing one, and what it is to that, as `narrower`."""

    skill: SkillAnswer
    relation: str


class MatchedAnswer(AnswerModel):
    """A wanted skill that the worker has, and the part its points belong to."""

    skill: SkillAnswer
    requirement: Literal["required", "preferred", "mentioned"]
    part: str
    credit: float = Field(ge=0, le=1, description="1 for the skill itself, less for a related one.")
    points: float
    posting_evidence: list[EvidenceAnswer]
    worker_evidence: list[EvidenceAnswer]


class RelatedAnswer(MatchedAnswer):
    """A wanted skill that the worker lacks but has something near to."""

    via: ViaAnswer


class MissingAnswer(AnswerModel):
    """A wanted skill that the worker lacks, and the points that it would bring to its part."""

    skill: SkillAnswer
    requirement: Literal["required", "preferred", "mentioned"]
    points_lost: float
    posting_evidence: list[EvidenceAnswer]


class ExtraAnswer(AnswerModel):
    """A skill of the worker that stands for nothing the posting asks for."""

    skill: SkillAnswer
    worker_evidence: list[EvidenceAnswer]


class SkillsAnswer(AnswerModel):
    """Every skill of both sides, in one of four lists."""

    matched: list[MatchedAnswer]
    related: list[RelatedAnswer]
    missing: list[MissingAnswer]
    extra: list[ExtraAnswer]


class SideWarningAnswer(AnswerModel):
    """Something to know about one side; `code` is stable."""

    code: str
    detail: str
    side: Literal["posting", "worker"]


class MatchAnswer(AnswerModel):
    """How well they fit, and why. `score` is null where there is not enough to score."""

    status: Literal["scored", "insufficient_evidence"]
    score: float | None = Field(description="0 to 100, the exact sum of the parts' points.")
    reverse_score: float | None = Field(
        description="0 to 100: how much of what the worker offers the posting uses."
    )
    parts: list[PartAnswer]
    skills: SkillsAnswer
    weights: dict[str, float] = Field(
        description="As applied: 0 where the posting asks for nothing of the kind."
    )
    warnings: list[SideWarningAnswer]
    receipt: Receipt
    texts: dict[str, str] | None = Field(
        default=None, description="The text that offsets refer to, for a side that was not given as text."
    )


class FeatureAnswer(AnswerModel):
    """One feature of the score: what it means and how much it counts."""

    feature: str
    role: Literal["asked", "stand_in"] = Field(
        description="`asked`: shares out 100 points with the others by weight. "
        "`stand_in`: pays, by a weight of at most 1, from the points that missing skills leave open."
    )
    weight: float = Field(description="Used where the caller gives none.")
    description: str


class FeaturesAnswer(AnswerModel):
    """Every feature of the score."""

    items: list[FeatureAnswer]
