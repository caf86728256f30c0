"""Requests and answers of the worker routes."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, ConfigDict, Field

from app.extraction.schemas import AsOfField, EffortField
from app.occupations.schemas import OccupationAnswer
from app.profiles.keeping.schemas import ExternalId, Region
from app.profiles.schemas import EvidenceAnswer, SideSkill
from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import Receipt, SkillAnswer

CONSENT = (
    'A worker is stored only with their consent. Ask them, and send "consent": true once they have given it.'
)

_EXAMPLES: list[Any] = [
    {
        "external_id": "w-1042",
        "consent": True,
        "text": "Warehouse worker\n- drove a forklift for 3 years\n- customer service",
        "region": "US-TX",
    },
    {
        "external_id": "w-1043",
        "consent": True,
        "skills": [{"id": "onet:2.A.1.b", "years": 2}],
        "occupation": "onet:53-7051.00",
        "remote": False,
    },
]


class WorkerRequest(RequestModel):
    """What a worker brings: one of `text`, `skills`, `occupation` and `json_resume`.

    `occupation` may also stand beside another of them: it then says what the worker's occupation is.
    """

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})

    external_id: ExternalId | None = None
    consent: bool = Field(default=False, description="Must be true: the person agrees that this is stored.")
    text: str | None = Field(default=None, description="A résumé, at most 100,000 characters.")
    skills: list[SideSkill] | None = Field(default=None, max_length=1000)
    occupation: str | None = Field(default=None, max_length=200, examples=["onet:53-7051.00"])
    json_resume: dict[str, Any] | None = Field(default=None, description="A JSON Resume.")
    keep_text: bool = Field(
        default=False, description="Whether the text is kept too, not only the words that show skills."
    )
    region: Region | None = None
    remote: bool | None = Field(default=None, description="Whether the worker wants to work remotely.")
    effort: EffortField | None = Field(
        default=None, description="How a text is read: `thorough` where it is not given, in bulk `fast`."
    )
    as_of: AsOfField = None


class WorkerSkillAnswer(AnswerModel):
    """A skill that the worker has."""

    skill: SkillAnswer
    months: int | None = Field(description="Of experience named with it.")
    evidence: list[EvidenceAnswer] = Field(
        description="The words that show it; empty where no text was sent. Offsets count in the text as it was sent, "
        "or in that made from a JSON Resume."
    )


class WarningAnswer(AnswerModel):
    """Something to know about what was read."""

    code: str
    detail: str


class WorkerAnswer(AnswerModel):
    """A stored worker."""

    id: str = Field(examples=["wrk_3kTMd9YxQ2mX0uWbn5rXIg"])
    external_id: str | None
    version: int = Field(description="1, and one more each time it is replaced.")
    created_at: AwareDatetime
    updated_at: AwareDatetime
    region: str | None
    remote: bool | None
    occupations: list[OccupationAnswer]
    months: int | None = Field(description="All experience together; overlaps count once.")
    skills: list[WorkerSkillAnswer]
    text: str | None = Field(description="Only where it was to be kept; lists leave it out.")
    warnings: list[WarningAnswer]
    receipt: Receipt = Field(description="Of the reading.")
