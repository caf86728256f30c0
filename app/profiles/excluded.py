"""Words that are no input of a match: degrees with their fields of study, and the names of schools."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from app.extraction.models import Extraction
from app.profiles.degrees import LONGEST_LEADING, Span, find_degrees, leads_to, with_field
from app.profiles.layout import begins_line, begins_word

_SCHOOL = re.compile(
    r"(?:School|University|College|Academy|Institute|Polytechnic|Lyceum|Universidad|Instituto|Escuela|Colegio"
    r"|SCHOOL|UNIVERSITY|COLLEGE|ACADEMY|INSTITUTE|POLYTECHNIC)s?\b"
)
_CAPITAL = r"[^\W\d_a-z][\w'’.&-]{0,30}"
_NAME_BEFORE = re.compile(rf"(?<!\w)(?:{_CAPITAL}[ ](?:(?:of|for|and|the|de|la)[ ]){{0,2}}){{1,6}}$")
_NAME_AFTER = re.compile(
    rf"[ ](?:of|for|de)(?:[ ]the|[ ]la)?(?:[ ](?:and[ ]|&[ ])?{_CAPITAL}){{1,4}}"  # "School of Music and Art"
)
_LONGEST_NAME = 120
_ANY_SCHOOL = re.compile(_SCHOOL.pattern, re.I)
_COURSE = re.compile(
    r"\b(?:course(?:s|work)?|modules?|subjects?|class(?:es)?|workshops?|boot ?camp|training|trained"
    r"|certificates?|certified|apprentice(?:ship)?|licen[cs]e|cursos?|m[oó]dulos)\b",
    re.I,
)


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
        last = bisect_right(self._starts, end + LONGEST_LEADING)
        return any(leads_to(self._text, end, span) for span in self._spans[after:last])


def find_excluded(text: str, extraction: Extraction) -> Excluded:
    """What in a text says which degree, in which field, at which school."""
    degrees = list(find_degrees(text, extraction))
    spans = list(_schools(text))
    spans += [with_field(text, degree) for degree in degrees]
    if extraction.kind == "resume":
        spans += _education(text, extraction, sorted(degree.start for degree in degrees))
    return Excluded(text, spans)


def _schools(text: str) -> Iterator[Span]:
    """The names of schools: the capitalised words before "School", and what they are schools of."""
    for found in _SCHOOL.finditer(text):
        if not begins_word(text, found.start()):
            continue
        before = max(0, found.start() - _LONGEST_NAME)
        name = _NAME_BEFORE.search(text[before : found.start()])
        after = _NAME_AFTER.match(text, found.end())
        yield Span(before + name.start() if name else found.start(), after.end() if after else found.end())


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
