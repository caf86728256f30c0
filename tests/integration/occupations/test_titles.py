"""Job titles to occupations over HTTP, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

ADDRESS = "/v1/occupations/normalize"


def ask(client: TestClient, *titles: str, **options: Any) -> list[dict[str, Any]]:
    items = [{"id": str(number), "title": title} for number, title in enumerate(titles)]
    answer = client.post(ADDRESS, json={"items": items, **options})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    assert [item["id"] for item in found] == [item["id"] for item in items]
    return found


# title, the id of the first, what was stripped
TITLES = [
    ("RN", "onet:29-1141.00", []),
    ("PT Cashier @ Dallas, TX", "onet:41-2011.00", ["PT", "Dallas, TX"]),
    ("NOW HIRING!! CDL-A Driver – Home Weekly", "onet:53-3032.00", ["NOW HIRING", "Home Weekly"]),
    ("Software Engineer III (Remote)", "onet:15-1252.00", ["III", "Remote"]),
    ("Crew member", "onet:35-3023.00", []),
    ("CNA", "onet:31-1131.00", []),
]


@pytest.mark.parametrize(("title", "first", "stripped"), TITLES)
def test_messy_titles_on_the_seed(
    seeded_client: TestClient, title: str, first: str, stripped: list[str]
) -> None:
    (item,) = ask(seeded_client, title, limit=3, framework="onet")
    assert item["candidates"][0]["occupation"]["id"] == first
    assert [piece["surface"] for piece in item["stripped"]] == stripped
    assert len(item["candidates"]) <= 3


def test_one_bad_item_harms_no_other(seeded_client: TestClient) -> None:
    items: list[dict[str, Any]] = [
        {"id": "good", "title": "Cashier", "text": None},
        {"id": "empty", "title": " – "},
        {"id": "long", "title": "Cashier", "text": "x" * 100_001},
        {"id": "typed", "title": 5},
        {"title": "Cashier"},
        {"id": "more", "title": "Cashier", "wage": 3},
    ]
    answer = seeded_client.post(ADDRESS, json={"items": items})
    assert answer.status_code == 200
    found = answer.json()["items"]
    assert found[0]["candidates"][0]["occupation"]["label"] == "Cashiers"
    assert [item["problem"]["status"] for item in found[1:]] == [422, 413, 422, 422, 422]
    assert [item["id"] for item in found] == ["good", "empty", "long", "typed", None, "more"]


def test_the_same_request_gives_the_same_bytes_and_a_receipt(seeded_client: TestClient) -> None:
    body = {"items": [{"id": "a", "title": "Sr. Wrhse Assoc"}, {"id": "b", "title": "RN - ICU"}]}
    one, other = (seeded_client.post(ADDRESS, json=body) for _ in range(2))
    assert one.content == other.content
    receipt = one.json()["receipt"]
    assert {each["framework"] for each in receipt["vocabulary"]} >= {"onet"}
    pinned = seeded_client.post(ADDRESS, json={**body, "vocabulary": ["onet:30.2"]})
    assert pinned.json()["items"] == one.json()["items"]


def test_the_ad_decides_between_close_occupations(seeded_client: TestClient) -> None:
    ad = "Stock shelves, unload trucks and move pallets with a forklift in our distribution center."
    items = [{"id": "bare", "title": "Associate"}, {"id": "ad", "title": "Associate", "text": ad}]
    answer = seeded_client.post(ADDRESS, json={"items": items, "framework": "onet"}).json()["items"]
    bare, with_ad = ([c["occupation"]["id"] for c in item["candidates"]] for item in answer)
    assert bare != with_ad
    assert with_ad[0] in {"onet:53-7065.00", "onet:53-7062.00", "onet:43-5071.00"}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"framework": "isco"}, "/framework"),
        ({"items": []}, "/items"),
        ({"limit": 101}, "/limit"),
        ({"vocabulary": ["onet:1.0"]}, "/vocabulary"),
        ({"items": [{"id": str(n), "title": "x"} for n in range(1001)]}, "/items"),
    ],
)
def test_a_request_that_cannot_be_used_says_why(
    seeded_client: TestClient, change: dict[str, Any], pointer: str
) -> None:
    answer = seeded_client.post(ADDRESS, json={"items": [{"id": "a", "title": "Cashier"}], **change})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_on_a_small_vocabulary_of_the_tests_own(small_client: TestClient) -> None:
    (item,) = ask(small_client, "Forklift Driver (Nights)")
    found = {c["occupation"]["id"]: c for c in item["candidates"]}
    assert {found["onet:53-7051.00"]["method"], found["onet:53-7081.00"]["method"]} == {"alias"}
    assert item["stripped"] == [{"kind": "shift", "surface": "Nights"}]


def test_without_occupations_it_says_what_to_do(client: TestClient) -> None:
    answer = client.post(ADDRESS, json={"items": [{"id": "a", "title": "Cashier"}]})
    assert answer.status_code == 503
    assert "parlance" in answer.json()["detail"]
