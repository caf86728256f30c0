from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.occupations.overlays.terms import (
    OverlayRecord,
    OverlayScope,
    Revision,
    State,
    read_scope,
    scopes_for,
)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("US", OverlayScope("US", None)),
        ("US-TX", OverlayScope("US-TX", None)),
        ("US-TX-26420", OverlayScope("US-TX-26420", None)),
        ("sector:health-care", OverlayScope(None, "health-care")),
        ("US-TX:sector:62", OverlayScope("US-TX", "62")),
    ],
)
def test_a_scope_is_read_and_written_alike(text: str, scope: OverlayScope) -> None:
    assert read_scope(text) == scope
    assert str(scope) == text


@pytest.mark.parametrize(
    "text",
    ["", "us", "USA", "US-", "US-tx", "US:", ":sector:a", "sector:", "sector:A", "sector:a-", "US:a", "US sector:a",
     "US-TX\n", "US" + "-A" * 9, "sector:" + "a" * 200],
)  # fmt: skip
def test_what_is_no_scope_is_none(text: str) -> None:
    assert read_scope(text) is None


def test_wider_scopes_come_before_narrower_ones() -> None:
    assert [str(scope) for scope in scopes_for("US-TX-26420", None)] == ["US", "US-TX", "US-TX-26420"]
    assert [str(scope) for scope in scopes_for("US-TX", "62")] == [
        "sector:62", "US", "US:sector:62", "US-TX", "US-TX:sector:62",
    ]  # fmt: skip
    assert [str(scope) for scope in scopes_for(None, "62")] == ["sector:62"]
    assert scopes_for(None, None) == []


def revision(number: int, state: State, until: date | None = None) -> Revision:
    return Revision(number, state, (), ("M",), datetime.now(UTC), {}, certified_until=until)


def record(*revisions: Revision) -> OverlayRecord:
    return OverlayRecord(1, "onet:x", OverlayScope("US", None), 7, "Texas", revisions)


DAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("until", "today", "state"),
    [(DAY, date(2027, 2, 1), "certified"), (DAY, DAY, "certified"), (DAY, date(2027, 3, 2), "expired")],
)
def test_a_certification_holds_to_the_end_of_its_last_day(until: date, today: date, state: str) -> None:
    assert revision(1, "certified", until).state_on(today) == state
    assert (record(revision(1, "certified", until)).in_force(today) is not None) == (state == "certified")


def test_everybody_sees_what_was_certified_and_its_organisation_what_it_works_on() -> None:
    found = record(revision(1, "superseded"), revision(2, "certified", DAY), revision(3, "draft"))
    own, others, anybody = (found.seen_by(each) for each in (7, 8, None))
    assert (own and own.number, others and others.number, anybody and anybody.number) == (3, 2, 2)
    assert record(revision(1, "draft")).seen_by(8) is None
    gone = record(revision(1, "withdrawn"), revision(2, "withdrawn"))
    assert gone.seen_by(7) is None
    assert gone.in_force(DAY) is None
