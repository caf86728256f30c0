from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TooLarge
from app.profiles.composed import Composed
from app.profiles.json_resume import compose_json_resume

WHOLE = {
    "$schema": "https://example.org/resume.json",
    "basics": {
        "name": "Cash Example",
        "label": "Warehouse worker",
        "image": "",
        "email": "crane@example.org",
        "phone": "555 0100",
        "url": "https://example.org/python",
        "summary": "I like order.\nAnd people.",
        "location": {"address": "1 Java Road", "city": "Sampleton"},
        "profiles": [{"network": "MySQL", "username": "x", "url": "https://example.org"}],
    },
    "work": [
        {
            "name": "Python Storage",
            "location": "Java Town",
            "description": "Sells MySQL",
            "position": "Forklift operator",
            "url": "https://example.org",
            "startDate": "2019-03-01",
            "endDate": "2021-05-31",
            "summary": "Night shifts",
            "highlights": ["Operated forklift", "Picked orders"],
        },
        {"position": "Packer", "startDate": "2021-06"},
    ],
    "volunteer": [
        {
            "organization": "Example Food Bank",
            "position": "Driver",
            "startDate": "2018",
            "endDate": "2019",
            "highlights": ["Managed stock"],
        }
    ],
    "education": [
        {
            "institution": "Crane University",
            "area": "Java",
            "studyType": "Bachelor",
            "score": "4.0",
            "courses": ["DB1101 - Basic SQL", "Handling cash"],
        }
    ],
    "awards": [{"title": "German Prize", "awarder": "Java Club", "summary": "For MySQL"}],
    "certificates": [{"name": "Forklift licence", "date": "2019-01-01", "issuer": "Python Institute"}],
    "publications": [{"name": "On PostgreSQL", "publisher": "Java Press"}],
    "skills": [{"name": "Logistics", "level": "Master", "keywords": ["Operate crane", "Stock"]}],
    "languages": [{"language": "German", "fluency": "Native speaker"}, {"language": "Spanish"}],
    "interests": [{"name": "Gardens", "keywords": ["Roses"]}],
    "references": [{"name": "Jane Java", "reference": "Knows PostgreSQL."}],
    "projects": [
        {
            "name": "Street party",
            "description": "Two hundred guests",
            "highlights": ["Handled cash"],
            "keywords": ["Planning"],
            "startDate": "2020-08-24",
            "roles": ["Team lead", "Cook"],
            "entity": "Java Entity",
            "type": "application",
        }
    ],
}
TEXT = """Profile
Warehouse worker
I like order.
And people.

Skills
- Logistics, Operate crane, Stock

Work experience
Forklift operator (03/2019 - 05/2021)
Night shifts
- Operated forklift
- Picked orders
Packer (06/2021 - present)

Volunteer experience
Driver (2018 - 2019)
- Managed stock

Projects
Street party, Team lead, Cook (08/2020)
Two hundred guests
- Handled cash
- Planning

Courses
- DB1101 - Basic SQL
- Handling cash

Certifications
- Forklift licence

Languages
- German (Native speaker)
- Spanish

Interests
- Gardens, Roses"""


def compose(resume: Any) -> Composed:
    return compose_json_resume(resume, 100_000)


def test_all_evidence_under_headings_and_nothing_of_the_person() -> None:
    found = compose(WHOLE)
    assert found.text == TEXT
    assert found.titles == ("Warehouse worker", "Forklift operator", "Packer", "Driver", "Team lead", "Cook")
    assert found.unread == ()


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ({"startDate": "2019-03-15", "endDate": "2021-05"}, " (03/2019 - 05/2021)"),
        ({"startDate": "2019-03-15T00:00:00Z"}, " (03/2019 - present)"),
        ({"startDate": "2019", "endDate": None}, " (2019 - present)"),
        ({"startDate": "2019", "endDate": ""}, " (2019 - present)"),
        ({"startDate": "March 2019", "endDate": "Present"}, " (March 2019 - Present)"),
        ({"endDate": "2021"}, ""),
        ({}, ""),
    ],
)
def test_dates(dates: dict[str, Any], shown: str) -> None:
    assert compose({"work": [{"position": "Cook", **dates}]}).text == f"Work experience\nCook{shown}"


def test_forms_that_many_files_have() -> None:
    resume = {
        "basics": "I like order.",
        "work": {"position": "Cook"},
        "skills": ["Python", {"name": "SQL", "keywords": "MySQL"}],
        "certificates": ["Forklift licence"],
        "languages": ["German"],
        "projects": ["A garden for all"],
        "education": [{"courses": "First aid"}],
    }
    found = compose(resume)
    assert found.text.split("\n\n") == [
        "Profile\nI like order.",
        "Skills\n- Python\n- SQL, MySQL",
        "Work experience\nCook",
        "Projects\nA garden for all",
        "Courses\n- First aid",
        "Certifications\n- Forklift licence",
        "Languages\n- German",
    ]
    assert found.unread == ()


def test_other_types_are_named_not_guessed() -> None:
    resume = {
        "basics": 5,
        "work": [7, {"position": 3, "highlights": [1]}],
        "education": ["BSc"],
        "skills": True,
    }
    found = compose(resume)
    assert found.text == ""
    assert found.unread == ("/basics", "/skills", "/work/0", "/work/1/position", "/work/1/highlights/0")


def test_a_line_break_in_a_title_does_not_make_a_heading() -> None:
    assert compose({"work": [{"position": "Cook\nBenefits"}]}).text == "Work experience\nCook Benefits"


def test_too_much_text_is_refused() -> None:
    with pytest.raises(TooLarge):
        compose_json_resume({"work": [{"highlights": ["a b c d"] * 40}]}, 100)


KEYS = st.sampled_from(
    [
        *WHOLE,
        "label",
        "summary",
        "position",
        "startDate",
        "endDate",
        "highlights",
        "keywords",
        "roles",
        "name",
        "courses",
        "x",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
SCALARS |= st.sampled_from(["<p>a</p>", "&lt;b", "2020-01", "2020", "- x", "Education"])
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, ANYTHING, max_size=8))
def test_any_json_is_read_or_refused(resume: dict[str, Any]) -> None:
    found = compose(resume)
    assert found == compose(resume)
    assert all(line == line.rstrip() for line in found.text.splitlines())
    assert all(place.startswith("/") for place in found.unread)
