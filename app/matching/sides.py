"""From a side of a request to a profile: text is read, skills are looked up, an occupation brings its needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from app.errors import FieldProblem, InvalidInput
from app.extraction.models import Effort, Extraction
from app.extraction.pipeline import Extractor, Request
from app.matching.profiles import Held, PostingProfile, Role, Wanted, WorkerProfile
from app.matching.reading import REQUIREMENT_WEIGHTS, read_posting, read_worker
from app.matching.schemas import Side, SideSkill, SideYears
from app.matching.structured import job_posting_text, json_resume_text
from app.occupations.catalogue import Catalogue
from app.vocabulary.index.index import VocabularyIndex

SideName = Literal["posting", "worker"]

# Where the titles of jobs stand.
_POSTING_TITLE = frozenset({"title"})
_WORKER_TITLES = frozenset({"experience", "volunteer", "projects"})
_MOST_ROLES = 6
_FIRST_LINES = 2


@dataclass(frozen=True, slots=True)
class Reader:
    """What sides are read with. `as_of` resolves "present" in dated entries."""

    extractor: Extractor
    catalogue: Catalogue
    effort: Effort
    as_of: date

    @property
    def index(self) -> VocabularyIndex:
        """The vocabulary that both sides are read against."""
        return self.extractor.index

    def posting(self, side: Side) -> PostingProfile:
        """The profile of a posting. Raises InvalidInput where something in it cannot be used."""
        if side.skills is not None:
            return PostingProfile(tuple(_wanted(self.index, side.skills)), _months(side.skills))
        if side.occupation is not None:
            return PostingProfile(tuple(self._needs(side.occupation)), roles=(self._role(side.occupation, "posting"),))
        text = side_text(side)
        extraction = self.extractor.extract(Request(text, "posting", effort=self.effort))
        return read_posting(self.index, text, extraction, self._roles(text, extraction, "posting"))

    def worker(self, side: Side) -> WorkerProfile:
        """The profile of a worker. Raises InvalidInput where something in it cannot be used."""
        if side.skills is not None:
            rows = [_row(self.index, skill, place, "worker") for place, skill in enumerate(side.skills)]
            held = {self.index.group(row): Held(self.index.group(row)) for row in rows}
            return WorkerProfile(tuple(held.values()), _months(side.skills))
        if side.occupation is not None:
            wanted = self._needs(side.occupation)
            role = self._role(side.occupation, "worker")
            return WorkerProfile(tuple(Held(item.skill) for item in wanted), roles=(role,))
        text = side_text(side)
        extraction = self.extractor.extract(Request(text, "resume", effort=self.effort, as_of=self.as_of))
        return read_worker(self.index, text, extraction, self._roles(text, extraction, "worker"))

    def _role(self, occupation: str, side: SideName) -> Role:
        if occupation not in self.catalogue:
            detail = f"There is no occupation '{occupation}' here. Use an id such as onet:53-7051.00."
            raise InvalidInput(detail, errors=[FieldProblem(f"/{side}/occupation", detail)])
        return Role(occupation, self.catalogue.title(occupation))

    def _needs(self, occupation: str) -> list[Wanted]:
        self._role(occupation, "posting")
        wanted: dict[int, Wanted] = {}
        for need in self.catalogue.profile_skills(occupation):
            row = self.index.row(need.skill_id)
            if row is not None and self.index.group(row) not in wanted:
                weight = Fraction(round(need.importance * 100), 100)
                group = self.index.group(row)
                wanted[group] = Wanted(group, "required", weight)
        return [item for item in wanted.values() if item.weight]

    def _roles(self, text: str, extraction: Extraction, side: SideName) -> list[Role]:
        """The occupations that the text names where titles stand, each once, in the order of the text."""
        lines = self._title_lines(text, extraction, side)
        found: dict[str, Role] = {}
        for line in lines:
            for hit in self.catalogue.find_titles(line):
                found.setdefault(hit.occupation_id, Role(hit.occupation_id, self.catalogue.title(hit.occupation_id)))
                if len(found) >= _MOST_ROLES:
                    return list(found.values())
        return list(found.values())

    def _title_lines(self, text: str, extraction: Extraction, side: SideName) -> Sequence[str]:
        if side == "posting":
            lines = [line for line in text.splitlines() if line.strip()]
            return lines[:_FIRST_LINES]
        return [text[start:end] for start, end, section in extraction.lines if section in _WORKER_TITLES]


def side_text(side: Side) -> str:
    """The text that is read for a side; structured ones are written out with headings."""
    if side.job_posting is not None:
        return job_posting_text(side.job_posting)
    if side.json_resume is not None:
        return json_resume_text(side.json_resume)
    return side.text or ""


def _wanted(index: VocabularyIndex, skills: Sequence[SideSkill]) -> list[Wanted]:
    wanted: dict[int, Wanted] = {}
    for place, skill in enumerate(skills):
        group = index.group(_row(index, skill, place, "posting"))
        wanted.setdefault(group, Wanted(group, skill.requirement, REQUIREMENT_WEIGHTS[skill.requirement]))
    return list(wanted.values())


def _row(index: VocabularyIndex, skill: SideSkill, place: int, side: SideName) -> int:
    row = index.row(skill.id)
    if row is None:
        detail = f"There is no skill '{skill.id}' in these releases. Look ids up with GET /v1/skills?q=."
        raise InvalidInput(detail, errors=[FieldProblem(f"/{side}/skills/{place}/id", detail)])
    return row


def _months(skills: Sequence[SideSkill]) -> int | None:
    """The longest experience given with a skill, in months."""
    years = [_least(skill.years) for skill in skills if skill.years is not None]
    return round(max(years) * 12) if years and max(years) else None


def _least(years: float | SideYears | None) -> float:
    if isinstance(years, SideYears):
        return years.min or years.max or 0.0
    return years or 0.0
