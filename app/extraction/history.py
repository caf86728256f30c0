"""Work history: how many months a résumé shows as worked, paid or not, from its dated entries.

Nothing is said of gaps between the entries or of how long ago they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.extraction.dates import Span, spans
from app.extraction.years import quantities
from app.text.lowering import lowered
from app.text.segments import Segment

WORKED = frozenset({"experience", "volunteer", "projects"})
_TOLD = WORKED | {"profile", "skills"}


@dataclass(frozen=True, slots=True)
class Spell:
    """One dated entry: the first days of its first and last month, both counted, and where it is named."""

    first: date
    last: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WorkHistory:
    """The months worked, each counted once, and the dated spells behind them."""

    months: int
    spells: tuple[Spell, ...]


def worked_months(
    text: str, segments: Sequence[Segment], sections: Sequence[str], as_of: date
) -> WorkHistory:
    """The work that a résumé dates; "present" is the month of `as_of`, and nothing later counts.

    A résumé without any dated entry is taken at its word: "12 years of experience" is 144 months.
    """
    found = tuple(map(_spell, _dated(text, segments, sections, as_of.year * 12 + as_of.month - 1)))
    return WorkHistory(months_once(found) if found else _stated(text, segments, sections), found)


def months_once(spells: Iterable[Spell]) -> int:
    """The months covered by any of the spells."""
    total, reached = 0, -1
    for first, last in sorted((_number(spell.first), _number(spell.last)) for spell in spells):
        total += max(0, last - max(first - 1, reached))
        reached = max(reached, last)
    return total


def _number(day: date) -> int:
    return day.year * 12 + day.month


def _dated(text: str, segments: Sequence[Segment], sections: Sequence[str], now: int) -> Iterator[Span]:
    for start, end in _lines(segments, sections):
        for span in spans(lowered(text[start:end]), now):
            yield span._replace(start=span.start + start, end=span.end + start)


def _lines(segments: Sequence[Segment], sections: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines about work, whole: a sentence may end inside a date ("Sept. 2019")."""
    start = end = line = -1
    for segment, section in zip(segments, sections, strict=True):
        if section not in WORKED:
            continue
        if segment.line != line:
            if line >= 0:
                yield start, end
            start, line = segment.start, segment.line
        end = segment.end
    if line >= 0:
        yield start, end


def _stated(text: str, segments: Sequence[Segment], sections: Sequence[str]) -> int:
    longest = 0.0
    for segment, section in zip(segments, sections, strict=True):
        if section in _TOLD:
            for quantity in quantities(lowered(text[segment.start : segment.end]), section):
                longest = max(longest, quantity.years.min or 0.0)
    return round(longest * 12)


def _spell(span: Span) -> Spell:
    first = date(span.first // 12, span.first % 12 + 1, 1)
    return Spell(first, date(span.last // 12, span.last % 12 + 1, 1), span.start, span.end)
