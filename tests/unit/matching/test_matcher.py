"""Whole answers, through the stand-in reader: what must change nothing, and whatever JSON a caller sends."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InvalidInput, TooLarge
from app.matching.matcher import answer_match
from app.matching.schemas import MatchAnswer, MatchRequest
from app.occupations.catalogue import Catalogue
from app.settings import Settings
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.reading_stand_in import LabelExtractor
from tests.unit.matching.small_vocabulary import FORKLIFT_OPERATORS
from tests.unit.profiles import test_job_posting, test_json_resume

Match = Callable[..., dict[str, Any]]

POSTING = """Forklift operator

Requirements:
- operate forklift
- manage stock
- handle cash
- 4 years of experience

Nice to have:
- Python
"""
WORKER = """Ann Example
12 North Street, Sampleton

Work experience
Warehouse worker, Sample Storage, May 2010 to May 2012
- operate forklift
- pick orders

Warehouse worker, Other Storage, June 2012 to June 2013
- manage stock

Education
Oak Hill School, 2009

About me
She likes early shifts.
"""


@pytest.fixture(scope="module")
def match(index: VocabularyIndex, catalogue: Catalogue) -> Match:
    extractor = LabelExtractor(index)

    def match(posting: Any, worker: Any, **others: Any) -> dict[str, Any]:
        sides = {"posting": _side(posting), "worker": _side(worker)}
        asked = MatchRequest.model_validate({"as_of": "2026-01-01", **sides, **others})
        answer = answer_match(extractor, catalogue, asked, Settings())  # type: ignore[arg-type]
        shown: dict[str, Any] = orjson.loads(orjson.dumps(MatchAnswer.model_validate(answer).model_dump()))
        return shown

    return match


def _side(side: Any) -> Any:
    return {"text": side} if isinstance(side, str) else side


def labels(items: list[dict[str, Any]]) -> list[str]:
    return [item["skill"]["label"] for item in items]


def test_a_whole_answer(match: Match) -> None:
    answer = match(POSTING, WORKER)
    assert answer["status"] == "scored"
    assert labels(answer["skills"]["matched"]) == ["operate forklift", "manage stock"]
    assert labels(answer["skills"]["missing"]) == ["handle cash", "Python"]
    assert labels(answer["skills"]["extra"]) == ["pick orders"]
    assert [part["feature"] for part in answer["parts"]] == [
        "required_skills",
        "preferred_skills",
        "experience",
        "related_skills",
        "occupation",
    ]
    assert answer["parts"][0]["points"] == 50.0
    assert answer["weights"] == {
        "required_skills": 0.75,
        "preferred_skills": 0.076923,  # a third of its weight: one preferred skill beside three required ones
        "experience": 0.173077,
        "related_skills": 1.0,
        "occupation": 0.1,
    }
    for item in answer["skills"]["matched"]:
        for text, field in ((POSTING, "posting_evidence"), (WORKER, "worker_evidence")):
            assert item[field]
            assert all(text[words["start"] : words["end"]] == words["surface"] for words in item[field])
    assert answer["warnings"] == []
    assert answer["texts"] is None
    assert answer["receipt"]["effort"] == "thorough"
    assert answer["receipt"]["as_of"] == "2026-01-01"
    assert match(POSTING, WORKER) == answer


CHANGES = {
    "name": lambda text: text.replace("Ann Example", "Mohammed Python-German"),
    "pronoun": lambda text: text.replace("She likes", "He likes"),
    "address": lambda text: text.replace("12 North Street, Sampleton", "Flat 9, 3 Harbour Road, Portville"),
    "no address": lambda text: text.replace("12 North Street, Sampleton\n", ""),
    "school": lambda text: text.replace("Oak Hill School, 2009", "Handle Cash Private School, 2009"),
    "a degree": lambda text: text.replace("Oak Hill School", "BA in Python, Handle Cash University"),
    "two degrees": lambda text: text.replace("Oak Hill School", "MSc Python\nBSc German\nJava University"),
    "no education": lambda text: text.replace("Education\nOak Hill School, 2009\n\n", ""),
    "earlier": lambda text: text.replace("2010", "1990").replace("2012", "1992").replace("2013", "1993"),
    "a gap": lambda text: text.replace("June 2012 to June 2013", "June 2022 to June 2023"),
    "employers": lambda text: text.replace("Sample Storage", "A").replace("Other Storage", "B"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_who_when_and_where_change_nothing(match: Match, change: Callable[[str], str]) -> None:
    changed = change(WORKER)
    assert changed != WORKER
    before, after = match(POSTING, WORKER), match(POSTING, changed)
    assert after["score"] == before["score"]
    assert after["parts"] == before["parts"]
    assert after["reverse_score"] == before["reverse_score"]


def test_degrees_asked_for_change_nothing(match: Match) -> None:
    for line in (
        "Bachelor's degree in German",
        "MSc in Java, German or a related field",
        "Java degree preferred",
    ):
        assert match(f"{POSTING}\n- {line}", WORKER)["score"] == match(POSTING, WORKER)["score"]


def test_benefits_and_denied_skills_change_nothing(match: Match) -> None:
    assert match(f"{POSTING}\nBenefits:\n- German\n", WORKER)["score"] == match(POSTING, WORKER)["score"]
    denied = WORKER.replace("She likes", "No experience with: handle cash. She likes")
    assert match(POSTING, denied)["score"] == match(POSTING, WORKER)["score"]


def test_saying_it_ten_times_changes_nothing(match: Match) -> None:
    stuffed = WORKER.replace("- operate forklift", "- operate forklift\n" * 10)
    assert match(POSTING, stuffed)["score"] == match(POSTING, WORKER)["score"]


@pytest.mark.parametrize(
    ("posting", "worker", "codes"),
    [
        ("Nothing to see here.", WORKER, ["no_wanted_skills"]),
        (POSTING, "Nothing to see here.", ["no_held_skills"]),
        ("Nothing.", "Nothing.", ["no_wanted_skills", "no_held_skills"]),
        ({"skills": []}, WORKER, ["no_wanted_skills"]),
        (POSTING, {"skills": []}, ["no_held_skills"]),
    ],
)
def test_too_little_is_never_a_score_of_nought(
    match: Match, posting: Any, worker: Any, codes: list[str]
) -> None:
    answer = match(posting, worker)
    assert (answer["status"], answer["score"], answer["reverse_score"]) == (
        "insufficient_evidence",
        None,
        None,
    )
    assert answer["parts"] == []
    assert [warning["code"] for warning in answer["warnings"]] == codes
    assert answer["skills"]["matched"] == []


def test_weights_that_measure_nothing_are_said(match: Match) -> None:
    answer = match("Requirements:\n- handle cash", "Skills\nhandle cash", weights={"required_skills": 0})
    assert (answer["status"], answer["score"]) == ("insufficient_evidence", None)
    assert [warning["code"] for warning in answer["warnings"]] == ["nothing_weighed"]
    assert labels(answer["skills"]["matched"]) == ["handle cash"]
    assert answer["weights"]["required_skills"] == 0


def test_all_kinds_of_sides(match: Match) -> None:
    sides = [
        {"text": WORKER},
        {"skills": [{"id": "esco:forklift"}]},
        {"occupation": FORKLIFT_OPERATORS},
        {"job_posting": {"title": "Forklift operator", "skills": "operate forklift"}},
        {"json_resume": {"skills": ["operate forklift"]}},
    ]
    for posting in sides:
        for worker in sides:
            answer = match(posting, worker)
            assert answer["status"] == "scored"
            composed = {
                name: side
                for name, side in (("posting", posting), ("worker", worker))
                if "job_posting" in side or "json_resume" in side
            }
            assert set(answer["texts"] or {}) == set(composed)
            for item in answer["skills"]["matched"]:
                for name, text in (answer["texts"] or {}).items():
                    for words in item[f"{name}_evidence"]:
                        assert text[words["start"] : words["end"]] == words["surface"]


def test_only_a_dated_text_depends_on_the_day(match: Match, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.matching.matcher.today", lambda: date(2026, 5, 1))
    skills = {"skills": [{"id": "esco:cash"}]}
    one, other = (match(POSTING, skills, as_of=day) for day in ("2026-01-01", None))
    assert one == other
    assert one["receipt"]["as_of"] is None
    assert match(POSTING, WORKER, as_of=None)["receipt"]["as_of"] == "2026-05-01"


def test_volunteer_work_courses_and_projects_count_like_paid_work(match: Match) -> None:
    dates = {"startDate": "2019-03", "endDate": "2023-03", "highlights": ["operate forklift"]}
    posting = "Requirements:\n- operate forklift\n- 3 years of experience"
    paid = match(posting, {"json_resume": {"work": [{"position": "Helper", **dates}]}})
    unpaid = match(posting, {"json_resume": {"volunteer": [{"position": "Helper", **dates}]}})
    assert paid["score"] == unpaid["score"] == 100
    for evidence in (
        {"projects": [{"description": "operate forklift"}]},
        {"education": [{"courses": ["operate forklift"]}]},
    ):
        assert match("Requirements:\n- operate forklift", {"json_resume": evidence})["score"] == 100


@settings(max_examples=60)
@given(
    st.dictionaries(test_job_posting.KEYS, test_job_posting.ANYTHING, max_size=6),
    st.dictionaries(test_json_resume.KEYS, test_json_resume.ANYTHING, max_size=6),
)
def test_any_document_gets_an_answer_or_a_clear_refusal(match: Match, posting: Any, resume: Any) -> None:
    given_posting, given_resume = copy.deepcopy(posting), copy.deepcopy(resume)
    try:
        answer = match({"job_posting": posting}, {"json_resume": resume})
        outcome = answer["status"]
    except (InvalidInput, TooLarge) as problem:
        outcome = problem.errors[0].pointer
    assert outcome in ("scored", "insufficient_evidence", "/posting/job_posting", "/worker/json_resume")
    assert (posting, resume) == (given_posting, given_resume)
