"""What becomes of the revisions of an overlay when it is edited, reviewed or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.errors import FieldProblem, InvalidInput
from app.occupations.overlays.states import ReviewAction, check_four_eyes, step, target_of
from app.occupations.overlays.terms import Change, OverlayRecord, Revision, State

_WAS_PUBLIC: tuple[State, ...] = ("certified", "expired")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is done, by whom, and which releases (version by framework) are active then."""

    at: datetime
    by: str
    releases: Mapping[str, str]

    @property
    def today(self) -> date:
        """The day, in UTC."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A revision before and after; `others` are revisions that change with it."""

    before: Revision | None
    after: Revision
    others: tuple[Revision, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether a revision was begun rather than changed."""
        return self.before is None or self.before.number != self.after.number


def edited(record: OverlayRecord | None, changes: tuple[Change, ...], now: Moment) -> Outcome | None:
    """The draft with these changes; None where it says that already. Raises Conflict while it is in review.

    What was certified goes on applying: its next revision begins as a draft.
    """
    if record is None:
        return Outcome(None, _draft(1, changes, (now.by,), now))
    latest = record.latest
    state = latest.state_on(now.today)
    same = latest.changes == changes and latest.authors[-1] == now.by
    if same and state in ("draft", "in_review", "certified"):
        return None
    if step(state, "edit").begins_revision:
        before = None if state == "withdrawn" else latest
        return Outcome(before, _draft(latest.number + 1, changes, (now.by,), now))
    return Outcome(latest, _draft(latest.number, changes, _with(latest.authors, now.by), now))


def _draft(number: int, changes: tuple[Change, ...], authors: tuple[str, ...], now: Moment) -> Revision:
    return Revision(number, "draft", changes, authors, now.at, now.releases)


def _with(authors: tuple[str, ...], author: str) -> tuple[str, ...]:
    return (*(each for each in authors if each != author), author)


def reviewed(record: OverlayRecord, action: ReviewAction, now: Moment, until: date | None = None) -> Outcome:
    """A step of quality assurance; raises Conflict where the state does not allow it."""
    before = target_of(record, action)
    taken = step(before.state_on(now.today), action)
    if action == "certify":
        return _certified(record, before, now, until)
    if taken.begins_revision:
        authors = _with(before.authors, now.by)
        return Outcome(before, _draft(record.latest.number + 1, before.changes, authors, now))
    return Outcome(before, replace(before, state=taken.target, changed_at=now.at))


def _certified(record: OverlayRecord, before: Revision, now: Moment, until: date | None) -> Outcome:
    check_four_eyes(now.by, before.authors)
    if until is None or until < now.today:
        detail = f"Give a last day that is not over: {now.today} or later."
        raise InvalidInput(detail, errors=[FieldProblem("/until", detail)])
    after = replace(
        before,
        state="certified",
        changed_at=now.at,
        releases=now.releases,
        certified_by=now.by,
        certified_at=now.at,
        certified_until=until,
    )
    return Outcome(before, after, _all_others(record, before, "superseded"))


def withdrawn(record: OverlayRecord, now: Moment) -> Outcome:
    """The overlay taken back, with what of it was public; raises Conflict where that was done before."""
    before = record.latest
    step(before.state_on(now.today), "withdraw")
    after = replace(before, state="withdrawn", changed_at=now.at)
    return Outcome(before, after, _all_others(record, before, "withdrawn"))


def _all_others(record: OverlayRecord, but: Revision, state: State) -> tuple[Revision, ...]:
    """The other revisions that were public, in a state in which they are no more."""
    return tuple(
        replace(each, state=state)
        for each in record.revisions
        if each.number != but.number and each.state in _WAS_PUBLIC
    )
