"""Sections of postings: headings first, then labels in front of a line, then what a sentence speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.content_cues import PAY_PERIOD, content_cues
from app.extraction.heading_lexicon import EXPECTATIONS
from app.extraction.headings import ABOUT_WORK, heading_of, label_of
from app.text.lowering import lowered
from app.text.segments import Segment

# What a first line may look like that is a title.
_BEFORE_TITLE = frozenset({"summary", "employer", "pay"})
# A key with its value on one line ("Job type: Full-time"): it says nothing about the lines after it.
_LOCAL = frozenset({"other", "title", "pay"})
_OPEN_TO_CONTENT = ABOUT_WORK | {"summary", "employer", "other", "how_to_apply", "pay"}
# An advertisement that has come to these is past its duties and requirements.
_STEERING = frozenset({"equal_opportunity", "how_to_apply"})
# Two such cues in one sentence are as good as a sure one.
_DOUBLED = frozenset({"equal_opportunity", "benefits"})
# What a sentence without a heading is about: the first cue found decides.
_DECISIVE = (
    ("equal_opportunity+", "equal_opportunity"),
    ("how_to_apply+", "how_to_apply"),
    ("pay+", "pay"),
    ("benefits+", "benefits"),
    ("candidate+", "requirements"),
)
_TELLING = (
    ("duty", "responsibilities"),
    ("employer+", "employer"),
    ("candidate", "requirements"),
    ("benefits", "benefits"),
)
_MONEY_SIGN = re.compile("[£$€]")


@dataclass(slots=True)
class _State:
    """Where the reader of a text stands."""

    section: str
    headed: bool = False  # a heading of its own line is open
    listed: bool = False  # bullets, or benefits, have come under it
    left: bool = False  # a paragraph apart from them: the list is over, unless more bullets come
    line: int = -1
    line_section: str | None = None  # said by a label or by content, until the end of the line


def _money(low: str) -> list[int]:
    """Where sums of money stand, by their signs."""
    if any(sign in low for sign in "£$€"):
        return [match.start() for match in _MONEY_SIGN.finditer(low)]
    found = [low.find(code) for code in ("eur", "usd", "gbp")]
    return sorted(position for position in found if position >= 0)


class PostingReader:
    """Labels the segments of one posting."""

    def __init__(self, text: str, low: str | None = None) -> None:
        """`low` is the text as `lowered` gives it, where that is known already."""
        self.text = text
        self.low = lowered(text) if low is None else low
        self.cues = content_cues()
        self.money = _money(self.low)

    def read(self, segments: Sequence[Segment]) -> list[str]:
        """The section of each segment, in order."""
        state = _State("summary")
        labels: list[str] = []
        for index, segment in enumerate(segments):
            if segment.line != state.line:
                state.line, state.line_section = segment.line, None
            label = self._label(segments, index, state)
            if index == 0 and not state.headed and label in _BEFORE_TITLE and self._is_title(segments):
                label = "title"
            labels.append(label)
        return labels

    def _label(self, segments: Sequence[Segment], index: int, state: _State) -> str:
        segment = segments[index]
        alone = index + 1 == len(segments) or segments[index + 1].line != segment.line
        if alone or self.text[segment.end - 1] in ":?!":
            heading = heading_of(self.text, segment, "posting")
            if heading is not None:
                return self._open(heading, segments, index, state)
        inline = label_of(self.text, segment, "posting")
        if inline is not None:
            return self._open_inline(inline, segment, state)
        if segment.bullet:
            state.listed, state.left = state.headed, False
        elif state.listed and index and self._is_apart(segments[index - 1], segment):
            state.left = True
        elif state.headed and state.section == "benefits":
            state.listed = True
        label = self._by_content(segment, state)
        if label is not None:
            passing = label == "pay" or (state.headed and state.section == "employer")
            state.line_section = None if passing else label
            if label in _STEERING and state.headed and not segment.bullet and state.section != label:
                state.section, state.headed = "other", False
            return label
        return state.line_section or (
            "other" if state.left and state.section != "benefits" else state.section
        )

    def _is_apart(self, before: Segment, segment: Segment) -> bool:
        """Whether a blank line separates the segments."""
        return self.text.count("\n", before.end, segment.start) > 1

    def _open(self, heading: str, segments: Sequence[Segment], index: int, state: _State) -> str:
        if heading == EXPECTATIONS:
            heading = self._expected(segments[index + 1 : index + 7])
        state.section, state.headed, state.line_section = heading, heading != "other", None
        state.listed = state.left = False
        return heading

    def _open_inline(self, section: str, segment: Segment, state: _State) -> str:
        if section == EXPECTATIONS:
            section = self._expected([segment])
        if not state.headed and not segment.bullet and section not in _LOCAL:
            state.section = section
        state.line_section = section
        return section

    def _expected(self, following: Sequence[Segment]) -> str:
        """Whether the lines after "What you can expect" speak of duties or of benefits."""
        counts: Counter[str] = Counter()
        for segment in following:
            counts.update(self._cues(segment))
        return "responsibilities" if counts["duty"] > counts["benefits"] else "benefits"

    def _is_title(self, segments: Sequence[Segment]) -> bool:
        first = segments[0]
        line = self.text[first.start : first.end]
        alone = len(segments) > 1 and segments[1].line != first.line
        return (
            alone and not first.bullet and len(line) <= 100 and line.count(" ") < 14 and line[-1] not in ".?:"
        )

    def _cues(self, segment: Segment) -> set[str]:
        found = self.cues.labels(self.low, segment.start, segment.end)
        labels = set(found)
        if len(found) > len(labels):
            labels.update(f"{cue}+" for cue in _DOUBLED if found.count(cue) > 1)
        return labels

    def _by_content(self, segment: Segment, state: _State) -> str | None:
        """The section that the words of a sentence tell, None where they tell nothing against its heading."""
        if self.money and self._names_pay(segment):
            return "pay"
        if not state.headed or state.left:
            return self._without_heading(self._cues(segment), state)
        if segment.bullet or state.section not in _OPEN_TO_CONTENT:
            return None
        cues = self._cues(segment)
        return self._against_heading(segment, cues, state) if cues else None

    def _without_heading(self, cues: set[str], state: _State) -> str | None:
        for cue, section in _DECISIVE:
            if cue in cues:
                return section
        if "summary+" in cues:
            return "requirements" if "candidate" in cues else "summary"
        for cue, section in _TELLING:
            if cue in cues:
                return section
        return "employer" if "employer" in cues and state.line_section == "employer" else None

    def _against_heading(self, segment: Segment, cues: set[str], state: _State) -> str | None:
        for section in ("equal_opportunity", "how_to_apply"):
            if f"{section}+" in cues and not (section in cues and state.section in ABOUT_WORK):
                return section
        if "candidate+" in cues:
            return "requirements" if state.section != "preferred" else None
        about_worker = bool(cues & {"candidate", "duty"})
        if "benefits+" in cues and not about_worker:
            return "benefits"
        if state.section == "employer":
            return "responsibilities" if "duty" in cues else "summary" if "summary+" in cues else None
        prose = segment.end - segment.start > 40 and self.text[segment.end - 1] in ".!"
        return "employer" if "employer+" in cues and prose and not about_worker else None

    def _names_pay(self, segment: Segment) -> bool:
        index = bisect_left(self.money, segment.start)
        if index == len(self.money) or self.money[index] >= segment.end:
            return False
        return PAY_PERIOD.search(self.low, segment.start, segment.end) is not None
