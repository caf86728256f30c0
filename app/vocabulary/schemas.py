"""Requests and answers of the vocabulary routes, and the pieces that every chapter shows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, Field

from app.schemas import AnswerModel


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


VocabularyPins = Annotated[
    tuple[Annotated[str, Field(max_length=80)], ...],
    BeforeValidator(_as_list),
    Field(
        max_length=20,
        description="Releases to answer from, as `framework:version`; default is each active release.",
        examples=[["esco:1.2.0"]],
    ),
]


class SkillAnswer(AnswerModel):
    """A skill, wherever one appears. `id` is stable across releases, `uri` is the framework's own."""

    id: str = Field(examples=["onet:2.A.1.a"])
    uri: str
    label: str
    framework: str
    type: Literal["skill", "knowledge", "technology", "attitude", "language", "essential"]


class ReleaseAnswer(AnswerModel):
    """Which release of which framework."""

    framework: str
    version: str


class Receipt(AnswerModel):
    """What an answer was computed with: same input under the same receipt gives the same bytes."""

    engine: str
    ruleset: str
    vocabulary: list[ReleaseAnswer]
    input_sha256: str
    effort: Literal["fast", "thorough"] | None = None
    as_of: str | None = None


class FrameworkAnswer(AnswerModel):
    """A vocabulary that somebody publishes, and the release of it that answers come from."""

    id: str = Field(examples=["esco"])
    title: str
    publisher: str
    licence: str
    url: str
    version: str | None = Field(description="The active release; null where none is.", examples=["1.2.0"])
    missing: list[str] = Field(
        default=[], description="Files that the active release should have and lacks.", examples=[[]]
    )


class ReleaseStateAnswer(ReleaseAnswer):
    """A release that is here. The `active` one answers by default; a `kept` one answers when it is pinned."""

    state: Literal["active", "kept"]


class StoredReleaseAnswer(ReleaseStateAnswer):
    """A release with what is known of its loading."""

    checksum: str = Field(description="Of the rows it was loaded from.")
    origin: str
    created_at: AwareDatetime
    counts: dict[str, int] = Field(
        description="How much of each there is; groups of a hierarchy are counted apart.",
        examples=[{"skills": 13939}],
    )
    missing: list[str] = Field(
        default=[], description="Files that the release should have and lacks.", examples=[[]]
    )
    warnings: list[str] = Field(
        default=[], description="What was left out of it when it was read.", examples=[[]]
    )


class SkillHit(SkillAnswer):
    """A skill that was found, and the name of it that was found."""

    matched: str = Field(description="The name that fits what was asked.", examples=["cash handling"])


class SkillMatch(AnswerModel):
    """A skill elsewhere, and what it is to this one."""

    skill: SkillAnswer
    relation: Literal["exact_match", "close_match", "broader", "narrower", "related", "similar"]


class RelatedSkill(AnswerModel):
    """A skill near this one, and what it is to it. A `sibling` has the same broader skill."""

    skill: SkillAnswer
    relation: Literal["exact_match", "close_match", "narrower", "broader", "related", "similar", "sibling"]


class ExampleAnswer(AnswerModel):
    """What the skill looks like in everyday life."""

    text: str
    setting: Literal["paid", "unpaid"] = Field(description="Paid work, or care, volunteering, a household.")


class SkillDetailAnswer(SkillAnswer):
    """Everything about one skill. Texts are by language (ISO 639-1); an empty object where there are none."""

    labels: dict[str, str] = Field(examples=[{"en": "Handling money", "es": "Manejar dinero"}])
    alternative_labels: dict[str, list[str]] = Field(description="Other names, by language.")
    definition: dict[str, str] = Field(description="What the framework says it is.")
    plain_language: dict[str, str] = Field(description="What it is, in plain words for everybody.")
    examples: dict[str, list[ExampleAnswer]]
    classes: list[str] = Field(description="What the framework files it under.")
    broader: list[SkillAnswer] = Field(description="More general skills of the same framework.")
    narrower: list[SkillAnswer] = Field(description="Special cases of it in the same framework.")
    matches: list[SkillMatch] = Field(description="What it is in other frameworks.")
    status: Literal["active", "retired"] = Field(
        description="`retired` once the active release lacks it; a release that has it shows its links."
    )
    replaced_by: list[SkillAnswer] = Field(
        default=[], description="Of a retired skill: the skills of the active release that take its place."
    )
    version: str = Field(description="The release that this answer is from.")
    release_history: list[ReleaseStateAnswer] = Field(description="Every release it is in, oldest first.")


class Completions(AnswerModel):
    """Skills that go on as typed, best first. There are no further pages."""

    items: list[SkillHit]
    next_cursor: None = None
