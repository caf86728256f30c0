"""Requests and answers of the matching routes."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import Receipt, SkillAnswer, VocabularyPins

SideKind = Literal["text", "skills", "occupation", "job_posting", "json_resume"]
SIDE_KINDS: tuple[SideKind, ...] = ("text", "skills", "occupation", "job_posting", "json_resume")


class SideYears(RequestModel):
    """Years of experience with one skill."""

    min: float | None = Field(default=None, ge=0, le=80)
    max: float | None = Field(default=None, ge=0, le=80)


class SideSkill(RequestModel):
    """One skill of a side, by its id."""

    id: str = Field(max_length=200, examples=["onet:2.A.1.b"])
    requirement: Literal["required", "preferred", "mentioned"] = "required"
    years: float | SideYears | None = Field(default=None, description="Years asked for or held.")


class Side(RequestModel):
    """One side of a match: exactly one of its fields."""

    text: str | None = None
    skills: list[SideSkill] | None = Field(default=None, max_length=1000)
    occupation: str | None = Field(default=None, max_length=200, examples=["onet:53-7051.00"])
    job_posting: dict[str, Any] | None = Field(default=None, description="A schema.org JobPosting.")
    json_resume: dict[str, Any] | None = Field(default=None, description="A JSON Resume.")

    @model_validator(mode="after")
    def _exactly_one(self) -> Side:
        if len(self.model_fields_set & set(SIDE_KINDS)) != 1 or self.kind is None:
            raise ValueError(f"Give exactly one of: {', '.join(SIDE_KINDS)}.")
        return self

    @property
    def kind(self) -> SideKind | None:
        """Which of the fields is given."""
        return next((kind for kind in SIDE_KINDS if getattr(self, kind) is not None), None)


Weight = Annotated[float, Field(description="How much a feature counts against the others.")]

_POSTING = "Forklift operator. Requirements:\n- operate a forklift\n- pick orders\n- teamwork"
_WORKER = "Warehouse worker 2019 - 2023. Picked orders, operated forklifts, trained new staff."


class MatchRequest(RequestModel):
    """A posting and a worker to compare. Degrees, names, gaps, schools and addresses are never inputs."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"posting": {"text": _POSTING}, "worker": {"text": _WORKER}}]}
    )

    posting: Side
    worker: Side
    weights: dict[str, Weight] | None = Field(
        default=None, examples=[{"required_skills": 0.7}], description="In place of some default weights."
    )
    effort: Literal["fast", "thorough"] = "thorough"
    as_of: Annotated[datetime.date, Field(strict=False)] | None = Field(
        default=None, description="What 'present' means in dated entries; today where it is not given."
    )
    vocabulary: VocabularyPins = ()


class EvidenceAnswer(AnswerModel):
    """Words of a side's text that show a skill."""

    surface: str
    start: int
    end: int


class PartAnswer(AnswerModel):
    """One feature's share: `points` is 100 times weight times value, rounded so that all parts sum to the score."""

    feature: str
    weight: float
    value: float
    points: float
    explanation: str


class ViaAnswer(AnswerModel):
    """The worker's skill that stands in for a missing one, and what it is to it."""

    skill: SkillAnswer
    relation: str


class MatchedAnswer(AnswerModel):
    """A wanted skill that the worker has, and the part its points belong to."""

    skill: SkillAnswer
    requirement: Literal["required", "preferred", "mentioned"]
    part: str
    credit: float
    points: float
    posting_evidence: list[EvidenceAnswer]
    worker_evidence: list[EvidenceAnswer]


class RelatedAnswer(MatchedAnswer):
    """A wanted skill that the worker lacks but has something near to."""

    via: ViaAnswer


class MissingAnswer(AnswerModel):
    """A wanted skill that the worker lacks, and the points that it would have brought."""

    skill: SkillAnswer
    requirement: Literal["required", "preferred", "mentioned"]
    points_lost: float
    posting_evidence: list[EvidenceAnswer]


class ExtraAnswer(AnswerModel):
    """A skill of the worker that the posting does not ask for."""

    skill: SkillAnswer
    worker_evidence: list[EvidenceAnswer]


class SkillsAnswer(AnswerModel):
    """Every skill of both sides, in one of four lists."""

    matched: list[MatchedAnswer]
    related: list[RelatedAnswer]
    missing: list[MissingAnswer]
    extra: list[ExtraAnswer]


class SideWarning(AnswerModel):
    """Something to know about one side."""

    code: str
    detail: str
    side: Literal["posting", "worker"]


class MatchAnswer(AnswerModel):
    """How well they fit, and why. `score` is null where there is not enough to score."""

    status: Literal["scored", "insufficient_evidence"]
    score: float | None
    reverse_score: float | None
    parts: list[PartAnswer]
    skills: SkillsAnswer
    weights: dict[str, float]
    warnings: list[SideWarning]
    receipt: Receipt
    texts: dict[str, str] | None = Field(
        default=None, description="The text that offsets refer to, for a side that was not given as text."
    )


class FeatureAnswer(AnswerModel):
    """One feature of the score: what it means and how much it counts."""

    feature: str
    weight: float
    description: str


class FeaturesAnswer(AnswerModel):
    """Every feature of the score."""

    items: list[FeatureAnswer]
