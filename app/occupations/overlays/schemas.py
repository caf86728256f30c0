"""Requests and answers of the overlay routes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from app.occupations.schemas import OccupationAnswer
from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import ReleaseAnswer, SkillAnswer

MOST_CHANGES = 200
OverlayState = Literal["draft", "in_review", "certified", "expired"]
_HISTORY_STATES = Literal["draft", "in_review", "certified", "expired", "superseded", "withdrawn"]
_RELATIONS = Literal["essential", "optional", "technology"]
_ANY_RELATION = Literal["essential", "optional", "rated", "technology", "derived"]

_EXAMPLES: list[Any] = [
    {
        "author": "Maria Lopez",
        "changes": [
            {
                "action": "add",
                "skill": "esco:0f58a178-1382-4df2-95e8-2b3f90e80e24",
                "relation": "essential",
                "importance": 0.8,
                "reason": "One patient in three prefers Spanish.",
            },
            {
                "action": "reweight",
                "skill": "onet:2.C.4.e",
                "importance": 0.75,
                "reason": "Wards call in a psychologist.",
            },
        ],
    }
]


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("Give a name on one line, without control characters.")
    return text


def _without_controls(text: str) -> str:
    if not text.replace("\n", "").replace("\t", "").isprintable():
        raise ValueError("Leave out control characters.")
    return text


def _day(value: Any) -> Any:
    if value is None or isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and len(value) == len("2027-12-31"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError("Give a day as YYYY-MM-DD.")


Person = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_one_line),
]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    AfterValidator(_without_controls),
]
Part = Annotated[float, Field(ge=0, le=1)]
Day = Annotated[date, BeforeValidator(_day)]


class ChangeRequest(RequestModel):
    """One change of the profile. What is left out stays as the profile has it."""

    action: Literal["add", "remove", "reweight"]
    skill: str = Field(max_length=200, description="The id of the skill.")
    reason: Words = Field(description="Why; it is published with the overlay.")
    importance: Part | None = Field(default=None, description="Part of the scale, 0..1.")
    level: Part | None = Field(default=None, description="Part of the scale, 0..1.")
    relation: _RELATIONS | None = Field(
        default=None, description="What the skill is to the occupation; a skill that is added needs it."
    )


class OverlayRequest(RequestModel):
    """All changes of an overlay: they replace those it had."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})

    author: Person = Field(description="Who answers for these changes; the key says for which organisation.")
    changes: list[ChangeRequest] = Field(min_length=1, max_length=MOST_CHANGES)


class ReviewRequest(RequestModel):
    """A step of quality assurance."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"action": "submit", "by": "Maria Lopez", "note": "Ready for review."}]
        }
    )

    action: Literal["submit", "certify", "return", "expire", "reopen"]
    by: Person = Field(description="Who takes this step.")
    note: Annotated[Words | None, Field(description="Why; it is kept in the history.")] = None
    until: Annotated[Day | None, Field(description="The last day of a certification; it needs one.")] = None

    @model_validator(mode="after")
    def _until_belongs_to_certify(self) -> ReviewRequest:
        if self.action != "certify" and self.until is not None:
            raise ValueError("Leave until out: it belongs to the action certify.")
        if self.action == "certify" and self.until is None:
            raise ValueError("Add until, the last day on which the certification holds.")
        return self


class ChangeAnswer(AnswerModel):
    """One change of the profile; null leaves what the profile says."""

    action: Literal["add", "remove", "reweight"]
    skill: SkillAnswer
    reason: str
    importance: float | None
    level: float | None
    relation: _ANY_RELATION | None


class CertificationAnswer(AnswerModel):
    """Who certified a revision, when, until when (that day included, UTC), and against which releases."""

    by: str
    at: AwareDatetime
    until: date
    against: list[ReleaseAnswer]


class OverlayAnswer(AnswerModel):
    """An overlay in the revision that the caller is shown: its own latest one, of others the certified one."""

    occupation: OccupationAnswer
    region: str | None = Field(examples=["US-TX"])
    sector: str | None = Field(examples=["health-care"])
    organisation: str = Field(description="Whose overlay it is.")
    revision: int
    state: OverlayState
    author: str = Field(description="Who edited this revision last.")
    changed_at: AwareDatetime
    changes: list[ChangeAnswer]
    certification: CertificationAnswer | None
    revision_in_force: int | None = Field(
        description="The certified revision that profiles apply today; read it with ?revision=."
    )
    needs_review: bool = Field(description="Whether new releases changed what the overlay is about.")
    review_reasons: list[str]


class RevisionTold(AnswerModel):
    """What a revision was at a moment."""

    revision: int
    state: _HISTORY_STATES
    changes: list[dict[str, Any]] = Field(
        description="As they were written, each with its skill_id and reason."
    )
    certified_by: str | None
    certified_until: date | None
    releases: dict[str, str] = Field(description="The releases it was made for or certified against.")


class EventAnswer(AnswerModel):
    """One entry of the audit trail."""

    at: AwareDatetime
    revision: int
    action: Literal["create", "edit", "submit", "certify", "return", "expire", "reopen", "withdraw"]
    by: str
    organisation: str
    note: str
    before: RevisionTold | None = Field(description="Null where there was nothing before.")
    after: RevisionTold
