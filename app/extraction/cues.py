"""Cues: what one segment says of the skills in it, read once and asked for any span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.extraction import polarity, requirement
from app.extraction.models import Kind, Polarity, Requirement, Years
from app.extraction.scopes import Cue, Scope, Value, reach
from app.extraction.spanish.cues import with_spanish
from app.extraction.years import YearsScope, read_years
from app.text.labelled import Hit, Labelled
from app.text.lowering import lowered
from app.text.segments import Segment, clauses

_VALUES: dict[str, Value] = {
    "required": "required", "minimum": "required", "preferred": "preferred",
    "softening": "preferred", "not_required": "not_required", "negated": "negated",
}  # fmt: skip
_DENIALS = frozenset({"negated", "not_required"})
_PAREN = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W_]{2,}")
_WAIVERS = frozenset({"required", "needed", "necessary", "essential", "expected", "mandatory"})


@dataclass(frozen=True, slots=True)
class Cues:
    """What one segment says: required or preferred, denied or waived, and for how many years."""

    default: Requirement
    scopes: tuple[Scope, ...] = ()
    spells: tuple[YearsScope, ...] = ()

    def requirement(self, start: int, end: int) -> Requirement:
        """How much the posting asks for the skill at `start:end`; what is denied is only mentioned."""
        value = self._value(start, end)
        if value is None:
            return self.default
        return value if value in ("required", "preferred") else "mentioned"

    def polarity(self, start: int, end: int) -> Polarity:
        """Whether the skill at `start:end` is asserted, denied, or said not to be needed."""
        value = self._value(start, end)
        return value if value in ("negated", "not_required") else "asserted"

    def years(self, start: int, end: int) -> Years | None:
        """The years of experience that belong to the skill at `start:end`."""
        if not self.spells:
            return None
        return next((spell.years for spell in self.spells if spell.start < end and start < spell.end), None)

    def _value(self, start: int, end: int) -> Value | None:
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


def read_cues(text: str, segment: Segment, section: str, kind: Kind = "posting") -> Cues:
    """The cues of a segment; their offsets are those of the text."""
    low = lowered(text[segment.start : segment.end])
    default = requirement.section_requirement(section) if kind == "posting" else "mentioned"
    hits = list(_phrases().find(low))
    cues = _cues(low, hits, section) if hits else []
    if cues and (kind == "resume" or not requirement.can_ask(section)):
        cues = [cue for cue in cues if cue.value in _DENIALS]
    scopes = _scopes(text, segment, low, cues) if cues else []
    if kind == "resume":  # what need not be known for a job is simply not known to a worker
        scopes = [scope._replace(value="negated") for scope in scopes]
    spells = read_years(low, section, segment.start)
    return Cues(default, tuple(scopes), tuple(spells)) if scopes or spells else _SILENT[default]


class CueReader:
    """Reads the cues of the segments of one text, each once, however many steps ask for them."""

    def __init__(self, text: str, segments: Sequence[Segment], kind: Kind) -> None:
        self._text, self._segments, self._kind = text, segments, kind
        self._read: dict[tuple[int, str], Cues] = {}

    def cues(self, number: int, section: str) -> Cues:
        """The cues of a segment, read as one of this section."""
        found = self._read.get((number, section))
        if found is None:
            found = read_cues(self._text, self._segments[number], section, self._kind)
            self._read[number, section] = found
        return found


@cache
def _phrases() -> Labelled[str]:
    ignored = {
        "ignored": [*requirement.NEUTRAL, *polarity.HARMLESS],
        "not_considered": polarity.NOT_CONSIDERED,
    }
    waived = {**requirement.PREFERRED, **polarity.NOT_REQUIRED}
    english = {**requirement.SOFTENING, **waived, **requirement.REQUIRED, **polarity.NEGATED}
    return Labelled(with_spanish({**ignored, **english}))


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


def _cues(low: str, hits: list[Hit[str]], section: str) -> list[Cue]:
    cues: list[Cue] = []
    for hit in hits:
        if hit.label == "not_considered":
            if cues and cues[-1].value in _DENIALS:
                cues[-1] = Cue(cues[-1].start, cues[-1].end, "required", True)
            continue
        if hit.label == "ignored" or (hit.label == "minimum>" and section == "preferred"):
            continue
        cue = Cue(hit.start, hit.end, _VALUES[hit.label[:-1]], hit.label[-1] == ">")
        if hit.label == "softening<" and cues and cues[-1].value in ("required", "not_required"):
            cues.pop()
        while cues and _waives(low, cues[-1], hit):
            cue = Cue(cues.pop().start, hit.end, "not_required", True)
        cues.append(cue)
    return cues


def _waives(low: str, denial: Cue, hit: Hit[str]) -> bool:
    """Whether "no" and "required" belong together: "no experience in sales required"."""
    if not denial.ahead or denial.value not in _DENIALS or hit.label != "required<":
        return False
    between = low[denial.end : hit.start]
    return (
        low[hit.start : hit.end].rsplit(maxsplit=1)[-1] in _WAIVERS
        and not any(sign in between for sign in ";.")
        and " but " not in between
    )


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
    last = max((cue.end for cue in cues if before[0] <= cue.start < start), default=-1)
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
