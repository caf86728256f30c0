"""Lists of skills within one line cut into their items, so that commas and bullets say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extraction.headings import label_of
from app.text.segments import Segment

LISTED = "skills"
_ITEM_END = re.compile(r"\s*[,;|]\s+")
_LABEL = re.compile(r"[^,;()]{2,40}:\s+(?=[^\s])")
# A sentence is no list: what it says of one thing it says of the next.
_TOLD = re.compile(
    r"\b(?:i|i'm|my|we|he|she|they|no|not|never|none|nor|without|lack(?:s|ing)?|except|years?|months?|sin|no)\b|n['’]t\b",
    re.I,
)
_LONGEST_ITEM = 60


def cut_lists(
    text: str, segments: Sequence[Segment], sections: Sequence[str]
) -> tuple[list[Segment], list[str]]:
    """The segments of a résumé with those that list skills cut at their commas, and the section of each."""
    cut: list[Segment] = []
    names: list[str] = []
    for segment, section in zip(segments, sections, strict=True):
        items = [segment] if section != LISTED else list(_items(text, segment))
        cut += items
        names += [section] * len(items)
    return cut, names


def _items(text: str, segment: Segment) -> Iterator[Segment]:
    label = _LABEL.match(text, segment.start, segment.end)
    begins = label.end() if label else segment.start
    bounds = list(_bounds(text, begins, segment.end))
    if (
        not _is_list(text, segment, len(bounds))
        or _TOLD.search(text, segment.start, segment.end)
        or _is_long(bounds)
    ):
        yield segment
        return
    if label is not None:
        yield segment._replace(end=segment.start + len(label.group().rstrip()))
    for start, end in bounds:
        yield segment._replace(start=start, end=end, bullet=True)


def _is_list(text: str, segment: Segment, items: int) -> bool:
    """Whether a line lists several items, or one after a word such as "Skills:"."""
    return items > 1 or (items == 1 and label_of(text, segment, "resume") == LISTED)


def _bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the items between two places begin and end; what stands in brackets is never cut."""
    for found in _ITEM_END.finditer(text, start, end):
        said = text[start : found.start()]
        if said.count("(") <= said.count(")"):
            if said:
                yield start, found.start()
            start = found.end()
    if start < end:
        yield start, end


def _is_long(bounds: Sequence[tuple[int, int]]) -> bool:
    return any(end - start > _LONGEST_ITEM for start, end in bounds)
