"""Every case of `tests/cases/extraction`, asked of `POST /v1/extract` the way a caller would ask."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

CASES = Path(__file__).parents[2] / "cases" / "extraction"
Json = dict[str, Any]
LabelsOf = Callable[[Json], set[str]]

VALUES = {
    "method": {"exact", "alias", "fuzzy", "semantic"},
    "requirement": {"required", "preferred", "mentioned"},
    "polarity": {"asserted", "negated", "not_required"},
}
EVERYTHING = {"requirement", "polarity", "years", "section", "overall"}
QUALIFICATION_KINDS = {"degree", "certification", "licence", "experience", "language"}
QUALIFICATION_REQUIREMENTS = {"required", "preferred", "or_equivalent", "not_required"}


def read_cases() -> Iterator[Json]:
    for path in sorted(CASES.glob("*.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))["cases"]


ALL = list(read_cases())
each_case = pytest.mark.parametrize("case", ALL, ids=[case["id"] for case in ALL])


@pytest.fixture(scope="module")
def labels_of(seeded_client: TestClient) -> LabelsOf:
    """Labels that name the same skill: its own and those of the terms linked to it as exact matches."""

    @cache
    def linked(skill_id: str) -> frozenset[str]:
        answer = seeded_client.get(f"/v1/skills/{quote(skill_id, safe=':')}")
        assert answer.status_code == 200, answer.text
        same = (match for match in answer.json()["matches"] if match["relation"] == "exact_match")
        return frozenset(match["skill"]["label"] for match in same)

    return lambda skill: {skill["label"], *linked(skill["id"])}


@each_case
def test_fast_answer_meets_every_expectation(
    case: Json, seeded_client: TestClient, labels_of: LabelsOf
) -> None:
    answer = extract(seeded_client, case, "fast")
    expect = case["expect"]
    problems = [
        *broken_invariants(answer, case["text"]),
        *missing_skills(answer, expect, labels_of, EVERYTHING),
        *unwanted_skills(answer, expect, labels_of),
        *wrong_strength(answer, expect, labels_of),
        *wrong_qualifications(answer, expect),
        *wrong_frame(answer, expect),
    ]
    assert not problems, report(case, answer, problems)


@each_case
def test_thorough_answer_keeps_to_the_text(
    case: Json, seeded_client: TestClient, labels_of: LabelsOf
) -> None:
    answer = extract(seeded_client, case, "thorough")
    problems = [
        *broken_invariants(answer, case["text"]),
        *missing_skills(answer, case["expect"], labels_of, {"polarity"}),
        *unwanted_skills(answer, case["expect"], labels_of),
    ]
    assert not problems, report(case, answer, problems)


def test_every_label_of_the_cases_is_in_the_vocabulary(seeded_client: TestClient) -> None:
    """A misspelt label in `has_not` would pass for ever, so each one must name a real skill."""
    named = {label for case in ALL for label in labels_named(case["expect"])}
    unknown = []
    for label in sorted(named):
        found = seeded_client.get("/v1/skills", params={"q": label, "limit": 100}).json()["items"]
        if not any(label in (skill["label"], skill["matched"]) for skill in found):
            unknown.append(label)
    assert not unknown


def extract(client: TestClient, case: Json, effort: str) -> Json:
    body = {"text": case["text"], "kind": case["kind"], "effort": effort}
    first, second = client.post("/v1/extract", json=body), client.post("/v1/extract", json=body)
    assert first.status_code == 200, f"{case['id']}: {first.text}"
    assert first.content == second.content, f"{case['id']}: two calls gave two answers"
    answer: Json = first.json()
    return answer


def labels_named(expect: Json) -> Iterator[str]:
    for wanted in expect.get("has", []):
        yield from accepted(wanted)
    yield from expect.get("has_not", [])
    yield from expect.get("never_required", [])


def accepted(wanted: Json) -> list[str]:
    return wanted["any_of"] if "any_of" in wanted else [wanted["skill"]]


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def broken_invariants(answer: Json, text: str) -> Iterator[str]:
    mentions, skills = answer["mentions"], answer["skills"]
    for item in [*mentions, *answer["qualifications"]]:
        if not item["surface"] or text[item["start"] : item["end"]] != item["surface"]:
            yield f"offsets {item['start']}:{item['end']} do not give the surface {item['surface']!r}"
    for item in [*mentions, *skills]:
        if not 0 <= item["confidence"] <= 1:
            yield f"confidence {item['confidence']} of {item['skill']['label']!r} is not within 0 and 1"
        for field, allowed in VALUES.items():
            if field in item and item[field] not in allowed:
                yield f"{field} of {item['skill']['label']!r} is {item[field]!r}"
    for item in answer["qualifications"]:
        if item["kind"] not in QUALIFICATION_KINDS or item["requirement"] not in QUALIFICATION_REQUIREMENTS:
            yield f"qualification {item!r} has a value of no known kind"
    if [m["start"] for m in mentions] != sorted(m["start"] for m in mentions):
        yield "mentions are not in the order of the text"
    yield from broken_indexes(mentions, skills)


def broken_indexes(mentions: list[Json], skills: list[Json]) -> Iterator[str]:
    used = [index for skill in skills for index in skill["mentions"]]
    if sorted(used) != list(range(len(mentions))):
        yield f"skills use the mentions {sorted(used)} of {len(mentions)}, each should be used once"
        return
    for skill in skills:
        if any(mentions[index]["skill"]["id"] != skill["skill"]["id"] for index in skill["mentions"]):
            yield f"a mention of {skill['skill']['label']!r} names another skill"
    if len({skill["skill"]["id"] for skill in skills}) != len(skills):
        yield "a skill is listed twice"


def missing_skills(answer: Json, expect: Json, labels_of: LabelsOf, asked: set[str]) -> Iterator[str]:
    for wanted in expect.get("has", []):
        names = set(accepted(wanted))
        found = [m for m in answer["mentions"] if labels_of(m["skill"]) & names]
        if "surface" in wanted:
            found = [m for m in found if m["surface"] == wanted["surface"]]
        if not found:
            yield f"not found: {wanted}"
        elif not any(fits(mention, wanted, asked) for mention in found):
            seen = [{key: m[key] for key in ("surface", *sorted(asked & m.keys()))} for m in found]
            yield f"found, but not as expected: {wanted}; found {seen}"
        if "overall" in wanted and "overall" in asked:
            entry: Json = next((s for s in answer["skills"] if labels_of(s["skill"]) & names), {})
            if not fits(entry, wanted["overall"], {"requirement", "polarity", "years"}):
                yield f"the skill as a whole is not as expected: {wanted['overall']}; found {entry}"


def fits(found: Json, wanted: Json, asked: set[str]) -> bool:
    for field in asked & wanted.keys() - {"overall"}:
        allowed = [wanted[field]] if field == "years" else as_list(wanted[field])
        if found.get(field) not in allowed:
            return False
    return True


def unwanted_skills(answer: Json, expect: Json, labels_of: LabelsOf) -> Iterator[str]:
    unwanted = set(expect.get("has_not", []))
    for mention in answer["mentions"]:
        if unwanted and labels_of(mention["skill"]) & unwanted:
            yield f"found {mention['skill']['label']!r} in {mention['surface']!r}, which it is not"


def wrong_strength(answer: Json, expect: Json, labels_of: LabelsOf) -> Iterator[str]:
    weak = set(expect.get("never_required", []))
    for item in [*answer["mentions"], *answer["skills"]]:
        if weak and item["requirement"] != "mentioned" and labels_of(item["skill"]) & weak:
            yield f"{item['skill']['label']!r} is {item['requirement']}, but the text does not ask for it"


def wrong_qualifications(answer: Json, expect: Json) -> Iterator[str]:
    for wanted in expect.get("qualifications", []):
        if not any(qualifies(found, wanted) for found in answer["qualifications"]):
            yield f"qualification not found: {wanted}; found {answer['qualifications']}"
    for found in answer["qualifications"]:
        if found["kind"] in expect.get("no_qualifications", []):
            yield f"no {found['kind']} is named, but {found['surface']!r} was taken for one"


def qualifies(found: Json, wanted: Json) -> bool:
    if found["kind"] not in as_list(wanted["kind"]):
        return False
    if "requirement" in wanted and found["requirement"] not in as_list(wanted["requirement"]):
        return False
    words = f"{found['label']} {found['surface']}".casefold()
    return str(wanted.get("label_contains", "")).casefold() in words


def wrong_frame(answer: Json, expect: Json) -> Iterator[str]:
    codes = {warning["code"] for warning in answer["warnings"]}
    for code in expect.get("warnings", []):
        if code not in codes:
            yield f"warning {code!r} is missing; found {sorted(codes)}"
    for code in expect.get("no_warnings", []):
        if code in codes:
            yield f"warning {code!r} is out of place"
    if "detected_kind" in expect and answer["kind"] != expect["detected_kind"]:
        yield f"kind is {answer['kind']!r}, expected {expect['detected_kind']!r}"
    if "language" in expect and answer["language"] != expect["language"]:
        yield f"language is {answer['language']!r}, expected {expect['language']!r}"


def report(case: Json, answer: Json, problems: list[str]) -> str:
    found = [(m["surface"], m["skill"]["label"], m["requirement"], m["polarity"]) for m in answer["mentions"]]
    lines = [f"{case['id']}: {case['why']}", f"text: {case['text']!r}", *(f"- {p}" for p in problems)]
    return "\n".join([*lines, f"all mentions: {found}"])
