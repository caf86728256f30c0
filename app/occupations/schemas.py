"""Answers of the occupation routes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from app.schemas import AnswerModel
from app.vocabulary.schemas import ReleaseAnswer, ReleaseStateAnswer, SkillAnswer

MatchType = Literal["exact_match", "close_match", "broad_match", "narrow_match"]
_MATCH = (
    "As the official crosswalk says it of the O*NET occupation: `broad_match` where that is the wider of the two, "
    "`narrow_match` where it is the narrower."
)


class OccupationAnswer(AnswerModel):
    """An occupation, wherever one appears. `id` is stable across releases, `uri` is the framework's own."""

    id: str = Field(examples=["onet:15-1252.00"])
    uri: str
    label: str
    framework: str


class OccupationHit(OccupationAnswer):
    """An occupation that was found, and the title of it that was found."""

    matched: str = Field(description="The title that fits what was asked.", examples=["Forklift Driver"])


class OccupationCompletions(AnswerModel):
    """Occupations with a title that goes on as typed, best first. There are no further pages."""

    items: list[OccupationHit]
    next_cursor: None = None


class TitleAnswer(AnswerModel):
    """Another title of an occupation."""

    title: str
    kind: str = Field(
        description="`label` (its own title in another language), `alternative`, `reported` (by workers), `short`, "
        "`hidden` (to search by only); of what comes with Parlance also `derived` and `alias`."
    )
    language: str = Field(examples=["en"])


class JobZoneAnswer(AnswerModel):
    """How much preparation the work takes, by O*NET, in our plain words."""

    zone: int = Field(ge=1, le=5)
    title: str
    meaning: str
    source: str = Field(examples=["onet 29.0"])


class OccupationMatch(AnswerModel):
    """An occupation of another framework that a crosswalk matches."""

    occupation: OccupationAnswer
    relation: MatchType = Field(description=_MATCH)
    source: str = Field(description="The release of the crosswalk.", examples=["esco-onet 1.0"])


class OccupationDetailAnswer(OccupationAnswer):
    """Everything about one occupation but its profile. Texts are by language (ISO 639-1)."""

    kind: Literal["occupation", "group"] = Field(description="A `group` of a classification has no profile.")
    titles: list[TitleAnswer] = Field(description="Its other titles.")
    code: str | None = Field(description="The O*NET-SOC, ESCO or ISCO code.", examples=["15-1252.00"])
    job_zone: JobZoneAnswer | None
    description: dict[str, str] = Field(description="What the work is, by the framework.")
    definition: dict[str, str]
    scope_note: dict[str, str]
    regulated: bool | None = Field(
        description="Whether a law says who may do this work; null where not known."
    )
    green_share: float | None = Field(description="How green the work is, 0..1; null where not known.")
    collections: list[str] = Field(description="What the framework files it under.")
    broader: list[OccupationAnswer] = Field(description="The groups right above it.")
    narrower: list[OccupationAnswer] = Field(description="What stands right below it.")
    matches: list[OccupationMatch] = Field(description="What it is in other frameworks, the nearest first.")
    status: Literal["active", "retired"] = Field(description="`retired` once the active release lacks it.")
    version: str = Field(description="The release that this answer is from.")
    release_history: list[ReleaseStateAnswer] = Field(description="Every release it is in, oldest first.")


class RelatedOccupation(AnswerModel):
    """An occupation near another one."""

    occupation: OccupationAnswer
    basis: Literal["official", "closeness"] = Field(
        description="`official`: the release says so. `closeness`: computed here, since the release says nothing."
    )
    tier: str | None = Field(description="The publisher's tier.", examples=["Primary-Short"])
    rank: int | None = Field(description="1 is the nearest; null where the publisher ranks nothing.")
    closeness: float | None = Field(
        description="How alike the work is, 0..1, by ratings or by shared essential skills."
    )


class ScaleValue(AnswerModel):
    """A figure as it was published, on its scale."""

    value: float
    minimum: float
    maximum: float


class Scales(AnswerModel):
    """Importance (1 to 5) and level (0 to 7) as O*NET publishes them."""

    importance: ScaleValue | None
    level: ScaleValue | None


