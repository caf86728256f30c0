"""What searches refuse, and how they say so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.integration.matching.search.conftest import Asker, Headers
from tests.small_seed import TRUCKS

POSTING = {"skills": [{"id": TRUCKS}]}


@pytest.mark.parametrize(
    ("body", "pointer", "said"),
    [
        ({}, "", "exactly one"),
        ({"posting": POSTING, "worker": POSTING}, "", "exactly one"),
        ({"posting": {}}, "/posting", "exactly one of"),
        ({"posting": {**POSTING, "text": "a"}}, "/posting", "exactly one of"),
        ({"posting": POSTING, "limit": 0}, "/limit", "at least 1"),
        ({"posting": POSTING, "limit": 10**9}, "/limit", "at most 100"),
        ({"posting": POSTING, "limit": "5"}, "/limit", "whole number"),
        ({"posting": POSTING, "explain": 1}, "/explain", "true or false"),
        ({"posting": POSTING, "weights": {"experience": -1}}, "/weights/experience", "from 0"),
        ({"posting": POSTING, "weights": {"salary": 1}}, "/weights/salary", "no such feature"),
        (
            {
                "posting": POSTING,
                "weights": {"required_skills": 0, "preferred_skills": 0, "experience": 0},
            },
            "/weights",
            "above 0",
        ),
        (
            {"posting": {"skills": [{"id": TRUCKS}, {"id": "esco:none"}]}},
            "/posting/skills/1/id",
            "esco:none",
        ),
        ({"worker": {"skills": [{"id": "esco:none"}]}}, "/worker/skills/0/id", "esco:none"),
        ({"posting": {"occupation": "onet:none"}}, "/posting/occupation", "no occupation"),
        ({"posting": POSTING, "filters": {"posted_since": "2026-01-01"}}, "", "posted_since"),
        ({"posting": POSTING, "filters": {"organisation": "Acme"}}, "", "organisation"),
        ({"worker": POSTING, "filters": {"posted_since": "soon"}}, "/filters/posted_since", "date"),
        ({"worker": POSTING, "filters": {"region": "Texas"}}, "/filters/region", "US-TX"),
        ({"worker": POSTING, "filters": {"remote": "yes"}}, "/filters/remote", "true or false"),
        ({"worker": POSTING, "filters": {"age": 30}}, "/filters/age", "Remove this field"),
        ({"posting": POSTING, "vocabulary": ["esco:9"]}, "/vocabulary", "esco"),
    ],
)
def test_what_cannot_be_used_is_named(asker: Asker, body: Any, pointer: str, said: str) -> None:
    answer = asker.search(422, **body)
    named = {error["pointer"]: error["detail"] for error in answer["errors"]}
    assert pointer in named, answer
    assert said in named[pointer]


def test_a_text_that_is_too_long_is_named(asker: Asker) -> None:
    answer = asker.search(413, posting={"text": "a" * 100_001})
    assert "100,000" in answer["detail"]
    assert answer["errors"][0]["pointer"] == "/posting/text"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_weights_are_finite(asker: Asker, number: str) -> None:
    body = json.dumps({"posting": POSTING})[:-1] + f', "weights": {{"experience": {number}}}}}'
    headers = {**asker.key, "Content-Type": "application/json"}
    answer = asker.client.post("/v1/matches/search", content=body, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("limit=0", "limit", "at least 1"),
        ("limit=1000000000", "limit", "at most 100"),
        ("limit=many", "limit", "whole number"),
        ("explain=perhaps", "explain", "true or false"),
        ("remote=perhaps", "remote", "true or false"),
        ("region=Texas", "region", "US-TX"),
        ("sort=name", "sort", "Remove"),
    ],
)
def test_what_cannot_be_used_of_an_address_is_named(asker: Asker, query: str, name: str, said: str) -> None:
    posting = asker.posting(TRUCKS)["id"]
    worker = asker.worker(TRUCKS)["id"]
    for path in (f"/v1/postings/{posting}/matches", f"/v1/workers/{worker}/matches"):
        (error,) = asker.get(f"{path}?{query}", 422)["errors"]
        assert error["pointer"] == f"/query/{name}"
        assert said in error["detail"]


@pytest.mark.parametrize("path", ["/v1/postings/pst_a/matches", "/v1/workers/wrk_a/matches"])
def test_addresses_ask_for_a_key(client: TestClient, key: Headers, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 401
    assert "WWW-Authenticate" in answer.headers
    assert client.get(path, headers=key).status_code == 404


def test_a_search_asks_for_a_key_that_may_read(client: TestClient, new_key: Any) -> None:
    assert client.post("/v1/matches/search", json={"posting": POSTING}).status_code == 401
    answer = client.post("/v1/matches/search", json={"posting": POSTING}, headers=new_key("write"))
    assert answer.status_code == 403
    assert "read" in answer.json()["detail"]


def test_ids_that_no_database_can_hold(asker: Asker) -> None:
    asker.search(404, posting={"id": "pst_\x00"})
    asker.get("/v1/postings/pst_%00/matches", 404)
    asker.get(f"/v1/postings/{'a' * 101}/matches", 422)
