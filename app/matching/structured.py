"""Structured inputs as plain text with headings: schema.org JobPosting and JSON Resume.

What must not count is left out here already: names, addresses, schools, degrees, employers' self-description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.text.markup import html_to_text, looks_like_html

# schema.org JobPosting: property, heading that tells the reader of the text what it is.
_POSTING_PARTS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Requirements"),
    ("skills", "Required skills"),
    ("experienceRequirements", "Experience required"),
)
_ENTRY_TEXTS = ("summary", "description")


def job_posting_text(posting: Mapping[str, Any]) -> str:
    """The text of a schema.org JobPosting: title, description (HTML or plain), then its other asking parts."""
    blocks = [_flat(posting.get("title")), _flat(posting.get("description"))]
    for name, heading in _POSTING_PARTS:
        lines = [line for line in _flat(posting.get(name)).splitlines() if line.strip()]
        if lines:
            blocks.append("\n".join([f"{heading}:", *(f"- {line.strip().removeprefix('- ')}" for line in lines)]))
    return "\n\n".join(block for block in blocks if block)


def json_resume_text(resume: Mapping[str, Any]) -> str:
    """The text of a JSON Resume: summary, skills, work, volunteer, projects, courses, certificates, languages."""
    basics = resume.get("basics")
    summary = _flat(basics.get("summary")) if isinstance(basics, Mapping) else ""
    blocks = [
        _block("Profile", [summary]),
        _block("Skills", _skill_lines(_entries(resume, "skills"))),
        _block("Work experience", _entry_lines(_entries(resume, "work"), "position")),
        _block("Volunteer experience", _entry_lines(_entries(resume, "volunteer"), "position")),
        _block("Projects", _entry_lines(_entries(resume, "projects"), "name")),
        _block("Courses", _course_lines(_entries(resume, "education"))),
        _block("Certifications", [_flat(entry.get("name")) for entry in _entries(resume, "certificates")]),
        _block("Languages", [_language(entry) for entry in _entries(resume, "languages")]),
    ]
    return "\n\n".join(block for block in blocks if block)


def _entries(resume: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = resume.get(name)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, Sequence) else []


def _block(heading: str, lines: Iterable[str]) -> str:
    kept = [line for line in lines if line.strip()]
    return "\n".join([heading, *kept]) if kept else ""


def _skill_lines(entries: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for entry in entries:
        words = [_flat(entry.get("name")), *_texts(entry.get("keywords"))]
        yield "- " + ", ".join(word for word in words if word)


def _entry_lines(entries: Iterable[Mapping[str, Any]], title: str) -> Iterable[str]:
    for entry in entries:
        dates = _dates(entry)
        yield f"{_flat(entry.get(title))} {dates}".strip()
        yield from (_flat(entry.get(name)) for name in _ENTRY_TEXTS)
        yield from (f"- {text}" for text in (*_texts(entry.get("highlights")), *_texts(entry.get("keywords"))))


def _dates(entry: Mapping[str, Any]) -> str:
    start, end = _flat(entry.get("startDate")), _flat(entry.get("endDate"))
    return f"({_month(start)} - {_month(end) or 'present'})" if start else ""


def _month(iso: str) -> str:
    """ISO 8601 dates as résumés write them: 2021-03-15 is 03/2021."""
    year, _, rest = iso.partition("-")
    month = rest.partition("-")[0]
    return f"{month}/{year}" if month.isdigit() else year


def _course_lines(entries: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    return (f"- {course}" for entry in entries for course in _texts(entry.get("courses")))


def _language(entry: Mapping[str, Any]) -> str:
    return f"- {_flat(entry.get('language'))} ({_flat(entry.get('fluency'))})".replace(" ()", "")


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [text for text in map(_flat, items) if text]


def _flat(value: Any) -> str:
    """Any value as plain text: markup read, lists as lines, an object by its name or description."""
    if isinstance(value, str):
        return (html_to_text(value) if looks_like_html(value) else value).strip()
    if isinstance(value, Mapping):
        return _flat(value.get("name") or value.get("description") or value.get("text"))
    if isinstance(value, Sequence):
        return "\n".join(_texts(value))
    return ""
