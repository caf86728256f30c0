"""Dates as résumés write them: months, years, seasons and the spans between them, as month numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MONTH_NAMES = (
    "january jan enero ene januar", "february feb febrero februar", "march mar marzo märz",
    "april apr abril abr",
    "may mayo mai", "june jun junio juni", "july jul julio juli", "august aug agosto ago",
    "september sept sep septiembre setiembre", "october oct octubre oktober okt", "november nov noviembre",
    "december dec diciembre dic dezember dez",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
# The first month of a season of three; "winter 2020" began in December 2020.
_SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
    "primavera": 3,
    "verano": 6,
    "otoño": 9,
    "invierno": 12,
}
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_POINT = re.compile(
    rf"""(?:(?<![\w/.])|(?<=\d{{4}}/))(?:
    (?P<open>present|current|currently|now|today|date|ongoing|(?:la\ )?actualidad|presente|hoy|heute)(?!\w)
    | (?:(?P<day>\d{{1,2}})[/.])?(?P<m1>\d{{1,2}})[/.](?P<y1>{_YEAR}|\d{{2}})(?![\d/.]\d|\d)
    | (?P<y2>{_YEAR})[-/.](?P<m2>0[1-9]|1[0-2])(?:[-/.]\d{{1,2}})?(?!\d)
    | (?P<y3>{_YEAR})\ ?[-/]\ ?(?P<short>\d{{2}})(?!\d)
    | (?:\d{{1,2}}(?:st|nd|rd|th)?\ )?(?P<name>{_NAME})\.?
      (?:,?\ ?(?:\d{{1,2}},\ )?(?:de\ )?(?P<y4>{_YEAR}|'\d{{2}}))?(?!\w)
    | (?P<season>{"|".join(_SEASONS)})(?:\ of|\ de)?\ (?P<y5>{_YEAR})(?!\w)
    | (?P<y6>{_YEAR})(?!\w)
    )""",
    re.X,
)
_BETWEEN = re.compile(
    r"\s*(?:[-—→/]+|to|until|till|through|up to|thru|a|al|hasta|bis|y|and)\s*(?:the\s|la\s)?"
)
_SINCE = re.compile(r"(?:since|desde|seit)\s*(?:the\s)?$")
_OPEN_END = re.compile(r"\s*(?:[-—]+\s*(?:$|[|)\]])|onwards?\b|and ongoing\b)")


class Span(NamedTuple):
    """Months from `first` to `last`, both counted and numbered from year 0, named at `start:end`."""

    first: int
    last: int
    start: int
    end: int


class _Point(NamedTuple):
    start: int
    end: int
    year: int | None
    month: int | None
    length: int  # months that the point itself lasts; 0 for one that is open
    last_year: int | None = None


def spans(low: str, now: int) -> Iterator[Span]:
    """The dated spans in a lower-case line; `now` is the month "present" means, and none goes beyond it."""
    matches = list(_POINT.finditer(low))
    month_first = any(match["day"] and int(match["m1"]) > 12 for match in matches)
    points = [point for match in matches if (point := _point(match, now // 12, month_first)) is not None]
    index = 0
    while index < len(points):
        point = points[index]
        following = points[index + 1] if index + 1 < len(points) else None
        paired = following is not None and _BETWEEN.fullmatch(low, point.end, following.start) is not None
        span = (
            _between(point, following, now) if paired and following is not None else _alone(low, point, now)
        )
        if span is not None:
            yield span
        index += 2 if paired else 1


def _point(match: re.Match[str], this_year: int, month_first: bool) -> _Point | None:
    start, end = match.span()
    if match["open"]:
        return _Point(start, end, None, None, 0)
    if match["short"]:
        year = int(match["y3"])
        last_year = year - year % 100 + int(match["short"])
        return _Point(start, end, year, None, 12, last_year) if year <= last_year <= this_year + 1 else None
    if match["m1"]:
        # "11/15/2019": where a line shows the American order, all its dates have it.
        month = _month(int(match["day"] if match["day"] and month_first else match["m1"]))
        year = _full_year(match["y1"], this_year)
        return _Point(start, end, year, month, 1) if month is not None else None
    if match["m2"]:
        return _Point(start, end, int(match["y2"]), int(match["m2"]), 1)
    if match["name"]:
        written = match["y4"]
        return _Point(
            start,
            end,
            _full_year(written.lstrip("'"), this_year) if written else None,
            _MONTHS[match["name"]],
            1,
        )
    if match["season"]:
        return _Point(start, end, int(match["y5"]), _SEASONS[match["season"]], 3)
    return _Point(start, end, int(match["y6"]), None, 12)


def _month(number: int) -> int | None:
    return number if 1 <= number <= 12 else None


def _full_year(digits: str, this_year: int) -> int:
    if len(digits) == 4:
        return int(digits)
    year = this_year - this_year % 100 + int(digits)
    return year if year <= this_year else year - 100


def _between(first: _Point, last: _Point, now: int) -> Span | None:
    if first.length == 0:
        return None
    year = first.year if first.year is not None else last.year
    if year is None:
        return None
    if last.length == 0:
        return _span(_number(year, first.month or _midyear(year, now)), now, first, last, now)
    last_year = last.year if last.year is not None else year
    if first.month is None and last.month is None:
        return _whole_years(year, last.last_year or last_year, first, last, now)
    begin = _number(year, first.month or 7)
    finish = _number(last_year, last.month or 6) + (last.length - 1 if last.month else 0)
    return _span(begin, finish, first, last, now)


def _whole_years(year: int, last_year: int, first: _Point, last: _Point, now: int) -> Span | None:
    """Years alone: from the middle of the first to that of the last, so that "2018-2021" is three years."""
    if year == last_year:
        return _span(_number(year, 1), _number(year, 12), first, last, now)
    return _span(_number(year, 7), _number(last_year, 6), first, last, now)


def _alone(low: str, point: _Point, now: int) -> Span | None:
    if point.length == 0 or point.year is None:
        return None
    if point.last_year is not None:
        return _whole_years(point.year, point.last_year, point, point, now)
    begin = _number(point.year, point.month or _midyear(point.year, now))
    if _SINCE.search(low[max(0, point.start - 20) : point.start]) or _OPEN_END.match(low, point.end):
        return _span(begin, now, point, point, now)
    # A year alone says nothing of how long.
    return _span(begin, begin + point.length - 1, point, point, now) if point.month else None


def _midyear(year: int, now: int) -> int:
    return 7 if _number(year, 7) <= now else 1


def _number(year: int, month: int) -> int:
    return year * 12 + month - 1


def _span(begin: int, finish: int, first: _Point, last: _Point, now: int) -> Span | None:
    finish = min(finish, now)
    return Span(begin, finish, first.start, last.end) if begin <= finish else None
