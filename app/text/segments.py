"""Segments: the lines, bullets and sentences of a text, each with its offsets, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from app.text.labelled import words

# No sentence is longer; a line without any sentence end is cut into pieces of at most this many characters.
MAX_SEGMENT = 1_000
# Text wider than this was not wrapped by hand or by a page.
_WIDEST_PAGE = 130


class Segment(NamedTuple):
    """One sentence or list item, `text[start:end]`, without its bullet sign; `line` counts from 0."""

    start: int
    end: int
    line: int
    bullet: bool


class _Block(NamedTuple):
    """A line, or lines that a page's width broke, before it is cut into sentences."""

    start: int
    end: int
    line: int
    bullet: bool


_SIGNS = "•‣⁃∙◦●○▪▫■□◆◇►▶▸➤➢➔→✓✔✅☑☐✦✧★☆·¤§\uf0a7\uf0b7\uf0d8\uf076\uf0fc"
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
_BULLET = re.compile(
    rf"""(?:[{_SIGNS}{_EMOJI}][\ufe0f\u200d]?){{1,4}}+\s*+
    | [-–—*](?![-–—*=\d])\s*+ | -(?=\d{{1,2}}(?:\+|\s|-\d)) | [-–—*+>»~]\s++ | (?:\.{{3}}|…)\s*+
    | \[[ xX]?\]\s++ | o(?:\t\s*+|\s++(?=[A-ZÀ-Þ]))
    | \(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{2,4}})[.)]\s++(?=\S) | \d{{1,2}}\.\d{{1,2}}\.?\s++(?=[A-ZÀ-Þ])
    | \d{{1,2}}\.(?=[A-ZÀ-Þ])""",
    re.X,
)
# Signs between the items of one line; three patterns, each quick to rule out.
_INLINE = (
    re.compile(rf"[{_SIGNS}]\s*+"),
    re.compile(r"\*(?<=\s\*)\s++(?=[A-ZÀ-Þ])"),
    re.compile(r"[:;.](?=\s++\(?\d{1,2}[.)]\s++[A-ZÀ-Þ])\s++\(?\d{1,2}[.)]\s++"),
)
# Dashes separate items on one line only where the line begins with one or a colon announces the list.
_INLINE_DASH = re.compile(r"\s++[-–]\s++(?=[A-ZÀ-Þa-z])")
_DASH_LIST = re.compile(r"[:.;]\s++[-–]\s")
_DATE_BEFORE = re.compile(
    r"(?:\d{4}|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?$", re.I
)

# The sign itself comes first: the search then skips from sign to sign.
_END = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’)\]»]*+(?:(?=\s)|"
    r"(?<=[a-zà-ÿ][a-zà-ÿ][a-zà-ÿ].)(?=[A-ZÀ-Þ][a-zà-ÿ]{2}))"
)
_NEVER_END = words("""
    mr mrs ms dr st prof vs approx incl excl min max fig viz cf dept tel ext ref ca ej av nr mt eg ie
    jan feb apr jun jul aug sept sep oct nov dec ene abr ago dic
    e.g i.e p.ej sr sra asst assoc mgr eng z.b
""")
_SELDOM_END = words("inc ltd co corp jr yrs yr hrs hr mos mths wks lbs exp equiv dipl cert univ etc a.m p.m")
_STARTERS = words("""
    the we you your this these that a an our it if in for must no not please all applicants candidates
    experience knowledge ability strong excellent good proven what who why how when there as at by on to and
    but or so also join apply is are do salary pay benefits training they he she i my responsible duties
    with once full part
""")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{0,2}")
_WORD = re.compile(r"[^\W\d_]+")

_CLAUSE = re.compile(
    r"\s*+;\s*+|\s*+—\s*+|\s++[-–]\s++|:\s++|[,.]?\s++(?:but(?! also)|however|although|though|while|whereas|"
    r"yet|nevertheless|instead|pero|aunque|sin embargo)(?=[\s,]),?\s*+|,\s++(?=(?:and |so |then )?(?:we|you|"
    r"they|it|he|she|this|there|please|candidates?|applicants?|training)(?:'\w+)?\s)",
    re.I,
)


