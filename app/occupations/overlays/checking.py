"""Checks the changes of an overlay against the profile they change and the skills there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from app.errors import FieldProblem, InvalidInput
from app.occupations.overlays.terms import Change

_LIST_PROFILE = "GET /v1/occupations/{id}/profile lists what it has."


def check_changes(
    changes: Sequence[Change], profile: Collection[str], is_skill: Callable[[str], bool]
) -> None:
    """Raises InvalidInput, which names every change that cannot be made.

    `profile` are the skills of the profile without this overlay; `is_skill` says whether an id is a skill
    of the active releases.
    """
    problems = [
        FieldProblem(f"/changes/{place}/{field}", detail)
        for place, change in enumerate(changes)
        for field, detail in (
            *_repeated(changes[:place], change),
            *_misfit(change, profile, is_skill),
            *_incomplete(change),
        )
    ]
    if problems:
        detail = problems[0].detail if len(problems) == 1 else "Correct the changes listed under errors."
        raise InvalidInput(detail, errors=problems)


def _repeated(before: Sequence[Change], change: Change) -> Iterator[tuple[str, str]]:
    if any(each.skill_id == change.skill_id for each in before):
        yield "skill", "Name each skill in one change only; this one is in a change before."


def _misfit(
    change: Change, profile: Collection[str], is_skill: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    there = change.skill_id in profile
    if change.action == "add" and there:
        yield "skill", "The profile has this skill already. Use reweight to change its weight."
    elif change.action == "add" and not is_skill(change.skill_id):
        yield (
            "skill",
            "No active release has a skill with this id. Look it up by name: GET /v1/skills?q=NAME.",
        )
    elif change.action != "add" and not there:
        yield (
            "skill",
            f"The profile does not have this skill, so there is nothing to {change.action}. {_LIST_PROFILE}",
        )


def _incomplete(change: Change) -> Iterator[tuple[str, str]]:
    weights = {"importance": change.importance, "level": change.level, "relation": change.relation}
    given = [name for name, value in weights.items() if value is not None]
    if change.action == "remove":
        yield from ((name, "Leave this out where a skill is removed.") for name in given)
    elif change.action == "reweight" and not given:
        yield "importance", "Give what is to change: importance, level or relation."
    elif change.action == "add" and change.relation is None:
        yield "relation", "Say what the skill is to the occupation: essential, optional or technology."
