"""Scores of the past, computed again after a switch of releases, a change of rules, or both."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient

from app.releases.importing import Outcome
from app.releases.progress import Progress
from app.releases.shelf import Shelf
from app.releases.switching import activate
from app.vocabulary.receipt import rules_in
from tests.integration.releases.test_following import server, wait_for
from tests.small_releases import CRANES, TILLS, esco_rows, skill
from tests.small_seed import FIRST_AID, LISTEN, TRUCKS

__all__ = ["server"]

Import = Callable[..., Outcome]
Json = dict[str, Any]

# "operate cranes" is a skill of 1.1.0 alone, so there the posting asks for one thing more.
SIDES: Json = {
    "posting": {"text": "Requirements:\n- operate forklift\n- operate cranes"},
    "worker": {"text": "Work experience\nDriver, 2018 to present\n- operate forklift"},
}
MOVED = {"framework": "esco", "then": "1.2.0", "now": "1.1.0", "gone": False}


def matched(server: TestClient, **more: Any) -> bytes:
    answer = server.post("/v1/matches", json={**SIDES, **more})
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


def replayed(server: TestClient, old: bytes, sides: Json = SIDES) -> bytes:
    answer = server.post("/v1/matches/replay", json={**sides, "receipt": orjson.loads(old)["receipt"]})
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


def switch(server: TestClient, shelf: Shelf, version: str) -> None:
    activate(shelf, f"esco:{version}", "test", Progress("test"))
    wait_for(server, version)


def test_the_old_score_comes_back_after_a_switch(bring: Import, server: TestClient, shelf: Shelf) -> None:
    old = matched(server)
    bring(esco_rows("1.1.0"), activate=True)
    wait_for(server, "1.1.0")
    replay = replayed(server, old)
    answer = orjson.loads(replay)
    assert answer["changed"] == {"vocabulary": [MOVED]}
    assert b'"then":' + old + b',"pinned":null,"now":' + matched(server) + b"}" in replay
    assert answer["then"]["score"] > answer["now"]["score"]
    assert answer["detail"] == (
        "Of esco, version 1.1.0 answers in place of version 1.2.0. `then` is the old answer again."
    )
    switch(server, shelf, "1.2.0")
    assert replayed(server, old) == old


def test_what_was_pinned_is_the_same_answer_whatever_is_active(
    bring: Import, server: TestClient, shelf: Shelf
) -> None:
    old = matched(server, vocabulary=["esco:1.2.0"], weights={"required_skills": 1})
    bring(esco_rows("1.1.0"), activate=True)
    wait_for(server, "1.1.0")
    assert replayed(server, old) == old
    switch(server, shelf, "1.2.0")
    assert replayed(server, old) == old


def test_other_rules_beside_another_release_are_told_apart(
    bring: Import, server: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = matched(server)
    bring(esco_rows("1.1.0"), activate=True)
    wait_for(server, "1.1.0")
    monkeypatch.setattr("app.vocabulary.receipt.ruleset", lambda: "f" * 16)
    answer = orjson.loads(replayed(server, old))
    assert set(answer["changed"]) == {"ruleset", "vocabulary"}
    assert answer["then"] is None
    assert answer["pinned"]["score"] == orjson.loads(old)["score"]
    assert answer["pinned"]["receipt"]["vocabulary"] == orjson.loads(old)["receipt"]["vocabulary"]
    assert orjson.dumps(answer["now"]) == matched(server)
    assert rules_in(answer["changed"]["ruleset"]["now"]) == "f" * 16


def test_other_rules_alone_have_no_older_release_to_show(
    server: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = matched(server)
    monkeypatch.setattr("app.vocabulary.receipt.ruleset", lambda: "f" * 16)
    answer = orjson.loads(replayed(server, old))
    assert set(answer["changed"]) == {"ruleset"}
    assert (answer["then"], answer["pinned"]) == (None, None)
    assert orjson.dumps(answer["now"]) == matched(server)


def test_a_release_imported_again_with_other_rows_is_noticed(bring: Import, server: TestClient) -> None:
    bring(esco_rows("1.1.0"), activate=True)
    wait_for(server, "1.1.0")
    old = matched(server)
    before = orjson.loads(old)["receipt"]["ruleset"]
    bring(esco_rows("1.1.0", more=[skill(TILLS, "operate tills")]), replace=True, activate=True)
    until = time.monotonic() + 60
    while "changed" not in (answer := orjson.loads(replayed(server, old))) and time.monotonic() < until:
        time.sleep(0.05)
    assert set(answer["changed"]) == {"ruleset"}
    moved = answer["changed"]["ruleset"]
    assert moved["then"] == before != moved["now"]
    assert rules_in(moved["then"]) == rules_in(moved["now"])
    assert answer["then"] is None


def test_a_skill_that_is_retired_by_now_still_has_its_old_score(
    bring: Import, server: TestClient, shelf: Shelf
) -> None:
    sides = {"posting": {"skills": [{"id": CRANES}]}, "worker": {"skills": [{"id": CRANES}, {"id": LISTEN}]}}
    bring(esco_rows("1.1.0"), activate=True)
    wait_for(server, "1.1.0")
    old = matched(server, **sides)
    switch(server, shelf, "1.2.0")
    answer = orjson.loads(replayed(server, old, sides))
    assert orjson.dumps(answer["then"]) == old
    assert answer["now"] is None
    assert f"There is no answer now: There is no skill '{CRANES}'" in answer["detail"]


def test_a_framework_more_is_told_and_the_old_set_answers_again(bring: Import, server: TestClient) -> None:
    """What was active then is answered from, no more and no less, though no pin could say so."""
    old = matched(server, vocabulary=["esco:1.2.0"])
    rows = esco_rows(
        "8", without=[LISTEN, TRUCKS, FIRST_AID, CRANES], more=[skill("sfia:PROG", "programming")]
    )
    rows.framework, rows.occupations, rows.titles, rows.needs, rows.occupation_links = "sfia", [], [], [], []
    rows.skills, rows.links = [each for each in rows.skills if each.id.startswith("sfia")], []
    about = {"title": "SFIA", "publisher": "SFIA", "licence": "own", "url": "https://example.org"}
    bring(rows, activate=True, about=about)
    until = time.monotonic() + 60
    while "changed" not in (answer := orjson.loads(replayed(server, old))) and time.monotonic() < until:
        time.sleep(0.05)  # the server follows a switch as soon as the index of the new set is made
    assert answer["changed"] == {
        "vocabulary": [{"framework": "sfia", "then": None, "now": "8", "gone": False}]
    }
    assert orjson.dumps(answer["then"]) == old
    assert len(answer["now"]["receipt"]["vocabulary"]) == len(answer["then"]["receipt"]["vocabulary"]) + 1
