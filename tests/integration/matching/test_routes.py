"""POST /v1/matches and GET /v1/matches/features as a caller sees them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

Json = dict[str, Any]
Match = Callable[..., Json]

POSTING = """Forklift operator

Example Depot moves food for three hundred shops.

Requirements:
- Operate a forklift
- Load cargo
- Manage warehouse inventory
- 2+ years of experience

Nice to have:
- Track shipments

What we offer
German classes and free parking.
"""
WORKER = """Ann Example
12 North Street, Sampleton

Work experience
Warehouse worker, Sample Storage, May 2018 to May 2020
- Operated a forklift on two floors
- Loaded cargo at the dock

Education
Oak Hill Secondary School
"""
JOB_POSTING = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Forklift operator",
    "description": "<p>Work at the dock.</p><ul><li>Operate a forklift</li><li>Load cargo</li></ul>",
    "skills": [{"@type": "DefinedTerm", "name": "manage warehouse inventory"}],
    "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 24},
    "hiringOrganization": {"@type": "Organization", "name": "Example Depot"},
}
JSON_RESUME = {
    "basics": {"name": "Ann Example", "location": {"city": "Sampleton"}},
    "volunteer": [
        {
            "organization": "Example Food Bank",
            "position": "Warehouse helper",
            "startDate": "2018-05",
            "endDate": "2020-05",
            "highlights": ["Operated a forklift", "Loaded cargo"],
        }
    ],
    "education": [
        {"institution": "Oak Hill", "area": "Logistics", "studyType": "Bachelor", "courses": ["First aid"]}
    ],
}
OCCUPATION = "onet:53-7051.00"


@pytest.fixture(scope="module")
def skill_id(seeded_client: TestClient) -> Callable[[str], str]:
    @cache
    def skill_id(label: str) -> str:
        found = seeded_client.get("/v1/skills", params={"q": label, "limit": 100}).json()["items"]
        return next(str(skill["id"]) for skill in found if skill["label"] == label)

    return skill_id


@pytest.fixture(scope="module")
def sides(skill_id: Callable[[str], str]) -> dict[str, Json]:
    """One side of each kind; any two of them, occupations aside, have a skill in common."""
    return {
        "text": {"text": POSTING},
        "skills": {
            "skills": [{"id": skill_id("operate forklift"), "years": 2}, {"id": skill_id("load cargo")}]
        },
        "occupation": {"occupation": OCCUPATION},
        "job_posting": {"job_posting": JOB_POSTING},
        "json_resume": {"json_resume": JSON_RESUME},
    }


@pytest.fixture(scope="module")
def match(seeded_client: TestClient) -> Match:
    """The answer to a match, with numbers as exact decimals."""

    def match(posting: Any, worker: Any, **others: Any) -> Json:
        texts = {"posting": posting, "worker": worker}
        body = {name: {"text": side} if isinstance(side, str) else side for name, side in texts.items()}
        answer = seeded_client.post("/v1/matches", json={"as_of": "2026-01-01", **body, **others})
        assert answer.status_code == 200, answer.text
        return json.loads(answer.content, parse_float=Decimal)  # type: ignore[no-any-return]

    return match


def labels(items: list[Json]) -> set[str]:
    return {item["skill"]["label"] for item in items}


def test_the_answer_of_two_texts(match: Match) -> None:
    answer = match(POSTING, WORKER)
    assert answer["status"] == "scored"
    assert {"operate forklift", "load cargo"} <= labels(answer["skills"]["matched"])
    assert "manage warehouse inventory" in labels(answer["skills"]["missing"] + answer["skills"]["related"])
    everything = [item for items in answer["skills"].values() for item in items]
    assert "German" not in labels(everything)
    assert sum(part["points"] for part in answer["parts"]) == answer["score"]
    assert answer["texts"] is None
    assert answer["receipt"]["as_of"] == "2026-01-01"
    assert len(answer["receipt"]["input_sha256"]) == 64
    assert {part["feature"] for part in answer["parts"]} <= set(answer["weights"])


@pytest.mark.parametrize("posting", ["text", "skills", "occupation", "job_posting", "json_resume"])
@pytest.mark.parametrize("worker", ["text", "skills", "occupation", "job_posting", "json_resume"])
def test_every_kind_of_side_meets_every_other(
    match: Match, sides: dict[str, Json], posting: str, worker: str
) -> None:
    answer = match(sides[posting], sides[worker])
    assert answer["status"] == "scored"
    # What the seed says of an occupation is mostly abilities, which texts seldom name.
    assert answer["skills"]["matched"] or (posting == "occupation") != (worker == "occupation")
    composed = {
        name
        for name, kind in (("posting", posting), ("worker", worker))
        if kind in ("job_posting", "json_resume")
    }
    texts = answer["texts"] or {}
    assert set(texts) == composed
    for name, kind in (("posting", posting), ("worker", worker)):
        words = list(evidence(answer, f"{name}_evidence"))
        assert bool(words) == (kind not in ("skills", "occupation"))
        text = texts.get(name, POSTING)
        assert all(text[word["start"] : word["end"]] == word["surface"] != "" for word in words)
    assert check_sums(answer)


def evidence(answer: Json, field: str) -> Iterator[Json]:
    for items in answer["skills"].values():
        for item in items:
            yield from item.get(field, [])


def check_sums(answer: Json) -> bool:
    points = {part["feature"]: part["points"] for part in answer["parts"]}
    credited = answer["skills"]["matched"] + answer["skills"]["related"]
    for name in ("required_skills", "preferred_skills", "related_skills"):
        assert sum(item["points"] for item in credited if item["part"] == name) == points.get(name, 0)
    assert sum(points.values()) == answer["score"]
    return True


def test_the_same_call_gives_the_same_bytes(seeded_client: TestClient) -> None:
    body = {"posting": {"text": POSTING}, "worker": {"json_resume": JSON_RESUME}, "as_of": "2026-01-01"}
    answers = {seeded_client.post("/v1/matches", json=body).content for _ in range(3)}
    assert len(answers) == 1


def test_the_receipt_names_effort_and_hashes_the_input(match: Match) -> None:
    fast, thorough = match(POSTING, WORKER, effort="fast"), match(POSTING, WORKER)
    assert (fast["receipt"]["effort"], thorough["receipt"]["effort"]) == ("fast", "thorough")
    assert match(POSTING, f"{WORKER} ")["receipt"]["input_sha256"] != thorough["receipt"]["input_sha256"]


def test_weights_are_applied_and_echoed(match: Match) -> None:
    answer = match(POSTING, WORKER, weights={"required_skills": 1, "preferred_skills": 0, "experience": 3})
    assert answer["weights"]["required_skills"] == Decimal("0.25")
    assert answer["weights"]["experience"] == Decimal("0.75")
    assert {part["feature"]: part["weight"] for part in answer["parts"]} == answer["weights"]
    only_preferred = {"required_skills": 0, "experience": 0, "related_skills": 0, "occupation": 0}
    assert match(POSTING, WORKER, weights=only_preferred)["score"] == 0


CHANGES: dict[str, Callable[[str], str]] = {
    "name": lambda text: text.replace("Ann Example", "Mohammed Muster (they/them)"),
    "address": lambda text: text.replace("12 North Street, Sampleton", "Flat 7, 240 Harbour Road, Portville"),
    "school": lambda text: text.replace("Oak Hill Secondary School", "Eton House Private School"),
    "degree": lambda text: text.replace(
        "Oak Hill Secondary School", "Bachelor's degree in logistics, University of Sampleton, 2017"
    ),
    "no school": lambda text: text.replace("Education\nOak Hill Secondary School\n", ""),
    "earlier": lambda text: text.replace("2018", "1998").replace("2020", "2000"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_who_when_and_where_change_nothing(match: Match, change: Callable[[str], str]) -> None:
    changed = change(WORKER)
    assert changed != WORKER
    assert match(POSTING, changed)["score"] == match(POSTING, WORKER)["score"]


def test_volunteer_work_counts_like_paid_work(match: Match) -> None:
    paid = {**JSON_RESUME, "work": JSON_RESUME["volunteer"], "volunteer": []}
    scores = {match(POSTING, {"json_resume": resume})["score"] for resume in (JSON_RESUME, paid)}
    assert len(scores) == 1


def test_linked_terms_and_repeats_count_once(match: Match, skill_id: Callable[[str], str]) -> None:
    linked = [skill_id("listen actively"), "onet:2.A.1.b"]
    once = match({"skills": [{"id": linked[0]}]}, {"skills": [{"id": linked[1]}]})
    twice = match(
        {"skills": [{"id": id_} for id_ in linked * 2]}, {"skills": [{"id": id_} for id_ in linked]}
    )
    assert once["score"] == twice["score"] == 100
    assert len(twice["skills"]["matched"]) == 1


@pytest.mark.parametrize(
    ("posting", "worker", "code", "side"),
    [
        ("We are open from nine to five.", WORKER, "no_wanted_skills", "posting"),
        (POSTING, "My name is on the other page.", "no_held_skills", "worker"),
        ({"skills": []}, WORKER, "no_wanted_skills", "posting"),
    ],
)
def test_too_little_is_insufficient_evidence(
    match: Match, posting: Any, worker: Any, code: str, side: str
) -> None:
    answer = match(posting, worker)
    assert (answer["status"], answer["score"], answer["reverse_score"]) == (
        "insufficient_evidence",
        None,
        None,
    )
    assert (code, side) in [(warning["code"], warning["side"]) for warning in answer["warnings"]]


DEEP: Any = "words"
for _ in range(300):
    DEEP = [DEEP]


def skill(**fields: Any) -> Json:
    return {"posting": {"skills": [fields]}}


def posting(**fields: Any) -> Json:
    return {"posting": fields}


def worker(**fields: Any) -> Json:
    return {"worker": fields}


NOUGHT = {"required_skills": 0, "preferred_skills": 0, "experience": 0}
WRONG: dict[str, tuple[Any, int, str]] = {
    "a text as a side": ({"posting": "a"}, 422, "/posting"),
    "a missing side": ({"posting": None}, 422, "/posting"),
    "no kind": (posting(), 422, "/posting"),
    "two kinds": (posting(text="a", occupation=OCCUPATION), 422, "/posting"),
    "empty text": (posting(text=""), 422, "/posting/text"),
    "blank text": (worker(text=" \n\t"), 422, "/worker/text"),
    "a long text": (worker(text="a" * 100_001), 413, "/worker/text"),
    "a number as text": (posting(text=5), 422, "/posting/text"),
    "an unknown skill": (skill(id="esco:nothing"), 422, "/posting/skills/0/id"),
    "a skill without id": (skill(), 422, "/posting/skills/0/id"),
    "an unknown requirement": (skill(id="a", requirement="must"), 422, "/posting/skills/0/requirement"),
    "too many years": (skill(id="a", years=200), 422, "/posting/skills/0/years"),
    "a range the wrong way": (skill(id="a", years={"min": 3, "max": 1}), 422, "/posting/skills/0/years"),
    "1,001 skills": (worker(skills=[{"id": "a"}] * 1001), 422, "/worker/skills"),
    "an unknown occupation": (worker(occupation="onet:00-0000.00"), 422, "/worker/occupation"),
    "an empty posting": (posting(job_posting={}), 422, "/posting/job_posting"),
    "a posting of other things": (posting(job_posting={"x": "y", "title": 5}), 422, "/posting/job_posting"),
    "a list as a posting": (posting(job_posting=[]), 422, "/posting/job_posting"),
    "a résumé of a name": (worker(json_resume={"basics": {"name": "Jo"}}), 422, "/worker/json_resume"),
    "a deep résumé": (worker(json_resume={"skills": DEEP}), 422, "/worker/json_resume"),
    "a long posting": (posting(job_posting={"title": "<p>a</p>" * 60_000}), 413, "/posting/job_posting"),
    "an unknown weight": ({"weights": {"salary": 1}}, 422, "/weights/salary"),
    "a negative weight": ({"weights": {"experience": -1}}, 422, "/weights/experience"),
    "a weight above its most": ({"weights": {"related_skills": 2}}, 422, "/weights/related_skills"),
    "weights of nought": ({"weights": NOUGHT}, 422, "/weights"),
    "a text as a weight": ({"weights": {"experience": "1"}}, 422, "/weights/experience"),
    "a truth as a weight": ({"weights": {"experience": True}}, 422, "/weights/experience"),
    "an unknown effort": ({"effort": "slow"}, 422, "/effort"),
    "a day that is none": ({"as_of": "2026-02-30"}, 422, "/as_of"),
    "an unknown field": ({"limit": 5}, 422, "/limit"),
}


@pytest.mark.parametrize(("fields", "status", "pointer"), WRONG.values(), ids=WRONG.keys())
def test_wrong_requests_say_which_field_and_what_to_do(
    seeded_client: TestClient, fields: Json, status: int, pointer: str
) -> None:
    body = {"posting": {"text": POSTING}, "worker": {"text": WORKER}, **fields}
    answer = seeded_client.post("/v1/matches", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert all(error["detail"][0].isupper() and error["detail"].endswith(".") for error in problem["errors"])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_json_does_not_have_are_refused(seeded_client: TestClient, number: str) -> None:
    body = f'{{"posting": {{"text": "a"}}, "worker": {{"text": "b"}}, "weights": {{"experience": {number}}}}}'
    answer = seeded_client.post("/v1/matches", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "text",
    [
        "\x00forklift\x00",
        "operate forklift \u202e\u0301\u0301",
        "🚜 operate forklift 🚜",
        "مشغل رافعة",
        "a" * 100_000,
        "\n" * 50_000 + "x",
    ],
)
def test_odd_texts_are_answered(match: Match, text: str) -> None:
    answer = match(POSTING, text)
    assert answer["status"] in ("scored", "insufficient_evidence")
    assert all(
        text[word["start"] : word["end"]] == word["surface"] for word in evidence(answer, "worker_evidence")
    )


def test_fields_that_were_not_read_are_named(match: Match) -> None:
    answer = match(POSTING, {"json_resume": {**JSON_RESUME, "skills": [5]}})
    (warning,) = [warning for warning in answer["warnings"] if warning["code"] == "fields_not_read"]
    assert warning["side"] == "worker"
    assert "/skills/0" in warning["detail"]


def test_features_explain_themselves(seeded_client: TestClient, match: Match) -> None:
    items = seeded_client.get("/v1/matches/features").json()["items"]
    assert [item["feature"] for item in items] == [
        "required_skills",
        "preferred_skills",
        "experience",
        "related_skills",
        "occupation",
    ]
    for item in items:
        assert len(item["description"].split()) > 8
        assert item["description"].endswith(".")
        assert 0 <= item["weight"] <= 1
        assert item["role"] in ("asked", "stand_in")
    assert set(match(POSTING, WORKER)["weights"]) == {item["feature"] for item in items}
