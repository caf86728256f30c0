"""What was read from a résumé against what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.extraction.answers import extraction_answer
from app.extraction.pipeline import Extractor, Request
from app.text.documents.reader import read_document
from benchmarks.resumes.content import AS_OF, Entry, Line, Worker

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    of: int

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float:
        """Between 0 and 1; 1 where there was nothing to get right."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """How one document was read; the lists say what went wrong."""

    recall: Share
    sections: Share
    worked: Share
    months: Share
    last_used: Share
    missed: Sequence[str]
    misplaced: Sequence[str]  # lines that do not follow the one they should
    mistaken: Sequence[str]


class Reader:
    """Reads documents and compares; labels count as the same where frameworks link them as exact matches."""

    def __init__(self, extractor: Extractor, effort: str, as_of: date = AS_OF) -> None:
        self._extractor = extractor
        self._effort = effort
        self._as_of = as_of
        index = extractor.index
        self._rows = {index.label(row): row for row in reversed(range(len(index)))}

    def group(self, label: str) -> int:
        """The group of linked skills of a label; raises KeyError for one that no release has."""
        return self._extractor.index.group(self._rows[label])

    def read(self, worker: Worker, data: bytes) -> Reading:
        """How well one document of a worker was read."""
        text = read_document(data).text
        request = Request(text, "resume", effort=self._effort, as_of=self._as_of)  # type: ignore[arg-type]
        extraction = self._extractor.extract(request)
        answer = extraction_answer(self._extractor.index, text, extraction)
        found = self._by_group(answer)
        missed = sorted(label for label in worker.skills() if self.group(label) not in found)
        sections, wrong_sections = self._sections(worker, answer)
        months, last_used, wrong_months = self._experience(worker, found)
        known = worker.skills()
        return Reading(
            recall=Share(len(known) - len(missed), len(known)),
            sections=sections,
            worked=Share(int(extraction.worked_months == worker.worked()), 1),
            months=months,
            last_used=last_used,
            missed=missed,
            misplaced=list(_misplaced(worker, text)),
            mistaken=[*wrong_sections, *wrong_months],
        )

    def _by_group(self, answer: Mapping[str, Any]) -> dict[int, list[Mapping[str, Any]]]:
        """The asserted skills of an answer."""
        found: dict[int, list[Mapping[str, Any]]] = {}
        for skill in answer["skills"]:
            if skill["polarity"] == "asserted":
                found.setdefault(self.group(skill["skill"]["label"]), []).append(skill)
        return found

    def _sections(self, worker: Worker, answer: Mapping[str, Any]) -> tuple[Share, list[str]]:
        """Of the named sections of a known skill, how many have a mention of it there."""
        seen = {(self.group(m["skill"]["label"]), m["section"]) for m in answer["mentions"]}
        groups = {group for group, _ in seen}
        share, wrong = Share(0, 0), []
        for section in worker.sections:
            for known in (known for line in section.all_lines() for known in line.skills):
                group = self.group(known.label)
                if group not in groups:
                    continue  # not found at all, which recall counts
                right = any((group, name) in seen for name in section.named)
                share += Share(int(right), 1)
                wrong += [] if right else [f"{known.label} not in {section.heading}"]
        return share, wrong

    def _experience(
        self, worker: Worker, found: Mapping[int, Sequence[Mapping[str, Any]]]
    ) -> tuple[Share, Share, list[str]]:
        months, last_used, wrong = Share(0, 0), Share(0, 0), []
        for label, use in worker.used().items():
            skills = found.get(self.group(label))
            if skills is None:
                continue
            said = [skill.get("experience") for skill in skills]
            pairs = [None if s is None else (s["months"], s["last_used"]) for s in said]
            months += Share(int(any((p and p[0]) == (use and use[0]) for p in pairs)), 1)
            last_used += Share(int(any((p and p[1]) == (use and use[1]) for p in pairs)), 1)
            wrong += [] if use in pairs else [f"{label}: {pairs} for {use}"]
        return months, last_used, wrong


def _misplaced(worker: Worker, text: str) -> Iterator[str]:
    """The lines of each section that are torn, or do not stand right after the line before them."""
    squeezed = _squeezed(text)
    for section in worker.sections:
        place = squeezed.find(_squeezed(section.heading))
        for line in (*section.lines, *(item for entry in section.entries for item in _parts(entry))):
            wanted = _squeezed(line.text)
            found = squeezed.find(wanted, max(place, 0))
            if found < 0 or found - place > _NEAR:
                yield line.text
            place = found + len(wanted) if found >= 0 else place


# Between two lines may stand a heading, dates or a label, but no other entry.
_NEAR = 70


def _parts(entry: Entry) -> Iterator[Line]:
    yield Line(entry.title)
    yield Line(entry.place)
    yield from entry.items


def _squeezed(text: str) -> str:
    return _SIGNS.sub("", text).lower()
