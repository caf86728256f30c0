"""Requests and answers of batch matching and of tasks."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import ConfigDict, Field

from app.extraction.schemas import AsOfField
from app.profiles.schemas import MatchSide
from app.schemas import AnswerModel, RequestModel
from app.vocabulary.schemas import Receipt, VocabularyPins

MOST_ITEMS = 2000  # on each side

State = Literal["queued", "running", "finished", "failed", "cancelled"]
ResultFormat = Literal["ndjson", "csv"]

_EXAMPLE: dict[str, Any] = {
    "postings": [
        {"id": "stall-1", "posting": {"text": "Forklift operator. Requirements: operate a forklift"}}
    ],
    "workers": [{"id": "visitor-1", "worker": {"skills": [{"id": "onet:2.A.1.b"}]}}],
}


class BatchPosting(RequestModel):
    """One posting of a batch with the caller's own id."""

    id: str = Field(min_length=1, max_length=200)
    posting: MatchSide


class BatchWorker(RequestModel):
    """One worker of a batch with the caller's own id."""

    id: str = Field(min_length=1, max_length=200)
    worker: MatchSide


class Meetings(RequestModel):
    """How many meetings one worker and one posting have at most."""

    per_worker: int = Field(default=1, ge=1, le=MOST_ITEMS)
    per_posting: int = Field(default=1, ge=1, le=MOST_ITEMS)


class BatchRequest(RequestModel):
    """Many postings and many workers, each pair of which is scored."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    postings: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=MOST_ITEMS,
        description="Each has `id`, your own, and `posting`: a side as in POST /v1/matches.",
    )
    workers: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=MOST_ITEMS,
        description="Each has `id`, your own, and `worker`: a side as in POST /v1/matches.",
    )
    consent: bool = Field(
        default=False,
        description="Say true where workers come as `text` or `json_resume`: these are stored until they are read.",
    )
    weights: dict[str, float] | None = Field(
        default=None, description="In place of some default weights; GET /v1/matches/features lists them."
    )
    effort: Literal["fast", "thorough"] = "fast"
    as_of: AsOfField = None
    vocabulary: VocabularyPins = ()
    top: int | None = Field(
        default=None, ge=1, le=MOST_ITEMS, description="Only the best workers of each posting, this many."
    )
    least_score: float | None = Field(
        default=None, ge=0, le=100, allow_inf_nan=False, description="Only pairs that score at least this."
    )
    meetings: Meetings | None = Field(
        default=None,
        description="In place of all pairs, who should meet whom: the sum of the scores is the most possible.",
    )


class ProgressAnswer(AnswerModel):
    """How far a task is: postings and workers read and postings scored, of all."""

    done: int
    total: int


class TaskAnswer(AnswerModel):
    """A large job: where it stands, and where its result is once it is finished."""

    id: str = Field(examples=["tsk_4mJ0cYVd1bQXh6sTn8uKpw"])
    kind: Literal["matches"]
    state: State
    progress: ProgressAnswer
    created_at: dt.datetime
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    expires_at: dt.datetime | None = Field(description="When the task and its result are erased.")
    result: str | None = Field(
        description="Where the result is, once the task is finished.",
        examples=["/v1/tasks/tsk_4mJ0cYVd1bQXh6sTn8uKpw/result"],
    )
    problem: dict[str, Any] | None = Field(description="Why the task failed, as in an error answer.")
    receipt: Receipt | None = Field(description="What a finished task was computed with.")
