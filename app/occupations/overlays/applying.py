"""Applies overlays to the skills of a national profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.occupations.overlays.terms import AppliedOverlay, Change, ChangeAction, ChosenOverlay, ProfileSkill
from app.occupations.terms import NeedRelation

OVERLAY_SOURCE = "overlay"
_ADDED_AS: NeedRelation = (
    "optional"  # what an added skill is to the occupation where the overlay does not say
)


def apply_overlays(
    skills: Sequence[ProfileSkill],
    overlays: Sequence[ChosenOverlay],
    is_skill: Callable[[str], bool] = lambda _skill_id: True,
) -> tuple[list[ProfileSkill], list[AppliedOverlay]]:
    """The profile with the overlays applied, the broadest scope first, and what each of them did.

    Skills keep their order, added ones come last: the caller sorts. A change that meets nothing (it removes or
    reweights what the profile no longer has, or adds what is no skill any more) does nothing and is named; adding
    what is there already reweights it.
    """
    current: list[ProfileSkill] = list(skills)
    applied: list[AppliedOverlay] = []
    for overlay in sorted(overlays, key=lambda each: each.scope.breadth):
        current, done = _apply(current, overlay, is_skill)
        applied.append(done)
    return current, applied


def _apply(
    skills: list[ProfileSkill], overlay: ChosenOverlay, is_skill: Callable[[str], bool]
) -> tuple[list[ProfileSkill], AppliedOverlay]:
    scope = str(overlay.scope)
    done: dict[ChangeAction | None, list[str]] = {"add": [], "remove": [], "reweight": [], None: []}
    for change in overlay.revision.changes:
        there = any(skill.skill_id == change.skill_id for skill in skills)
        if change.action == "add" and not there and is_skill(change.skill_id):
            skills = [*skills, _added(change, scope)]
            done["add"].append(change.skill_id)
        elif not there:
            done[None].append(change.skill_id)
        elif change.action == "remove":
            skills = [skill for skill in skills if skill.skill_id != change.skill_id]
            done["remove"].append(change.skill_id)
        else:
            skills = _reweighted(skills, change, scope)
            done["reweight"].append(change.skill_id)
    added, removed, reweighted, idle = (tuple(ids) for ids in done.values())
    return skills, AppliedOverlay(overlay, added, removed, reweighted, idle)


def _added(change: Change, scope: str) -> ProfileSkill:
    relation = change.relation or _ADDED_AS
    return ProfileSkill(
        change.skill_id, relation, change.importance, change.level, OVERLAY_SOURCE, overlay=scope
    )


def _reweighted(skills: list[ProfileSkill], change: Change, scope: str) -> list[ProfileSkill]:
    """The first entry of the skill with its new weight; its other entries, if any, give way to it."""
    result: list[ProfileSkill] = []
    met = False
    for skill in skills:
        if skill.skill_id != change.skill_id:
            result.append(skill)
        elif not met:
            met = True
            result.append(_with_weight(skill, change, scope))
    return result


def _with_weight(skill: ProfileSkill, change: Change, scope: str) -> ProfileSkill:
    return replace(
        skill,
        relation=change.relation or skill.relation,
        importance=skill.importance if change.importance is None else change.importance,
        level=skill.level if change.level is None else change.level,
        suppressed=skill.suppressed and change.importance is None,
        overlay=scope,
    )
