"""The degrees that a text names, each with its field of study."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.models import Extraction
from app.profiles.layout import begins_word
from app.text.lowering import lowered


class Span(NamedTuple):
    """A stretch of a text, half open."""

    start: int
    end: int


# Listed among degrees, but an apprenticeship is work, and its trade is a skill.
_LEARNT_AT_WORK = "Vocational training"
_DEGREE = re.compile(
    r"(?i:bachelor(?:['’]?s['’]?)?(?:[ ]degree)?|master['’]?s(?![ ]of[ ]ceremon)(?:[ ]degree)?"
    r"|master(?=[ ]of[ ](?-i:[A-Z])|[ ]degree)|doctorate|diplomas?|ph[. ]{0,2}d\b\.?|gcses?|a-levels?|hn[cd]\b|btec"
    r"|(?<!\d[ -])(?<!high )(?<!great )(?<!large )(?<!some )degree(?![ ]of\b|-)"
    r"|licenciatura|titulación|grado(?=[ ]en))"
    r"|(?:GED|BSc|MSc|BEng|MEng|MBA|BBA|LLB|LLM|BSN|BFA|MSW|MPH|PGCE|B\.Sc\.?|M\.Sc\.?|(?:B|M)\.[AS]\.)(?!\w)"
    r"|(?:BA|BS|MA|MS)(?=[ ](?:in|degree|of|and|or)\b|[ ]?\([Hh]ons|/B[AS]\b)"
)
# What the name of a degree begins with: finding these is faster than trying the pattern everywhere.
_BEGINNINGS_LOWERED = (
    "bachelor master doctorate diploma phd ph.d ph. gcse a-level hnc hnd btec degree licenciatura titulación grado"
).split()
_BEGINNINGS_AS_WRITTEN = (
    "GED BSc MSc BEng MEng MBA BBA LLB LLM BSN BFA MSW MPH PGCE B.Sc M.Sc B.A. B.S. M.A. M.S. BA BS MA MS"
).split()

# The field of study after a degree, and where it ends.
_FIELD = re.compile(r"(?:[ ](?:degrees?|level))?(?:[ ]?\([^()\n]{1,30}\))?,?[ ](?:in|of|within|en)[ ]", re.I)
_FIELD_INSIDE = re.compile(r"[ ](?:in|of|within|en)[ ]", re.I)
_FIELD_END = re.compile(
    r"[;:.!?\n()•|]|[ ][-–—][ ]"
    r"|,?[ ](?:or|and|plus|o|y)[ ](?:(?:an?|the)[ ])?(?:have|hold|equivalent|comparable|experience|work"
    r"|proven|hands-on|strong|good|excellent|solid|knowledge|ability|skills?|proficien|familiar|understanding|fluen"
    r"|(?:some|similar|relevant|related|practical|previous|professional)[ ](?:work[ ]|working[ ])?experience"
    r"|at[ ]least|\d)"
    r"|[ ](?:with|from|at|is|are|would|will|plus|required|preferred|desired|desirable|needed|who|but)\b",
    re.I,
)
_FURTHER_FIELDS = re.compile(
    r"\b(?:or|and)[ ](?:(?:an?|any|another|some|the)[ ])?(?:other[ ])?(?:closely[ ])?"
    r"(?:related|similar|relevant|equivalent|comparable|technical|other|adjacent)[ ]"
    r"(?:technical[ ]|quantitative[ ])?(?:field|discipline|subject|area|degree|major|studies|study)s?\b",
    re.I,
)
_LONGEST_FIELD = 200
# A field may stand before these ("nursing degree"), but not before a "Bachelor's".
_NAMED_AFTER = re.compile(r"(?:degree|diploma|major)\b", re.I)
_LEADING = re.compile(
    r"[ ](?:(?:or[ ]|/[ ]?)(?!(?:an?|the|university|college|graduate|other)[ ])[\w-]{1,30}[ ])?"
    r"(?:(?:science|engineering|studies)[ ])?",
    re.I,
)
LONGEST_LEADING = 50


def find_degrees(text: str, extraction: Extraction) -> Iterator[Span]:
    """Every degree that is named: the qualifications leave out repeats, and what nobody asks for."""
    low = lowered(text)
    starts = [start for beginning in _BEGINNINGS_LOWERED for start in _places(low, beginning)]
    starts += [start for beginning in _BEGINNINGS_AS_WRITTEN for start in _places(text, beginning)]
    for start in starts:
        degree = _DEGREE.match(text, start)
        if degree is not None:
            yield Span(*degree.span())
    for item in extraction.qualifications:
        if item.kind == "degree" and item.label != _LEARNT_AT_WORK:
            yield Span(item.start, item.end)


def _places(text: str, beginning: str) -> Iterator[int]:
    """Where words begin so."""
    start = text.find(beginning)
    while start >= 0:
        if begins_word(text, start):
            yield start
        start = text.find(beginning, start + 1)


def with_field(text: str, degree: Span) -> Span:
    """A degree with its field: "degree in nursing, biology or a related field", up to a comma otherwise."""
    field = _FIELD_INSIDE.search(text, *degree) or _FIELD.match(text, degree.end)
    if field is None:
        return degree
    reach = min(len(text), field.end() + _LONGEST_FIELD)
    ending = _FIELD_END.search(text, field.end(), reach)
    end = ending.start() if ending else reach
    further = _FURTHER_FIELDS.search(text, field.end(), end)
    if further is not None:
        return Span(degree.start, further.end())
    comma = text.find(",", field.end(), end)
    return Span(degree.start, end if comma < 0 else comma)


def leads_to(text: str, end: int, degree: Span) -> bool:
    """Whether the words up to `end` are the field of the degree after them: "maths or statistics degree"."""
    if not _NAMED_AFTER.match(text, *degree):
        return False
    return _LEADING.fullmatch(text, end, degree.start) is not None
