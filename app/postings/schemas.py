"""Requests and answers of the routes for stored postings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from app.extraction.models import Requirement
from app.extraction.schemas import EffortField
from app.occupations.schemas import OccupationAnswer
from app.paging import Page
from app.postings.job_fields import EARLIEST, MOST_PAY, PayUnit
from app.profiles.keeping.schemas import ExternalId, Region
from app.profiles.schemas import EvidenceAnswer, SideSkill
from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import Receipt, SkillAnswer

CONTENTS = ("text", "skills", "occupation", "job_posting")
_FURTHEST = timedelta(days=366)
_TEXT = "Forklift operator. Requirements:\n- operate a forklift\n- pick orders\n- teamwork"
_EXAMPLES: list[Any] = [
    {
        "external_id": "job-20418",
        "title": "Forklift operator",
        "employer": "Brightwater Freight",
        "region": "US-TX",
        "remote": False,
        "posted_on": "2026-09-14",
        "pay": {"min": 19.5, "max": 23, "unit": "hour", "currency": "USD"},
        "text": _TEXT,
    }
]


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("Give it on one line, without control characters.")
    return text


def _day(value: Any) -> Any:
    if value is None:
        return value
    try:
        if isinstance(value, date):
            found = value
        elif isinstance(value, str) and len(value) == len("2026-12-31"):
            found = date.fromisoformat(value)
        else:
            raise ValueError
    except ValueError:
        raise ValueError("Give a day as YYYY-MM-DD.") from None
    last = datetime.now(UTC).date() + _FURTHEST
    if not EARLIEST <= found <= last:
        raise ValueError(f"Give a day from {EARLIEST} to {last}.")
    return found


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_one_line)
]
Person = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_one_line)
]
Amount = Annotated[float, Field(ge=0, le=MOST_PAY, allow_inf_nan=False)]


class PayRequest(RequestModel):
    """What is paid, from `min` to `max`; one of the two will do."""

    min: Amount | None = None
    max: Amount | None = None
    unit: PayUnit
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 4217.", examples=["USD"])]

    @model_validator(mode="after")
    def _in_order(self) -> PayRequest:
        if self.min is None and self.max is None:
            raise ValueError("Give min, max or both.")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("Give a min that is not above max.")
        return self


class PostingRequest(RequestModel):
    """A posting to store: its content by exactly one of `text`, `skills`, `occupation` and `job_posting`.

    An `occupation` beside another content only says which occupation it is. What a job_posting says in its own
    fields of employer, place, date and pay counts where the fields here are left out.
    """

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})

    text: str | None = Field(default=None, description="The job ad, at most 100,000 characters.")
    skills: list[SideSkill] | None = Field(default=None, min_length=1, max_length=1000)
    occupation: str | None = Field(default=None, max_length=200, examples=["onet:53-7051.00"])
    job_posting: dict[str, Any] | None = Field(default=None, description="A schema.org JobPosting.")
    external_id: ExternalId | None = None
    title: Line | None = None
    employer: Line | None = Field(
        default=None, description="Duplicates are only sought among the postings of one employer."
    )
    region: Region | None = None
    remote: bool | None = None
    posted_on: Annotated[date | None, BeforeValidator(_day)] = Field(default=None, examples=["2026-09-14"])
    pay: PayRequest | None = None
    keep_text: bool = Field(default=True, description="False: only skills are kept, and where they stood.")
    effort: EffortField | None = Field(
        default=None, description="How a text is read: `thorough` where it is not given, in bulk `fast`."
    )

    @model_validator(mode="after")
    def _one_content(self) -> PostingRequest:
        given = [name for name in CONTENTS if getattr(self, name) is not None]
        if len(given) > 1:
            given = [name for name in given if name != "occupation"]
        if len(given) != 1:
            raise ValueError(f"Give exactly one of: {', '.join(CONTENTS)}.")
        return self


class NotDuplicateRequest(RequestModel):
    """Who says that two postings are two jobs."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"author": "Maria Lopez"}]})

    author: Person


# ---- answers


class PayAnswer(AnswerModel):
    """What is paid."""

    min: float | None
    max: float | None
    unit: PayUnit
    currency: str


class PostedSkill(AnswerModel):
    """A skill that the posting asks for, with the words that show it; offsets refer to the text as it was sent."""

    skill: SkillAnswer
    requirement: Requirement
    weight: float = Field(gt=0, le=1, description="Against the other skills of this posting.")
    years: float | None = Field(description="Experience asked for with this skill.")
    evidence: list[EvidenceAnswer]


class DuplicatesAnswer(AnswerModel):
    """The postings that are this same job: `postings` of them, which count as `units` of demand, always one."""

    group: str = Field(description="List them with GET /v1/postings?group=.")
    postings: int = Field(ge=1, description="How often it is posted, this posting included.")
    units: int = Field(description="How often it counts: 1.")


class NotDuplicateAnswer(AnswerModel):
    """A person's word that another posting is not this job."""

    posting: str = Field(description="The id of the other posting.")
    author: str
    created_at: AwareDatetime


class PostingWarning(AnswerModel):
    """Something to know about the posting; `code` is stable."""

    code: str
    detail: str


class PostingAnswer(AnswerModel):
    """A stored posting."""

    id: str = Field(examples=["pst_3q2x8Zl0T7mWc1Jd9RbVfA"])
    external_id: str | None
    version: int = Field(ge=1, description="Counts up with each replacement.")
    title: str | None
    employer: str | None
    region: str | None
    remote: bool | None
    occupations: list[OccupationAnswer]
    posted_on: date | None
    pay: PayAnswer | None
    months: int | None = Field(description="Experience asked for.")
    skills: list[PostedSkill]
    text: str | None = Field(description="Null where it was not to be kept, or there was none.")
    duplicates: DuplicatesAnswer
    not_duplicates: list[NotDuplicateAnswer]
    warnings: list[PostingWarning]
    receipt: Receipt = Field(description="What the skills were read with.")
    created_at: AwareDatetime
    updated_at: AwareDatetime


class PostingSummary(AnswerModel):
    """A stored posting in a list."""

    id: str
    external_id: str | None
    version: int
    title: str | None
    employer: str | None
    region: str | None
    remote: bool | None
    posted_on: date | None
    group: str
    created_at: AwareDatetime
    updated_at: AwareDatetime


class PostingPage(Page[PostingSummary]):
    """A page of postings with both counts of the whole list."""

    postings: int = Field(description="How many there are.")
    distinct: int = Field(description="How many jobs they are: duplicates count once.")
