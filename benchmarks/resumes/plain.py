"""A résumé as the kinds of lines that every layout draws in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from benchmarks.resumes.content import Entry, Section, Worker
from benchmarks.resumes.wrapping import wrapped

# What a narrow column beside the main one holds.
ASIDE = frozenset({"skills", "languages", "interests", "certifications"})
_HYPHENATED_WIDTH = 58

# Lays a text into lines, the first and the others with a mark before them.
_Lay = Callable[[str, str, str], list[str]]


class Drawn(NamedTuple):
    """One line of a résumé; an entry's head has its dates as `beside`."""

    kind: Literal["name", "contact", "heading", "line", "head", "place", "item"]
    text: str
    beside: str = ""


def drawn(worker: Worker) -> list[Drawn]:
    """The whole résumé from top to bottom."""
    return [*head(worker), *(line for section in worker.sections for line in section_lines(section))]


def head(worker: Worker) -> list[Drawn]:
    """Name, trade and how to reach the worker."""
    return [Drawn("name", worker.name), Drawn("contact", worker.title), *contact(worker)]


def contact(worker: Worker) -> list[Drawn]:
    """How to reach the worker."""
    return [Drawn("contact", line) for line in worker.contact]


def section_lines(section: Section) -> Iterator[Drawn]:
    """A section with its heading."""
    yield Drawn("heading", section.heading.capitalize())
    for line in section.lines:
        yield Drawn("item" if section.heading == "skills" else "line", line.text)
    for entry in section.entries:
        yield from entry_lines(entry)


def entry_lines(entry: Entry) -> Iterator[Drawn]:
    """A dated entry: its title with the dates, the place, and what was done."""
    yield Drawn("head", entry.title, entry.dates)
    yield Drawn("place", entry.place)
    for item in entry.items:
        yield Drawn("item", item.text)


def plain_text(worker: Worker) -> bytes:
    """The résumé as a text file, one line for each item."""
    return _text(worker, lambda text, first, _: [first + text]).encode()


def hyphenated_text(worker: Worker) -> bytes:
    """The same broken at column 58, words too, as an old editor saves it."""

    def broken(text: str, first: str, after: str) -> list[str]:
        lines = wrapped(text, _HYPHENATED_WIDTH - len(first))
        return [(after if number else first) + line for number, line in enumerate(lines)]

    return _text(worker, broken).encode()


def _text(worker: Worker, lay: _Lay) -> str:
    lines: list[str] = []
    for kind, text, beside in drawn(worker):
        if kind in ("heading", "head"):
            lines.append("")
        if kind == "heading":
            lines.append(text.upper())
        elif kind == "item":
            lines += lay(text, "- ", "  ")
        elif kind == "head":
            lines.append(f"{text}, {beside}")
        else:
            lines += lay(text, "", "")
    return "\n".join(lines) + "\n"
