"""Requests and answers of the matching routes."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from app.extraction.schemas import AsOfField
from app.profiles.schemas import EvidenceAnswer, MatchSide
from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import Receipt, SkillAnswer, VocabularyPins

_POSTING = "Forklift operator. Requirements:\n- operate a forklift\n- pick orders\n- teamwork"
_WORKER = "Warehouse worker 2019 - 2023. Picked orders, operated forklifts, trained new staff."


class MatchRequest(RequestModel):
    """A posting and a worker to compare. Degrees, names, gaps, schools and addresses are never inputs."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"posting": {"text": _POSTING}, "worker": {"text": _WORKER}}]}
    )

    posting: MatchSide
    worker: MatchSide
    weights: dict[str, float] | None = Field(
        default=None,
        examples=[{"required_skills": 0.7}],
        description="In place of some default weights; GET /v1/matches/features lists them.",
    )
    effort: Literal["fast", "thorough"] = "thorough"
    as_of: AsOfField = None
    vocabulary: VocabularyPins = ()


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


class MatchReceipt(Receipt):
    """What a match was computed with: with the two sides, all that POST /v1/matches/replay needs."""

    of: Literal["match"]
    weights: dict[str, float] | None = Field(
        default=None, description="The caller's own, where some were given."
    )
    pinned: list[str] | None = Field(
        default=None, description="The releases that the caller pinned, where some were."
    )


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
    receipt: MatchReceipt
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


class GivenRelease(RequestModel):
    """A release as a receipt names it."""

    framework: str = Field(max_length=40, examples=["esco"])
    version: str = Field(max_length=40, examples=["1.2.0"])


class GivenVersion(RequestModel):
    """A version of a stored document, as a receipt names it."""

    id: str = Field(max_length=100)
    version: int = Field(ge=1)


class GivenReceipt(RequestModel):
    """The receipt of a match, sent back as the answer had it."""

    of: str | None = Field(default=None, validate_default=True, examples=["match"])
    engine: str = Field(max_length=40)
    ruleset: str = Field(max_length=80)
    vocabulary: list[GivenRelease] = Field(min_length=1, max_length=20)
    input_sha256: str = Field(
        pattern="^[0-9a-f]{64}$",
        description="32 characters of the posting's hash, then 32 of the worker's.",
    )
    effort: Literal["fast", "thorough"]
    as_of: AsOfField = None
    weights: dict[str, float] | None = None
    pinned: VocabularyPins | None = None
    stored: dict[Literal["posting", "worker"], GivenVersion] | None = None

    @field_validator("of")
    @classmethod
    def _of_a_match(cls, of: str | None) -> str:
        if of != "match":
            raise ValueError(
                "Send the receipt of an answer of POST /v1/matches; that of another call, without "
                '"of": "match", cannot be replayed.'
            )
        return of

    @model_validator(mode="after")
    def _fits_together(self) -> GivenReceipt:
        named = [each.framework for each in self.vocabulary]
        if len(set(named)) < len(named):
            raise ValueError("Name each framework of `vocabulary` once, as the answer's receipt does.")
        if not set(self.pinned or ()) <= {f"{each.framework}:{each.version}" for each in self.vocabulary}:
            raise ValueError(
                "Send `pinned` as the receipt had it: its releases are among those of `vocabulary`."
            )
        return self


_OLD_RECEIPT: dict[str, Any] = {
    "engine": "0.1.0",
    "ruleset": "816ed5755e33574e-2639f9a0",
    "vocabulary": [
        {"framework": "esco", "version": "1.2.0"},
        {"framework": "onet", "version": "30.2"},
        {"framework": "essential", "version": "1.0.0"},
    ],
    "input_sha256": "6d1b4026db97bcb6084e7de8e1345e7518bf6c39d69bfd08b070b408100e83ec",
    "of": "match",
    "effort": "thorough",
    "weights": {"required_skills": 0.7},
}


class ReplayRequest(RequestModel):
    """A match from the past: its receipt and the two sides as they were sent."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "receipt": _OLD_RECEIPT,
                    "posting": {"skills": [{"id": "onet:2.A.1.b"}, {"id": "onet:2.C.7.a"}]},
                    "worker": {"skills": [{"id": "onet:2.A.1.b", "years": 2}]},
                }
            ]
        }
    )

    receipt: GivenReceipt
    posting: MatchSide
    worker: MatchSide


class Moved(AnswerModel):
    """What it was, and what it is now."""

    then: str
    now: str


class MovedRelease(AnswerModel):
    """A framework of which another release answers now; null where none did, or does."""

    framework: str
    then: str | None
    now: str | None
    gone: bool = Field(
        description="The release of then is not stored here, so nothing can be computed with it."
    )


class MovedDocument(AnswerModel):
    """A stored document whose version is another one now."""

    id: str
    then: int
    now: int


class Changes(AnswerModel):
    """What moved since the receipt was written; what did not move is left out."""

    engine: Moved | None = None
    ruleset: Moved | None = Field(
        default=None,
        description="Rules, models or libraries. Where only what follows the dash differs beside the same releases: "
        "a release was imported again with other rows under its old version.",
    )
    vocabulary: list[MovedRelease] | None = None
    stored: dict[Literal["posting", "worker"], MovedDocument] | None = Field(
        default=None, description="Stored documents that have been replaced since."
    )


class ReplayAnswer(AnswerModel):
    """The answer to a replay where something has moved; where nothing has, it is the old answer itself."""

    changed: Changes
    detail: str = Field(description="The same in a few plain sentences.")
    then: MatchAnswer | None = Field(
        description="The old answer again, where its releases are stored and the rules are the same: to the byte."
    )
    pinned: MatchAnswer | None = Field(
        description="By the rules of now with the releases of then, where both moved and the releases are stored."
    )
    now: MatchAnswer | None = Field(
        description="The same request answered now; null where it cannot be, and `detail` says why."
    )
