"""A national profile as a region and sector see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.occupations.overlays.applying import apply_overlays
from app.occupations.overlays.terms import AppliedOverlay, ChosenOverlay, ProfileSkill, State
from app.occupations.profile import weightiest_first
from app.occupations.profile_answers import NATIONAL, Localized

_LEAST_REVIEWED: tuple[State, ...] = ("draft", "in_review", "certified")


@dataclass(frozen=True, slots=True)
class Place:
    """Where and in which trade the work is done, and on which day somebody asks."""

    region: str | None
    sector: str | None
    today: date


def localize(
    skills: Sequence[ProfileSkill],
    chosen: Sequence[ChosenOverlay],
    place: Place,
    is_skill: Callable[[str], bool],
) -> Localized:
    """The skills after the overlays, most important first, with what each overlay did and how far its review is."""
    changed, applied = apply_overlays(skills, chosen, is_skill)
    states = {each.overlay.revision.state for each in applied}
    return Localized(
        skills=sorted(changed, key=weightiest_first) if applied else skills,
        region=place.region,
        sector=place.sector,
        review_state=next((state for state in _LEAST_REVIEWED if state in states), NATIONAL),
        overlays=[_answer(each, place.today) for each in applied],
    )


def _answer(applied: AppliedOverlay, today: date) -> dict[str, Any]:
    revision = applied.overlay.revision
    return {
        "region": applied.overlay.scope.region,
        "sector": applied.overlay.scope.sector,
        "organisation": applied.overlay.organisation,
        "revision": revision.number,
        "state": revision.state_on(today),
        "certified_by": revision.certified_by,
        "certified_until": revision.certified_until and revision.certified_until.isoformat(),
        "needs_review": bool(applied.overlay.review_reasons),
        "review_reasons": list(applied.overlay.review_reasons),
        "added": list(applied.added),
        "removed": list(applied.removed),
        "reweighted": list(applied.reweighted),
        "without_effect": list(applied.without_effect),
    }
