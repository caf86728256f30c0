"""The vocabulary routes as a caller sees them, on the whole seed."""

from __future__ import annotations

import csv
import io
import re
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from httpx import Response

Json = dict[str, Any]

MONEY = "essential:handling-money"
EXCEL = "onet:tech.microsoft-excel"
SKILL_FIELDS = {"id", "uri", "label", "framework", "type"}
EVERY_READ = [
    "/v1/frameworks",
    "/v1/releases",
    "/v1/skills",
    "/v1/skills?q=cash+handling",
    "/v1/skills/autocomplete?q=cash+h",
    f"/v1/skills/{MONEY}",
    f"/v1/skills/{MONEY}/related",
]


def ask(client: TestClient, address: str, **headers: str) -> Response:
    return client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


def answer(client: TestClient, address: str) -> Json:
    response = ask(client, address)
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def problem(client: TestClient, address: str, status: int, **headers: str) -> Json:
    response = ask(client, address, **headers)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: Json = response.json()
    assert found["detail"]
    return found


def walk(client: TestClient, address: str) -> list[Json]:
    """Every item of a list, by following the Link header."""
    items: list[Json] = []
    following: str | None = address
    while following:
        response = ask(client, following)
        assert response.status_code == 200, response.text
        items += response.json()["items"]
        link = response.headers.get("link")
        assert (link is None) == (response.json()["next_cursor"] is None)
        match = re.fullmatch(r'<([^>]+)>; rel="next"', link) if link else None
        following = match[1] if match else None
    return items


# ---- frameworks and releases


def test_frameworks_name_publisher_licence_and_version(seeded_client: TestClient) -> None:
    items = answer(seeded_client, "/v1/frameworks")["items"]
    assert [item["id"] for item in items] == ["esco", "onet", "essential"]
    assert all(item["publisher"] and item["licence"] and item["url"] and item["version"] for item in items)


def test_releases_are_those_that_answer(seeded_client: TestClient) -> None:
    items = answer(seeded_client, "/v1/releases")["items"]
    versions = {item["framework"]: item["version"] for item in items if item["state"] == "active"}
    assert versions == {
        item["id"]: item["version"] for item in answer(seeded_client, "/v1/frameworks")["items"]
    }
    assert all(item["counts"]["skills"] > 0 and item["created_at"].endswith("+00:00") for item in items)


def test_the_changes_of_a_first_release_are_all_of_it(seeded_client: TestClient) -> None:
    first = answer(seeded_client, "/v1/releases/essential/changes?limit=1")["items"][0]
    assert (first["kind"], first["replaced_by"], first["fields"]) == ("added", [], [])
    assert first["skill"]["framework"] == "essential"
    problem(seeded_client, "/v1/releases/esco/changes?from=1.1.0&to=1.1.1", 422)


# ---- lists


def test_without_a_query_every_skill_is_listed_once_in_order(seeded_client: TestClient) -> None:
    items = walk(seeded_client, "/v1/skills?framework=essential&limit=7")
    ids = [item["id"] for item in items]
    assert ids == sorted(set(ids))
    assert len(ids) >= 30
    assert all(item["framework"] == item["type"] == "essential" for item in items)
    assert [item["id"] for item in walk(seeded_client, "/v1/skills?framework=essential&limit=100")] == ids


def test_the_whole_vocabulary_can_be_walked(seeded_client: TestClient) -> None:
    counts = {
        item["framework"]: item["counts"]["skills"] for item in answer(seeded_client, "/v1/releases")["items"]
    }
    items = walk(seeded_client, "/v1/skills?limit=100&type=language")
    assert {item["type"] for item in items} == {"language"}
    first = answer(seeded_client, "/v1/skills?limit=100")
    assert first["items"][0]["framework"] == "esco"
    assert len(items) < sum(counts.values())


def test_a_skill_has_the_five_fields_everywhere(seeded_client: TestClient) -> None:
    for address in ("/v1/skills?limit=3", "/v1/skills?q=welding", "/v1/skills/autocomplete?q=weld"):
        for item in answer(seeded_client, address)["items"]:
            assert set(item) == SKILL_FIELDS | {"matched"}
    for item in answer(seeded_client, f"/v1/skills/{EXCEL}/related")["items"]:
        assert set(item["skill"]) == SKILL_FIELDS


def test_pages_of_a_search_do_not_overlap(seeded_client: TestClient) -> None:
    items = walk(seeded_client, "/v1/skills?q=customer+service&limit=20")
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids)) > 20
    assert ids[:5] == [
        item["id"] for item in answer(seeded_client, "/v1/skills?q=customer+service&limit=5")["items"]
    ]


