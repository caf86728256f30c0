"""Answers of the routes about releases."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.schemas import AnswerModel
from app.vocabulary.schemas import SkillAnswer


class ChangeAnswer(AnswerModel):
    """What happened to one skill between two releases."""

    kind: Literal["added", "changed", "retired"]
    skill: SkillAnswer = Field(description="As the newer release has it; a retired one as the older had it.")
    replaced_by: list[SkillAnswer] = Field(
        description="Of a retired skill: what takes its place in the newer release, if anything does."
    )
    fields: list[str] = Field(
        description="Of a changed skill: what changed, by the names of its fields.",
        examples=[["label", "alternative_labels"]],
    )
