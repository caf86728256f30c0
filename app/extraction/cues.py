"""Cues: what one segment says of the skills in it, read once and asked for any span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from app.extraction import polarity, requirement
from app.extraction.headings import ABOUT_WORK, heading_of
from app.extraction.interplay import DENIALS, settled_cues
from app.extraction.level import LEVEL_SIGNS, Level, LevelScope, read_levels
from app.extraction.models import Kind, Polarity, Requirement, Years
from app.extraction.scopes import Cue, Scope, Value, reach
from app.extraction.spanish.cues import with_spanish
from app.extraction.years import TimeSigns, YearsScope, names_time, read_years, time_signs
from app.text.labelled import Labelled
from app.text.lowering import lowered
from app.text.segments import Segment, clauses

# "Scanning? Never done it?"
_REASSURANCE = re.compile(
    r"[ \n]*(?:never|no (?:problem|worr|matter|need|experience)|not (?:a problem|to worry|done|your)|"
    r"(?:don't|do not) worry|"
    r"(?:that's|it's) (?:no|not|fine|ok)|we(?:'ll| will| can) (?:teach|train|show))"
)

_ASKED: dict[Value, Requirement] = {
    "required": "required", "preferred": "preferred", "learnable": "preferred"
}  # fmt: skip
_PAREN = re.compile(r"\(([^()]*)\)")
_SHORT_QUESTION = 60
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Cues:
    """What one segment says: required or preferred, denied or waived, and for how many years."""

    default: Requirement
    scopes: tuple[Scope, ...] = ()
    spells: tuple[YearsScope, ...] = ()
    levels: tuple[LevelScope, ...] = ()

    def requirement(self, start: int, end: int) -> Requirement:
        """How much the posting asks for the skill at `start:end`; what is denied is only mentioned."""
        value = self.value(start, end)
        if value is None:
            return self.default
        return _ASKED.get(value, "mentioned")

    def polarity(self, start: int, end: int) -> Polarity:
        """Whether the skill at `start:end` is asserted, denied, or said not to be needed."""
        value = self.value(start, end)
        return value if value in ("negated", "not_required") else "asserted"

    def years(self, start: int, end: int) -> Years | None:
        """The years of experience that belong to the skill at `start:end`."""
        if not self.spells:  # as in most segments
            return None
        return next((spell.years for spell in self.spells if spell.start < end and start < spell.end), None)

    def level(self, start: int) -> Level | None:
        """The level of proficiency that is named for the skill that begins at `start`."""
        if not self.levels:
            return None
        return next((scope.level for scope in self.levels if scope.start <= start < scope.end), None)

    def value(self, start: int, end: int) -> Value | None:
        """What the segment's words say of `start:end`, None where they say nothing."""
        if not self.scopes:  # as in most segments
            return None
        begun = next((scope.value for scope in self.scopes if scope.start <= start < scope.end), None)
        if begun is not None:
            return begun
        return next((scope.value for scope in self.scopes if start < scope.start < end), None)


_SILENT: dict[Requirement, Cues] = {
    "required": Cues("required"),
    "preferred": Cues("preferred"),
    "mentioned": Cues("mentioned"),
}


def read_cues(
    text: str, segment: Segment, section: str, kind: Kind = "posting", *, hints: Hints | None = None
) -> Cues:
    """The cues of a segment; their offsets are those of the text, whose `hints` may be known."""
    hints = hints or hints_of(lowered(text))
    low = hints.low[segment.start : segment.end]
    default = requirement.section_requirement(section) if kind == "posting" else "mentioned"
    hits = list(_phrases(hints.spanish).find(low))
    cues = settled_cues(low, hits, section) if hits else []
    if low[-1:] == "?":
        cues = _questioned(text, segment, low, cues)
    if cues and (kind == "resume" or not requirement.can_ask(section)):
        cues = [cue for cue in cues if cue.value in DENIALS]
    scopes = _scopes(text, segment, low, cues) if cues else []
    if kind == "resume":  # what need not be known for a job is simply not known to a worker
        scopes = [scope._replace(value="negated") for scope in scopes]
    spells = read_years(low, section, segment.start) if names_time(low, hints.units) else []
    levels = read_levels(low, segment.start) if any(map(low.__contains__, hints.levels)) else ()
    if not (scopes or spells or levels):
        return _SILENT[default]
    return Cues(default, tuple(scopes), tuple(spells), tuple(levels))


class CueReader:
    """Reads the cues of the segments of one text, each once, however many steps ask for them."""

    def __init__(self, text: str, segments: Sequence[Segment], kind: Kind, low: str | None = None) -> None:
        """`low` is the text as `lowered` gives it, where that is known already."""
        self._text, self._segments, self._kind = text, segments, kind
        self._read: dict[tuple[int, str], Cues] = {}
        self._is_prose: bool | None = None
        self._hints = hints_of(lowered(text) if low is None else low)

    @property
    def low(self) -> str:
        """The text in lower case, as long as it is."""
        return self._hints.low

    def cues(self, number: int, section: str) -> Cues:
        """The cues of a segment, read as one of this section."""
        found = self._read.get((number, section))
        if found is None:
            found = read_cues(
                self._text,
                self._segments[number],
                requirement.ALONE if self.is_alone(section) else section,
                self._kind,
                hints=self._hints,
            )
            self._read[number, section] = found
        return found

    def names_time(self, number: int) -> bool:
        """Whether a segment names a unit of time."""
        segment = self._segments[number]
        return names_time(self.low[segment.start : segment.end], self._hints.units)

    def is_alone(self, section: str) -> bool:
        """Whether the section is prose, and no heading of the text announces what is asked for."""
        if self._kind == "resume" or section not in requirement.PROSE:
            return False
        if self._is_prose is None:
            self._is_prose = not any(
                heading_of(self._text, segment, "posting") in ABOUT_WORK for segment in self._segments
            )
        return self._is_prose


