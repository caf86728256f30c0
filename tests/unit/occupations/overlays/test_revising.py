"""The states of an overlay: every step that is allowed, every one that is not, and what becomes of revisions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from app.errors import Conflict, InvalidInput
from app.occupations.overlays.revising import Moment, Outcome, edited, reviewed, withdrawn
from app.occupations.overlays.states import TRANSITIONS, Action, step
from app.occupations.overlays.terms import Change, OverlayRecord, OverlayScope, Revision, State

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
LATER = date(2027, 12, 31)
ADD = (Change("add", "x", "because", relation="optional"),)
OTHER = (Change("remove", "a", "because"),)
ALLOWED = {(state, action) for state, actions in TRANSITIONS.items() for action in actions}
EVERY = [(state, action) for state in get_args(State) for action in get_args(Action)]


def moment(by: str = "Maria", at: datetime = NOW) -> Moment:
    return Moment(at, by, {"onet": "30.2"})


def record(*revisions: Revision) -> OverlayRecord:
    return OverlayRecord(1, "onet:x", OverlayScope("US-TX", None), 7, "Texas", revisions)


def first(by: str = "Maria") -> Revision:
    outcome = edited(None, ADD, moment(by))
    assert outcome is not None
    assert (outcome.before, outcome.is_new) == (None, True)
    return outcome.after


def certified(until: date = LATER) -> Revision:
    in_review = reviewed(record(first()), "submit", moment()).after
    return reviewed(record(in_review), "certify", moment("Ann"), until).after


@pytest.mark.parametrize(("state", "action"), EVERY)
def test_a_step_is_allowed_or_says_what_is(state: State, action: Action) -> None:
    if (state, action) in ALLOWED:
        assert step(state, action).target in get_args(State)
    else:
        with pytest.raises(Conflict, match=state.replace("_", " ")):
            step(state, action)


def test_there_is_no_way_to_certified_but_through_review() -> None:
    ways = {(state, action) for state, action in ALLOWED if TRANSITIONS[state][action] == "certified"}
    assert ways == {("in_review", "certify")}


def test_a_draft_is_edited_in_place_and_remembers_who_wrote_it() -> None:
    outcome = edited(record(first()), OTHER, moment("Tom"))
    assert outcome is not None
    assert (outcome.is_new, outcome.after.number, outcome.after.changes) == (False, 1, OTHER)
    assert outcome.after.authors == ("Maria", "Tom")
    again = edited(record(outcome.after), ADD, moment("Maria"))
    assert again is not None
    assert again.after.authors == ("Tom", "Maria")


def test_the_same_again_is_no_edit() -> None:
    assert edited(record(first()), ADD, moment()) is None
    assert edited(record(certified()), ADD, moment()) is None
    in_review = reviewed(record(first()), "submit", moment()).after
    assert edited(record(in_review), ADD, moment()) is None
    with pytest.raises(Conflict, match="Return it to draft"):
        edited(record(in_review), OTHER, moment())


def test_editing_what_is_certified_begins_a_revision_and_certifying_that_ends_the_one_before() -> None:
    old = certified()
    outcome = edited(record(old), OTHER, moment("Tom"))
    assert outcome is not None
    draft = outcome.after
    assert (outcome.before, outcome.is_new, draft.number, draft.state) == (old, True, 2, "draft")
    assert (draft.certified_by, draft.certified_until, draft.authors) == (None, None, ("Tom",))
    assert record(old, draft).in_force(NOW.date()) == old
    in_review = reviewed(record(old, draft), "submit", moment()).after
    done = reviewed(record(old, in_review), "certify", moment("Ann"), LATER)
    assert [(each.number, each.state) for each in done.others] == [(1, "superseded")]
    assert record(done.others[0], done.after).in_force(NOW.date()) == done.after


def test_a_certification_says_by_whom_against_what_and_until_when() -> None:
    found = certified()
    assert (found.certified_by, found.certified_at, found.certified_until) == ("Ann", NOW, LATER)
    assert found.releases == {"onet": "30.2"}
    assert certified(NOW.date()).state == "certified"


@pytest.mark.parametrize("until", [None, date(2027, 2, 28)])
def test_a_certification_ends_on_a_day_to_come(until: date | None) -> None:
    in_review = reviewed(record(first()), "submit", moment()).after
    with pytest.raises(InvalidInput) as refused:
        reviewed(record(in_review), "certify", moment("Ann"), until)
    assert refused.value.errors[0].pointer == "/until"


@pytest.mark.parametrize("by", ["Maria", "MARIA ", "  maria"])
def test_nobody_certifies_what_they_wrote(by: str) -> None:
    in_review = reviewed(record(first()), "submit", moment()).after
    with pytest.raises(InvalidInput, match="authors"):
        reviewed(record(in_review), "certify", moment(by), LATER)


def test_expiring_is_about_what_is_certified_also_beside_a_draft() -> None:
    old = certified()
    draft = edited(record(old), OTHER, moment())
    assert draft is not None
    done = reviewed(record(old, draft.after), "expire", moment("Ann"))
    assert (done.after.number, done.after.state) == (1, "expired")


def test_what_expired_by_itself_is_reopened_as_a_new_draft_whose_author_is_still_known() -> None:
    after_its_end = datetime(2028, 1, 1, tzinfo=UTC)
    outcome: Outcome = reviewed(record(certified()), "reopen", moment("Tom", after_its_end))
    assert (outcome.after.number, outcome.after.state, outcome.after.changes) == (2, "draft", ADD)
    assert outcome.after.authors == ("Maria", "Tom")
    with pytest.raises(Conflict):
        reviewed(record(certified()), "expire", moment("Ann", after_its_end))


def test_withdrawing_takes_back_everything_that_was_public() -> None:
    old = certified()
    draft = edited(record(old), OTHER, moment())
    assert draft is not None
    done = withdrawn(record(old, draft.after), moment())
    assert (done.after.number, done.after.state) == (2, "withdrawn")
    assert [(each.number, each.state) for each in done.others] == [(1, "withdrawn")]
    anew = edited(record(*done.others, done.after), ADD, moment("Eve"))
    assert anew is not None
    assert (anew.before, anew.after.number, anew.after.authors) == (None, 3, ("Eve",))
