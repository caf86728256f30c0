"""Duplicates of postings: grouped whenever something is written, and kept apart by a person's word."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.postings_shown_anew import shown_anew

BAKER = [
    "Baker",
    "The Old Mill bakes bread for forty villages in a house with thick walls by the river.",
    "- knead dough and shape loaves by hand",
    "- watch three ovens through the night",
    "- clean benches, bowls and mixers",
    "- teach two apprentices how dough behaves in summer",
    "We give a room above the shop, bread for the family, five weeks of leave and a fair wage.",
]
COOK = [
    "Cook",
    BAKER[1],
    "- prepare soups and roasts for the workers at noon",
    "- order vegetables from farmers nearby",
    "- plan menus, count stocks and write shopping lists",
    "- look after guests with allergies",
    BAKER[-1],
]


def posting(lines: list[str], *ways: str, **fields: Any) -> dict[str, Any]:
    """A posting of the Old Mill, shown in these ways."""
    return {
        "title": lines[0],
        "employer": "The Old Mill",
        "text": shown_anew(lines, ways),
        "effort": "fast",
        **fields,
    }


def store(client: TestClient, body: dict[str, Any]) -> str:
    """The id of a posting that was stored."""
    answer = client.post("/v1/postings", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def groups(client: TestClient) -> set[frozenset[str]]:
    """The ids of all postings by group."""
    found: dict[str, set[str]] = {}
    listed = client.get("/v1/postings?limit=100").json()
    for item in listed["items"]:
        found.setdefault(item["group"], set()).add(item["id"])
    assert (listed["postings"], listed["distinct"]) == (sum(map(len, found.values())), len(found))
    assert all(min(ids) == name for name, ids in found.items())
    return {frozenset(ids) for ids in found.values()}


def apart(client: TestClient, one: str, other: str) -> dict[str, Any]:
    """The answer to a person's word that two postings are two jobs."""
    answer = client.put(f"/v1/postings/{one}/not-duplicates/{other}", json={"author": "Maria Lopez"})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_however_it_is_shown_it_is_one_job(board: TestClient) -> None:
    shown = [
        posting(BAKER),
        posting(BAKER, "html"),
        posting(BAKER, "upper", "equal"),
        posting(BAKER, "commas", "reshown"),
    ]
    bakers = [store(board, body) for body in shown]
    cook = store(board, posting(COOK))
    assert groups(board) == {frozenset(bakers), frozenset([cook])}
    body = board.get(f"/v1/postings/{bakers[2]}").json()
    assert body["duplicates"] == {"group": min(bakers), "postings": 4, "units": 1}
    listed = board.get("/v1/postings").json()
    assert (listed["postings"], listed["distinct"]) == (5, 2)


def test_employers_are_told_apart_and_spelt_variously(board: TestClient) -> None:
    ours = [store(board, posting(BAKER, employer=name)) for name in ("The Old Mill", "OLD MILL, Inc.")]
    theirs = store(board, posting(BAKER, employer="New Mill"))
    assert groups(board) == {frozenset(ours), frozenset([theirs])}


def test_without_an_employer_only_the_nearly_identical_counts(board: TestClient) -> None:
    lines = [
        *BAKER,
        *(f"- {line}" for line in COOK[2:6]),
        "You like early mornings, flour and quiet company.",
    ]
    named = store(board, posting(lines))
    unnamed = store(board, posting(lines, "html", employer=None))
    other = store(
        board, posting([*lines, "You also drive our van to the market on Saturdays."], employer=None)
    )
    assert groups(board) == {frozenset([named, unnamed]), frozenset([other])}
    codes = {each["code"] for each in board.get(f"/v1/postings/{unnamed}").json()["warnings"]}
    assert "no_employer" in codes


def test_postings_without_a_text_are_never_grouped(board: TestClient) -> None:
    body = {"title": "Baker", "employer": "The Old Mill", "skills": [{"id": "onet:2.A.1.b"}]}
    assert len({store(board, body), store(board, body)}) == 2
    assert len(groups(board)) == 2


def test_a_replacement_leaves_its_group_and_comes_back(board: TestClient) -> None:
    one, other = store(board, posting(BAKER)), store(board, posting(BAKER, "html"))
    board.put(f"/v1/postings/{one}", json=posting(COOK))
    assert groups(board) == {frozenset([one]), frozenset([other])}
    board.put(f"/v1/postings/{one}", json=posting(BAKER, "upper"))
    assert groups(board) == {frozenset([one, other])}


def test_what_hung_together_by_a_deleted_posting_comes_apart(board: TestClient) -> None:
    """Two sites of one employer; the posting that names neither is the same as both."""
    lower = store(board, posting(BAKER, title="Baker, Lower Village"))
    upper = store(board, posting(BAKER, title="Baker, Upper Meadow"))
    assert groups(board) == {frozenset([lower]), frozenset([upper])}
    plain = store(board, posting(BAKER))
    assert groups(board) == {frozenset([lower, upper, plain])}
    board.delete(f"/v1/postings/{plain}")
    assert groups(board) == {frozenset([lower]), frozenset([upper])}


