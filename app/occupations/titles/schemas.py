"""Requests and answers of the normalization of job titles."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from app.occupations.schemas import OccupationAnswer
from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import Receipt, VocabularyPins

_EXAMPLE: dict[str, Any] = {
    "items": [
        {"id": "a", "title": "Sr. Wrhse Assoc (Nights) - $18/hr"},
        {
            "id": "b",
            "title": "Crew member",
            "text": "Take orders, run the register and prepare burgers and fries.",
        },
    ],
    "limit": 5,
}


class TitleItem(RequestModel):
    """A job title as it was written, and its ad if there is one."""

    id: str = Field(max_length=200, description="Your id; it comes back with the outcome.")
    title: str = Field(description="The title; its first 300 characters are read.", examples=["RN - ICU"])
    text: str | None = Field(
        default=None, description="The text of the ad: it decides between occupations that are close."
    )


class TitleRequest(RequestModel):
    """Up to 1,000 job titles to find occupations for."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    items: list[dict[str, Any]] = Field(
        min_length=1, max_length=1000, description="Each has `id` and `title`, and may have `text`."
    )
    limit: int = Field(default=10, ge=1, le=100, description="Candidates an item, at most.")
    framework: str | None = Field(
        default=None,
        max_length=40,
        description="Name occupations of this framework only; default is all frameworks in one ranking.",
        examples=["onet"],
    )
    vocabulary: VocabularyPins = ()


class OccupationCandidate(AnswerModel):
    """An occupation that the title may mean."""

    occupation: OccupationAnswer
    score: float = Field(ge=0, le=1, description="How likely this is a right occupation.")
    method: Literal["exact", "alias", "fuzzy", "semantic"] = Field(
        description="`exact`: its own title; `alias`: another of its names; `fuzzy`: after words were put "
        "right that no name has; `semantic`: by words and meaning."
    )


class StrippedPiece(AnswerModel):
    """What the title said beside the name of the job, as it was written."""

    kind: Literal["seniority", "shift", "pay", "place", "marketing"]
    surface: str


class ItemProblem(AnswerModel):
    """Why one item of a batch failed."""

    type: str
    title: str
    status: int
    detail: str


class TitleOutcome(AnswerModel):
    """The candidates for one title, best first, or the problem it has."""

    id: str | None
    candidates: list[OccupationCandidate] | None = None
    stripped: list[StrippedPiece] | None = None
    problem: ItemProblem | None = None


class TitlesAnswer(AnswerModel):
    """Outcomes in the order of the items."""

    items: list[TitleOutcome]
    receipt: Receipt
