"""Dated entries of a résumé: which lines belong to which dates, and how long each skill was used in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.extraction.headings import heading_of
from app.extraction.history import WORKED, Spell, months_once
from app.extraction.models import Experience, FoundSkill, Mention
from app.text.segments import Segment

# Lines that may stand above the dates of an entry: a title, an employer, a town.
_MOST_ABOVE = 3
_PROSE = 100  # a longer line tells a story, and dates in it open nothing


class Entry(NamedTuple):
    """One dated entry, `text[start:end]`: its title, its dates and what was done."""

    start: int
    end: int
    spells: tuple[Spell, ...]


class _Row(NamedTuple):
    """One line about work."""

    start: int
    end: int
    bullet: bool
    spells: tuple[Spell, ...]


def dated_entries(
    text: str, segments: Sequence[Segment], sections: Sequence[str], spells: Sequence[Spell]
) -> list[Entry]:
    """The entries that the dated spells open, in order; none reaches over the end of its section."""
    if not spells:
        return []
    found: list[Entry] = []
    for rows in _runs(text, segments, sections, spells):
        openers = _openers(text, rows)
        if not openers:
            continue
        above = _lines_above(text, rows, openers[0])
        starts = [
            _start(text, rows, at, before, above)
            for before, at in zip([-1, *openers[:-1]], openers, strict=True)
        ]
        for start, at, following in zip(starts, openers, [*starts[1:], len(rows)], strict=True):
            found.append(Entry(rows[start].start, rows[following - 1].end, rows[at].spells))
    return found


def with_experience(
    skills: Sequence[FoundSkill], mentions: Sequence[Mention], entries: Sequence[Entry]
) -> list[FoundSkill]:
    """The skills with the experience that the entries of their asserted mentions show, each month counted once."""
    starts = [entry.start for entry in entries]
    return [found._replace(experience=_experience(found, mentions, entries, starts)) for found in skills]


def _experience(
    found: FoundSkill, mentions: Sequence[Mention], entries: Sequence[Entry], starts: Sequence[int]
) -> Experience | None:
    using: dict[int, Entry] = {}
    for number in found.mentions:
        mention = mentions[number]
        at = bisect_right(starts, mention.start) - 1
        if mention.polarity == "asserted" and at >= 0 and mention.end <= entries[at].end:
            using[at] = entries[at]
    spells = [spell for entry in using.values() for spell in entry.spells]
    if not spells:
        return None
    last = max(spell.last for spell in spells)
    return Experience(months_once(spells), f"{last:%Y-%m}")


def _runs(
    text: str, segments: Sequence[Segment], sections: Sequence[str], spells: Sequence[Spell]
) -> Iterator[list[_Row]]:
    """The lines under each heading about work, without the heading."""
    rows: list[_Row] = []
    section, next_spell, at = "", 0, 0
    while at < len(segments):
        first = at
        while at < len(segments) and segments[at].line == segments[first].line:
            at += 1
        start, end = segments[first].start, segments[at - 1].end
        next_spell, within = _spells_within(spells, next_spell, start, end)
        opens = not within and heading_of(text, segments[first], "resume") is not None
        if opens and _is_below_dates(rows) and _is_title(text[start:end]) and _has_items(segments, at):
            opens, section = False, sections[first]
        if opens or sections[first] != section:
            yield rows
            rows, section = [], sections[first]
        if section in WORKED and not opens:
            rows.append(_Row(start, end, segments[first].bullet, within))
    yield rows


def _is_below_dates(rows: Sequence[_Row]) -> bool:
    """Whether the dates of an entry stand one or two lines above, and none of its items yet."""
    return any(row.spells for row in rows[-2:]) and not rows[-1].bullet


def _is_title(line: str) -> bool:
    """Whether a line that could be a heading could as well be a title or an employer: "Full-time parent"."""
    return (" " in line or "-" in line) and not line.isupper() and line[-1] != ":"


def _has_items(segments: Sequence[Segment], at: int) -> bool:
    """Whether list items follow next but one at the latest: below dates, what they belong to is no new section."""
    return any(segment.bullet for segment in segments[at : at + 2])


def _spells_within(spells: Sequence[Spell], at: int, start: int, end: int) -> tuple[int, tuple[Spell, ...]]:
    """The spells from `at` on that stand between two places, and the number of the one after them."""
    while at < len(spells) and spells[at].start < start:
        at += 1
    first = at
    while at < len(spells) and spells[at].end <= end:
        at += 1
    return at, tuple(spells[first:at])


def _openers(text: str, rows: Sequence[_Row]) -> list[int]:
    """The rows whose dates open an entry; dates told within one ("rose to lead in June 2022") open none."""
    openers: list[int] = []
    for number, row in enumerate(rows):
        if row.spells and not (openers and _is_told(text, rows[openers[-1]], row)):
            openers.append(number)
    return openers


def _is_told(text: str, opener: _Row, row: _Row) -> bool:
    begin, finish = min(s.first for s in opener.spells), max(s.last for s in opener.spells)
    if not all(begin <= spell.first and spell.last <= finish for spell in row.spells):
        return False
    prose = row.end - row.start > _PROSE or text[row.end - 1] in ".;"
    return (row.bullet and not opener.bullet) or prose


def _lines_above(text: str, rows: Sequence[_Row], opener: int) -> tuple[int, bool]:
    """How many lines the first entry has above its dates, and whether blank lines may part them.

    The first entry of a section shows how its writer lays them out; an introduction above it is no part of it.
    """
    above = 0
    while above < min(opener, _MOST_ABOVE) and _may_head(text, rows[opener - above - 1]):
        above += 1
    if above < opener:
        return above, False
    loose = any(_is_parted(text, rows[number], rows[number + 1]) for number in range(opener - above, opener))
    return above, loose


def _may_head(text: str, row: _Row) -> bool:
    return not (row.bullet or _is_prose(text, row))


def _is_prose(text: str, row: _Row) -> bool:
    return row.end - row.start > _PROSE or text[row.end - 1] == "."


def _is_parted(text: str, row: _Row, following: _Row) -> bool:
    return text.count("\n", row.end, following.start) > 1


def _start(text: str, rows: Sequence[_Row], at: int, before: int, above: tuple[int, bool]) -> int:
    """The row where the entry with the dates at row `at` begins, below the dates of the one before."""
    most, loose = above
    start = at
    while start > max(at - most, before + 1, 0):
        row = rows[start - 1]
        if row.bullet or (not loose and _is_parted(text, row, rows[start])):
            break
        start -= 1
    return start
