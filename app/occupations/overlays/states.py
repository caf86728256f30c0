"""The states of an overlay and what leads from one to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.errors import Conflict, InvalidInput
from app.occupations.overlays.terms import OverlayRecord, Revision, State

ReviewAction = Literal["submit", "certify", "return", "expire", "reopen"]
Action = Literal["edit", "submit", "certify", "return", "expire", "reopen", "withdraw"]

# What may be done in each state, and the state it leads to. Editing or reopening what was certified begins a new
# revision; the certified one goes on applying until the new one is certified.
TRANSITIONS: dict[State, dict[Action, State]] = {
    "draft": {"edit": "draft", "submit": "in_review", "withdraw": "withdrawn"},
    "in_review": {"certify": "certified", "return": "draft", "withdraw": "withdrawn"},
    "certified": {"edit": "draft", "expire": "expired", "withdraw": "withdrawn"},
    "expired": {"edit": "draft", "reopen": "draft", "withdraw": "withdrawn"},
    "superseded": {},
    "withdrawn": {"edit": "draft"},
}
# Certifying speaks for everybody who reads the profile, and so does ending it before its time.
ADMIN_ACTIONS: frozenset[ReviewAction] = frozenset({"certify", "expire"})


@dataclass(frozen=True, slots=True)
class Step:
    """A transition of a revision that is allowed."""

    action: Action
    source: State
    target: State

    @property
    def begins_revision(self) -> bool:
        """Whether the result is a new revision rather than the same one in another state."""
        return self.target == "draft" and self.source in ("certified", "expired", "withdrawn")


def step(state: State, action: Action) -> Step:
    """The transition; raises Conflict, which lists what may be done instead, where it is not allowed."""
    target = TRANSITIONS[state].get(action)
    if target is None:
        allowed = [each for each in TRANSITIONS[state] if each != "edit"]
        others = f" What can be done now: {', '.join(allowed)}." if allowed else ""
        before = " Return it to draft first." if action == "edit" else ""
        raise Conflict(
            f"The overlay is {state.replace('_', ' ')}, so it cannot {_said(action)}.{before}{others}"
        )
    return Step(action, state, target)


def _said(action: Action) -> str:
    return {
        "edit": "be edited", "submit": "be submitted", "certify": "be certified", "return": "be returned",
        "expire": "be expired", "reopen": "be reopened", "withdraw": "be withdrawn",
    }[action]  # fmt: skip


def target_of(record: OverlayRecord, action: Action) -> Revision:
    """The revision that an action is about: expiring ends the certified one, all else is about the latest."""
    certified = [each for each in record.revisions if each.state == "certified"]
    return certified[-1] if action == "expire" and certified else record.latest


def check_four_eyes(certifier: str, authors: Iterable[str]) -> None:
    """Raises InvalidInput where somebody certifies what they wrote themselves."""
    if _folded(certifier) in {_folded(author) for author in authors}:
        raise InvalidInput("Have somebody certify this overlay who is not one of its authors.")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