@pytest.mark.parametrize(
    "other", ["/v1/skills?limit=2", "/v1/skills?q=cash&limit=2", "/v1/frameworks?limit=1"]
)
def test_a_cursor_of_another_list_is_refused(seeded_client: TestClient, other: str) -> None:
    cursor = answer(seeded_client, other)["next_cursor"]
    found = problem(seeded_client, f"/v1/skills?q=welding&cursor={cursor}", 422)
    assert found["errors"][0]["pointer"] == "/query/cursor"


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("framework=sfia", "/query/framework"),
        ("type=talent", "/query/type"),
        ("limit=0", "/query/limit"),
        ("limit=101", "/query/limit"),
        ("cursor=nonsense", "/query/cursor"),
        ("vocabulary=esco:9.9.9", "/query/vocabulary"),
        ("vocabulary=esco", "/query/vocabulary"),
        ("q=" + "x" * 1001, "/query/q"),
    ],
)
def test_a_bad_value_is_named(seeded_client: TestClient, query: str, pointer: str) -> None:
    assert problem(seeded_client, f"/v1/skills?{query}", 422)["errors"][0]["pointer"] == pointer


def test_an_active_release_can_be_pinned(seeded_client: TestClient) -> None:
    version = answer(seeded_client, "/v1/frameworks")["items"][0]["version"]
    for address in ("/v1/skills?q=welding", "/v1/skills/autocomplete?q=weld", f"/v1/skills/{EXCEL}?x=1"):
        assert answer(seeded_client, f"{address}&vocabulary=esco:{version}") == answer(seeded_client, address)


@pytest.mark.parametrize(
    "q", ["%00", "%ED%A0%80", "%F0%9F%91%B7", "%E2%80%8F", "+", "a" * 200, "%25_%25", "'%22--"]
)
def test_any_query_is_answered(seeded_client: TestClient, q: str) -> None:
    assert "items" in answer(seeded_client, f"/v1/skills?q={q}")
    assert "items" in answer(seeded_client, f"/v1/skills/autocomplete?q={q}")


# ---- autocomplete


def test_autocomplete_needs_a_query_and_keeps_to_its_limit(seeded_client: TestClient) -> None:
    assert problem(seeded_client, "/v1/skills/autocomplete", 422)["errors"][0]["pointer"] == "/query/q"
    assert len(answer(seeded_client, "/v1/skills/autocomplete?q=s")["items"]) == 10
    assert len(answer(seeded_client, "/v1/skills/autocomplete?q=s&limit=3")["items"]) == 3
    assert answer(seeded_client, "/v1/skills/autocomplete?q=")["items"] == []


def test_autocomplete_can_be_filtered(seeded_client: TestClient) -> None:
    items = answer(seeded_client, "/v1/skills/autocomplete?q=p&framework=essential")["items"]
    assert items
    assert {item["framework"] for item in items} == {"essential"}
    items = answer(seeded_client, "/v1/skills/autocomplete?q=python&type=technology")["items"]
    assert items[0]["label"] == "Python"
    assert items[0]["framework"] == "onet"


# ---- one skill


def test_a_skill_in_full(seeded_client: TestClient) -> None:
    skill = answer(seeded_client, f"/v1/skills/{MONEY}")
    assert skill["labels"] == {"en": "Handling money", "es": "Manejar dinero"}
    assert skill["label"] == skill["labels"]["en"]
    assert "cash handling" in skill["alternative_labels"]["en"]
    assert set(skill["definition"]) == set(skill["plain_language"]) == {"en", "es"}
    assert {example["setting"] for example in skill["examples"]["en"]} == {"paid", "unpaid"}
    assert skill["status"] == "active"
    assert skill["release_history"] == [
        {"framework": "essential", "version": skill["version"], "state": "active"}
    ]
    assert skill["matches"]
    assert all(match["skill"]["framework"] != "essential" for match in skill["matches"])


def test_links_lead_there_and_back(seeded_client: TestClient) -> None:
    for match in answer(seeded_client, f"/v1/skills/{MONEY}")["matches"]:
        back = answer(seeded_client, f"/v1/skills/{quote(match['skill']['id'])}")["matches"]
        assert MONEY in {each["skill"]["id"] for each in back}
    (broader, *_) = answer(seeded_client, f"/v1/skills/{EXCEL}")["broader"]
    narrower = answer(seeded_client, f"/v1/skills/{quote(broader['id'])}")["narrower"]
    assert EXCEL in {each["id"] for each in narrower}


