"""How sure it is that a name asks for its skill, where the text says so in so many words."""

from __future__ import annotations

import pytest

from app.extraction.assembly import assemble_mentions
from app.extraction.cues import CueReader
from app.extraction.document import read_document
from app.extraction.models import Kind
from app.extraction.pipeline import Extractor

DOUBT = 0.2  # as where what stands around the name tells of no demand


def sure_of(
    extractor: Extractor, text: str, name: str, kind: Kind = "posting", *, spoken: bool = False
) -> float:
    """The confidence of the mention of a name that was doubted."""
    document = read_document(text, kind, "en", extractor.index.words)
    chosen = [item._replace(confidence=DOUBT, link=0.9) for item in extractor.named(document, None)]
    reader = CueReader(document.text, document.segments, document.kind)
    start = text.index(name)
    places = [(start, start + len(name))] if spoken else []
    mentions = assemble_mentions(document, chosen, reader, places)
    return next(m.confidence for m in mentions if text[m.start : m.end] == name)


@pytest.mark.parametrize(
    "line",
    [
        "Welding (Preferred)",
        "Welding: 2 years (Preferred)",
        "Welding: 3 years (Required)",
        "Welding (Required)",
        "2 years of experience in Welding",
        "Welding is a plus",
    ],
)
def test_asked_for_in_so_many_words(extractor: Extractor, line: str) -> None:
    assert sure_of(extractor, f"Experience:\n\n{line}\n", "Welding") == 0.75


@pytest.mark.parametrize(
    "line",
    ["Welding", "Our shop for Welding is required by law to close at six", "Welding (no experience needed)"],
)
def test_otherwise_the_doubt_stays(extractor: Extractor, line: str) -> None:
    assert sure_of(extractor, f"Experience:\n\n{line}\n", "Welding") == DOUBT


def test_not_among_benefits_and_not_in_a_resume(extractor: Extractor) -> None:
    assert sure_of(extractor, "Benefits:\n\nWelding (Preferred)\n", "Welding") == DOUBT
    assert sure_of(extractor, "Skills:\n\nWelding (Preferred)\n", "Welding", "resume") == DOUBT


def test_a_language_that_was_read_as_a_qualification(extractor: Extractor) -> None:
    assert sure_of(extractor, "Requirements:\n\nPython\n", "Python", spoken=True) == 0.9
