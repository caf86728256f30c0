"""Stored postings: made, read, replaced, deleted, listed; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

TEXT = (
    "Forklift operator\nRequirements:\n- operate a forklift\n- pick orders\n- 3 years of experience\n- teamwork\n"
    "We load trailers by night and keep the racks of a cold store in order."
)
POSTING: dict[str, Any] = {
    "external_id": "job-1",
    "title": "Forklift operator",
    "employer": "Brightwater Freight LLC",
    "region": "US-TX",
    "remote": False,
    "posted_on": "2026-09-14",
    "pay": {"min": 19.5, "max": 23, "unit": "hour", "currency": "USD"},
    "text": TEXT,
}
SKILL = "onet:2.A.1.b"


def stored(client: TestClient, **fields: Any) -> dict[str, Any]:
    """A posting that was stored."""
    answer = client.post("/v1/postings", json=fields or POSTING)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_is_stored_comes_back(board: TestClient) -> None:
    made = board.post("/v1/postings", json=POSTING)
    assert made.status_code == 201
    body = made.json()
    assert made.headers["location"] == f"/v1/postings/{body['id']}"
    for name in ("external_id", "title", "employer", "region", "remote", "posted_on", "text"):
        assert body[name] == POSTING[name]
    assert body["pay"] == POSTING["pay"]
    assert body["months"] == 36
    assert body["version"] == 1
    assert body["duplicates"] == {"group": body["id"], "postings": 1, "units": 1}
    assert body["receipt"]["effort"] == "thorough"
    assert "operate forklift" in {skill["skill"]["label"] for skill in body["skills"]}
    for skill in body["skills"]:
        assert all(x["surface"] == TEXT[x["start"] : x["end"]] for x in skill["evidence"])
    assert board.get(made.headers["location"]).json() == body


def test_reading_again_costs_nothing_until_it_changes(board: TestClient) -> None:
    first = stored(board)
    path = f"/v1/postings/{first['id']}"
    tag = board.get(path).headers["etag"]
    assert board.get(path, headers={"If-None-Match": tag}).status_code == 304
    stored(board, **{**POSTING, "external_id": "job-2"})
    again = board.get(path, headers={"If-None-Match": tag})
    assert again.status_code == 200  # a duplicate has come, so the answer is another
    assert again.json()["duplicates"]["postings"] == 2
    assert (
        board.put(path, json=POSTING, headers={"If-Match": tag}).status_code == 200
    )  # the version was the same


def test_a_replacement_is_another_version(board: TestClient) -> None:
    first = stored(board)
    path = f"/v1/postings/{first['id']}"
    tag = board.get(path).headers["etag"]
    other = board.put(
        path, json={"title": "Cook", "skills": [{"id": SKILL, "years": 2}]}, headers={"If-Match": tag}
    )
    assert other.status_code == 200
    body = other.json()
    assert (body["id"], body["version"], body["external_id"]) == (first["id"], 2, "job-1")
    assert [(s["years"], s["requirement"]) for s in body["skills"]] == [(2, "required")]
    assert body["text"] is None
    assert body["employer"] is None
    late = board.put(path, json=POSTING, headers={"If-Match": tag})
    assert late.status_code == 412
    assert board.delete(path, headers={"If-Match": tag}).status_code == 412
    assert board.get(path).json() == body


def test_deleted_is_gone(board: TestClient) -> None:
    path = f"/v1/postings/{stored(board)['id']}"
    assert board.delete(path).status_code == 204
    assert board.get(path).status_code == 404
    assert board.delete(path).status_code == 404
    assert board.put(path, json=POSTING).status_code == 404
    stored(board)  # its external id is free again


def test_nobody_else_sees_it(board: TestClient, stranger: TestClient) -> None:
    mine, twin = stored(board), stored(board, **{**POSTING, "external_id": "job-2"})
    path = f"/v1/postings/{mine['id']}"
    assert stranger.get(path).status_code == 404
    assert stranger.put(path, json=POSTING).status_code == 404
    assert stranger.delete(path).status_code == 404
    word = f"{path}/not-duplicates/{twin['id']}"
    assert stranger.put(word, json={"author": "Eve"}).status_code == 404
    assert stranger.get("/v1/postings").json() == {
        "items": [],
        "next_cursor": None,
        "postings": 0,
        "distinct": 0,
    }
    theirs = stored(stranger)  # the same external id and text, and no duplicate of ours
    assert theirs["duplicates"]["postings"] == 1
    assert (
        stranger.put(
            f"/v1/postings/{theirs['id']}/not-duplicates/{mine['id']}", json={"author": "Eve"}
        ).status_code
        == 404
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_key_with_the_scope_is_needed(board: TestClient, method: str) -> None:
    answer = board.request(method, "/v1/postings", headers={"Authorization": ""})
    assert answer.status_code == 401


def test_one_external_id_one_posting(board: TestClient) -> None:
    first = stored(board)
    again = board.post("/v1/postings", json={**POSTING, "title": "Another"})
    assert again.status_code == 409
    assert first["id"] in again.json()["detail"]
    assert again.json()["errors"][0]["pointer"] == "/external_id"
    second = stored(board, **{**POSTING, "external_id": "job-2"})
    moved = board.put(f"/v1/postings/{second['id']}", json=POSTING)
    assert moved.status_code == 409
    assert board.get(f"/v1/postings/{second['id']}").json()["version"] == 1


def test_a_repeat_under_a_key_stores_nothing_again(board: TestClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    first = board.post("/v1/postings", json=POSTING, headers=key)
    again = board.post("/v1/postings", json=POSTING, headers=key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert board.get("/v1/postings").json()["postings"] == 1
    other = board.post("/v1/postings", json={**POSTING, "title": "Another"}, headers=key)
    assert other.status_code == 409
    assert other.json()["errors"][0]["pointer"] == "/header/Idempotency-Key"
    board.delete(first.headers["location"])
    assert board.post("/v1/postings", json=POSTING, headers=key).status_code == 410


def test_a_job_posting_fills_the_fields(board: TestClient) -> None:
    document = {
        "@type": "JobPosting",
        "title": "Baker",
        "description": "<p>You knead dough, bake bread and clean the oven.</p>",
        "hiringOrganization": {"@type": "Organization", "name": "Old Mill"},
        "jobLocation": {
            "address": {"addressCountry": "US", "addressRegion": "Ohio", "addressLocality": "Akron"}
        },
        "jobLocationType": "TELECOMMUTE",
        "datePosted": "2026-03-04",
        "baseSalary": {"currency": "USD", "value": {"minValue": 15, "maxValue": 18, "unitText": "HOUR"}},
        "identifier": "77",
    }
    body = stored(board, job_posting=document, region="US-TX")
    assert (body["title"], body["employer"], body["region"]) == ("Baker", "Old Mill", "US-TX")
    assert (body["remote"], body["posted_on"], body["external_id"]) == (True, "2026-03-04", None)
    assert body["pay"] == {"min": 15, "max": 18, "unit": "hour", "currency": "USD"}
    assert "knead dough" in body["text"]


def test_an_occupation_is_a_content_or_a_name(board: TestClient) -> None:
    alone = stored(board, occupation="onet:53-7051.00")
    assert len(alone["skills"]) > 5
    assert [each["id"] for each in alone["occupations"]] == ["onet:53-7051.00"]
    beside = stored(board, occupation="onet:53-7051.00", skills=[{"id": SKILL}])
    assert len(beside["skills"]) == 1
    assert [each["id"] for each in beside["occupations"]] == ["onet:53-7051.00"]


def test_html_in_place_of_text_is_warned_of(board: TestClient) -> None:
    page = "<p>Requirements</p><ul><li>operate a forklift</li></ul>"
    assert "text_is_html" in {each["code"] for each in stored(board, text=page)["warnings"]}
    read = stored(board, job_posting={"description": page})
    assert [each["skill"]["label"] for each in read["skills"]] == ["operate forklift"]


def test_a_text_that_is_not_to_be_kept_is_not(board: TestClient) -> None:
    body = stored(board, text=TEXT, keep_text=False)
    assert body["text"] is None
    assert body["skills"][0]["evidence"]


def test_lists_are_filtered_paged_and_counted_twice(board: TestClient) -> None:
    ids = [stored(board, **{**POSTING, "external_id": f"job-{n}"})["id"] for n in range(3)]
    other = stored(board, title="Cook", employer="Old Mill", skills=[{"id": SKILL}])
    everything = board.get("/v1/postings").json()
    assert [item["id"] for item in everything["items"]] == [*ids, other["id"]]
    assert (everything["postings"], everything["distinct"]) == (4, 2)
    page = board.get("/v1/postings?limit=3")
    assert [item["id"] for item in page.json()["items"]] == ids
    rest = board.get(f"/v1/postings?limit=3&cursor={page.json()['next_cursor']}").json()
    assert [item["id"] for item in rest["items"]] == [other["id"]]
    assert 'rel="next"' in page.headers["link"]
    by_employer = board.get("/v1/postings", params={"employer": "brightwater freight, inc."}).json()
    assert (by_employer["postings"], by_employer["distinct"]) == (3, 1)
    assert board.get("/v1/postings?employer=nobody").json()["postings"] == 0
    one = board.get("/v1/postings?external_id=job-1").json()
    assert [item["id"] for item in one["items"]] == [ids[1]]
    group = board.get(f"/v1/postings?group={ids[2]}").json()
    assert {item["id"] for item in group["items"]} == set(ids)
    assert board.get(f"/v1/postings?employer=x&cursor={page.json()['next_cursor']}").status_code == 422


BAD: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"text": TEXT, "skills": [{"id": SKILL}]}, ""),
    ({"skills": []}, "/skills"),
    ({"skills": [{"id": "onet:nothing"}]}, "/skills/0/id"),
    ({"occupation": "onet:nothing"}, "/occupation"),
    ({"text": TEXT, "occupation": "onet:nothing"}, "/occupation"),
    ({"text": "   "}, "/text"),
    ({"text": "a\x00b " + TEXT}, "/text"),
    ({"text": TEXT, "pay": {"min": 30, "max": 20, "unit": "hour", "currency": "USD"}}, "/pay"),
    ({"text": TEXT, "pay": {"unit": "hour", "currency": "USD"}}, "/pay"),
    ({"text": TEXT, "pay": {"min": -1, "unit": "hour", "currency": "USD"}}, "/pay/min"),
    ({"text": TEXT, "pay": {"min": 1, "unit": "fortnight", "currency": "USD"}}, "/pay/unit"),
    ({"text": TEXT, "pay": {"min": 1, "unit": "hour", "currency": "dollars"}}, "/pay/currency"),
    ({"text": TEXT, "posted_on": "1066-10-14"}, "/posted_on"),
    ({"text": TEXT, "posted_on": "2999-01-01"}, "/posted_on"),
    ({"text": TEXT, "posted_on": "yesterday"}, "/posted_on"),
    ({"text": TEXT, "region": "Texas"}, "/region"),
    ({"text": TEXT, "title": "two\nlines"}, "/title"),
    ({"text": TEXT, "external_id": ""}, "/external_id"),
    ({"text": TEXT, "remote": "yes"}, "/remote"),
    ({"text": TEXT, "salary": 3}, "/salary"),
]


@pytest.mark.parametrize(("body", "pointer"), BAD, ids=[f"{n}{p}" for n, (_, p) in enumerate(BAD)])
def test_what_cannot_be_used_is_named(board: TestClient, body: dict[str, Any], pointer: str) -> None:
    answer = board.post("/v1/postings", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert board.get("/v1/postings").json()["postings"] == 0


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_numbers_are_finite(board: TestClient, number: str) -> None:
    body = f'{{"text": "Baker wanted", "pay": {{"min": {number}, "unit": "hour", "currency": "USD"}}}}'
    answer = board.post("/v1/postings", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_text_over_the_limit_is_refused(board: TestClient) -> None:
    answer = board.post("/v1/postings", json={"text": "word " * 20_001})
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["pointer"] == "/text"