def split(text: str) -> list[Segment]:
    """The segments of a text in order: one for each sentence or list item; blank lines have none."""
    marks = _read_marks(text)
    found: list[Segment] = []
    for block in _blocks(text):
        start, end, line, bullet = block
        uncut = bisect_left(marks.cuts, start + 1) == bisect_left(marks.cuts, end)
        if uncut and end - start <= MAX_SEGMENT:
            found.append(Segment(start, end, line, bullet))
        else:
            found.extend(_cut(text, block, marks))
    return found


def _cut(text: str, block: _Block, marks: _Marks) -> Iterator[Segment]:
    """The items and sentences of a block, none longer than `MAX_SEGMENT`."""
    for start, end, bullet in _items(text, block, marks):
        for a, b in _sentences(text, start, end, marks.ends):
            pieces = ((a, b),) if b - a <= MAX_SEGMENT else _pieces(text, a, b)
            yield from (Segment(c, d, block.line, bullet) for c, d in pieces)


def clauses(text: str, segment: Segment) -> list[tuple[int, int]]:
    """The clauses of a segment: what a "not" or a "required" in one of them says ends with it.

    A colon or a dash next to a few words ("Python: not required", "Excel - a plus") does not separate.
    """
    found: list[tuple[int, int]] = []
    start = segment.start
    for mark in _CLAUSE.finditer(text, segment.start, segment.end):
        if mark.start() <= start or mark.end() >= segment.end:
            continue
        if mark.group().strip() in (":", "-", "–", "—") and _is_label(text, start, mark, segment.end):
            continue
        found.append((start, mark.start()))
        start = mark.end()
    found.append((start, segment.end))
    return found


