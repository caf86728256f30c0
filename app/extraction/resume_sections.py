"""Sections of résumés: by headings, and before the first of them by what the lines look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.headings import heading_of, label_of
from app.text.segments import Segment

_CONTACT = re.compile(
    r"@\w|\+?\d[\d ()./-]{7,}\d|https?:|www\.|linkedin|\b\d{5}\b|\bphone\b|\bemail\b|\btel\b", re.I
)
_YEAR = r"\b(?:19|20)\d\d\b"
_DATED = re.compile(
    _YEAR
    + r"\s*(?:[-–—]|to|until|till)\s*(?:[A-Za-z./\d]{1,12}\s*)?(?:"
    + _YEAR
    + r"|present|now|today|current|date)",
    re.I,
)
# A name or an address: a few words, each with a capital or a figure.
_NAME_WORD = (
    r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|\d[\w-]*|al-\w+|c/o"
    r"|(?:al|am|an|bin|binti|da|de|del|den|der|des|di|do|dos|du|el|ibn|la|le|of|ter|the|van|von|y|zu)(?!\w))"
)
_NAME_LIKE = re.compile(rf"{_NAME_WORD}(?:[ ,|•·/]+{_NAME_WORD}){{0,11}}[ ,|•·]*")
# "TEAM PLAYER.", "STRONG AND ON TIME." and "I KNOW WHAT IS ASKED OF ME." are no names, "12 MAIN ST." may be part of
# an address. Each word is read once: a line of spaces would otherwise be cut into words in all ways there are.
_ENDED = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{5,}[.!]$|^[^\d ]*+(?: ++[^\d ]++){5,}+(?<=\.)$"
    r"|(?i: (?:and|at|for|in|is|my|on|to|with) [^\d]*[.!]$)"
)


@dataclass(slots=True)
class _State:
    """Where the reader of a résumé stands."""

    section: str
    headed: bool = False  # a heading has been read
    line: int = -1
    line_section: str | None = None  # said by a label, until the end of the line


class ResumeReader:
    """Labels the segments of one résumé."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, segments: Sequence[Segment]) -> list[str]:
        """The section of each segment, in order."""
        state = _State("contact")
        labels: list[str] = []
        for index, segment in enumerate(segments):
            if segment.line != state.line:
                state.line, state.line_section = segment.line, None
            labels.append(self._label(segments, index, state))
        return labels

    def _label(self, segments: Sequence[Segment], index: int, state: _State) -> str:
        segment = segments[index]
        alone = index + 1 == len(segments) or segments[index + 1].line != segment.line
        if alone or self.text[segment.end - 1] == ":":
            heading = heading_of(self.text, segment, "resume")
            if heading is not None:
                state.section, state.headed = heading, True
                return heading
        inline = label_of(self.text, segment, "resume")
        if inline is not None:
            state.line_section = inline
            return inline
        if state.line_section is not None:
            return state.line_section
        if not state.headed:
            state.section = self._unheaded(segment, state.section)
        return state.section

    def _unheaded(self, segment: Segment, before: str) -> str:
        """Before the first heading stand the name and address, then the profile, then perhaps the work."""
        line = self.text[segment.start : segment.end]
        if before == "experience" or _DATED.search(line):
            return "experience"
        if before == "profile" and not _CONTACT.search(line):
            return "profile"
        names = not segment.bullet and _NAME_LIKE.fullmatch(line) is not None and not _ENDED.search(line)
        return "contact" if names or _CONTACT.search(line) else "profile"
