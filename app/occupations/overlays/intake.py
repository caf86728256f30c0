"""Takes in what changes an overlay: checks who asks and what they saw, makes the step, writes the audit trail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.authorization import Caller
from app.errors import Conflict, Forbidden, InvalidInput, NotFound, PreconditionFailed
from app.occupations.overlays.access import Desk, content_and_tag
from app.occupations.overlays.checking import check_changes
from app.occupations.overlays.revising import Moment, Outcome, edited, reviewed, withdrawn
from app.occupations.overlays.schemas import OverlayRequest, ReviewRequest
from app.occupations.overlays.states import ADMIN_ACTIONS
from app.occupations.overlays.store import (
    Deed,
    add_event,
    add_revision,
    find_overlay,
    list_events,
    lock_overlay,
    save_revision,
    take_over,
)
from app.occupations.overlays.terms import Change, OverlayRecord, OverlayScope

NO_OVERLAY = (
    "There is no overlay for this region or sector. GET /v1/occupations/{id}/overlays lists those there are."
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the caller wants to hold before anything is done (RFC 9110, 13.1)."""

    if_match: str | None = None
    if_none_match: str | None = None
    request_key: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who withdraws an overlay, and why."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's attempt to change the overlay of a scope."""

    desk: Desk
    scope: OverlayScope
    caller: Caller
    conditions: Conditions


def put_overlay(attempt: Attempt, asked: OverlayRequest) -> tuple[OverlayRecord, bool]:
    """Stores the changes as a draft; gives the overlay and whether it is new (or new after it was withdrawn)."""
    desk, scope, caller = attempt.desk, attempt.scope, attempt.caller
    desk.check_active()
    overlay_id = lock_overlay(desk.session, desk.occupation_id, scope, caller)
    record = find_overlay(desk.session, desk.occupation_id, scope)
    exists = record is not None and not record.is_withdrawn
    if record is not None and exists:
        _check_owner(record, caller)
    _check_conditions(attempt, record if exists else None)
    changes = tuple(
        Change(x.action, x.skill, x.reason, x.importance, x.level, x.relation) for x in asked.changes
    )
    _check(desk, scope, changes)
    outcome = edited(record, changes, _moment(attempt, asked.author))
    if outcome is not None:
        if not exists:
            take_over(desk.session, overlay_id, caller)
        action = "create" if outcome.before is None else "edit"
        _store(attempt, overlay_id, outcome, Deed(action, asked.author, caller, desk.now))
    return _found(attempt), not exists


def review_overlay(attempt: Attempt, asked: ReviewRequest) -> OverlayRecord:
    """Takes a step of quality assurance; a repeat under the same Idempotency-Key changes nothing."""
    desk = attempt.desk
    attempt.caller.check(["admin"] if asked.action in ADMIN_ACTIONS else ["write"])
    record = _own(attempt)
    deed = Deed(
        asked.action, asked.by, attempt.caller, desk.now, asked.note or "", attempt.conditions.request_key
    )
    if _is_repeat(attempt, record, deed):
        return record
    _check_conditions(attempt, record)
    if asked.action in ("submit", "certify"):
        _check_still_fits(attempt, record)
    outcome = reviewed(record, asked.action, _moment(attempt, asked.by), asked.until)
    _store(attempt, record.id, outcome, deed)
    return _found(attempt)


def withdraw_overlay(attempt: Attempt, said: Withdrawal) -> None:
    """Takes the overlay back; its history stays."""
    record = _own(attempt)
    _check_conditions(attempt, record)
    outcome = withdrawn(record, _moment(attempt, said.by))
    deed = Deed("withdraw", said.by, attempt.caller, attempt.desk.now, said.reason)
    _store(attempt, record.id, outcome, deed)


def _own(attempt: Attempt) -> OverlayRecord:
    """The overlay, locked; raises NotFound where there is none, Forbidden where it is another organisation's."""
    desk, caller = attempt.desk, attempt.caller
    if find_overlay(desk.session, desk.occupation_id, attempt.scope) is None:
        raise NotFound(NO_OVERLAY)
    lock_overlay(desk.session, desk.occupation_id, attempt.scope, caller)
    record = _found(attempt)
    if record.seen_by(caller.organisation_id) is None:
        raise NotFound(NO_OVERLAY)
    _check_owner(record, caller)
    return record


def _found(attempt: Attempt) -> OverlayRecord:
    record = find_overlay(attempt.desk.session, attempt.desk.occupation_id, attempt.scope)
    if record is None:
        raise NotFound(NO_OVERLAY)
    return record


def _check_owner(record: OverlayRecord, caller: Caller) -> None:
    if record.organisation_id == caller.organisation_id:
        return
    owner = record.organisation if record.public() is not None else "another organisation"
    raise Forbidden(
        f"The overlay for {record.scope} belongs to {owner}, which alone may change it. "
        "Agree on the change with them, or make an overlay for a narrower region or sector."
    )


def _check_conditions(attempt: Attempt, record: OverlayRecord | None) -> None:
    """Raises PreconditionFailed where the overlay is not in the state that the caller saw."""
    conditions = attempt.conditions
    if (
        conditions.if_none_match is not None
        and conditions.if_none_match.strip() == "*"
        and record is not None
    ):
        raise PreconditionFailed("There is an overlay already. Read it, and send its ETag as If-Match.")
    if conditions.if_match is None:
        return
    if record is None:
        raise PreconditionFailed("There is no overlay yet. Leave If-Match out to make one.")
    wanted = [part.strip() for part in conditions.if_match.split(",")]
    _, tag = content_and_tag(attempt.desk.answer(record, record.latest))
    if "*" not in wanted and tag not in wanted:
        raise PreconditionFailed(
            "The overlay is not as you read it. Read it again, and send your change with its new ETag as If-Match."
        )


def _check(desk: Desk, scope: OverlayScope, changes: tuple[Change, ...]) -> None:
    profile = {skill.skill_id for skill in desk.profile_without(scope)}
    check_changes(changes, profile, desk.is_skill)


def _check_still_fits(attempt: Attempt, record: OverlayRecord) -> None:
    """What was a fitting change when it was written may no longer be one in the active releases."""
    try:
        attempt.desk.check_active()
        _check(attempt.desk, attempt.scope, record.latest.changes)
    except (InvalidInput, NotFound) as error:
        detail = f"The overlay no longer fits the active releases: {error.detail} Edit it first."
        raise Conflict(detail, errors=error.errors) from None


def _is_repeat(attempt: Attempt, record: OverlayRecord, deed: Deed) -> bool:
    if deed.request_key is None:
        return False
    for event in list_events(attempt.desk.session, record.id):
        if event.request_key == deed.request_key and event.organisation_id == attempt.caller.organisation_id:
            if (event.action, event.actor, event.note) == (deed.action, deed.actor, deed.note):
                return True
            raise Conflict("This Idempotency-Key was used for another request. Use a new one for each.")
    return False


def _moment(attempt: Attempt, by: str) -> Moment:
    return Moment(attempt.desk.now, by, attempt.desk.versions)


def _store(attempt: Attempt, overlay_id: int, outcome: Outcome, deed: Deed) -> None:
    session = attempt.desk.session
    for other in outcome.others:
        save_revision(session, overlay_id, other)
    (add_revision if outcome.is_new else save_revision)(session, overlay_id, outcome.after)
    before = outcome.before and replace(outcome.before, state=outcome.before.state_on(attempt.desk.today))
    add_event(session, overlay_id, deed, before, outcome.after)
