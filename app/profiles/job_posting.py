"""schema.org JobPosting as a text with headings.

Read are the title, description, responsibilities, qualifications, skills, experience, physical requirements
and the occupation. What says nothing of the work is left out: benefits, pay, the employer and its address,
and educationRequirements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.profiles.composed import Composed, block, joined
from app.profiles.plain_values import ValueReader

# Property, and the heading that tells the reader of the text what it is.
_PARTS = (
    ("responsibilities", "Responsibilities:"),
    ("qualifications", "Requirements:"),
    ("skills", "Required skills:"),
    ("physicalRequirement", "Requirements:"),
)
_CODE = re.compile(r"\b\d\d-\d{4}(?:\.\d\d)?\b")
_LONGEST_MONTHS = 600


def compose_job_posting(posting: Mapping[str, Any], most: int) -> Composed:
    """The text of a JobPosting, of at most `most` characters; raises TooLarge for one with more."""
    reader = ValueReader(most)
    body, place = _job_posting(posting)
    title = reader.line(body.get("title"), f"{place}/title") or reader.line(body.get("name"), f"{place}/name")
    blocks = [title, reader.text(body.get("description"), f"{place}/description")]
    for name, heading in _PARTS:
        blocks.append(
            block(heading, (f"- {line}" for line in reader.lines(body.get(name), f"{place}/{name}")))
        )
    lines = _experience(reader, body.get("experienceRequirements"), f"{place}/experienceRequirements")
    blocks.append(block("Experience required:", (f"- {line}" for line in lines)))
    occupations = list(_occupations(reader, body, place))
    return Composed(
        text=joined(blocks),
        titles=tuple(filter(None, (title, *occupations))),
        codes=tuple(code for name in occupations for code in _CODE.findall(name)),
        unread=tuple(reader.unread),
    )


def _job_posting(posting: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """The JobPosting itself, and its place: JSON-LD may wrap it in a graph."""
    graph = posting.get("@graph")
    if isinstance(graph, list):
        for number, node in enumerate(graph):
            if isinstance(node, dict) and "JobPosting" in _types(node):
                return node, f"/@graph/{number}"
    return posting, ""


def _types(node: Mapping[str, Any]) -> list[str]:
    named = node.get("@type")
    return [str(name).rpartition("/")[2] for name in (named if isinstance(named, list) else [named])]


def _experience(reader: ValueReader, value: Any, place: str) -> Iterator[str]:
    """Text as it is, and OccupationalExperienceRequirements by its months."""
    if not isinstance(value, list | dict):
        yield from reader.lines(value, place)
        return
    for item, where in reader.objects(value, place, "description"):
        months = _number(item.get("monthsOfExperience"))
        if months is not None:
            yield _length(months)
        if months is None or any(item.get(key) for key in ("name", "description")):
            yield from reader.lines(dict(item), where)


def _number(value: Any) -> float | None:
    """A number, as it is, as text or as a QuantitativeValue."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("value", "minValue") if value.get(key) is not None), None)
    if isinstance(value, str):
        value = float(value) if re.fullmatch(r"\s*\d{1,4}(?:\.\d{1,4})?\s*", value) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value <= _LONGEST_MONTHS else None


def _length(months: float) -> str:
    whole = round(months)
    if whole >= 12 and whole % 12 == 0:
        return f"{whole // 12}+ years of experience" if whole > 12 else "1+ year of experience"
    return f"{whole}+ months of experience" if whole else "No experience required"


def _occupations(reader: ValueReader, posting: Mapping[str, Any], place: str) -> Iterator[str]:
    """What occupationalCategory and relevantOccupation name: codes, titles, or both."""
    yield from _category(reader, posting.get("occupationalCategory"), f"{place}/occupationalCategory")
    for item, where in reader.objects(
        posting.get("relevantOccupation"), f"{place}/relevantOccupation", "name"
    ):
        yield reader.line(item.get("name"), f"{where}/name")
        yield from _category(reader, item.get("occupationalCategory"), f"{where}/occupationalCategory")


def _category(reader: ValueReader, value: Any, place: str) -> Iterator[str]:
    """Text, or CategoryCode objects with a name, a code or both."""
    for item, where in reader.objects(value, place, "name"):
        yield reader.line(item.get("name"), f"{where}/name")
        yield reader.line(item.get("codeValue"), f"{where}/codeValue")
