"""Matches of stored sides are replayed as long as the sides are the versions that were read."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.integration.matching.search.conftest import Asker, Json
from tests.small_seed import EXCEL, FIRST_AID, TRUCKS


@pytest.fixture
def sides(asker: Asker) -> Json:
    worker = asker.worker(TRUCKS, EXCEL)
    return {"posting": {"id": asker.posting(TRUCKS, FIRST_AID)["id"]}, "worker": {"id": worker["id"]}}


def replay(asker: Asker, sides: Json, receipt: Json, status: int = 200) -> Json:
    body = {**sides, "receipt": receipt}
    answer = asker.client.post("/v1/matches/replay", json=body, headers=asker.key)
    assert answer.status_code == status, answer.text
    said: Json = answer.json()
    return said


def test_the_receipt_names_the_versions_and_replays(asker: Asker, sides: Json) -> None:
    answer = asker.match(**sides)
    assert answer["receipt"]["stored"] == {
        side: {"id": sides[side]["id"], "version": 1} for side in ("posting", "worker")
    }
    assert replay(asker, sides, answer["receipt"]) == answer


def test_after_a_replacement_the_versions_are_told(asker: Asker, sides: Json) -> None:
    before = asker.match(**sides)
    worker = sides["worker"]["id"]
    other = {"consent": True, "skills": [{"id": TRUCKS}, {"id": FIRST_AID}]}
    assert asker.client.put(f"/v1/workers/{worker}", json=other, headers=asker.key).status_code == 200
    answer = replay(asker, sides, before["receipt"])
    assert answer["changed"] == {"stored": {"worker": {"id": worker, "then": 1, "now": 2}}}
    assert answer["then"] is None
    assert answer["now"] == asker.match(**sides)
    assert answer["now"]["score"] > before["score"]
    assert answer["now"]["receipt"]["stored"]["worker"]["version"] == 2


def test_after_a_deletion_there_is_nothing_to_replay(asker: Asker, sides: Json) -> None:
    receipt = asker.match(**sides)["receipt"]
    asker.client.delete(f"/v1/workers/{sides['worker']['id']}", headers=asker.key)
    assert "no worker with this id" in replay(asker, sides, receipt, 404)["detail"]


def test_another_rule_and_another_version_are_both_told(asker: Asker, sides: Json) -> None:
    before = asker.match(**sides)
    posting = sides["posting"]["id"]
    other = {"skills": [{"id": EXCEL}]}
    assert asker.client.put(f"/v1/postings/{posting}", json=other, headers=asker.key).status_code == 200
    answer = replay(asker, sides, {**before["receipt"], "ruleset": "0123456789abcdef-01234567"})
    assert set(answer["changed"]) == {"ruleset", "stored"}
    assert answer["changed"]["stored"] == {"posting": {"id": posting, "then": 1, "now": 2}}
    assert (answer["then"], answer["now"]) == (None, asker.match(**sides))


def test_without_a_key_stored_sides_are_nobodys(asker: Asker, sides: Json, client: TestClient) -> None:
    receipt = asker.match(**sides)["receipt"]
    answer = client.post("/v1/matches/replay", json={**sides, "receipt": receipt})
    assert answer.status_code == 401
