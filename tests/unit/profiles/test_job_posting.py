from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TooLarge
from app.profiles.composed import Composed
from app.profiles.job_posting import compose_job_posting

WHOLE = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Forklift operator",
    "datePosted": "2026-01-15",
    "employmentType": ["FULL_TIME"],
    "description": "<p>We need a <b>driver</b>.</p><ul><li>Operate forklift</li><li>Pick orders</li></ul>",
    "hiringOrganization": {"@type": "Organization", "name": "Python Cash Company"},
    "jobLocation": {"@type": "Place", "address": {"streetAddress": "1 Java Road"}},
    "baseSalary": {"@type": "MonetaryAmount", "currency": "USD", "value": {"value": 20, "unitText": "HOUR"}},
    "jobBenefits": "German lessons",
    "employerOverview": "We sell MySQL.",
    "industry": "Java",
    "educationRequirements": {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "bachelor degree",
    },
    "responsibilities": ["Manage stock", "Load <i>trucks</i>"],
    "qualifications": "Forklift licence\nWork in teams",
    "skills": [{"@type": "DefinedTerm", "name": "Handle cash"}, "Operate crane"],
    "physicalRequirement": "Lift 20 kg",
    "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 24},
    "occupationalCategory": "53-7051.00 Industrial Truck and Tractor Operators",
}
TEXT = """Forklift operator

We need a driver.

- Operate forklift
- Pick orders

Responsibilities:
- Manage stock
- Load trucks

Requirements:
- Forklift licence
- Work in teams

Required skills:
- Handle cash
- Operate crane

Requirements:
- Lift 20 kg

Experience required:
- 2+ years of experience"""


def compose(posting: Any) -> Composed:
    return compose_job_posting(posting, 100_000)


def test_all_that_asks_for_something_under_headings_and_nothing_else() -> None:
    found = compose(WHOLE)
    assert found.text == TEXT
    assert found.titles == ("Forklift operator", "53-7051.00 Industrial Truck and Tractor Operators")
    assert found.codes == ("53-7051.00",)
    assert found.unread == ()


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (12, None),
        ("3 years of retail", ["3 years of retail"]),
        ("no requirements", ["no requirements"]),
        ({"monthsOfExperience": 18}, ["18+ months of experience"]),
        ({"monthsOfExperience": "36"}, ["3+ years of experience"]),
        ({"monthsOfExperience": 12.0}, ["1+ year of experience"]),
        (
            {"monthsOfExperience": {"@type": "QuantitativeValue", "minValue": 24, "maxValue": 60}},
            ["2+ years of experience"],
        ),
        ({"monthsOfExperience": {"value": 6}}, ["6+ months of experience"]),
        ({"monthsOfExperience": 0}, ["No experience required"]),
        ({"monthsOfExperience": 24, "description": "with cranes"}, ["2+ years of experience", "with cranes"]),
        ({"monthsOfExperience": True}, None),
        ({"monthsOfExperience": -3}, None),
        ({"monthsOfExperience": 10**30}, None),
        ({"monthsOfExperience": "1e9"}, None),
        ([{"monthsOfExperience": 12}, "with cranes"], ["1+ year of experience", "with cranes"]),
        ({"name": "Some retail work"}, ["Some retail work"]),
    ],
)
def test_experience_requirements(value: Any, lines: list[str] | None) -> None:
    found = compose({"title": "Cashier", "experienceRequirements": value})
    block = "\n\nExperience required:\n" + "\n".join(f"- {line}" for line in lines) if lines else ""
    assert found.text == f"Cashier{block}"
    assert found.unread == (() if lines else ("/experienceRequirements",))


@pytest.mark.parametrize(
    ("value", "titles", "codes"),
    [
        ("29-1141", ("29-1141",), ("29-1141",)),
        (
            ["29-1141.00 Registered Nurses", "35-2014.00"],
            ("29-1141.00 Registered Nurses", "35-2014.00"),
            ("29-1141.00", "35-2014.00"),
        ),
        (
            {"@type": "CategoryCode", "codeValue": "29-1141.00", "name": "Nurses"},
            ("Nurses", "29-1141.00"),
            ("29-1141.00",),
        ),
        ("Nurses", ("Nurses",), ()),
        ("129-11411", ("129-11411",), ()),
    ],
)
def test_occupational_category(value: Any, titles: tuple[str, ...], codes: tuple[str, ...]) -> None:
    found = compose({"description": "Help people.", "occupationalCategory": value})
    assert (found.titles, found.codes, found.text) == (titles, codes, "Help people.")


def test_relevant_occupation_names_the_occupation_only() -> None:
    occupation = {
        "@type": "Occupation",
        "name": "Cook",
        "skills": "Python",
        "occupationalCategory": "35-2014.00",
    }
    found = compose({"title": "Kitchen help", "relevantOccupation": occupation})
    assert (found.text, found.titles, found.codes) == (
        "Kitchen help",
        ("Kitchen help", "Cook", "35-2014.00"),
        ("35-2014.00",),
    )


@pytest.mark.parametrize("type_", ["JobPosting", ["Thing", "JobPosting"], "https://schema.org/JobPosting"])
def test_a_graph_is_looked_through(type_: Any) -> None:
    graph = {
        "@graph": [{"@type": "Organization", "name": "X"}, {"@type": type_, "title": "Cook", "skills": 5}]
    }
    found = compose(graph)
    assert found.text == "Cook"
    assert found.unread == ("/@graph/1/skills",)


def test_other_types_are_named_not_guessed() -> None:
    found = compose(
        {"title": 5, "description": {"html": "x"}, "skills": [1, "Python"], "qualifications": None}
    )
    assert found.text == "Required skills:\n- Python"
    assert found.unread == ("/title", "/description", "/skills/0")


def test_too_much_text_is_refused() -> None:
    with pytest.raises(TooLarge):
        compose_job_posting({"description": "a b " * 50, "skills": ["x"]}, 100)


KEYS = st.sampled_from(
    [*WHOLE, "@graph", "@value", "@list", "name", "value", "minValue", "monthsOfExperience", "x"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
SCALARS |= st.sampled_from(["<p>a</p>", "&lt;b", "2020-01", "53-7051.00", "- x", "JobPosting"])
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, ANYTHING, max_size=8))
def test_any_json_is_read_or_refused(posting: dict[str, Any]) -> None:
    found = compose(posting)
    assert found == compose(posting)
    assert all(line == line.rstrip() for line in found.text.splitlines())
    assert all(place.startswith("/") for place in found.unread)
