"""Requests and answers of the searches."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from app.extraction.schemas import AsOfField, read_day
from app.matching.schemas import PartAnswer, SkillsAnswer
from app.profiles.keeping.schemas import Region
from app.profiles.schemas import MatchSide
from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import Receipt, VocabularyPins

MOST_FOUND = 100
FilterText = Annotated[str, Field(min_length=1, max_length=200)]


class SearchFilters(RequestModel):
    """Which stored documents may be found. Each filter that is given must hold."""

    region: Region | None = Field(
        default=None, description="A region such as US-TX; US finds every region in it.", examples=["US-TX"]
    )
    remote: bool | None = Field(
        default=None, description="Only those that say so; what says nothing is left out."
    )
    occupation: FilterText | None = Field(default=None, examples=["onet:53-7051.00"])
    posted_since: Annotated[date | None, BeforeValidator(read_day)] = Field(
        default=None,
        description="Postings of this day or later; undated ones are left out.",
        examples=["2026-09-01"],
    )
    organisation: FilterText | None = Field(
        default=None, description="Postings of this employer, however its name is written."
    )


class SearchRequest(RequestModel):
    """A posting, to find the workers that fit best, or a worker, to find the postings."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "posting": {"skills": [{"id": "onet:2.A.1.b"}]},
                    "limit": 10,
                    "filters": {"region": "US-TX"},
                }
            ]
        }
    )

    posting: MatchSide | None = None
    worker: MatchSide | None = None
    limit: int = Field(default=MOST_FOUND, ge=1, le=MOST_FOUND)
    filters: SearchFilters = SearchFilters()
    weights: dict[str, float] | None = None
    explain: bool = Field(
        default=False, description="Whether each found one comes with its parts and skills."
    )
    effort: Literal["fast", "thorough"] = "thorough"
    as_of: AsOfField = None
    vocabulary: VocabularyPins = ()

    @model_validator(mode="after")
    def _one_side(self) -> SearchRequest:
        if (self.posting is None) == (self.worker is None):
            raise ValueError(
                "Give a posting, to find workers, or a worker, to find postings: exactly one of them."
            )
        if self.posting is not None and (self.filters.posted_since or self.filters.organisation):
            raise ValueError("posted_since and organisation filter postings; leave them out to find workers.")
        return self


class FoundAnswer(AnswerModel):
    """A stored document that was found, with the score of the pair."""

    id: str
    external_id: str | None
    version: int
    score: float = Field(description="0 to 100: what POST /v1/matches says of the pair.")
    reverse_score: float | None
    parts: list[PartAnswer] | None = Field(default=None, description="With `explain`.")
    skills: SkillsAnswer | None = Field(default=None, description="With `explain`.")


class SearchAnswer(AnswerModel):
    """The best stored documents, the highest score first, of equals the one stored first."""

    find: Literal["workers", "postings"]
    items: list[FoundAnswer]
    weights: dict[str, float] = Field(description="As given, in place of the defaults.")
    filters: SearchFilters
    warnings: list[dict[str, str]]
    receipt: Receipt


class SearchOptions(RequestModel):
    """What the searches from a stored document take in their address."""

    limit: int = Field(default=20, ge=1, le=MOST_FOUND, strict=False, description="How many to return.")
    explain: bool = Field(
        default=False, strict=False, description="Whether each found one comes with its parts and skills."
    )
    region: Region | None = Field(default=None, description="US-TX; US finds every region in it.")
    remote: bool | None = Field(default=None, strict=False, description="Only those that say so.")
    occupation: FilterText | None = Field(default=None, description="Only those that name this occupation.")


Options = Annotated[SearchOptions, Query()]
