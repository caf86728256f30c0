"""Reads texts by the labels of a small vocabulary alone, with the real segments, sections and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app.extraction.document import Document, read_document
from app.extraction.history import worked_months
from app.extraction.models import Extraction, FoundSkill, Mention, Qualification
from app.extraction.pipeline import Request
from app.vocabulary.index.index import VocabularyIndex

NEVER = date(2026, 1, 1)


class LabelExtractor:
    """Stands in for the Extractor: the same answer type from far simpler rules."""

    def __init__(self, index: VocabularyIndex) -> None:
        self.index = index
        names = {name: row for row in range(len(index)) for _, _, name in index.names_of(row)}
        self._names = {name.lower(): index.group(row) for name, row in names.items()}
        longest_first = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def extract(self, request: Request) -> Extraction:
        document = read_document(request.text, request.kind, "en", self.index.words)
        mentions = list(self._mentions(document))
        by_skill: dict[int, list[int]] = {}
        for number, mention in enumerate(mentions):
            by_skill.setdefault(mention.skill, []).append(number)
        months = None
        if document.kind == "resume":
            as_of = request.as_of or NEVER
            months = worked_months(document.text, document.segments, document.sections, as_of).months
        return Extraction(
            language="en",
            kind=document.kind,
            mentions=tuple(mentions),
            skills=tuple(
                FoundSkill(skill, 0.9, mentions[numbers[0]].requirement, "asserted", None, tuple(numbers))
                for skill, numbers in by_skill.items()
            ),
            qualifications=tuple(_experience(document)),
            warnings=(),
            lines=tuple(
                (segment.start, segment.end, section)
                for segment, section in zip(document.segments, document.sections, strict=True)
            ),
            worked_months=months,
        )

    def _mentions(self, document: Document) -> Iterator[Mention]:
        for segment, section in zip(document.segments, document.sections, strict=True):
            words = document.text[segment.start : segment.end].lower()
            for hit in self._pattern.finditer(words):
                yield Mention(
                    skill=self._names[hit.group()],
                    start=segment.start + hit.start(),
                    end=segment.start + hit.end(),
                    section=section,
                    confidence=0.9,
                    method="exact",
                    requirement="preferred" if section == "preferred" else "required",
                    polarity="negated" if re.search(r"\bno(?:t)?\b", words) else "asserted",
                    years=None,
                )


def _experience(document: Document) -> Iterator[Qualification]:
    if document.kind == "posting":
        for hit in re.finditer(r"(\d+)\+? (years?|months) of experience", document.text):
            yield Qualification("experience", hit.group(), "required", hit.group(), hit.start(), hit.end())
