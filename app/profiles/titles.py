"""The occupations that a side names, where titles of jobs stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.extraction.models import Extraction
from app.occupations.catalogue import Catalogue
from app.profiles.layout import begins_line
from app.profiles.profile import Role

_WORKED = frozenset({"experience", "volunteer", "projects"})
_SELF_DESCRIBED = _WORKED | {"profile"}
# A line of the work history that has a title on it begins with it, and is dated or short.
_TITLE_REACH = 80
_LONGEST_TITLE_LINE = 160
_SHORT_LINE = 60
_LONGEST_POSTING_TITLE = 120
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_AS = re.compile(
    r"\b(?:work(?:ed|ing|s)?|serv(?:ed|ing|es)|employed|experience|job|role|position) as (?:an? |the )?", re.I
)
_AFTER_AS = 60


def posting_roles(catalogue: Catalogue, text: str, extraction: Extraction) -> tuple[Role, ...]:
    """The occupations that the title of a posting names."""
    titles = [text[start:end] for start, end, section in extraction.lines if section == "title"]
    if not titles:
        first = next((text[start:end] for start, end, _ in extraction.lines), "")
        titles = [first[:_LONGEST_POSTING_TITLE]]
    return roles_in(catalogue, titles)


def worker_roles(catalogue: Catalogue, text: str, extraction: Extraction) -> tuple[Role, ...]:
    """The occupations that a résumé names as the worker's own: not those of people that they worked with."""
    return roles_in(catalogue, _own_titles(text, extraction))


def roles_in(catalogue: Catalogue, titles: Iterable[str]) -> tuple[Role, ...]:
    """The occupations that titles name, each once, in order."""
    found = dict.fromkeys(hit.occupation_id for title in titles for hit in catalogue.find_titles(title))
    return tuple(Role(occupation, catalogue.title(occupation)) for occupation in found)


def _own_titles(text: str, extraction: Extraction) -> Iterator[str]:
    for start, end, section in extraction.lines:
        if section not in _SELF_DESCRIBED:
            continue
        line = text[start:end]
        if section in _WORKED and _is_title_line(text, start, line):
            yield line[:_TITLE_REACH]
        for mark in _AS.finditer(line) if " as " in line else ():
            yield line[mark.end() : mark.end() + _AFTER_AS]


def _is_title_line(text: str, start: int, line: str) -> bool:
    if not begins_line(text, start):
        return False
    dated = _DATED.search(line) is not None and len(line) <= _LONGEST_TITLE_LINE
    return dated or (len(line) <= _SHORT_LINE and line[-1:] not in ".!?;,")
