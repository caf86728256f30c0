"""Degrees, fields of study and schools as ads and résumés name them; what is in [brackets] is no input."""

from __future__ import annotations

import re
import time

import pytest

from app.extraction.document import read_document
from app.extraction.models import Extraction
from app.profiles.excluded import find_excluded
from app.vocabulary.index.index import VocabularyIndex

POSTINGS = [
    "Bachelor's degree in [nursing].",
    "Bachelor's degree in [Computer Science], Python and SQL",
    "A degree in [computer science], [engineering] or a related field; Python",
    "Degree in [computer science], [statistics], or another related technical discipline and Python",
    "BSc in [Biology], or equivalent work experience with patients",
    "[Nursing] degree preferred",
    "A [maths] or [statistics] degree is a plus",
    "You hold a diploma in [accounting] or have experience with bookkeeping",
    "Master of [Business Administration], Excel",
    "PhD in [physics] and strong Python skills",
    "Bachelor's degree in [marketing] with two years of sales",
    "High school diploma, forklift driving",
    "Python, Bachelor's degree",
    "Python and a Bachelor's degree",
    "We need a cashier with a high school diploma who can handle cash.",
    "No degree required. Handle cash.",
    "Bake at 180 degrees and handle cash",
    "A high degree of accuracy in bookkeeping",
    "MS Excel and MA systems",
    "Scrum master and bookkeeping",
    "School bus driving",
    "A graduate of the [Springfield School of Cooking]",
    "Associate's degree in [carpentry] (preferred), plastering",
]
RESUMES = [
    "Education\n[BSc Computer Science, Example University, 2014]",
    "Education\n[BSc\nComputer Science\nExample University]\n\nForklift course, Sampleton, 2019",
    "Education\n[Example College of Nursing]\n[Nursing, 2014]",
    "Education\n[BSc Nursing, Example University]\n- Courses: first aid, anatomy",
    "Education\n[BSc Nursing], courses: first aid, anatomy",
    "Education\n[Studied biology. Example University.]",
    "Courses\n- Food safety\n- First aid",
    "Education\nFirst aid course, [Example College], 2020",
    "Education\n- [Master's degree in welding]\n- Welding certificate",
    "Education\nApprenticeship in carpentry, Sample Builders, 2012",
    "Profile\nCarpenter with a degree in [philosophy], lays bricks.",
    "Work history\nCook, [Oak Hill School], 2019 to 2021\n- Cooked for the school",
    "Trainer at [Example Welding Academy], welding",
]


def read(index: VocabularyIndex, text: str, kind: str) -> Extraction:
    document = read_document(text, kind, "en", index.words)
    lines = tuple(
        (s.start, s.end, name) for s, name in zip(document.segments, document.sections, strict=True)
    )
    return Extraction("en", document.kind, (), (), (), (), lines, None)


def words_with_marks(marked: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """The text without its brackets, and its words, each with whether it stood in brackets."""
    words, plain, inside = [], "", False
    for piece in re.split(r"([\[\]])", marked):
        if piece in ("[", "]"):
            inside = piece == "["
            continue
        words += [
            (len(plain) + hit.start(), len(plain) + hit.end(), inside) for hit in re.finditer(r"\w+", piece)
        ]
        plain += piece
    return plain, words


# Whether these words are covered does not matter: they name no skill.
NO_SKILL = re.compile(
    r"(?i)bachelor|master|degree|diploma|bsc|phd|associate|high|school|education|s|a|or|no|in|of|graduate|related"
    r"|field|another|technical|discipline"
)


@pytest.mark.parametrize(
    ("kind", "marked"), [("posting", t) for t in POSTINGS] + [("resume", t) for t in RESUMES]
)
def test_degrees_and_schools_are_no_input(index: VocabularyIndex, kind: str, marked: str) -> None:
    text, words = words_with_marks(marked)
    excluded = find_excluded(text, read(index, text, kind))
    wrong = [
        (text[start:end], inside)
        for start, end, inside in words
        if excluded.covers(start, end) != inside and (inside or not NO_SKILL.fullmatch(text[start:end]))
    ]
    assert not wrong


@pytest.mark.parametrize(
    "piece",
    [
        "Bachelor of Nursing ",
        "Oak Hill School of ",
        "A.A.A.",
        "Aa Bb ",
        "degree in a, ",
        "Education\nBSc\n\n",
    ],
)
def test_long_and_repeated_texts_take_no_longer_than_their_length(index: VocabularyIndex, piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    extraction = read(index, text, "resume")
    begun = time.perf_counter()
    excluded = find_excluded(text, extraction)
    for start in range(0, 100_000, 20):
        excluded.covers(start, start + 3)
    assert time.perf_counter() - begun < 3
