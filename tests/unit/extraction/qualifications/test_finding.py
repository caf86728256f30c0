"""Qualifications: what is one, what only looks like one, and how firmly each is asked for."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.models import Qualification
from app.extraction.qualifications import find_qualifications
from app.text.segments import split
from tests.unit.extraction.cue_cases import cases


def found_in(text: str, section: str = "requirements", kind: Any = "posting") -> list[Qualification]:
    segments = split(text)
    return find_qualifications(text, segments, [section] * len(segments), kind)


@pytest.mark.parametrize("case", cases("qualifications"))
def test_found(case: dict[str, Any]) -> None:
    found = found_in(case["text"], case.get("section", "requirements"), case.get("kind", "posting"))
    assert sorted([q.kind, q.label, q.requirement] for q in found) == sorted(case["found"])


def test_a_thing_named_twice_is_listed_once() -> None:
    (language,) = found_in("Fluent English is a must.\nEnglish (Preferred)")
    assert (language.label, language.requirement) == ("English (fluent)", "required")


def test_the_field_of_study_belongs_to_the_surface() -> None:
    (degree,) = found_in("You hold a Bachelor's degree in Life Sciences or Pharmacy with honours.")
    assert degree.surface == "Bachelor's degree in Life Sciences"


def test_adjectives_belong_to_the_surface() -> None:
    (licence,) = found_in("You need a full clean UK driving licence.")
    assert licence.surface == "full clean UK driving licence"


def test_a_language_heading_makes_a_list_of_languages() -> None:
    text = "Language:\nFrench\nItalian"
    assert [q.label for q in found_in(text)] == ["French", "Italian"]


@given(
    st.text(alphabet=st.sampled_from("aBeé -./()'\n12,"), max_size=80),
    st.sampled_from(["BSc", "CPR", "5 years of experience", "English C1", "CDL"]),
)
def test_offsets_slice_to_the_surface(around: str, name: str) -> None:
    text = f"{around} {name} {around}"
    for qualification in found_in(text):
        assert text[qualification.start : qualification.end] == qualification.surface
        assert qualification.surface == qualification.surface.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "degree in ",
        "degree in a, b or c ",
        "bachelor ",
        "Certified A ",
        "certificate ",
        "a licence ",
        "english ",
        "fluent English and ",
        "5 years ",
        "class a ",
        "valid driving ",
        "level 3 ",
        "A certification ",
    ],
)
def test_a_hundred_thousand_characters_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    segments = split(text)
    started = time.process_time()
    find_qualifications(text, segments, ["requirements"] * len(segments))
    assert time.process_time() - started < 1.5
