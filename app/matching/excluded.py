"""Words that are no input of a match: degrees with their fields of study, and the names of schools."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from app.extraction.models import Extraction
from app.matching.layout import begins_line


class Span(NamedTuple):
    """A stretch of a text, half open."""

    start: int
    end: int


_SCHOOL = (
    "(?:School|University|College|Academy|Institute|Polytechnic|Lyceum|Universidad|Instituto|Escuela|Colegio"
    "|SCHOOL|UNIVERSITY|COLLEGE|ACADEMY|INSTITUTE|POLYTECHNIC)"
)
_CAPITAL = r"[^\W\d_a-z][\w'’.&-]{0,30}"
_SCHOOL_NAME = re.compile(
    rf"(?<!\w)(?:{_CAPITAL}[ ](?:(?:of|for|and|the|de|la)[ ]){{0,2}}){{0,6}}{_SCHOOL}s?\b"
    rf"(?:[ ](?:of|for|de)(?:[ ]the|[ ]la)?(?:[ ](?:and[ ]|&[ ])?{_CAPITAL}){{1,4}})?"
)
_ANY_SCHOOL = re.compile(rf"\b{_SCHOOL}s?\b", re.I)
_COURSE = re.compile(
    r"\b(?:course(?:s|work)?|modules?|subjects?|class(?:es)?|workshops?|boot ?camp|training|trained"
    r"|certificates?|certified|apprentice(?:ship)?|licen[cs]e|cursos?|m[oó]dulos)\b",
    re.I,
)
# Listed among degrees, but an apprenticeship is work, and its trade is a skill.
_LEARNT_AT_WORK = "Vocational training"
_DEGREE = re.compile(
    r"\b(?i:(?:university|college|bachelor|master|associate|undergraduate|(?:post-?)?graduate|foundation"
    r"|doctoral|honou?rs|advanced)(?:['’]?s['’]?)?[ ]degrees?"
    r"|bachelor(?:['’]?s['’]?)?|master['’]?s(?![ ]of[ ]ceremon)|master(?=[ ]of[ ](?-i:[A-Z]))"
    r"|doctorate|diplomas?|(?<!\d[ -])(?<!high )(?<!great )(?<!large )(?<!some )degree(?![ ]of\b|-)"
    r"|ph\.?[ ]?d\b\.?|licenciatura|titulación|grado(?=[ ]en)|GED\b|GCSEs?|A-levels?|HN[CD]\b|BTEC)"
    r"|\b(?:BSc|MSc|BEng|MEng|MBA|BBA|LLB|LLM|BSN|BFA|MSW|MPH|PGCE|B\.Sc\.?|M\.Sc\.?|(?:B|M)\.[AS]\.)(?!\w)"
    r"|\b(?:BA|BS|MA|MS)(?=[ ](?:in|degree|of|and|or)\b|[ ]?\([Hh]ons|/B[AS]\b)"
)

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
    r"[ ](?:(?:or[ ]|/[ ]?)(?!(?:an?|the)[ ])[\w-]{1,30}[ ])?(?:(?:science|engineering|studies)[ ])?", re.I
)
_LONGEST_LEADING = 50


class Excluded:
    """Tells whether words of a text are no input; linear in the text, whatever it repeats."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self._text = text
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reaches = list(accumulate((span.end for span in self._spans), max))

    def covers(self, start: int, end: int) -> bool:
        """Whether the words lie in a degree or a school's name, or lead up to it ("nursing degree")."""
        before = bisect_right(self._starts, start)
        if before and self._reaches[before - 1] >= end:
            return True
        after = bisect_left(self._starts, end)
        last = bisect_right(self._starts, end + _LONGEST_LEADING)
        return any(self._leads_to(end, span) for span in self._spans[after:last])

    def _leads_to(self, end: int, span: Span) -> bool:
        if not _NAMED_AFTER.match(self._text, span.start, span.end):
            return False
        return _LEADING.fullmatch(self._text, end, span.start) is not None


def find_excluded(text: str, extraction: Extraction) -> Excluded:
    """What in a text says which degree, in which field, at which school."""
    degrees = list(_degrees(text, extraction))
    spans = [Span(*found.span()) for found in _SCHOOL_NAME.finditer(text)]
    spans += [_with_field(text, degree) for degree in degrees]
    if extraction.kind == "resume":
        spans += _education(text, extraction, sorted(degree.start for degree in degrees))
    return Excluded(text, spans)


def _degrees(text: str, extraction: Extraction) -> Iterator[Span]:
    """Every degree that is named: the qualifications leave out repeats, and what nobody asks for."""
    yield from (Span(*found.span()) for found in _DEGREE.finditer(text))
    for item in extraction.qualifications:
        if item.kind == "degree" and item.label != _LEARNT_AT_WORK:
            yield Span(item.start, item.end)


def _with_field(text: str, degree: Span) -> Span:
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


def _education(text: str, extraction: Extraction, degrees: list[int]) -> Iterator[Span]:
    """The entries of a résumé's education that name a degree or a school, without the courses in them."""
    for entry in _entries(text, extraction):
        start, end = entry[0].start, entry[-1].end
        if not (_any_within(degrees, start, end) or _ANY_SCHOOL.search(text, start, end)):
            continue
        for line in entry:
            course = _COURSE.search(text, *line)
            if course is None:
                yield line
            elif _any_within(degrees, line.start, course.start()):
                yield Span(line.start, course.start())


def _any_within(degrees: list[int], start: int, end: int) -> bool:
    return bisect_left(degrees, start) < bisect_left(degrees, end)


def _entries(text: str, extraction: Extraction) -> Iterator[list[Span]]:
    """The lines of the education section in blocks without a blank line; a list item stands by itself."""
    block: list[Span] = []
    for start, end, section in extraction.lines:
        if section != "education":
            continue
        lines_between = text.count("\n", block[-1].end, start) if block else 0
        if lines_between > 1 or (lines_between and not begins_line(text, start)):
            yield block
            block = []
        block.append(Span(start, end))
    if block:
        yield block
