from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from app.errors import InvalidInput
from app.occupations.catalogue import Catalogue
from app.profiles.profile import Held, PostingProfile, Wanted, WorkerProfile
from app.profiles.schemas import Side
from app.profiles.side_texts import side_text
from app.profiles.sides import SideReader
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.reading_stand_in import LabelExtractor
from tests.unit.matching.small_vocabulary import COOKS, FORKLIFT_OPERATORS, MOVERS, Profiles


class Read:
    def __init__(self, reader: SideReader) -> None:
        self.reader = reader

    def posting(self, side: dict[str, Any]) -> PostingProfile:
        given = Side.model_validate(side)
        return self.reader.posting(given, side_text(given, "posting", 100_000))

    def worker(self, side: dict[str, Any]) -> WorkerProfile:
        given = Side.model_validate(side)
        return self.reader.worker(given, side_text(given, "worker", 100_000))


@pytest.fixture
def read(index: VocabularyIndex, catalogue: Catalogue) -> Read:
    return Read(SideReader(LabelExtractor(index), catalogue, "fast", date(2026, 1, 1)))  # type: ignore[arg-type]


def test_skills_of_a_posting(read: Read, profiles: Profiles) -> None:
    found = read.posting(
        {
            "skills": [
                {"id": "esco:cash", "years": 3},
                {"id": "onet:python", "requirement": "preferred", "years": {"max": 2}},
                {"id": "esco:crane", "requirement": "mentioned", "years": {"min": 1.5, "max": 4}},
            ]
        }
    )
    assert found.wanted == (
        Wanted(profiles.row("esco:cash"), "required", Fraction(1), (), 36),
        Wanted(profiles.row("esco:python"), "preferred", Fraction(1), (), None),
        Wanted(profiles.row("esco:crane"), "mentioned", Fraction(1, 2), (), 18),
    )
    assert found.months is None


def test_skills_of_a_worker(read: Read, profiles: Profiles) -> None:
    found = read.worker(
        {
            "skills": [
                {"id": "esco:cash", "years": 3},
                {"id": "onet:java", "years": {"max": 2}},
                {"id": "esco:crane"},
            ]
        }
    )
    rows = [profiles.row(id_) for id_ in ("esco:cash", "onet:java", "esco:crane")]
    assert found.held == (Held(rows[0], (), 36), Held(rows[1], (), 24), Held(rows[2], (), None))
    assert found.months == 36


@pytest.mark.parametrize("order", [1, -1])
def test_linked_and_repeated_skills_count_once(read: Read, profiles: Profiles, order: int) -> None:
    skills = [
        {"id": "onet:python", "requirement": "preferred"},
        {"id": "esco:python"},
        {"id": "onet:python"},
    ][::order]
    assert read.posting({"skills": skills}).wanted == (
        Wanted(profiles.row("esco:python"), "required", Fraction(1)),
    )
    assert read.worker({"skills": skills}).held == (Held(profiles.row("esco:python")),)


def test_unknown_skills_are_all_named(read: Read) -> None:
    with pytest.raises(InvalidInput) as caught:
        read.worker({"skills": [{"id": "esco:cash"}, {"id": "esco:nothing"}, {"id": ""}]})
    assert [problem.pointer for problem in caught.value.errors] == [
        "/worker/skills/1/id",
        "/worker/skills/2/id",
    ]
    assert "GET /v1/skills?q=" in caught.value.detail
    with pytest.raises(InvalidInput) as caught:
        read.posting({"skills": [{"id": "x"}] * 500})
    assert len(caught.value.errors) == 20


def test_an_occupation_wants_what_it_needs_by_importance(read: Read, profiles: Profiles) -> None:
    found = read.posting({"occupation": FORKLIFT_OPERATORS})
    wanted = {item.skill: (item.requirement, item.weight) for item in found.wanted}
    assert wanted[profiles.row("esco:forklift")] == ("required", Fraction(9, 10))
    assert wanted[profiles.row("esco:stock")] == ("required", Fraction(1, 2))
    assert wanted[profiles.row("esco:crane")][0] == "required"  # optional, but rated as well
    assert [role.id for role in found.roles] == [FORKLIFT_OPERATORS]


def test_a_worker_of_an_occupation_has_what_it_needs(read: Read) -> None:
    found = read.worker({"occupation": FORKLIFT_OPERATORS})
    assert {item.skill for item in found.held} == {
        item.skill for item in read.posting({"occupation": FORKLIFT_OPERATORS}).wanted
    }
    assert [role.id for role in found.roles] == [FORKLIFT_OPERATORS]
    assert found.months is None


@pytest.mark.parametrize("side", ["posting", "worker"])
def test_an_unknown_occupation_names_its_place(read: Read, side: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        getattr(read, side)({"occupation": "onet:00-0000.00"})
    assert [problem.pointer for problem in caught.value.errors] == [f"/{side}/occupation"]


def test_a_text_is_read_with_its_title_and_experience(read: Read, profiles: Profiles) -> None:
    asked = "Requirements:\n- operate forklift\n- 2 years of experience\n\nNice to have:\n- German"
    text = f"Forklift operator\n\n{asked}"
    found = read.posting({"text": text})
    assert [(item.skill, item.requirement) for item in found.wanted] == [
        (profiles.row("esco:forklift"), "required"),
        (profiles.row("esco:german"), "preferred"),
    ]
    assert all(
        text[shown.start : shown.end] == shown.surface for item in found.wanted for shown in item.evidence
    )
    assert found.months == 24
    assert [role.id for role in found.roles] == [FORKLIFT_OPERATORS]


def test_present_is_the_day_asked_for(read: Read) -> None:
    found = read.worker({"text": "Work experience\nCook, January 2025 - present\n- handle cash"})
    assert found.months == 13
    assert [role.id for role in found.roles] == [COOKS]


def test_documents_name_their_occupation_in_fields(read: Read) -> None:
    posting = {"title": "Cook", "description": "Handle cash", "occupationalCategory": "53-7062"}
    assert [role.id for role in read.posting({"job_posting": posting}).roles] == [MOVERS]
    unknown = {**posting, "occupationalCategory": "00-0000.00"}
    assert [role.id for role in read.posting({"job_posting": unknown}).roles] == [COOKS]
    resume = {
        "work": [
            {
                "position": "Warehouse worker",
                "startDate": "2020-01",
                "endDate": "2020-12",
                "highlights": ["Handle cash"],
            }
        ]
    }
    worker = read.worker({"json_resume": resume})
    assert [role.id for role in worker.roles] == [MOVERS]
    assert worker.months == 12


def test_what_was_not_read_of_a_document_is_a_warning(read: Read) -> None:
    found = read.worker({"json_resume": {"skills": ["Handle cash", 5], "work": True}})
    (warning,) = found.warnings
    assert warning.code == "fields_not_read"
    assert "/skills/1, /work" in warning.detail