def _is_label(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    before = text[max(start, mark.start() - 40) : mark.start()]
    after = text[mark.end() : min(end, mark.end() + 40)]
    short_before = mark.start() - start < 40 and before.count(" ") < 4
    return short_before or (end - mark.end() < 40 and after.count(" ") < 3)


def _blocks(text: str) -> Iterator[_Block]:
    lines = list(_lines(text))
    width = max((line.end - line.start for line in lines), default=0)
    if width > _WIDEST_PAGE or width < 45:
        yield from lines
        return
    current: _Block | None = None
    for line in lines:
        if current is None:
            current = line
        elif _continues(text, current, line, width):
            current = _Block(current.start, line.end, current.line, current.bullet)
        else:
            yield current
            current = line
    if current is not None:
        yield current


def _lines(text: str) -> Iterator[_Block]:
    position = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        body = line.strip()
        if body:
            start = position + (len(line) - len(line.lstrip()))
            end = start + len(body)
            sign = (
                None
                if body[0].isalpha() and len(body) > 1 and body[1].isalpha()
                else _BULLET.match(text, start, end)
            )
            if sign is not None and sign.end() < end:
                yield _Block(sign.end(), end, number, True)
            else:
                yield _Block(start, end, number, False)
        position += len(line)


_OPEN_ENDED = words("and or of with in the a an to for from by as at on our your")


def _continues(text: str, before: _Block, line: _Block, width: int) -> bool:
    """Whether a page's width, and not its writer, broke the line before this one."""
    if line.bullet or text[before.end - 1] in ".!?:;" or _has_blank_line(text, before.end, line.start):
        return False
    last_line = text[max(before.start, before.end - _WIDEST_PAGE - 1) : before.end].splitlines()[-1]
    if len(last_line) < 45:
        return False
    first = text[line.start : line.start + 40].split(maxsplit=1)[0]
    if last_line.rsplit(maxsplit=1)[-1].lower() in _OPEN_ENDED:
        return True
    return first[0].islower() and len(last_line) + 1 + len(first) >= 0.85 * width


def _has_blank_line(text: str, start: int, end: int) -> bool:
    return len(text[start:end].splitlines()) > 2


class _Marks(NamedTuple):
    """Where a line may be cut: bullet signs, ends of sentences, spaced dashes; `cuts` has them all."""

    signs: list[tuple[int, int]]
    ends: list[tuple[int, int]]
    dashes: bool
    cuts: list[int]


def _read_marks(text: str) -> _Marks:
    signs, stars, numbers = _INLINE
    found = [] if text.isascii() else [m.span() for m in signs.finditer(text)]
    if " *" in text:
        found += [m.span() for m in stars.finditer(text)]
    found += [(m.start() + 1, m.end()) for m in numbers.finditer(text)]
    found.sort()
    dashes = sorted([*_positions(text, " - "), *_positions(text, " – ")])
    ends = [m.span() for m in _END.finditer(text)]
    cuts = sorted([start for start, _ in found] + [end for _, end in ends] + dashes)
    return _Marks(found, ends, bool(dashes), cuts)


def _positions(text: str, sign: str) -> Iterator[int]:
    position = text.find(sign)
    while position >= 0:
        yield position
        position = text.find(sign, position + 1)


def _items(text: str, block: _Block, marks: _Marks) -> list[tuple[int, int, bool]]:
    """Items that stand on one line with their bullet signs between them."""
    spans = marks.signs[bisect_left(marks.signs, (block.start, 0)) : bisect_left(marks.signs, (block.end, 0))]
    if marks.dashes and _is_dash_list(text, block):
        dashes = _INLINE_DASH.finditer(text, block.start, block.end)
        spans = sorted(spans + [m.span() for m in dashes if not _in_date(text, m)])
    position, bullet = block.start, block.bullet
    found: list[tuple[int, int, bool]] = []
    for start, end in spans:
        if position <= start and end < block.end:
            if start > position:
                found.append((position, start, bullet))
            position, bullet = end, True
    found.append((position, block.end, bullet))
    return found


def _is_dash_list(text: str, block: _Block) -> bool:
    began = block.bullet and text[max(0, block.start - 3) : block.start].strip() in ("-", "–")
    return began or _DASH_LIST.search(text, block.start, block.end) is not None


def _in_date(text: str, mark: re.Match[str]) -> bool:
    return _DATE_BEFORE.search(text[max(0, mark.start() - 10) : mark.start()]) is not None


def _sentences(text: str, start: int, end: int, ends: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for index in range(bisect_left(ends, (start, 0)), len(ends)):
        sign, after = ends[index]
        if after >= end:
            break
        if _ends_sentence(text, start, sign, after):
            if sign > start:
                yield start, after
            start = after
            while start < end and text[start].isspace():
                start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, start: int, sign: int, end: int) -> bool:
    """Whether the full stop (or stops) at `text[sign:end]` ends a sentence that began at `start` or later."""
    if text[sign] in "!?":
        return True
    following = text[end : end + 24]
    after = following.lstrip()
    if not after or after[0] in ",;:)":
        return False
    before = text[max(start, sign - 24) : sign].rstrip()
    word = before.rsplit(maxsplit=1)[-1].lstrip("(\"'“‘[") if before else ""
    if not following[0].isspace():  # "the workplace.Experience in": the blank was lost, or it is an address
        return not any(mark in word for mark in "@/.") and "www" not in word
    if "…" in text[sign:end] or text.startswith("..", sign):
        return not after[0].islower()
    if word == "no" or word == "No":
        return not after[0].isdigit()
    return _word_may_end(word, after)


def _word_may_end(word: str, after: str) -> bool:
    key = word.lower()
    if key in _NEVER_END:
        return False
    next_word = _WORD.match(after)
    starter = next_word is not None and next_word.group().istitle() and next_word.group().lower() in _STARTERS
    initial = len(word) == 1 and word.isupper() and word not in "ACRX"
    if initial or key in _SELDOM_END or _DOTTED.fullmatch(word):
        return starter or (key == "etc" and not after[0].islower())
    return not after[0].islower() or (len(word) > 2 and word.isalpha())


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is; one without an end in sight is cut at a clause mark or a space."""
    while end - start > MAX_SEGMENT:
        limit = start + MAX_SEGMENT
        cut = max(text.rfind(sign, start + MAX_SEGMENT // 2, limit) for sign in ";,") + 1
        cut = cut or text.rfind(" ", start, limit) + 1 or limit
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
