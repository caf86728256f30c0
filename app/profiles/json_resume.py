"""JSON Resume (schema 1.0.0) as a text with headings.

Read are the label and summary, skills, work, volunteering, projects, courses, certificates, languages and
interests, all as equal evidence. What must not count is left out here already: the person, addresses,
schools, areas of study, degrees, marks, employers and what these do (`work[].description`), awards,
references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.profiles.composed import Composed, block, joined
from app.profiles.plain_values import ValueReader

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-\d\d)?(?:T.*)?")
_LONGEST_DATE = 40


def compose_json_resume(resume: Mapping[str, Any], most: int) -> Composed:
    """The text of a JSON Resume, of at most `most` characters; raises TooLarge for one with more."""
    writer = _Writer(resume, ValueReader(most))
    blocks = [
        block("Profile", writer.profile()),
        block("Skills", writer.skills()),
        block("Work experience", writer.entries("work", "position")),
        block("Volunteer experience", writer.entries("volunteer", "position")),
        block("Projects", writer.projects()),
        block("Courses", writer.courses()),
        block("Certifications", writer.names("certificates", "name")),
        block("Languages", writer.languages()),
        block("Interests", writer.named_lists("interests")),
    ]
    return Composed(joined(blocks), tuple(filter(None, writer.titles)), unread=tuple(writer.reader.unread))


class _Writer:
    """Writes the parts of one résumé, in the order in which they are asked for, and collects their titles."""

    def __init__(self, resume: Mapping[str, Any], reader: ValueReader) -> None:
        self._resume = resume
        self.reader = reader
        self.titles: list[str] = []

    def profile(self) -> Iterator[str]:
        for basics, place in self._objects("basics", "summary"):
            label = self.reader.line(basics.get("label"), f"{place}/label")
            self.titles.append(label)
            yield label
            yield self.reader.text(basics.get("summary"), f"{place}/summary")

    def skills(self) -> Iterator[str]:
        return self.named_lists("skills")

    def named_lists(self, part: str) -> Iterator[str]:
        for entry, place in self._objects(part, "name"):
            name = self.reader.line(entry.get("name"), f"{place}/name")
            words = [name, *self.reader.lines(entry.get("keywords"), f"{place}/keywords")]
            yield _item(", ".join(filter(None, words)))

    def entries(self, part: str, title: str) -> Iterator[str]:
        for entry, place in self._objects(part, title):
            position = self.reader.line(entry.get(title), f"{place}/{title}")
            self.titles.append(position)
            yield f"{position} {self._dates(entry, place, open_end='present')}".strip()
            yield from self._told(entry, place, "summary", "highlights")

    def projects(self) -> Iterator[str]:
        for entry, place in self._objects("projects", "description"):
            name = self.reader.line(entry.get("name"), f"{place}/name")
            roles = self.reader.lines(entry.get("roles"), f"{place}/roles")
            self.titles.extend(roles)
            named = ", ".join(filter(None, [name, *roles]))
            yield f"{named} {self._dates(entry, place, open_end='')}".strip()
            yield from self._told(entry, place, "description", "highlights", "keywords")

    def courses(self) -> Iterator[str]:
        for entry, place in self._objects("education", ""):
            yield from map(_item, self.reader.lines(entry.get("courses"), f"{place}/courses"))

    def names(self, part: str, name: str) -> Iterator[str]:
        for entry, place in self._objects(part, name):
            yield _item(self.reader.line(entry.get(name), f"{place}/{name}"))

    def languages(self) -> Iterator[str]:
        for entry, place in self._objects("languages", "language"):
            language = self.reader.line(entry.get("language") or entry.get("name"), f"{place}/language")
            fluency = self.reader.line(entry.get("fluency"), f"{place}/fluency")
            yield _item(f"{language} ({fluency})" if language and fluency else language)

    def _objects(self, part: str, text_is: str) -> Iterator[tuple[Mapping[str, Any], str]]:
        return self.reader.objects(self._resume.get(part), f"/{part}", text_is)

    def _told(self, entry: Mapping[str, Any], place: str, prose: str, *lists: str) -> Iterator[str]:
        yield self.reader.text(entry.get(prose), f"{place}/{prose}")
        for name in lists:
            yield from map(_item, self.reader.lines(entry.get(name), f"{place}/{name}"))

    def _dates(self, entry: Mapping[str, Any], place: str, open_end: str) -> str:
        """The span of an entry as résumés write it, "(03/2021 - 05/2023)"; empty without a beginning."""
        start, end = (_date(self.reader.line(entry.get(n), f"{place}/{n}")) for n in ("startDate", "endDate"))
        if not start:
            return ""
        end = end or open_end
        return f"({start} - {end})" if end else f"({start})"


def _item(words: str) -> str:
    return f"- {words}" if words else ""


def _date(given: str) -> str:
    """ISO 8601 dates as résumés write them: 2021-03-15 is 03/2021. Other dates stay as they are."""
    iso = _ISO_DATE.fullmatch(given)
    if iso is None:
        return given[:_LONGEST_DATE]
    year, month = iso.groups()
    return f"{month}/{year}" if month else year
