from __future__ import annotations

import pytest

from app.extraction.models import Extraction, Qualification
from app.profiles.degrees import Span, find_degrees, leads_to, with_field


def found_in(text: str, *qualifications: Qualification) -> list[str]:
    extraction = Extraction(
        "en", "posting", (), (), qualifications, (), ((0, len(text), "requirements"),), None
    )
    return sorted({text[start:end] for start, end in find_degrees(text, extraction)})


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("A Bachelor's degree or BSc, MSc or PhD", ["BSc", "Bachelor's degree", "MSc", "PhD", "degree"]),
        ("Master of Arts, master's, a master carpenter", ["Master", "master's"]),
        ("BA in History; BA/BS required; a BA pilot", ["BA"]),
        ("M.S. or M.Sc. or b.a.", ["M.S.", "M.Sc."]),
        (
            "A-levels, GCSEs, GED, HND, BTEC and diplomas",
            ["A-levels", "BTEC", "GCSEs", "GED", "HND", "diplomas"],
        ),
        ("180 degrees, a 90-degree turn, a high degree of care, to some degree", []),
        ("Scrum master, remaster, aged, the managed", []),
    ],
)
def test_degrees_by_their_names(text: str, degrees: list[str]) -> None:
    assert found_in(text) == degrees


def test_degrees_that_extraction_found_count_but_not_what_was_learnt_at_work() -> None:
    text = "a Magister or a carpentry apprenticeship"
    magister = Qualification("degree", "Master's degree", "required", "Magister", 2, 10)
    apprenticeship = Qualification("degree", "Vocational training", "required", "apprenticeship", 26, 40)
    licence = Qualification("licence", "Driving licence", "required", "a", 0, 1)
    assert found_in(text, magister, apprenticeship, licence) == ["Magister"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("degree in nursing.", "degree in nursing"),
        (
            "degree in maths, physics or a related field, Python",
            "degree in maths, physics or a related field",
        ),
        ("degree in maths, Python", "degree in maths"),
        ("degree in law and 3 years in court", "degree in law"),
        ("degree with Python", "degree"),
        ("degree (or similar) in law", "degree (or similar) in law"),
    ],
)
def test_the_field_of_study_ends_where_something_else_begins(text: str, whole: str) -> None:
    assert with_field(text, Span(0, len("degree"))) == Span(0, len(whole))


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("nursing degree", True),
        ("nursing or biology degree", True),
        ("nursing science degree", True),
        ("nursing, degree", False),
        ("nursing and a degree", False),
        ("nursing or a degree", False),
        ("nursing\ndegree", False),
    ],
)
def test_a_field_may_stand_before_its_degree(text: str, leads: bool) -> None:
    assert leads_to(text, len("nursing"), Span(text.index("degree"), len(text))) is leads
