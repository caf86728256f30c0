"""Requests and answers of the extraction routes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from app.schemas import AnswerModel, RequestModel
from app.text.language_names import is_language
from app.vocabulary.schemas import Receipt, SkillAnswer, VocabularyPins

TextField = Annotated[
    str, Field(description="The text, at most 100,000 characters.", examples=["Operate a forklift safely."])
]
KindField = Annotated[
    Literal["posting", "resume", "auto"], Field(description="What the text is; `auto` tells by its look.")
]


def _known_language(code: str) -> str:
    if code != "auto" and not is_language(code):
        raise ValueError(f"There is no language '{code}'. Give an ISO 639 code such as en or es, or auto.")
    return code


LanguageField = Annotated[
    str,
    Field(
        pattern=r"^(auto|[a-z]{2,3})$", description="ISO 639 code, or `auto` to have it told from the text."
    ),
    AfterValidator(_known_language),
]
EffortField = Annotated[
    Literal["fast", "thorough"],
    Field(description="`fast` reads by names alone; `thorough` also reads clauses by their meaning."),
]
FrameworkField = Annotated[
    str | None, Field(max_length=40, description="Name skills in this framework only.", examples=["esco"])
]


def read_day(value: Any) -> Any:
    """A day as ISO 8601 writes it; raises ValueError for other words and for days no résumé means."""
    if value is None or isinstance(value, dt.date):
        return value
    try:
        read = dt.datetime.strptime(value, "%Y-%m-%d").date()
    except (TypeError, ValueError):
        raise ValueError("Give a date such as 2026-01-31.") from None
    if not 1950 <= read.year <= 2150:
        raise ValueError("Give a date from 1950 to 2150.")
    return read


AsOfField = Annotated[
    dt.date | None,
    BeforeValidator(read_day),
    Field(
        description="What 'present' means in the dated entries of a résumé; today where it is not given.",
        examples=["2026-01-31"],
    ),
]

_EXAMPLE: dict[str, Any] = {
    "text": "Requirements:\n- 2+ years operating a forklift\n- Customer service\nNice to have: Spanish",
    "kind": "posting",
}


class ExtractRequest(RequestModel):
    """A text to read skills from."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    text: TextField
    kind: KindField = "auto"
    language: LanguageField = "auto"
    effort: EffortField = "thorough"
    framework: FrameworkField = None
    as_of: AsOfField = None
    vocabulary: VocabularyPins = ()


class BatchItem(RequestModel):
    """One text of a batch with the caller's own id."""

    id: str = Field(max_length=200, description="Your id; it comes back with the outcome.")
    text: TextField
    kind: KindField = "auto"
    language: LanguageField = "auto"


