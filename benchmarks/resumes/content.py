"""The invented workers of the benchmark: what they wrote, which skills that names, and how long each was used.

`workers.txt` has one block a worker. "= name | title" opens it, "# section" a section, "@ title | place | dates |
first month | last month" a dated entry ("now": still at it), "- " an item. `{words=label}` marks words that name the
skill of that label; `{label}` is both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

AS_OF = date(2024, 6, 15)

_SOURCE = Path(__file__).with_name("workers.txt")
_MARKED = re.compile(r"\{([^{}=]+)(?:=([^{}]+))?\}")
# What a heading of the file is called in an answer; unpaid and informal work counts as work.
_UNPAID = ("volunteer", "experience")
_SECTIONS = {
    "profile": ("profile",), "skills": ("skills",), "experience": ("experience",), "projects": ("projects",),
    "education": ("education",), "certifications": ("certifications",), "languages": ("languages",),
    "interests": ("interests",), "references": ("references",), "volunteer": _UNPAID, "odd jobs": _UNPAID,
    "family care": _UNPAID, "cash-in-hand work": _UNPAID, "helping out": _UNPAID, "side jobs": _UNPAID,
    "raising a family": _UNPAID, "community": _UNPAID, "unpaid work": _UNPAID,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A skill that a line names, with the words that name it."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the worker wrote it."""

    text: str
    skills: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry; months are numbered from year 0, both counted."""

    title: str
    place: str
    dates: str
    first: int
    last: int
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its lines, its entries or both; `named` are the names an answer may give it."""

    heading: str
    named: tuple[str, ...]
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]

    def all_lines(self) -> Iterator[Line]:
        """Its lines that may name skills, in order."""
        yield from self.lines
        for entry in self.entries:
            yield from entry.items


@dataclass(frozen=True, slots=True)
class Worker:
    """One invented worker."""

    name: str
    title: str
    sections: tuple[Section, ...]

    @property
    def contact(self) -> tuple[str, str]:
        """A made-up mail address and telephone number."""
        first, last = self.name.lower().split()
        return f"{first}.{last}@example.org", "0113 496 0" + f"{sum(map(ord, self.name)) % 1000:03}"

    def skills(self) -> frozenset[str]:
        """The labels of all skills that the worker names."""
        return frozenset(
            known.label for s in self.sections for line in s.all_lines() for known in line.skills
        )

    def worked(self) -> int:
        """Months in which the worker worked, paid or not, each counted once."""
        return len(_months(entry for section in self.sections for entry in section.entries))

    def used(self) -> dict[str, tuple[int, str] | None]:
        """For each skill the months of the entries that name it and the last of them; None without an entry."""
        return {label: self._use(label) for label in sorted(self.skills())}

    def _use(self, label: str) -> tuple[int, str] | None:
        entries = [entry for section in self.sections for entry in section.entries]
        using = [e for e in entries if any(known.label == label for item in e.items for known in item.skills)]
        if not using:
            return None
        last = max(entry.last for entry in using)
        return len(_months(using)), f"{last // 12}-{last % 12 + 1:02}"


def workers() -> list[Worker]:
    """All of them, in the order of the file."""
    return [_worker(block) for block in _SOURCE.read_text("utf-8").split("\n\n") if block.strip()]


def _months(entries: Iterable[Entry]) -> set[int]:
    return {month for entry in entries for month in range(entry.first, entry.last + 1)}


def _worker(block: str) -> Worker:
    head, *parts = re.split(r"^# ", block.strip(), flags=re.MULTILINE)
    name, title = head.removeprefix("= ").strip().split(" | ")
    return Worker(name, title, tuple(map(_section, parts)))


def _section(part: str) -> Section:
    heading, _, body = part.strip().partition("\n")
    before, *entries = re.split(r"^@ ", body, flags=re.MULTILINE)
    lines = tuple(map(_line, before.strip().splitlines()))
    return Section(heading, _SECTIONS[heading], lines, tuple(map(_entry, entries)))


def _entry(part: str) -> Entry:
    head, *items = part.strip().splitlines()
    title, place, dates, first, last = head.split(" | ")
    return Entry(
        title, place, dates, _month(first), _month(last), tuple(_line(i.removeprefix("- ")) for i in items)
    )


def _line(written: str) -> Line:
    known = tuple(Known(match[2] or match[1], match[1]) for match in _MARKED.finditer(written))
    return Line(_MARKED.sub(r"\1", written), known)


def _month(written: str) -> int:
    year, month = (AS_OF.year, AS_OF.month) if written == "now" else map(int, written.split("-"))
    return year * 12 + month - 1