def test_linked_terms_are_matches_of_each_other(seeded_client: TestClient) -> None:
    (esco,) = answer(seeded_client, "/v1/skills?q=python&framework=esco&limit=1")["items"]
    (onet,) = answer(seeded_client, "/v1/skills?q=python&framework=onet&limit=1")["items"]
    for one, other in ((esco, onet), (onet, esco)):
        matches = answer(seeded_client, f"/v1/skills/{one['id']}")["matches"]
        assert (other["id"], "exact_match") in {(each["skill"]["id"], each["relation"]) for each in matches}


@pytest.mark.parametrize(
    "skill_id", ["nope", "esco:nope", "esco:", "a/b", "a/b/related/c", "x" * 200, "a\x00b", "💼"]
)
@pytest.mark.parametrize("suffix", ["", "/related"])
def test_an_unknown_id_says_where_to_look(seeded_client: TestClient, skill_id: str, suffix: str) -> None:
    found = problem(seeded_client, f"/v1/skills/{quote(skill_id, safe='')}{suffix}", 404)
    assert "GET /v1/skills?q=" in found["detail"]


def test_an_id_that_is_too_long_is_refused(seeded_client: TestClient) -> None:
    assert problem(seeded_client, "/v1/skills/" + "x" * 201, 422)["errors"][0]["pointer"] == "/path/skill_id"


def test_an_id_may_be_escaped(seeded_client: TestClient) -> None:
    assert answer(seeded_client, f"/v1/skills/{quote(EXCEL, safe='')}")["id"] == EXCEL


def test_related_skills_come_closest_first_in_pages(seeded_client: TestClient) -> None:
    items = walk(seeded_client, f"/v1/skills/{EXCEL}/related?limit=10")
    ids = [item["skill"]["id"] for item in items]
    assert len(ids) == len(set(ids)) > 10
    assert EXCEL not in ids
    order = ["exact_match", "close_match", "narrower", "broader", "related", "similar", "sibling"]
    linked = [order.index(item["relation"]) for item in items if item["relation"] != "sibling"]
    assert linked == sorted(linked)
    assert "onet:tech.google-sheets" in ids


# ---- representations


def representation(client: TestClient, media_type: str, accept: str | None = None) -> Response:
    response = ask(client, f"/v1/skills/{MONEY}", accept=accept or media_type)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].split(";")[0] == media_type
    assert response.headers["vary"] == "Accept"
    return response


def test_json_ld(seeded_client: TestClient) -> None:
    descriptor = representation(seeded_client, "application/ld+json").json()
    assert descriptor["@context"] == "https://rsd.openskillsnetwork.org/context-v1.json"
    assert descriptor["skillName"] == "Handling money"


def test_csv(seeded_client: TestClient) -> None:
    text = representation(seeded_client, "text/csv").content.decode("utf-8")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["id"] == MONEY


def test_html_for_a_browser(seeded_client: TestClient) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = representation(seeded_client, "text/html", accept)
    assert response.text.startswith('<!doctype html>\n<html lang="en">')
    assert "<h1>Handling money</h1>" in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json;q=0.2, text/html;q=0.1"])
def test_json_where_it_is_liked_as_well(seeded_client: TestClient, accept: str) -> None:
    representation(seeded_client, "application/json", accept)


def test_other_media_types_are_not_acceptable(seeded_client: TestClient) -> None:
    found = problem(seeded_client, f"/v1/skills/{MONEY}", 406, accept="image/png")
    assert "text/csv" in found["detail"]


# ---- conditional requests


@pytest.mark.parametrize("address", EVERY_READ)
def test_what_a_caller_has_already_is_not_sent_again(seeded_client: TestClient, address: str) -> None:
    first = ask(seeded_client, address)
    again = ask(seeded_client, address, if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert ask(seeded_client, address, if_none_match='"other"').content == first.content


def test_each_representation_has_a_tag_of_its_own(seeded_client: TestClient) -> None:
    types = ("application/json", "application/ld+json", "text/html", "text/csv")
    tags = {representation(seeded_client, each).headers["etag"] for each in types}
    assert len(tags) == len(types)
    html = representation(seeded_client, "text/html").headers["etag"]
    response = ask(seeded_client, f"/v1/skills/{MONEY}", accept="application/json", if_none_match=html)
    assert response.status_code == 200