def test_copies_find_their_like_when_the_first_of_them_goes(board: TestClient) -> None:
    """Of postings that say the same, one carries what others find them by; another must take it over."""
    copies = [store(board, posting(BAKER)) for _ in range(3)]
    for each in sorted(copies)[:2]:
        board.delete(f"/v1/postings/{each}")
    later = store(board, posting([*BAKER, "Come and see us on a Thursday."]))
    assert groups(board) == {frozenset([sorted(copies)[2], later])}


def test_a_persons_word_survives_everything(board: TestClient) -> None:
    one, other = store(board, posting(BAKER)), store(board, posting(BAKER, "html"))
    said = apart(board, one, other)
    assert [(each["posting"], each["author"]) for each in said["not_duplicates"]] == [(other, "Maria Lopez")]
    assert groups(board) == {frozenset([one]), frozenset([other])}
    board.put(f"/v1/postings/{one}", json=posting(BAKER, "upper"))
    assert groups(board) == {frozenset([one]), frozenset([other])}
    board.put(f"/v1/postings/{one}", json=posting(COOK))
    board.put(f"/v1/postings/{one}", json=posting(BAKER))
    assert groups(board) == {frozenset([one]), frozenset([other])}
    third = store(board, posting(BAKER, "commas"))
    assert len(groups(board)) == 2
    assert any(third in group and len(group) == 2 for group in groups(board))
    lines = [json.dumps(posting(BAKER, "spaces", external_id=f"b{n}")) for n in range(3)]
    board.post("/v1/postings/bulk", content="\n".join(lines))
    assert len(groups(board)) == 2
    assert not any({one, other} <= group for group in groups(board))
    taken = board.delete(f"/v1/postings/{other}/not-duplicates/{one}")
    assert taken.status_code == 204
    assert len(groups(board)) == 1
    assert board.delete(f"/v1/postings/{other}/not-duplicates/{one}").status_code == 404


def test_a_third_changes_sides_when_its_friend_goes(board: TestClient) -> None:
    one, other = store(board, posting(BAKER)), store(board, posting(BAKER, "html"))
    apart(board, one, other)
    third = store(board, posting(BAKER, "upper"))
    friend = one if frozenset([one, third]) in groups(board) else other
    board.delete(f"/v1/postings/{friend}")
    assert groups(board) == {frozenset({one, other, third} - {friend})}


def test_a_word_about_what_is_not_there_is_refused(board: TestClient) -> None:
    one = store(board, posting(BAKER))
    word = {"author": "Maria Lopez"}
    assert board.put(f"/v1/postings/{one}/not-duplicates/pst_nothing", json=word).status_code == 404
    assert board.put(f"/v1/postings/{one}/not-duplicates/{one}", json=word).status_code == 422
    assert board.put(f"/v1/postings/{one}/not-duplicates/{one}", json={}).status_code == 422


def test_nothing_of_a_deleted_posting_is_left(board: TestClient, writable_app: FastAPI) -> None:
    one, other = store(board, posting(BAKER)), store(board, posting(BAKER, "html"))
    apart(board, one, other)
    for each in (one, other):
        board.delete(f"/v1/postings/{each}")
    with writable_app.state.sessions() as session:
        for table in ("postings", "posting_bands", "posting_not_duplicates"):
            assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0


@pytest.mark.parametrize("way", ["one by one", "bulk"])
def test_any_order_ends_in_the_same_groups(board: TestClient, way: str) -> None:
    bodies = {
        "lower": posting(BAKER, title="Baker, Lower Village"),
        "upper": posting(BAKER, "html", title="Baker, Upper Meadow"),
        "plain": posting(BAKER, "upper"),
        "cook": posting(COOK),
    }
    found = set()
    for number, order in enumerate(permutations(bodies)):
        if number % 3:
            continue  # eight of the twenty-four
        names: dict[str, str] = {}
        if way == "bulk":
            lines = "\n".join(json.dumps(bodies[name]) for name in order)
            answer = board.post("/v1/postings/bulk", content=lines)
            outcomes = [json.loads(line) for line in answer.text.splitlines()]
            names = {outcome["id"]: name for outcome, name in zip(outcomes, order, strict=True)}
        else:
            names = {store(board, bodies[name]): name for name in order}
        found.add(frozenset(frozenset(names[id_] for id_ in group) for group in groups(board)))
        for each in names:
            board.delete(f"/v1/postings/{each}")
    assert found == {frozenset([frozenset(["lower", "upper", "plain"]), frozenset(["cook"])])}
