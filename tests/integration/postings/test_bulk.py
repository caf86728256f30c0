"""Bulk loading of postings: an outcome for each line, and a bad line harms no other."""

from __future__ import annotations

import json
from typing import Any

from fastapi.testclient import TestClient

TEXT = "Roofer wanted.\n- lay tiles and felt\n- climb ladders\n- repair gutters\n- carry loads of forty kilograms safely"


def load(client: TestClient, *lines: Any) -> list[dict[str, Any]]:
    """The outcomes of lines, which are JSON values or texts as they are."""
    content = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    answer = client.post("/v1/postings/bulk", content=content)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def test_each_line_has_its_outcome(board: TestClient) -> None:
    good = {"external_id": "r-1", "title": "Roofer", "employer": "High & Dry", "text": TEXT}
    outcomes = load(
        board,
        good,
        "{not json",
        {"external_id": "r-2"},
        "",
        {"external_id": "r-3", "skills": [{"id": "onet:nothing"}]},
        {"external_id": "r-4", "text": TEXT, "pay": {"min": 9, "max": 8, "unit": "hour", "currency": "USD"}},
        {**good, "external_id": "r-5"},
        [1],
    )
    assert [(each["line"], each["status"]) for each in outcomes] == [
        (1, 201), (2, 400), (3, 422), (5, 422), (6, 422), (7, 201), (8, 422),
    ]  # fmt: skip
    assert outcomes[4]["problem"]["errors"][0]["pointer"] == "/pay"
    assert outcomes[3]["external_id"] == "r-3"
    shown = board.get(f"/v1/postings/{outcomes[0]['id']}").json()["duplicates"]
    assert shown == {"group": min(outcomes[0]["id"], outcomes[5]["id"]), "postings": 2, "units": 1}
    assert outcomes[5]["group"] == shown["group"]
    listed = board.get("/v1/postings").json()
    assert (listed["postings"], listed["distinct"]) == (2, 1)
    assert board.get(f"/v1/postings/{outcomes[0]['id']}").json()["receipt"]["effort"] == "fast"


def test_a_line_sent_again_replaces(board: TestClient) -> None:
    line = {
        "external_id": "r-1",
        "title": "Roofer",
        "employer": "High & Dry",
        "posted_on": "2026-01-02",
        "text": TEXT,
    }
    (first,) = load(board, line)
    (again,) = load(board, {**line, "posted_on": "2026-02-03"})
    assert (again["status"], again["id"], again["version"]) == (200, first["id"], 2)
    twice = load(board, line, {**line, "title": "Master roofer"})
    assert [each["version"] for each in twice] == [3, 4]
    body = board.get(f"/v1/postings/{first['id']}").json()
    assert (body["version"], body["title"], body["posted_on"]) == (4, "Master roofer", "2026-01-02")
    assert board.get("/v1/postings").json()["postings"] == 1


def test_other_organisations_keep_their_own(board: TestClient, stranger: TestClient) -> None:
    line = {"external_id": "r-1", "employer": "High & Dry", "text": TEXT}
    (mine,), (theirs,) = load(board, line), load(stranger, line)
    assert mine["id"] != theirs["id"]
    assert theirs["status"] == 201
    assert theirs["group"] == theirs["id"]
