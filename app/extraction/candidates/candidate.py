"""A candidate: words of the text that may name a skill, and how they came to be one."""

from __future__ import annotations

from typing import Literal, NamedTuple

from app.extraction.models import Method
from app.vocabulary.terms import NameKind

# How close the words stand to the name: the same, another number (singular, plural), another inflection, a typo mended.
Grade = Literal["same", "number", "inflected", "repaired", "meaning"]


class Candidate(NamedTuple):
    """Tokens first..last (past the end) that may name the skill of row `skill` by the name of row `name`."""

    first: int
    last: int
    skill: int
    name: int
    kind: NameKind
    grade: Grade
    rivals: int  # how many different skills have this name
    similarity: float = 1.0  # of a repaired word or of the meaning, 0..1

    @property
    def method(self) -> Method:
        """The method as an answer names it."""
        if self.grade == "meaning":
            return "semantic"
        if self.grade == "repaired":
            return "fuzzy"
        return "exact" if self.kind == "label" and self.grade != "inflected" else "alias"

    @property
    def length(self) -> int:
        """How many words it covers."""
        return self.last - self.first
