"""Servers that follow a switch: no request fails, none mixes two releases, what is pinned stays."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from app.database import make_sessions
from app.main import create_app
from app.releases.following import Follower
from app.releases.importing import Outcome
from app.releases.progress import Progress
from app.releases.shelf import Shelf
from app.releases.store import Event
from app.releases.switching import activate
from app.warming import follow_releases
from tests.small_releases import CRANES, GROUP, SUBGROUP, TILLS, esco_rows, skill
from tests.small_seed import FIRST_AID, LISTEN, TRUCKS

Import = Callable[..., Outcome]


@pytest.fixture
def server(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A server over the small releases that follows switches, as `parlance serve` does."""
    monkeypatch.setattr("app.vocabulary.access.resource_folder", lambda _name: shelf.models)
    monkeypatch.setattr("app.releases.following.SECONDS_BETWEEN_LOOKS", 0.02)
    app = create_app(shelf.settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        follower = follow_releases(app)
        yield client
        follower.stop()
    app.state.engine.dispose()


def esco_version(server: TestClient) -> str:
    answer = server.post("/v1/extract", json={"text": "first aid"}).json()
    return next(each["version"] for each in answer["receipt"]["vocabulary"] if each["framework"] == "esco")


def wait_for(server: TestClient, version: str) -> None:
    for _ in range(500):
        if esco_version(server) == version:
            return
        threading.Event().wait(0.01)
    pytest.fail(f"the server did not follow to {version}")


def test_a_running_server_follows_forward_and_back(bring: Import, shelf: Shelf, server: TestClient) -> None:
    assert esco_version(server) == "1.2.0"
    bring(esco_rows("1.1.0"))
    assert esco_version(server) == "1.2.0"
    activate(shelf, "esco:1.1.0", "test", Progress("test"))
    wait_for(server, "1.1.0")
    assert server.get(f"/v1/skills/{CRANES}").json()["status"] == "active"
    activate(shelf, "esco:1.2.0", "test", Progress("test"))
    wait_for(server, "1.2.0")
    assert server.get(f"/v1/skills/{CRANES}").json()["status"] == "retired"


def test_under_load_no_request_fails_or_mixes_two_releases(
    bring: Import, shelf: Shelf, server: TestClient
) -> None:
    bring(esco_rows("1.1.0"))
    stop = threading.Event()
    seen: set[tuple[Any, ...]] = set()
    failed: list[str] = []
    rounds: list[None] = []

    def read() -> None:
        while not stop.is_set():
            rounds.append(None)
            detail = server.get(f"/v1/skills/{CRANES}")
            answer = server.post("/v1/extract", json={"text": "Requirements: operate cranes"})
            match = {"posting": {"text": "operate cranes"}, "worker": {"text": "operate cranes"}}
            matched = server.post("/v1/matches", json=match)
            failed.extend(each.text for each in (detail, answer, matched) if each.status_code != 200)
            states = {each["version"]: each["state"] for each in detail.json()["release_history"]}
            seen.add(("detail", detail.json()["status"], states["1.1.0"]))
            version = {x["framework"]: x["version"] for x in answer.json()["receipt"]["vocabulary"]}["esco"]
            found = CRANES in {each["skill"]["id"] for each in answer.json()["skills"]}
            seen.add(("extract", version, found))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for pin in ("esco:1.1.0", "esco:1.2.0", "esco:1.1.0"):
        activate(shelf, pin, "test", Progress("test"))
        wait_for(server, pin.partition(":")[2])
        # On a busy machine a round may take as long as a switch: everyone begins one more after it.
        begun = len(rounds)
        while len(rounds) < begun + 2 * len(readers) and any(reader.is_alive() for reader in readers):
            threading.Event().wait(0.01)
    stop.set()
    for reader in readers:
        reader.join()
    assert failed == []
    assert seen == {
        ("detail", "active", "active"),
        ("detail", "retired", "kept"),
        ("extract", "1.1.0", True),
        ("extract", "1.2.0", False),
    }


def test_a_kept_release_can_be_pinned_everywhere(bring: Import, server: TestClient, shelf: Shelf) -> None:
    bring(esco_rows("1.1.0"))
    for _ in range(500):
        if server.get(f"/v1/skills/{CRANES}", params={"vocabulary": "esco:1.1.0"}).status_code == 200:
            break
        threading.Event().wait(0.01)
    pin = {"vocabulary": "esco:1.1.0"}
    assert server.get("/v1/skills", params={"q": "cranes", **pin}).json()["items"][0]["id"] == CRANES
    assert server.get(f"/v1/skills/{CRANES}", params=pin).json()["version"] == "1.1.0"
    answer = server.post("/v1/extract", json={"text": "operate cranes", "vocabulary": ["esco:1.1.0"]}).json()
    assert [each["skill"]["id"] for each in answer["skills"]] == [CRANES]
    match = {"posting": {"text": "operate cranes"}, "worker": {"text": "operate cranes"}}
    matched = server.post("/v1/matches", json={**match, "vocabulary": ["esco:1.1.0"]}).json()
    assert matched["status"] == "scored"
    assert esco_version(server) == "1.2.0"


def test_groups_show_above_and_below_and_nowhere_else(
    bring: Import, server: TestClient, shelf: Shelf
) -> None:
    bring(esco_rows("1.1.0"), activate=True)
    wait_for(server, "1.1.0")
    crane = server.get(f"/v1/skills/{CRANES}").json()
    assert [each["id"] for each in crane["broader"]] == [SUBGROUP]
    assert crane["definition"] == {"en": "To lift things with a crane."}
    group = server.get(f"/v1/skills/{SUBGROUP}").json()
    assert [each["id"] for each in group["broader"]] == [GROUP]
    assert [each["id"] for each in group["narrower"]] == [TRUCKS, CRANES]
    assert server.get(f"/v1/skills/{SUBGROUP}", headers={"Accept": "text/html"}).status_code == 200
    assert "group" in server.get(f"/v1/skills/{SUBGROUP}/related").json()["detail"]
    listed = server.get("/v1/skills", params={"framework": "esco", "limit": 100}).json()["items"]
    assert not {GROUP, SUBGROUP} & {each["id"] for each in listed}
    found = server.get("/v1/skills", params={"q": "handling goods"}).json()["items"]
    assert not {GROUP, SUBGROUP} & {each["id"] for each in found}


def test_a_retired_skill_says_what_replaced_it(bring: Import, server: TestClient, shelf: Shelf) -> None:
    newer = esco_rows("1.3.0", without=[TRUCKS], more=[skill(TILLS, "Operate Forklift")])
    bring(newer, activate=True)
    wait_for(server, "1.3.0")
    retired = server.get(f"/v1/skills/{TRUCKS}").json()
    assert (retired["status"], retired["version"]) == ("retired", "1.2.0")
    assert [each["id"] for each in retired["replaced_by"]] == [TILLS]
    page = server.get(f"/v1/skills/{TRUCKS}", headers={"Accept": "text/html"}).text
    assert "What takes its place" in page
    assert server.get(f"/v1/skills/{LISTEN}").json()["replaced_by"] == []


def test_changes_tell_subscribers(bring: Import, server: TestClient, shelf: Shelf) -> None:
    everything = server.get("/v1/releases/esco/changes").json()["items"]
    assert {(each["kind"], each["skill"]["id"]) for each in everything} == {
        ("added", id_) for id_ in (LISTEN, TRUCKS, FIRST_AID)
    }
    bring(esco_rows("1.1.0"), activate=True)
    newer = esco_rows("1.1.1", without=[TRUCKS], more=[skill(TILLS, "Operate Forklift")])
    newer.names = [name for name in newer.names if name.skill_id != CRANES]
    bring(newer, activate=True)
    answer = server.get("/v1/releases/esco/changes")
    assert [
        (each["kind"], each["skill"]["label"], each["fields"], [x["id"] for x in each["replaced_by"]])
        for each in answer.json()["items"]
    ] == [
        ("added", "Operate Forklift", [], []),
        ("changed", "operate cranes", ["alternative_labels"], []),
        ("retired", "operate forklift", [], [TILLS]),
    ]
    pair = {"from": "1.1.0", "to": "1.1.1"}
    assert server.get("/v1/releases/esco/changes", params=pair).json() == answer.json()
    tag = answer.headers["etag"]
    again = server.get("/v1/releases/esco/changes", params=pair, headers={"If-None-Match": tag})
    assert again.status_code == 304
    first = server.get("/v1/releases/esco/changes", params={**pair, "limit": 2})
    assert len(first.json()["items"]) == 2
    rest = server.get(first.headers["link"].partition("<")[2].partition(">")[0])
    assert [each["kind"] for each in rest.json()["items"]] == ["retired"]
    back = server.get("/v1/releases/esco/changes", params={"from": "1.1.1", "to": "1.1.0"}).json()
    assert [each["kind"] for each in back["items"]] == ["added", "changed", "retired"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/v1/releases/sfia/changes", 404, "There is no release of 'sfia' here."),
        ("/v1/releases/esco/changes?from=0.9", 422, "Use one of: 1.2.0."),
        ("/v1/releases/esco/changes?to=0.9", 422, "Use one of: 1.2.0."),
        ("/v1/releases/esco/changes?cursor=WzFd", 422, "start anew"),
    ],
)
def test_what_cannot_be_compared_says_what_there_is(
    server: TestClient, path: str, status: int, said: str
) -> None:
    answer = server.get(path)
    assert answer.status_code == status
    assert said in json.dumps(answer.json())


def test_a_follower_goes_on_where_following_fails(shelf: Shelf, bring: Import) -> None:
    calls: list[Event] = []

    def follow(event: Event) -> None:
        calls.append(event)
        if len(calls) == 1:
            raise OperationalError("the database is away", None, Exception())

    follower = Follower(make_sessions(shelf.engine), follow)
    assert not follower.look()
    bring(esco_rows("1.1.0"))
    assert not follower.look()  # it failed
    assert follower.look()
    assert not follower.look()
    assert [(event.action, event.version) for event in calls] == [("imported", "1.1.0")] * 2


def test_releases_say_what_they_lack(bring: Import, server: TestClient) -> None:
    rows = esco_rows("1.1.0")
    rows.missing = ("Skills.txt",)
    rows.warnings = ["one row was left out"]
    bring(rows, activate=True)
    listed = server.get("/v1/releases").json()["items"]
    found = next(each for each in listed if each["version"] == "1.1.0")
    assert (found["missing"], found["warnings"]) == (["Skills.txt"], ["one row was left out"])
    frameworks = {each["id"]: each for each in server.get("/v1/frameworks").json()["items"]}
    assert frameworks["esco"]["missing"] == ["Skills.txt"]
    assert frameworks["onet"]["missing"] == []