class ProfileSkillAnswer(AnswerModel):
    """A skill that the occupation needs."""

    skill: SkillAnswer
    importance: float | None = Field(
        ge=0,
        le=1,
        description="`rated`: the published importance as a part of its scale. Where nobody measured it, by relation: "
        "`essential` 1, `optional` 0.5, `technology` 0.75 if in demand, else 0.5. Through a crosswalk with several "
        "occupations, the mean over them; one that does not list the skill counts 0.",
    )
    level: float | None = Field(description="How much of it is needed, 0..1; null where nobody measured it.")
    relation: Literal["essential", "optional", "rated", "technology", "derived"]
    source: str = Field(description="Who says so.", examples=['esco 1.1.0 via exact_match "cook"'])
    via: list[str] = Field(description="Ids of the matched occupations it comes from; empty for its own.")
    suppressed: bool = Field(description="The publisher recommends not to rely on these figures.")
    scales: Scales | None = Field(description="The figures as published; null where not rated.")
    hot: bool | None = Field(description="A technology that many employers ask for.")
    in_demand: bool | None = Field(
        description="A technology that employers of this occupation often ask for."
    )
    overlay: str | None = Field(description="The overlay that added or changed it.")


class CrosswalkAnswer(OccupationMatch):
    """A match of the crosswalk, and whether the profile draws on it."""

    used: bool


class TaskAnswer(AnswerModel):
    """Something that is done in the occupation."""

    id: str
    text: str
    kind: Literal["core", "supplemental"] | None


class ActivityAnswer(AnswerModel):
    """A detailed work activity."""

    id: str
    label: str


class CategoryAnswer(AnswerModel):
    """How many in a hundred say so."""

    category: int | None
    label: str | None
    percent: float | None
    suppressed: bool


class EducationAnswer(AnswerModel):
    """What it takes to enter, as those who do the work report it."""

    education: list[CategoryAnswer]
    experience: list[CategoryAnswer]
    on_site_training: list[CategoryAnswer]
    training: list[CategoryAnswer]


class WorkStyleAnswer(AnswerModel):
    """How people go about the work."""

    id: str
    label: str
    importance: float | None = Field(description="0..1.")
    value: float | None = Field(description="As published, on the scale of its release.")


class WageItem(AnswerModel):
    """Wages in one area: US dollars an hour or a year, null where not published."""

    soc_code: str = Field(examples=["15-1252"])
    published_for: str = Field(description="The SOC code that the figures were published for.")
    area: str = Field(examples=["US-TX"])
    area_type: str = Field(examples=["state"])
    area_name: str | None = Field(examples=["Texas"])
    year: int
    employment: int | None
    hourly_median: float | None
    annual_p10: float | None
    annual_p25: float | None
    annual_median: float | None
    annual_p75: float | None
    annual_p90: float | None
    annual_mean: float | None
    note: str | None = Field(description="Why figures are missing, and whose they are.")


class WagesAnswer(AnswerModel):
    """Wages in the areas that the asked region lies in, the widest first."""

    asked: str = Field(description="The region asked for; `US` where none was.")
    answered: str | None = Field(description="The closest area with figures; null where there are none.")
    note: str | None = Field(description="What to know where `answered` is not `asked`.")
    items: list[WageItem]
    via: str | None = Field(description="Whose wages these are where they come through a crosswalk.")
    source: str


class AppliedOverlayAnswer(AnswerModel):
    """An overlay that a profile has applied, its state, and what it did."""

    region: str | None = Field(examples=["US-TX"])
    sector: str | None = Field(examples=["health-care"])
    organisation: str
    revision: int
    state: Literal["draft", "in_review", "certified"]
    certified_by: str | None
    certified_until: date | None
    needs_review: bool = Field(description="Whether new releases changed what the overlay is about.")
    review_reasons: list[str]
    added: list[str] = Field(description="Ids of skills.")
    removed: list[str]
    reweighted: list[str]
    without_effect: list[str] = Field(
        description="Skills that the releases no longer have, or the profile not any more: nothing was changed."
    )


class ProfileAnswer(AnswerModel):
    """The standardized profile of an occupation: what the work needs, what it pays, and where each figure is from."""

    occupation: OccupationAnswer
    version: str = Field(description="The release of the occupation.")
    releases: list[ReleaseAnswer] = Field(description="Every release that the profile draws on.")
    region: str | None
    sector: str | None
    review_state: str = Field(
        description="`national` without overlays, else the state of the least reviewed one."
    )
    overlays: list[AppliedOverlayAnswer] = Field(
        description="The overlays applied, and the state each is in."
    )
    job_zone: JobZoneAnswer | None
    skills: list[ProfileSkillAnswer] = Field(description="What the work needs, most important first.")
    crosswalk: list[CrosswalkAnswer] = Field(description=f"Its matches in other frameworks. {_MATCH}")
    tasks: list[TaskAnswer]
    activities: list[ActivityAnswer]
    tools: list[str]
    education: EducationAnswer
    work_styles: list[WorkStyleAnswer]
    wages: WagesAnswer
    lacks: list[str] = Field(
        description="Files that the releases should have and lack: what they hold is missing here.",
        examples=[["Skills.txt", "Knowledge.txt"]],
    )
