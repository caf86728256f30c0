"""From a side of a request to a profile: texts are read, skills looked up, an occupation brings its needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal, Protocol

from app.errors import FieldProblem, InvalidInput
from app.extraction.models import Effort, Requirement
from app.extraction.pipeline import Extractor, Request
from app.occupations.catalogue import Catalogue
from app.profiles.composed import Composed
from app.profiles.profile import Held, PostingProfile, Role, SideWarning, Wanted, WorkerProfile
from app.profiles.reading import (
    REQUIREMENT_WEIGHTS,
    merge_held,
    merge_wanted,
    read_posting,
    read_worker,
    to_months,
)
from app.profiles.schemas import Side, SideSkill, SideYears
from app.profiles.side_texts import SideText
from app.profiles.titles import posting_roles, roles_in, worker_roles
from app.vocabulary.index.index import VocabularyIndex

SideName = Literal["posting", "worker"]

_MOST_PROBLEMS = 20


class StoredSides(Protocol):
    """Gives the profiles of stored documents by their ids; raises NotFound, or Unauthorized without a key."""

    def posting(self, posting_id: str) -> PostingProfile:
        """The profile of a stored posting."""

    def worker(self, worker_id: str) -> WorkerProfile:
        """The profile of a stored worker."""


@dataclass(frozen=True, slots=True)
class SideReader:
    """What sides are read with. `as_of` resolves "present" in dated entries; `stored` has what ids name."""

    extractor: Extractor
    catalogue: Catalogue
    effort: Effort
    as_of: date
    stored: StoredSides | None = None

    @property
    def index(self) -> VocabularyIndex:
        """The vocabulary that both sides are read against."""
        return self.extractor.index

    def posting(self, side: Side, said: SideText | None) -> PostingProfile:
        """The profile of a posting. Raises InvalidInput for ids that are not known here."""
        if side.stored_id is not None and self.stored is not None:
            return self.stored.posting(side.stored_id)
        if said is not None:
            extraction = self.extractor.extract(Request(said.text, "posting", effort=self.effort))
            roles = self._composed_roles(said.composed) or posting_roles(
                self.catalogue, said.text, extraction
            )
            profile = read_posting(self.index, said.text, extraction, roles)
            return replace(profile, warnings=(*profile.warnings, *_unread(said)))
        if side.occupation is not None:
            return PostingProfile(
                self._needs(side.occupation, "posting"), roles=(self._role(side.occupation),)
            )
        skills = side.skills or []
        rows = self._rows(skills, "posting")
        return PostingProfile(
            merge_wanted(_wanted(group, skill) for group, skill in zip(rows, skills, strict=True))
        )

    def worker(self, side: Side, said: SideText | None) -> WorkerProfile:
        """The profile of a worker. Raises InvalidInput for ids that are not known here."""
        if side.stored_id is not None and self.stored is not None:
            return self.stored.worker(side.stored_id)
        if said is not None:
            request = Request(said.text, "resume", effort=self.effort, as_of=self.as_of)
            extraction = self.extractor.extract(request)
            roles = self._composed_roles(said.composed) or worker_roles(self.catalogue, said.text, extraction)
            profile = read_worker(self.index, said.text, extraction, roles)
            return replace(profile, warnings=(*profile.warnings, *_unread(said)))
        if side.occupation is not None:
            held = tuple(Held(item.skill) for item in self._needs(side.occupation, "worker"))
            return WorkerProfile(held, roles=(self._role(side.occupation),))
        skills = side.skills or []
        rows = self._rows(skills, "worker")
        held = merge_held(
            Held(group, months=_months_held(skill)) for group, skill in zip(rows, skills, strict=True)
        )
        return WorkerProfile(
            held, max((item.months for item in held if item.months is not None), default=None)
        )

    def _rows(self, skills: Sequence[SideSkill], side: SideName) -> list[int]:
        """The groups of the skills; raises InvalidInput that names every id that is not known."""
        rows = [self.index.row(skill.id) for skill in skills]
        problems = [
            FieldProblem(f"/{side}/skills/{place}/id", _unknown_skill(skill))
            for place, (row, skill) in enumerate(zip(rows, skills, strict=True))
            if row is None
        ]
        if problems:
            raise InvalidInput(problems[0].detail, errors=problems[:_MOST_PROBLEMS])
        return [self.index.group(row) for row in rows if row is not None]

    def _needs(self, occupation: str, side: SideName) -> tuple[Wanted, ...]:
        """What an occupation needs, weighed by importance; what it needs not everywhere is only preferred."""
        if occupation not in self.catalogue:
            detail = (
                f"There is no occupation '{occupation}' in these releases. Use an id such as onet:53-7051.00."
            )
            raise InvalidInput(detail, errors=[FieldProblem(f"/{side}/occupation", detail)])
        wanted = []
        for need in self.catalogue.profile_skills(occupation):
            row = self.index.row(need.skill_id)
            weight = Fraction(round(need.importance * 100), 100)
            if row is not None and weight:
                asked: Requirement = "preferred" if need.relation == "optional" else "required"
                wanted.append(Wanted(self.index.group(row), asked, weight))
        return merge_wanted(wanted)

    def _role(self, occupation: str) -> Role:
        return Role(occupation, self.catalogue.title(occupation))

    def _composed_roles(self, composed: Composed | None) -> tuple[Role, ...]:
        """The occupations that the fields of a structured document name; by code if it has one."""
        if composed is None:
            return ()
        by_code = (f"onet:{code}" if "." in code else f"onet:{code}.00" for code in composed.codes)
        known = [occupation for occupation in dict.fromkeys(by_code) if occupation in self.catalogue]
        return tuple(map(self._role, known)) or roles_in(self.catalogue, composed.titles)


def _wanted(group: int, skill: SideSkill) -> Wanted:
    weight = REQUIREMENT_WEIGHTS[skill.requirement]
    return Wanted(group, skill.requirement, weight, months=_months_asked(skill) or None)


def _months_asked(skill: SideSkill) -> int | None:
    """The least that is asked for: "up to 2 years" asks for nothing."""
    return to_months(skill.years.min if isinstance(skill.years, SideYears) else skill.years)


def _months_held(skill: SideSkill) -> int | None:
    """The least that is sure."""
    if isinstance(skill.years, SideYears):
        return to_months(skill.years.min if skill.years.min is not None else skill.years.max)
    return to_months(skill.years)


def _unknown_skill(skill: SideSkill) -> str:
    return f"There is no skill '{skill.id}' in these releases. Look ids up with GET /v1/skills?q=."


def _unread(said: SideText) -> Iterable[SideWarning]:
    if said.composed is not None and said.composed.unread:
        places = ", ".join(said.composed.unread)
        detail = f"What stands at {places} is neither text nor made of text, so it was not read."
        yield SideWarning("fields_not_read", detail)
