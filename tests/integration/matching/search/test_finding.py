"""What searches find: by whatever side, in both directions, by either implementation, with the score of the pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.integration.matching.search.conftest import Asker, Headers, Json, ids
from tests.small_seed import DRIVERS, ENGLISH, EXCEL, FIRST_AID, LISTEN, NURSES, RECYCLERS, SAP, TRUCKS

pytestmark = pytest.mark.parametrize("how", ["memory", "database"])

AD = "Forklift Driver\nRequirements:\n- operate forklift\n- first aid\n- 3 years of experience"
RESUME = "Forklift Driver\n- operate forklift for 2 years\n- Excel"
POSTING_SIDES: dict[str, Json] = {
    "text": {"text": AD},
    "skills": {"skills": [{"id": TRUCKS, "years": 3}, {"id": EXCEL, "requirement": "preferred"}]},
    "occupation": {"occupation": DRIVERS},
    "document": {"job_posting": {"@type": "JobPosting", "title": "Forklift Driver", "description": AD}},
}
WORKER_SIDES: dict[str, Json] = {
    "text": {"text": RESUME},
    "skills": {"skills": [{"id": TRUCKS, "years": 2}, {"id": SAP}]},
    "occupation": {"occupation": DRIVERS},
    "document": {"json_resume": {"work": [{"position": "Forklift Driver", "summary": RESUME}]}},
}


def store_workers(asker: Asker) -> dict[str, Json]:
    return {
        each["external_id"]: each
        for each in (
            asker.worker(external_id="text", text=RESUME),
            asker.worker(external_id="both", skills=[{"id": TRUCKS, "years": 4}, {"id": FIRST_AID}]),
            asker.worker(external_id="excel", skills=[{"id": EXCEL}, {"id": ENGLISH}]),
            asker.worker(external_id="driver", occupation=DRIVERS),
            asker.worker(external_id="nurse", occupation=NURSES),
            asker.worker(external_id="listener", skills=[{"id": LISTEN}], occupation=RECYCLERS),
        )
    }


def store_postings(asker: Asker) -> dict[str, Json]:
    return {
        each["external_id"]: each
        for each in (
            asker.posting(external_id="text", text=AD),
            asker.posting(external_id="skills", skills=[{"id": TRUCKS, "years": 3}, {"id": SAP}]),
            asker.posting(
                external_id="wish", skills=[{"id": ENGLISH}, {"id": EXCEL, "requirement": "preferred"}]
            ),
            asker.posting(external_id="driver", occupation=DRIVERS),
            asker.posting(external_id="listener", skills=[{"id": LISTEN}], occupation=NURSES),
        )
    }


def expected(matches: dict[str, Json]) -> list[tuple[str, float]]:
    """The external ids and scores of pairs in the order of a search; pairs that share nothing are left out."""
    scored = [
        (name, answer["score"])
        for name, answer in matches.items()
        if answer["status"] == "scored" and (answer["skills"]["matched"] or answer["skills"]["related"])
    ]
    return sorted(scored, key=lambda pair: -pair[1])


@pytest.mark.parametrize("side", POSTING_SIDES.values(), ids=POSTING_SIDES.keys())
def test_workers_by_any_posting_with_the_answer_of_the_pair(asker: Asker, side: Json) -> None:
    stored = store_workers(asker)
    answer = asker.search(posting=side, explain=True, as_of="2026-01-01")
    pairs = {
        name: asker.match(posting=side, worker={"id": each["id"]}, as_of="2026-01-01")
        for name, each in stored.items()
    }
    found = [(item["external_id"], item["score"]) for item in answer["items"]]
    assert [score for _, score in found] == [score for _, score in expected(pairs)]
    assert sorted(found) == sorted(expected(pairs))
    assert answer["find"] == "workers"
    for item in answer["items"]:
        pair = pairs[item["external_id"]]
        for field in ("score", "reverse_score", "parts", "skills"):
            assert item[field] == pair[field], (item["external_id"], field)
        assert (item["id"], item["version"]) == (stored[item["external_id"]]["id"], 1)
    shown = ("id", "external_id", "version", "score", "reverse_score")
    briefly = asker.search(posting=side, as_of="2026-01-01")
    assert briefly["items"] == [{field: item[field] for field in shown} for item in answer["items"]]


@pytest.mark.parametrize("side", WORKER_SIDES.values(), ids=WORKER_SIDES.keys())
def test_postings_by_any_worker_with_the_answer_of_the_pair(asker: Asker, side: Json) -> None:
    stored = store_postings(asker)
    answer = asker.search(worker=side, explain=True, as_of="2026-01-01")
    pairs = {
        name: asker.match(posting={"id": each["id"]}, worker=side, as_of="2026-01-01")
        for name, each in stored.items()
    }
    found = [(item["external_id"], item["score"]) for item in answer["items"]]
    assert [score for _, score in found] == [score for _, score in expected(pairs)]
    assert sorted(found) == sorted(expected(pairs))
    assert answer["find"] == "postings"
    for item in answer["items"]:
        for field in ("score", "reverse_score", "parts", "skills"):
            assert item[field] == pairs[item["external_id"]][field], (item["external_id"], field)


def test_stored_sides_find_each_other(asker: Asker) -> None:
    workers, postings = store_workers(asker), store_postings(asker)
    posting, worker = postings["text"]["id"], workers["both"]["id"]
    by_id = asker.search(posting={"id": posting}, limit=20)
    at_address = asker.get(f"/v1/postings/{posting}/matches")
    assert at_address["items"] == by_id["items"]
    assert worker in ids(by_id)
    pair = asker.match(posting={"id": posting}, worker={"id": worker})
    (item,) = [item for item in by_id["items"] if item["id"] == worker]
    assert (item["score"], item["reverse_score"]) == (pair["score"], pair["reverse_score"])
    assert "parts" not in item
    by_id = asker.search(worker={"id": worker}, limit=20)
    assert asker.get(f"/v1/workers/{worker}/matches")["items"] == by_id["items"]
    assert posting in ids(by_id)


@pytest.mark.parametrize(
    "weights",
    [
        {"experience": 0.5, "required_skills": 0.3, "preferred_skills": 1},
        # Ratings by these do not fit 64 bits: they are rounded, and found workers are put in order by their scores.
        {"experience": 0.0000001234567, "required_skills": 0.0000007654321, "related_skills": 0.123456789012},
    ],
    ids=["plain", "fine"],
)
def test_weights_of_the_caller_decide_the_scores(asker: Asker, weights: dict[str, float]) -> None:
    store_workers(asker)
    side = POSTING_SIDES["skills"]
    answer = asker.search(posting=side, weights=weights)
    assert len(answer["items"]) > 1
    for item in answer["items"]:
        pair = asker.match(posting=side, worker={"id": item["id"]}, weights=weights)
        assert (item["score"], item["reverse_score"]) == (pair["score"], pair["reverse_score"])


def test_weights_of_the_caller_decide_the_order(asker: Asker) -> None:
    store_workers(asker)
    side = POSTING_SIDES["skills"]
    weights = {"experience": 0, "required_skills": 0, "preferred_skills": 1}
    answer = asker.search(posting=side, weights=weights)
    assert asker.search(posting=side)["items"][0]["external_id"] != "excel"
    assert (answer["items"][0]["external_id"], answer["items"][0]["score"]) == ("excel", 100.0)
    for item in answer["items"]:
        pair = asker.match(posting=side, worker={"id": item["id"]}, weights=weights)
        assert item["score"] == pair["score"]
    assert answer["weights"]["required_skills"] == 0


def test_only_so_many_and_of_equals_the_one_stored_first(asker: Asker) -> None:
    stored = [asker.worker(TRUCKS)["id"] for _ in range(4)]
    assert ids(asker.search(posting={"skills": [{"id": TRUCKS}]}, limit=3)) == stored[:3]
    posting = asker.posting(TRUCKS)["id"]
    assert ids(asker.get(f"/v1/postings/{posting}/matches?limit=2")) == stored[:2]


def test_what_another_organisation_stored_is_never_found(
    asker: Asker, client: TestClient, new_key: Callable[..., Headers]
) -> None:
    other = Asker(client, new_key())
    worker, posting = asker.worker(TRUCKS)["id"], asker.posting(TRUCKS)["id"]
    own = other.worker(TRUCKS)["id"]
    side = {"skills": [{"id": TRUCKS}]}
    assert ids(other.search(posting=side)) == [own]
    assert ids(other.search(worker=side)) == []
    for path in (f"/v1/postings/{posting}/matches", f"/v1/workers/{worker}/matches"):
        assert other.get(path, 404)["status"] == 404
        assert asker.get(path)["items"]
    assert "no posting with this id" in other.search(404, posting={"id": posting})["detail"]
    assert "no worker with this id" in other.search(404, worker={"id": worker})["detail"]


def test_filters_of_workers(asker: Asker) -> None:
    texan = asker.worker(TRUCKS, region="US-TX", remote=True)["id"]
    dallas = asker.worker(TRUCKS, region="US-TX-19100", remote=False)["id"]
    canadian = asker.worker(TRUCKS, region="CA")["id"]
    driver = asker.worker(occupation=DRIVERS)["id"]

    def found(**filters: Any) -> list[str]:
        return ids(asker.search(posting={"skills": [{"id": TRUCKS}]}, filters=filters))

    assert set(found()) == {texan, dallas, canadian, driver}
    assert found(region="US") == [texan, dallas]
    assert found(region="US-TX") == [texan, dallas]
    assert found(region="US-TX-19100") == [dallas]
    assert found(region="CA") == [canadian]
    assert found(region="US-T") == found(region="MX") == []
    assert found(remote=True) == [texan]
    assert found(remote=False) == [dallas]
    assert found(occupation=DRIVERS) == [driver]
    assert found(occupation="onet:none") == []
    assert found(region="US", remote=True) == [texan]


def test_filters_of_postings(asker: Asker) -> None:
    early = asker.posting(TRUCKS, employer="Brightwater", posted_on="2026-03-01", region="US-OR")["id"]
    late = asker.posting(TRUCKS, employer="Copper & Sons", posted_on="2026-03-20", remote=True)["id"]
    undated = asker.posting(TRUCKS)["id"]

    def found(**filters: Any) -> list[str]:
        return ids(asker.search(worker={"skills": [{"id": TRUCKS}]}, filters=filters))

    assert found() == [early, late, undated]
    assert found(posted_since="2026-03-01") == [early, late]
    assert found(posted_since="2026-03-02") == [late]
    assert found(organisation="Brightwater") == [early]
    assert found(organisation="COPPER + SONS, Inc.") == found(organisation="Copper & Sons") == [late]
    assert found(organisation="Nobody") == found(organisation="???") == []
    assert found(region="US") == [early]
    assert found(remote=True) == [late]


def test_filters_in_an_address(asker: Asker) -> None:
    texan = asker.worker(TRUCKS, region="US-TX", remote=True)["id"]
    asker.worker(TRUCKS)
    driver = asker.worker(occupation=DRIVERS)["id"]
    path = f"/v1/postings/{asker.posting(TRUCKS)['id']}/matches"
    assert ids(asker.get(f"{path}?region=US")) == [texan]
    assert ids(asker.get(f"{path}?remote=1")) == ids(asker.get(f"{path}?remote=true")) == [texan]
    assert ids(asker.get(f"{path}?remote=0")) == []
    assert ids(asker.get(f"{path}?occupation={DRIVERS}")) == [driver]
    for explain in ("1", "true"):
        (item,) = asker.get(f"{path}?region=US&explain={explain}")["items"]
        assert item["parts"]
        assert item["skills"]["matched"]
    assert "parts" not in asker.get(f"{path}?explain=0")["items"][0]
    assert "parts" not in asker.get(f"{path}?explain=false")["items"][0]


def test_nothing_found_is_an_empty_list_with_a_warning(asker: Asker) -> None:
    asker.worker(TRUCKS)
    answer = asker.search(posting={"skills": [{"id": TRUCKS}]}, filters={"region": "MX"})
    assert answer["items"] == []
    assert [warning["code"] for warning in answer["warnings"]] == ["nothing_found"]
    assert "Widen the filters" in answer["warnings"][0]["detail"]


def test_a_side_without_skills_finds_nothing_and_says_why(asker: Asker) -> None:
    asker.worker(TRUCKS)
    asker.posting(TRUCKS)
    answer = asker.search(posting={"text": "We are a friendly company in the valley."})
    assert answer["items"] == []
    assert answer["warnings"][0]["code"] == "nothing_found"
    assert len(answer["warnings"]) > 1
    assert asker.search(worker={"skills": []})["items"] == []


def test_what_is_deleted_or_replaced_is_not_found_any_more(asker: Asker) -> None:
    kept, gone, changed = (asker.worker(TRUCKS)["id"] for _ in range(3))
    side = {"skills": [{"id": TRUCKS}]}
    assert ids(asker.search(posting=side)) == [kept, gone, changed]
    assert asker.client.delete(f"/v1/workers/{gone}", headers=asker.key).status_code == 204
    other = {"consent": True, "skills": [{"id": EXCEL}]}
    assert asker.client.put(f"/v1/workers/{changed}", json=other, headers=asker.key).status_code == 200
    assert ids(asker.search(posting=side)) == [kept]
    (item,) = asker.search(posting={"skills": [{"id": EXCEL}]})["items"]
    assert (item["id"], item["version"]) == (changed, 2)


def test_the_receipt_says_what_was_searched(asker: Asker) -> None:
    asker.worker(TRUCKS)
    posting = asker.posting(TRUCKS)["id"]
    first = asker.get(f"/v1/postings/{posting}/matches")["receipt"]
    assert first["stored"] == {"posting": {"id": posting, "version": 1}}
    assert first["searched"] > 0
    assert first["effort"] == "thorough"
    assert asker.get(f"/v1/postings/{posting}/matches")["receipt"] == first
    asker.worker(TRUCKS)
    assert asker.get(f"/v1/postings/{posting}/matches")["receipt"]["searched"] > first["searched"]
    asked = asker.search(worker={"text": RESUME}, as_of="2026-01-01")["receipt"]
    assert asked["as_of"] == "2026-01-01"
    assert "stored" not in asked
    other = asker.search(worker={"text": RESUME}, as_of="2026-01-01", limit=5)["receipt"]
    assert other["input_sha256"] != asked["input_sha256"]