# Little words of Spanish; the wordings of a language that a text is not in cost more than they find.
_SPANISH_WORDS = (
    " de ", " en ", " la ", " el ", " los ", " las ", " con ", " para ", " del ", " que ", " se ", " y ", " por ",
    "ción ", "experiencia", "hace falta",
)  # fmt: skip
_MANY = 2
# At least as many as there are of them; one look instead of one for each.
_SPACED = re.compile(rf" (?:{'|'.join(word.strip() for word in _SPANISH_WORDS if word[0] == ' ')})(?= )")
_OTHERS = tuple(word for word in _SPANISH_WORDS if word[0] != " ")


class Hints(NamedTuple):
    """A whole text in lower case, and what a quick look at it tells of its segments.

    `spanish`: whether it is Spanish; `levels`, `units`: the signs of levels and of units of time that it holds.
    """

    low: str
    spanish: bool
    levels: tuple[str, ...]
    units: TimeSigns


def hints_of(low: str) -> Hints:
    """The hints of a text in lower case."""
    most = len(_SPACED.findall(low)) + sum(map(low.count, _OTHERS))
    spanish = most >= _MANY and sum(map(low.count, _SPANISH_WORDS)) >= _MANY
    return Hints(low, spanish, tuple(sign for sign in LEVEL_SIGNS if sign in low), time_signs(low))


@cache
def _phrases(spanish: bool) -> Labelled[str]:
    ignored = {
        "ignored": [*requirement.NEUTRAL, *polarity.HARMLESS],
        "not_considered": polarity.NOT_CONSIDERED,
    }
    waived = {**requirement.PREFERRED, **polarity.NOT_REQUIRED}
    asked = {**requirement.LEARNABLE, **waived, **requirement.REQUIRED}
    told = {**polarity.NEGATED, **requirement.TAUGHT, **requirement.MIRRORED}
    phrases = {**ignored, **polarity.DEMANDED, **requirement.SOFTENING, **asked, **told}
    return Labelled(with_spanish(phrases) if spanish else phrases)


def _scopes(text: str, segment: Segment, low: str, cues: list[Cue]) -> list[Scope]:
    """The scopes of a segment, those inside brackets first: they say more of what is in them."""
    inner: list[Scope] = []
    outer: list[Scope] = []
    for start, end in _clauses(text, segment, low, cues):
        within, rest = _brackets(low, start, end, [cue for cue in cues if start <= cue.start < end])
        inner += within
        outer += reach(low, start, end, rest)
    at = segment.start
    return [Scope(a + at, b + at, value) for a, b, value in inner + outer if b > a]


def _questioned(text: str, segment: Segment, low: str, cues: list[Cue]) -> list[Cue]:
    """The cues of a question: "No degree?" waives what it names, and so does "Scanning? Never done it?"."""
    following = lowered(text[segment.end : segment.end + 40])
    if not cues and len(low) < _SHORT_QUESTION and _REASSURANCE.match(following):
        return [Cue(0, 0, "not_required", True)]
    return [cue._replace(value="not_required") if cue.value == "negated" else cue for cue in cues]


def _clauses(text: str, segment: Segment, low: str, cues: list[Cue]) -> list[tuple[int, int]]:
    """The clauses of the segment, counted from its start; a cue joins the clauses that it stands between."""
    found: list[tuple[int, int]] = []
    for start, end in ((a - segment.start, b - segment.start) for a, b in clauses(text, segment)):
        if found and _joined(low, found[-1], start, end, cues):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _joined(low: str, before: tuple[int, int], start: int, end: int, cues: list[Cue]) -> bool:
    last = max((c.end for c in cues if before[0] <= c.start < start and c.value != "mentioned"), default=-1)
    if last > start:
        return True
    if last >= 0 and low[before[1] : start].strip() == ":" and not _WORD.search(low, last, before[1]):
        return True
    own = [cue for cue in cues if start <= cue.start < end and not cue.ahead]
    return (
        bool(own)
        and not _WORD.search(low, start, own[0].start)
        and not _WORD.search(low, own[-1].end, end)
        and last < 0
    )


def _brackets(low: str, start: int, end: int, cues: list[Cue]) -> tuple[list[Scope], list[Cue]]:
    """What brackets say of the words in them, and the cues left for the clause around them."""
    scopes: list[Scope] = []
    rest = cues
    if cues and "(" in low:
        for bracket in _PAREN.finditer(low, start, end):
            own = [cue for cue in rest if bracket.start() < cue.start < bracket.end()]
            if not own:
                continue
            rest = [cue for cue in rest if cue not in own]
            if _has_words(low, bracket, own):
                scopes += reach(low, bracket.start(1), bracket.end(1), own)
            else:
                rest = sorted([*rest, own[0]._replace(ahead=False, item=True)])
    return scopes, rest


def _has_words(low: str, bracket: re.Match[str], cues: list[Cue]) -> bool:
    position = bracket.start(1)
    for cue in cues:
        if _WORD.search(low, position, cue.start):
            return True
        position = cue.end
    return _WORD.search(low, position, bracket.end(1)) is not None
