"""Overlays as an organisation, its reviewers and everybody else meet them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import text

from app.releases.seed import seed
from app.settings import Settings
from tests.api_keys import key_for
from tests.small_seed import (
    ACTIVE_LISTENING,
    DRIVERS,
    EXCEL,
    FIRST_AID,
    LISTEN,
    NURSES,
    TABLES,
    VERSIONS,
    write_small_seed,
)

Json = dict[str, Any]

TEXAS = f"/v1/occupations/{NURSES}/overlays/US-TX"
ALL = f"/v1/occupations/{NURSES}/overlays"
ADD = {
    "action": "add",
    "skill": EXCEL,
    "importance": 0.8,
    "relation": "technology",
    "reason": "Wards plan their shifts in it.",
}
REMOVE = {"action": "remove", "skill": FIRST_AID, "reason": "Done by others here."}
REWEIGHT = {"action": "reweight", "skill": ACTIVE_LISTENING, "importance": 0.95, "reason": "Rounds by phone."}
CHANGES = [ADD, REMOVE, REWEIGHT]
UNTIL = (datetime.now(UTC).date() + timedelta(days=365)).isoformat()


class Organisation:
    """An organisation with the keys of its people."""

    def __init__(self, client: TestClient, name: str) -> None:
        self._client = client
        app: FastAPI = client.app  # type: ignore[assignment]
        self.reader = key_for(app, name, "read")
        self.writer = key_for(app, name, "read", "write")
        self.admin = key_for(app, name, "read", "write", "admin")

    def put(self, changes: list[Json] | None = None, author: str = "Maria Lopez", **headers: str) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body = {"author": author, "changes": CHANGES if changes is None else changes}
        return self._client.put(TEXAS, json=body, headers={**self.writer, **named})

    def get(self, address: str = TEXAS, **query: Any) -> Response:
        return self._client.get(address, headers=self.reader, params=query)

    def review(self, action: str, by: str = "Ann Reviewer", **more: Any) -> Response:
        headers = {**self.admin, **more.pop("headers", {})}
        return self._client.post(
            f"{TEXAS}/review", json={"action": action, "by": by, **more}, headers=headers
        )

    def certify(self) -> Json:
        assert self.review("submit", "Maria Lopez").status_code == 200
        answer = self.review("certify", until=UNTIL)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found


@pytest.fixture
def texas(small_client: TestClient) -> Organisation:
    return Organisation(small_client, "Texas Workforce Board")


@pytest.fixture
def other(small_client: TestClient) -> Organisation:
    return Organisation(small_client, "Acme Jobs")


def problem(answer: Response, status: int) -> Json:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found: Json = answer.json()
    assert found["detail"]
    return found


def profile(client: TestClient, **query: Any) -> Json:
    answer = client.get(f"/v1/occupations/{NURSES}/profile", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def weights(found: Json) -> dict[str, tuple[float | None, str, str | None]]:
    return {x["skill"]["id"]: (x["importance"], x["relation"], x["overlay"]) for x in found["skills"]}


# ---- from draft to expired


def test_an_overlay_is_made_certified_read_through_the_profile_and_expired(
    small_client: TestClient, texas: Organisation
) -> None:
    national = profile(small_client, region="US-TX")
    assert (national["review_state"], national["overlays"]) == ("national", [])
    made = texas.put()
    assert made.status_code == 201
    draft = made.json()
    assert (draft["state"], draft["revision"], draft["revision_in_force"]) == ("draft", 1, None)
    assert (draft["region"], draft["sector"], draft["author"]) == ("US-TX", None, "Maria Lopez")
    assert draft["organisation"] == "Texas Workforce Board"
    assert [change["skill"]["label"] for change in draft["changes"]] == [
        "Microsoft Excel", "first aid", "Active Listening",
    ]  # fmt: skip
    assert weights(profile(small_client, region="US-TX")) == weights(national)

    certified = texas.certify()
    assert (certified["state"], certified["revision_in_force"]) == ("certified", 1)
    assert certified["certification"]["by"] == "Ann Reviewer"
    assert certified["certification"]["until"] == UNTIL
    assert {"framework": "onet", "version": "30.2"} in certified["certification"]["against"]

    local = profile(small_client, region="US-TX")
    assert weights(local)[EXCEL] == (0.8, "technology", "US-TX")
    assert weights(local)[ACTIVE_LISTENING] == (0.95, "rated", "US-TX")
    assert FIRST_AID in weights(national)
    assert FIRST_AID not in weights(local)
    assert local["review_state"] == "certified"
    (applied,) = local["overlays"]
    assert (applied["state"], applied["certified_until"], applied["needs_review"]) == (
        "certified",
        UNTIL,
        False,
    )
    assert (applied["added"], applied["removed"], applied["reweighted"]) == (
        [EXCEL], [FIRST_AID], [ACTIVE_LISTENING],
    )  # fmt: skip
    order = [skill["importance"] for skill in local["skills"]]
    assert order == sorted(order, reverse=True)

    for elsewhere in ({}, {"region": "US"}, {"region": "US-OK"}, {"region": "US-TX", "overlays": "none"}):
        assert weights(profile(small_client, **elsewhere)) == weights(national)
    assert weights(profile(small_client, region="US-TX-26420")) == weights(local)

    expired = texas.review("expire", note="A new programme begins.").json()
    assert (expired["state"], expired["revision_in_force"]) == ("expired", None)
    assert weights(profile(small_client, region="US-TX")) == weights(national)
    assert profile(small_client, region="US-TX")["overlays"] == []
    reopened = texas.review("reopen").json()
    assert (reopened["state"], reopened["revision"], reopened["certification"]) == ("draft", 2, None)
    assert reopened["changes"] == draft["changes"]


def test_a_certification_ends_by_itself_after_its_last_day(
    small_client: TestClient, texas: Organisation
) -> None:
    texas.put()
    texas.certify()
    app: FastAPI = small_client.app  # type: ignore[assignment]
    today = datetime.now(UTC).date()
    for last_day, state in ((today, "certified"), (today - timedelta(days=1), "expired")):
        with app.state.sessions.begin() as session:
            session.execute(
                text("UPDATE overlay_revisions SET certified_until = :day"),
                {"day": last_day.isoformat()}
                if app.state.settings.uses_embedded_database
                else {"day": last_day},
            )
        assert texas.get().json()["state"] == state
        applied = profile(small_client, region="US-TX")["overlays"]
        assert [overlay["state"] for overlay in applied] == ([state] if state == "certified" else [])
    assert small_client.get(TEXAS).json()["state"] == "expired"  # everybody may know that it was certified
    problem(texas.review("expire"), 409)
    assert texas.review("reopen").json()["revision"] == 2


def test_what_is_certified_applies_while_the_next_revision_is_worked_on(
    small_client: TestClient, texas: Organisation
) -> None:
    texas.put()
    texas.certify()
    local = weights(profile(small_client, region="US-TX"))
    assert EXCEL in local
    answer = texas.put([REMOVE], author="Tom Baker")
    assert answer.status_code == 200
    draft = answer.json()
    assert (draft["revision"], draft["state"], draft["revision_in_force"]) == (2, "draft", 1)
    assert draft["certification"] is None
    assert weights(profile(small_client, region="US-TX")) == local
    assert texas.get(revision=1).json()["state"] == "certified"
    assert small_client.get(TEXAS).json()["revision"] == 1
    problem(small_client.get(TEXAS, params={"revision": 2}), 404)

    texas.certify()
    assert EXCEL not in weights(profile(small_client, region="US-TX"))
    assert texas.get(revision=1).status_code == 200
    assert small_client.get(TEXAS).json()["revision"] == 2


def test_drafts_can_be_previewed_by_their_own_organisation_alone(
    small_client: TestClient, texas: Organisation, other: Organisation
) -> None:
    texas.put()
    address = f"/v1/occupations/{NURSES}/profile"
    query = {"region": "US-TX", "overlays": "draft"}
    own = small_client.get(address, params=query, headers=texas.reader).json()
    assert weights(own)[EXCEL] == (0.8, "technology", "US-TX")
    assert (own["review_state"], own["overlays"][0]["state"]) == ("draft", "draft")
    theirs = small_client.get(address, params=query, headers=other.reader).json()
    assert theirs["overlays"] == []
    problem(small_client.get(address, params=query), 401)
    problem(small_client.get(address, params={**query, "overlays": "all"}), 422)


def test_overlays_of_wider_places_and_of_sectors_come_first(
    small_client: TestClient, texas: Organisation
) -> None:
    def make(scope: str, change: Json) -> None:
        address = f"{ALL}/{scope}"
        body = {"author": "Maria Lopez", "changes": [change]}
        assert small_client.put(address, json=body, headers=texas.admin).status_code == 201
        for step in ({"action": "submit", "by": "M"}, {"action": "certify", "by": "A", "until": UNTIL}):
            assert small_client.post(f"{address}/review", json=step, headers=texas.admin).status_code == 200

    make("US", ADD)
    make("US-TX", {**REWEIGHT, "skill": EXCEL, "importance": 0.3})
    make("sector:health-care", REMOVE)
    make("US-TX:sector:health-care", {**REWEIGHT, "skill": EXCEL, "importance": 0.1})
    assert weights(profile(small_client, region="US"))[EXCEL][0] == 0.8
    assert weights(profile(small_client, region="US-TX"))[EXCEL][0] == 0.3
    both = profile(small_client, region="US-TX", sector="health-care")
    assert weights(both)[EXCEL] == (0.1, "technology", "US-TX:sector:health-care")
    assert FIRST_AID not in weights(both)
    assert [(x["region"], x["sector"]) for x in both["overlays"]] == [
        (None, "health-care"), ("US", None), ("US-TX", None), ("US-TX", "health-care"),
    ]  # fmt: skip
    assert (both["region"], both["sector"]) == ("US-TX", "health-care")
    listed = small_client.get(ALL, params={"limit": 3}).json()
    assert [(x["region"], x["sector"]) for x in listed["items"]] == [
        (None, "health-care"), ("US", None), ("US-TX", None),
    ]  # fmt: skip
    rest = small_client.get(ALL, params={"limit": 3, "cursor": listed["next_cursor"]}).json()
    assert [x["sector"] for x in rest["items"]] == ["health-care"]
    problem(small_client.get(f"/v1/occupations/{NURSES}/profile", params={"sector": "Health Care"}), 422)


# ---- who may do what


def test_another_organisation_reads_what_is_certified_and_changes_nothing(
    small_client: TestClient, texas: Organisation, other: Organisation
) -> None:
    texas.put()
    for reading in (other.get(), small_client.get(TEXAS), other.get(f"{TEXAS}/history")):
        problem(reading, 404)
    assert other.get(ALL).json()["items"] == []
    hidden = problem(other.put(), 403)
    assert "Texas" not in hidden["detail"]
    problem(other.review("submit"), 404)
    withdraw = {"by": "Eve", "reason": "Spite."}
    problem(small_client.delete(TEXAS, params=withdraw, headers=other.admin), 404)

    texas.certify()
    assert other.get().json() == small_client.get(TEXAS).json() == texas.get().json()
    assert "Texas Workforce Board" in problem(other.put(), 403)["detail"]
    problem(other.review("expire"), 403)
    problem(small_client.delete(TEXAS, params=withdraw, headers=other.admin), 403)
    assert other.get().json()["state"] == "certified"


def test_scopes_are_asked_for(small_client: TestClient, texas: Organisation) -> None:
    body = {"author": "M", "changes": CHANGES}
    problem(small_client.put(TEXAS, json=body), 401)
    assert "write" in problem(small_client.put(TEXAS, json=body, headers=texas.reader), 403)["detail"]
    texas.put()
    step = {"action": "submit", "by": "M"}
    problem(small_client.post(f"{TEXAS}/review", json=step), 401)
    problem(small_client.post(f"{TEXAS}/review", json=step, headers=texas.reader), 403)
    assert small_client.post(f"{TEXAS}/review", json=step, headers=texas.writer).status_code == 200
    certify = {"action": "certify", "by": "A", "until": UNTIL}
    refused = small_client.post(f"{TEXAS}/review", json=certify, headers=texas.writer)
    assert "admin" in problem(refused, 403)["detail"]


def test_an_author_does_not_certify(texas: Organisation) -> None:
    texas.put(author="Maria Lopez")
    texas.put([ADD], author="Tom Baker")
    texas.review("submit")
    for author in ("Tom Baker", " maria  LOPEZ"):
        assert "authors" in problem(texas.review("certify", author, until=UNTIL), 422)["detail"]
    assert texas.review("certify", "Ann", until=UNTIL).status_code == 200


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ([], "certify"),
        ([], "return"),
        ([], "expire"),
        ([], "reopen"),
        (["submit"], "submit"),
        (["submit"], "expire"),
        (["submit", "certify"], "return"),
        (["submit", "certify"], "certify"),
        (["submit", "certify"], "reopen"),
        (["submit", "certify", "expire"], "submit"),
        (["submit", "return"], "certify"),
    ],
)
def test_only_the_next_steps_are_allowed(steps: list[str], refused: str, texas: Organisation) -> None:
    texas.put()
    for action in steps:
        more = {"until": UNTIL} if action == "certify" else {}
        assert texas.review(action, **more).status_code == 200
    before = texas.get().json()
    more = {"until": UNTIL} if refused == "certify" else {}
    assert "can be done now" in problem(texas.review(refused, **more), 409)["detail"]
    assert texas.get().json() == before


def test_what_is_in_review_is_not_edited(texas: Organisation) -> None:
    texas.put()
    texas.review("submit")
    assert "Return it to draft" in problem(texas.put([ADD]), 409)["detail"]
    texas.review("return", note="First aid stays.")
    assert texas.put([ADD]).json()["revision"] == 1


# ---- bad input


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ([{**ADD, "skill": "esco:nothing"}], "/changes/0/skill"),
        ([{**ADD, "skill": FIRST_AID}], "/changes/0/skill"),
        ([{**REMOVE, "skill": EXCEL}], "/changes/0/skill"),
        ([{**REWEIGHT, "skill": EXCEL}], "/changes/0/skill"),
        ([ADD, {**REMOVE, "skill": EXCEL}], "/changes/1/skill"),
        ([{"action": "reweight", "skill": FIRST_AID, "reason": "x"}], "/changes/0/importance"),
        ([{**ADD, "relation": None}], "/changes/0/relation"),
        ([{**REMOVE, "importance": 0.5}], "/changes/0/importance"),
        ([{**ADD, "importance": 1.5}], "/changes/0/importance"),
        ([{**ADD, "importance": "0.5"}], "/changes/0/importance"),
        ([{**ADD, "relation": "rated"}], "/changes/0/relation"),
        ([{**ADD, "reason": "  "}], "/changes/0/reason"),
        ([{**ADD, "reason": "a\x00b"}], "/changes/0/reason"),
        ([{**ADD, "action": "replace"}], "/changes/0/action"),
        ([{**ADD, "weight": 1}], "/changes/0/weight"),
        ([], "/changes"),
        ([ADD] * 201, "/changes"),
    ],
)
def test_a_change_that_cannot_be_made_is_named(
    changes: list[Json], pointer: str, texas: Organisation
) -> None:
    found = problem(texas.put(changes), 422)
    assert pointer in [error["pointer"] for error in found["errors"]]
    problem(texas.get(), 404)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"action": "certify", "by": "A"}, ""),
        ({"action": "submit", "by": "A", "until": UNTIL}, ""),
        ({"action": "certify", "by": "A", "until": "tomorrow"}, "/until"),
        ({"action": "certify", "by": "A", "until": 20991231}, "/until"),
        ({"action": "certify", "by": "A", "until": "2020-01-01"}, "/until"),
        ({"action": "approve", "by": "A"}, "/action"),
        ({"action": "submit", "by": "\n"}, "/by"),
        ({"action": "submit"}, "/by"),
    ],
)
def test_a_step_that_cannot_be_taken_is_named(
    body: Json, pointer: str, small_client: TestClient, texas: Organisation
) -> None:
    texas.put()
    texas.review("submit")
    found = problem(small_client.post(f"{TEXAS}/review", json=body, headers=texas.admin), 422)
    assert [error["pointer"] for error in found["errors"]] == [pointer]


@pytest.mark.parametrize(
    "region", ["us-tx", "Texas", "US-", "sector:", "sector:Health", "US-TX:health", "%20"]
)
def test_a_region_is_written_as_the_answer_says(
    region: str, small_client: TestClient, texas: Organisation
) -> None:
    answer = small_client.put(f"{ALL}/{region}", json={"author": "M", "changes": [ADD]}, headers=texas.writer)
    assert problem(answer, 422)["errors"][0]["pointer"] == "/path/region"


def test_an_unknown_occupation_has_no_overlays(small_client: TestClient, texas: Organisation) -> None:
    unknown = "/v1/occupations/onet:00-0000.00/overlays"
    body = {"author": "M", "changes": [ADD]}
    problem(small_client.put(f"{unknown}/US-TX", json=body, headers=texas.writer), 404)
    for address in (unknown, f"{unknown}/US-TX", f"{unknown}/US-TX/history"):
        problem(small_client.get(address), 404)
    assert small_client.get(ALL).json()["items"] == []


# ---- edits that meet


def test_the_same_edit_again_changes_nothing(texas: Organisation) -> None:
    first = texas.put()
    again = texas.put()
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.content == first.content
    assert len(texas.get(f"{TEXAS}/history").json()["items"]) == 1
    texas.certify()
    assert texas.put().json()["state"] == "certified"


def test_etags_hold_for_reading_and_for_editing(small_client: TestClient, texas: Organisation) -> None:
    first = texas.put(if_none_match="*").headers["etag"]
    assert texas.get().headers["etag"] == first
    assert small_client.get(TEXAS, headers={**texas.reader, "If-None-Match": first}).status_code == 304
    problem(texas.put([ADD], if_none_match="*"), 412)
    second = texas.put([ADD], if_match=f'"other", {first}')
    assert second.status_code == 200
    problem(texas.put([REMOVE], if_match=first), 412)
    problem(texas.review("submit", headers={"If-Match": first}), 412)
    assert texas.review("submit", headers={"If-Match": second.headers["etag"]}).status_code == 200
    missing = {"author": "M", "changes": [ADD]}
    answer = small_client.put(f"{ALL}/US-OK", json=missing, headers={**texas.writer, "If-Match": "*"})
    problem(answer, 412)


def test_of_two_edits_at_once_one_is_told_so(texas: Organisation) -> None:
    tag = texas.put().headers["etag"]
    edits = [[ADD], [REMOVE], [REWEIGHT], [ADD, REMOVE]]
    with ThreadPoolExecutor(len(edits)) as pool:
        answers = list(pool.map(lambda changes: texas.put(changes, if_match=tag), edits))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    (winner,) = (answer.json() for answer in answers if answer.status_code == 200)
    assert texas.get().json() == winner
    assert len(texas.get(f"{TEXAS}/history").json()["items"]) == 2


def test_of_many_who_make_it_at_once_one_does(texas: Organisation, other: Organisation) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda each: each.put(), [texas, other] * 3))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200, 200, 201, 403, 403, 403]


def test_a_step_is_taken_once_under_an_idempotency_key(texas: Organisation) -> None:
    texas.put()
    key = {"headers": {"Idempotency-Key": "submit-1"}}
    first = texas.review("submit", note="Ready.", **key)
    again = texas.review("submit", note="Ready.", **key)
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    problem(texas.review("return", **key), 409)
    problem(texas.review("submit", note="Ready."), 409)


# ---- history


def test_the_history_tells_who_did_what_when_and_why(small_client: TestClient, texas: Organisation) -> None:
    texas.put()
    texas.put([ADD], author="Tom Baker")
    texas.review("submit", "Tom Baker")
    texas.review("return", note="Say why.")
    texas.put([{**ADD, "reason": "Nine of ten wards."}], author="Tom Baker")
    texas.certify()
    texas.review("expire", note="Out of date.")
    texas.review("reopen", "Tom Baker")
    texas.put([REMOVE], author="Tom Baker")
    said = {"by": "Ann Reviewer", "reason": "Merged."}
    assert small_client.delete(TEXAS, params=said, headers=texas.writer).status_code == 204

    events: list[Json] = []
    query: Json = {"limit": 4}
    while True:
        page = texas.get(f"{TEXAS}/history", **query).json()
        events += page["items"]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    told = [(x["action"], x["by"], x["after"]["state"], x["revision"]) for x in events]
    assert told == [
        ("create", "Maria Lopez", "draft", 1),
        ("edit", "Tom Baker", "draft", 1),
        ("submit", "Tom Baker", "in_review", 1),
        ("return", "Ann Reviewer", "draft", 1),
        ("edit", "Tom Baker", "draft", 1),
        ("submit", "Maria Lopez", "in_review", 1),
        ("certify", "Ann Reviewer", "certified", 1),
        ("expire", "Ann Reviewer", "expired", 1),
        ("reopen", "Tom Baker", "draft", 2),
        ("edit", "Tom Baker", "draft", 2),
        ("withdraw", "Ann Reviewer", "withdrawn", 2),
    ]
    assert events[0]["before"] is None
    for earlier, later in itertools.pairwise(events):
        assert later["before"] == earlier["after"]
        assert later["at"] >= earlier["at"]
    assert events[3]["note"] == "Say why."
    assert events[4]["after"]["changes"][0]["reason"] == "Nine of ten wards."
    assert events[6]["after"]["certified_until"] == UNTIL
    assert {event["organisation"] for event in events} == {"Texas Workforce Board"}
    # everybody else reads what led to the certification, not the drafts after it
    public = small_client.get(f"{TEXAS}/history", params={"limit": 100}).json()["items"]
    assert [event["revision"] for event in public] == [1] * 8


def test_what_is_withdrawn_is_gone_but_for_its_history_and_can_be_made_anew(
    small_client: TestClient, texas: Organisation, other: Organisation
) -> None:
    texas.put()
    texas.certify()
    said = {"by": "Ann", "reason": "Merged."}
    assert small_client.delete(TEXAS, params=said, headers=texas.writer).content == b""
    problem(texas.get(), 404)
    problem(texas.review("reopen"), 404)
    problem(small_client.delete(TEXAS, params=said, headers=texas.writer), 404)
    assert texas.get(ALL).json()["items"] == []
    assert profile(small_client, region="US-TX")["overlays"] == []
    assert len(texas.get(f"{TEXAS}/history").json()["items"]) == 4
    anew = other.put([ADD])
    assert (anew.status_code, anew.json()["revision"], anew.json()["organisation"]) == (201, 2, "Acme Jobs")
    assert problem(texas.put(), 403)
    assert len(texas.get(f"{TEXAS}/history").json()["items"]) == 4
    assert len(other.get(f"{TEXAS}/history").json()["items"]) == 5 - 1 + 1
    for query in ({}, {"by": "Ann"}, {"by": " ", "reason": "x"}):
        problem(small_client.delete(TEXAS, params=query, headers=other.writer), 422)


# ---- new releases


def newer_onet(folder: Path, tables: dict[str, list[tuple[str, ...]]]) -> Path:
    return write_small_seed(folder, changes=tables, versions={**VERSIONS, "onet": "31.0"})


def rows_of(table: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in TABLES[table][1]]


def test_a_new_release_marks_what_needs_another_look(
    open_small: Callable[[], TestClient], fresh_settings: Settings, tmp_path: Path
) -> None:
    before = Organisation(open_small(), "Texas Workforce Board")
    before.put()
    assert before.certify()["needs_review"] is False

    same = newer_onet(tmp_path / "same", {})
    seed(fresh_settings, same)
    client = open_small()
    unchanged = client.get(TEXAS).json()
    assert (unchanged["needs_review"], unchanged["review_reasons"]) == (False, [])

    skills = [row for row in rows_of("skills.tsv.gz") if row[0] != EXCEL]
    tables = {
        "skills.tsv.gz": skills,
        "names.tsv.gz": [row for row in rows_of("names.tsv.gz") if row[0] != EXCEL],
        "classes.tsv.gz": [row for row in rows_of("classes.tsv.gz") if row[0] != EXCEL],
        "ratings.tsv.gz": [
            (row[0], row[1], "0.55" if row[0] == NURSES else row[2], row[3])
            for row in rows_of("ratings.tsv.gz")
        ],
    }
    seed(
        fresh_settings,
        write_small_seed(tmp_path / "newer", changes=tables, versions={**VERSIONS, "onet": "32.0"}),
    )
    client = open_small()
    marked = client.get(TEXAS).json()
    assert marked["state"] == "certified"
    assert marked["needs_review"] is True
    assert marked["review_reasons"] == [
        "Made for onet 30.2; active is onet 32.0.",
        f"Skill {EXCEL} (Microsoft Excel) is retired.",
        f"The national profile weighs {ACTIVE_LISTENING} (Active Listening) anew: rated 0.55; it was rated 0.9.",
    ]
    assert marked["changes"][0]["skill"]["label"] == "Microsoft Excel"
    local = profile(client, region="US-TX")
    assert local["overlays"][0]["needs_review"] is True
    assert local["overlays"][0]["without_effect"] == [EXCEL]
    for wanted, count in ((True, 1), (False, 0)):
        found = client.get("/v1/overlays", params={"needs_review": wanted, "state": "certified"}).json()
        assert len(found["items"]) == count

    after = Organisation(client, "Texas Workforce Board")
    assert after.put([REMOVE, REWEIGHT]).json()["needs_review"] is False
    assert after.certify()["certification"]["against"][-1] == {"framework": "onet", "version": "32.0"}


def test_what_no_longer_fits_is_not_certified(
    open_small: Callable[[], TestClient], fresh_settings: Settings, tmp_path: Path
) -> None:
    before = Organisation(open_small(), "Texas Workforce Board")
    before.put()
    before.review("submit", "Maria Lopez")
    tables = {
        "skills.tsv.gz": [row for row in rows_of("skills.tsv.gz") if row[0] != EXCEL],
        "names.tsv.gz": [row for row in rows_of("names.tsv.gz") if row[0] != EXCEL],
        "classes.tsv.gz": [row for row in rows_of("classes.tsv.gz") if row[0] != EXCEL],
    }
    seed(fresh_settings, newer_onet(tmp_path / "newer", tables))
    after = Organisation(open_small(), "Texas Workforce Board")
    found = problem(after.review("certify", until=UNTIL), 409)
    assert [error["pointer"] for error in found["errors"]] == ["/changes/0/skill"]
    assert after.review("return").json()["needs_review"] is True


def test_the_day_of_a_certification_is_told_as_a_day(texas: Organisation) -> None:
    texas.put()
    assert date.fromisoformat(texas.certify()["certification"]["until"])
    assert LISTEN not in str(texas.get().json())


def test_all_overlays_can_be_walked_and_sifted(
    small_client: TestClient, texas: Organisation, other: Organisation
) -> None:
    for occupation in (NURSES, DRIVERS):
        for scope in ("US-TX", "US-OK"):
            address = f"/v1/occupations/{occupation}/overlays/{scope}"
            body = {"author": "M", "changes": [ADD]}
            assert small_client.put(address, json=body, headers=texas.writer).status_code == 201
    texas.certify()
    walked: list[Json] = []
    query: Json = {"limit": 3}
    for _ in range(2):
        page = texas.get("/v1/overlays", **query).json()
        walked += page["items"]
        query["cursor"] = page["next_cursor"]
    assert query["cursor"] is None
    assert [(x["occupation"]["id"], x["region"], x["state"]) for x in walked] == [
        (NURSES, "US-TX", "certified"), (NURSES, "US-OK", "draft"),
        (DRIVERS, "US-TX", "draft"), (DRIVERS, "US-OK", "draft"),
    ]  # fmt: skip
    assert len(texas.get("/v1/overlays", state="draft").json()["items"]) == 3
    assert len(other.get("/v1/overlays").json()["items"]) == 1
    assert other.get("/v1/overlays").json() == small_client.get("/v1/overlays").json()
    cursor = small_client.get("/v1/skills", params={"limit": 1}).json()["next_cursor"]
    problem(small_client.get("/v1/overlays", params={"cursor": cursor}), 422)
