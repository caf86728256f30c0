"""Finding qualifications: which of the named ones count, and how firmly each is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from app.extraction.cues import CueReader, Cues
from app.extraction.models import Kind, Qualification, QualificationRequirement
from app.extraction.qualifications.certificates import (
    AWARDS,
    certificate_names,
    certificates_by_form,
    judge_certificates,
)
from app.extraction.qualifications.experience import KIND_SIGNS, NO_EXPERIENCE, find_experience, find_kinds
from app.extraction.qualifications.found import Found
from app.extraction.qualifications.languages import judge_languages, language_names
from app.text.labelled import Hit, Labelled
from app.text.segments import Segment

# What an employer says of itself, its benefits or the law asks nothing of the worker.
_ASIDE = frozenset({"employer", "benefits", "equal_opportunity", "pay"})
_ASKING = frozenset({"requirements", "preferred"})
_UNSCHOOLED = frozenset({"experience", "volunteer", "projects", "references", "interests"})
_EVIDENCE = re.compile(
    r"\b(?:you (?:have|hold|are|must|need|possess|should)|you'll need|you've|must|needs?|requires?|"
    r"candidates?|applicants?|looking for|seeking|seeks|with an?|have an?|has an?|holds?|holding|possess|"
    r"qualified|should|essential|preferred|desirable|ideally|minimum|are you|do you|imprescindible|se "
    r"requiere)\b"
)
_EQUIVALENT = re.compile(
    r"\b(?:(?:or|and/or|oder|o) (?:an? |the |other |any )?(?:\w+ ){0,2}?(?:equivalent|equiv\b|comparable|"
    r"similar (?:experience|qualification|level|work)|experience\b|relevant (?:work|experience|"
    r"professional)|work experience|practical experience|proven experience|(?:\d+|one|two|three|four|five|"
    r"six|seven|eight|ten)\+? years)|(?:or|and/or) (?:an? |the )?(?:same|comparable|matching|equal|like) "
    r"(?:level|standard)|"
    r"or (?:proof|evidence) of|or (?:the )?eligib|in lieu of|in place of|instead of a degree|alternatively|qualified by "
    r"experience|combination of education and)|/ ?(?:equivalent|experience)\b"
)
# What is named second, in place of the first: "or alternatively", "or a comparable".
_ALTERNATIVE = re.compile(
    r"\b(?:or alternatively|alternatively|(?:or|and/or) "
    r"(?:have )?(?:an? )?(?:completed )?(?:an? )?(?:comparable|equivalent|similar))\b[^.;]*$"
)
# Where the wording itself is "diploma, GED or equivalent".
_ENDS_EQUIVALENT = re.compile(r"\bor (?:an? |the )?(?:equivalent|similar|comparable)(?: \w+)?$")
_LANGUAGE_EQUIVALENT = re.compile(r"[^.;]{0,20}?\bor (?:an? |the )?(?:equivalent|similar|comparable)\b")
_AWARD = re.compile(
    r"degree|diploma|bachelor|master|certific|qualif|nvq|gcse|hn[cd]\b|btec|licen[cs]e|trained|apprentic"
)
_LANGUAGE_HEADINGS = frozenset({"language", "languages", "language skills", "idiomas", "languages required"})
# A duty with one of these may ask for more than its work.
_SPEAKS = re.compile(
    r"\b(?:speak|fluent|be able to (?:read|write)|bilingual|must|need)|"
    r"\b(?:in|into|from|between|both|using|your) (?:(?:good|clear|basic|fluent|spoken|written) )?$"
)
_DUTY_ASKS = (
    "must", "requir", "need", "prefer", "essential", "speak", "fluent", "hold", "licen", "certif", "or equiv", " no ",
    "n't ", " not ",
)  # fmt: skip
_OPENING = 12  # a sentence that opens with a qualification is about it
_REACH = 140


def find_qualifications(
    text: str,
    segments: Sequence[Segment],
    sections: Sequence[str],
    kind: Kind = "posting",
    reader: CueReader | None = None,
) -> list[Qualification]:
    """The qualifications a text names, in its order, each thing once.

    In a résumé nothing is asked, so `requirement` says only whether the thing is there: "required" stands for
    held, "not_required" for denied ("no driving licence yet"). `reader` has the cues that were read already.
    """
    reading = _Reader(text, segments, sections, reader or CueReader(text, segments, kind), kind)
    seen: set[tuple[str, str]] = set()
    found: list[Qualification] = []
    for index, section in enumerate(sections):
        if kind == "posting" and (section in _ASIDE or reading.is_plain_duty(index)):
            continue
        for qualification in reading.read(index):
            key = (qualification.kind, qualification.label.split(" (")[0])
            if key not in seen:
                seen.add(key)
                found.append(qualification)
    return found


@cache
def _names() -> Labelled[str]:
    languages = {f"language|{name}": pieces for name, pieces in language_names().items()}
    return Labelled({**certificate_names(), **languages})


class _Reader:
    def __init__(
        self,
        text: str,
        segments: Sequence[Segment],
        sections: Sequence[str],
        cues: CueReader,
        kind: Kind,
    ) -> None:
        self.text, self.low, self.cues = text, cues.low, cues
        self.names = _names()
        self.segments, self.sections, self.kind = segments, sections, kind
        # Of many signs a text holds a few: its segments are looked through for these alone.
        kinds = KIND_SIGNS if kind == "posting" else ()
        self.kind_signs = [sign for sign in kinds if sign in self.low]
        self.awards = [sign for sign in AWARDS if sign in self.low]
        self.duty_asks = [sign for sign in _DUTY_ASKS if sign in self.low]

    def is_plain_duty(self, index: int) -> bool:
        """Whether the segment is a duty that asks for nothing, told without a closer look."""
        if self.sections[index] != "responsibilities":
            return False
        duty = self.low[self.segments[index].start : self.segments[index].end]
        return not any(map(duty.__contains__, self.duty_asks))

    def read(self, index: int) -> list[Qualification]:
        """The qualifications of one segment that count."""
        items = self._named(index)
        if not items:
            return []
        segment, section = self.segments[index], self.sections[index]
        # What a sentence outside the lists asks for at all, it requires.
        cues = self.cues.cues(index, section if section in _ASKING else "requirements")
        return [
            self._qualification(segment, item, cues)
            for item in sorted(items)
            if self._counts(segment, section, item, cues)
        ]

    def _named(self, index: int) -> list[Found]:
        segment = self.segments[index]
        start, end = segment.start, segment.end
        named: list[Hit[str]] = []
        spoken: list[Hit[str]] = []
        for hit in self.names.find(self.low, start, end):
            if not hit.label.startswith("language|"):
                named.append(hit)
            elif self.text[hit.start].isupper() or hit.end - hit.start > 6:
                spoken.append(hit._replace(label=hit.label[9:]))
        items = judge_certificates(self.text, self.low, start, end, named)
        sentence = self.low[start:end]
        if any(map(sentence.__contains__, self.awards)):
            items += certificates_by_form(self.text, start, end, items)
        if spoken:
            items += judge_languages(self.low, start, end, spoken, lambda: self._is_language_list(index))
        timed = self.cues.names_time(index)
        items += find_experience(self.low, start, end, self.sections[index], timed=timed)
        if any(map(sentence.__contains__, self.kind_signs)):
            items += find_kinds(self.text, self.low, start, end, items)
        return items

    def _is_language_list(self, index: int) -> bool:
        """Whether the lines "Language:", "English (Preferred)", "Spanish (Preferred)" lead here."""
        if self.sections[index] == "languages":
            return True
        for before in reversed(self.segments[max(index - 5, 0) : index]):
            if self.low[before.start : before.end].strip(" :") in _LANGUAGE_HEADINGS:
                return True
            if before.end - before.start > 40:
                return False
        return False

    def _counts(self, segment: Segment, section: str, item: Found, cues: Cues) -> bool:
        if self.kind == "posting":
            if cues.value(item.start, item.end) == "mentioned":  # taught after the start, or held by others
                return False
            if item.kind == "language" and self.cues.is_alone(section):
                return True
            return _is_asked(self.low, segment, section, item, cues)
        return item.label != NO_EXPERIENCE and not (item.kind == "degree" and section in _UNSCHOOLED)

    def _qualification(self, segment: Segment, item: Found, cues: Cues) -> Qualification:
        requirement = _held(cues, item) if self.kind == "resume" else _asked(self.low, segment, item, cues)
        surface = self.text[item.start : item.end]
        return Qualification(item.kind, item.label, requirement, surface, item.start, item.end)


def _is_asked(low: str, segment: Segment, section: str, item: Found, cues: Cues) -> bool:
    """Outside the lists of requirements only what the sentence itself asks for counts."""
    if section in _ASKING or item.label == NO_EXPERIENCE:
        return True
    if section == "responsibilities" and item.kind == "language":
        return _SPEAKS.search(low, segment.start, item.start) is not None
    if section == "title":
        return item.kind in ("licence", "certification", "language")
    if any(scope.start <= item.start < scope.end for scope in cues.scopes):
        return True
    if section != "responsibilities" and item.start - segment.start <= _OPENING:
        return True
    return section != "responsibilities" and _EVIDENCE.search(low, segment.start, segment.end) is not None


def _asked(low: str, segment: Segment, item: Found, cues: Cues) -> QualificationRequirement:
    if item.label == NO_EXPERIENCE or cues.polarity(item.start, item.end) != "asserted":
        return "not_required"
    value = cues.value(item.start, item.end)
    if value == "learnable":
        return "or_equivalent"
    if cues.requirement(item.start, item.end) == "preferred":
        return "preferred"
    if item.kind == "language":
        return "or_equivalent" if _LANGUAGE_EQUIVALENT.match(low, item.end, segment.end) else "required"
    if _ALTERNATIVE.search(low[segment.start : item.start][-90:]):
        return "or_equivalent"
    if _ENDS_EQUIVALENT.search(low, item.start, item.end):
        return "or_equivalent"
    if item.kind == "experience" and _follows_award(low, segment, item):
        return "or_equivalent"
    if _EQUIVALENT.search(low, item.end, min(segment.end, item.end + _REACH)):
        return "or_equivalent"
    return "required"


def _follows_award(low: str, segment: Segment, item: Found) -> bool:
    """Whether a length of experience stands in for an award named before it."""
    before = low[segment.start : item.start]
    return before.endswith(("or ", "or at least ", "or a minimum of ")) and _AWARD.search(before) is not None


def _held(cues: Cues, item: Found) -> QualificationRequirement:
    return "required" if cues.polarity(item.start, item.end) == "asserted" else "not_required"