class ExtractBatchRequest(RequestModel):
    """Up to 1,000 texts; order and ids come back."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"items": [{"id": "a", "text": "Cashier wanted: handle cash, stock shelves."}]}]
        }
    )

    items: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=1000,
        description="Each has `id`, `text`, and may have `kind` and `language`.",
    )
    effort: EffortField = "thorough"
    framework: FrameworkField = None
    as_of: AsOfField = None
    vocabulary: VocabularyPins = ()


LevelAnswer = Literal["basic", "intermediate", "advanced", "expert"]


class YearsAnswer(AnswerModel):
    """Years of experience; an open end is null."""

    min: float | None
    max: float | None


class ExperienceAnswer(AnswerModel):
    """What the dated entries of a résumé show of one skill; months that entries share count once."""

    months: int = Field(ge=0)
    last_used: str = Field(description="The last month of those entries.", examples=["2024-05"])


class MentionAnswer(AnswerModel):
    """One skill at one place of the text."""

    skill: SkillAnswer
    surface: str
    start: int
    end: int
    section: str
    confidence: float = Field(ge=0, le=1, description="How likely these words ask for, or show, a skill.")
    link_confidence: float = Field(ge=0, le=1, description="How likely they mean this skill.")
    method: Literal["exact", "alias", "fuzzy", "semantic"]
    requirement: Literal["required", "preferred", "mentioned"]
    polarity: Literal["asserted", "negated", "not_required"]
    years: YearsAnswer | None
    level: LevelAnswer | None = Field(description="The level of proficiency, where the words name one.")


class FoundSkillAnswer(AnswerModel):
    """One skill of the whole text; `mentions` are places in the list of mentions, best evidence first."""

    skill: SkillAnswer
    confidence: float = Field(
        ge=0,
        le=1,
        description="How likely the text asks for, or shows, this very skill, by all its mentions.",
    )
    requirement: Literal["required", "preferred", "mentioned"]
    polarity: Literal["asserted", "negated", "not_required"]
    years: YearsAnswer | None
    level: LevelAnswer | None = Field(description="The level of proficiency, where the words name one.")
    mentions: list[int]
    experience: ExperienceAnswer | None = Field(
        description="Null in postings, and for a skill that no dated entry of the résumé names."
    )


class QualificationAnswer(AnswerModel):
    """A degree, certification, licence, language or length of experience."""

    kind: Literal["degree", "certification", "licence", "experience", "language"]
    label: str
    requirement: Literal["required", "preferred", "or_equivalent", "not_required"]
    surface: str
    start: int
    end: int


class WarningAnswer(AnswerModel):
    """Something to know about this answer; `code` is stable."""

    code: str
    detail: str


class ExtractAnswer(AnswerModel):
    """Everything read from one text. `text` is given where the offsets refer to the text of a document."""

    language: str
    kind: Literal["posting", "resume"]
    mentions: list[MentionAnswer]
    skills: list[FoundSkillAnswer]
    qualifications: list[QualificationAnswer]
    warnings: list[WarningAnswer]
    receipt: Receipt
    text: str | None = None


class ProblemAnswer(AnswerModel):
    """Why one item of a batch failed."""

    type: str
    title: str
    status: int
    detail: str


class BatchOutcome(AnswerModel):
    """The outcome for one item: what was read, as from `/extract`, or the `problem` it has."""

    id: str | None
    language: str | None = None
    kind: Literal["posting", "resume"] | None = None
    mentions: list[MentionAnswer] | None = None
    skills: list[FoundSkillAnswer] | None = None
    qualifications: list[QualificationAnswer] | None = None
    warnings: list[WarningAnswer] | None = None
    receipt: Receipt | None = None
    problem: ProblemAnswer | None = None


class ExtractBatchAnswer(AnswerModel):
    """Outcomes in the order of the items."""

    items: list[BatchOutcome]
    receipt: Receipt


class NormalizeItem(RequestModel):
    """A phrase or sentence to find skills for."""

    id: str = Field(max_length=200)
    text: TextField


class NormalizeRequest(RequestModel):
    """Phrases or sentences to be ranked against the vocabulary."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "items": [{"id": "a", "text": "you will balance the till after each shift"}],
                    "limit": 10,
                    "framework": "esco",
                }
            ]
        }
    )

    items: list[NormalizeItem] = Field(min_length=1, max_length=1000)
    limit: int = Field(default=10, ge=1, le=100)
    framework: FrameworkField = None
    effort: EffortField = "thorough"
    vocabulary: VocabularyPins = ()


class CandidateAnswer(AnswerModel):
    """A skill that the text may mean."""

    skill: SkillAnswer
    score: float = Field(ge=0, le=1)
    method: Literal["exact", "alias", "fuzzy", "semantic"]


class NormalizeOutcome(AnswerModel):
    """The candidates for one item, best first, or the problem it has."""

    id: str
    candidates: list[CandidateAnswer] | None = None
    problem: ProblemAnswer | None = None


class NormalizeAnswer(AnswerModel):
    """Outcomes in the order of the items."""

    items: list[NormalizeOutcome]
    receipt: Receipt
