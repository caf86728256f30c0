"""Says whether a new release gives reason to look at an overlay again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.occupations.overlays.terms import Change
from app.occupations.terms import NeedRelation

# A new release moves most ratings a little. Less than a twentieth of the scale is no reason to look again.
NOTICEABLE = 0.05


@dataclass(frozen=True, slots=True)
class Weight:
    """How a release says that the occupation needs a skill."""

    relation: NeedRelation
    importance: float | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a set of releases says of an occupation (its title, None where it is not in them) and of skills by id.

    `missing` are releases that are not kept here any more, so that nothing of them is known.
    """

    title: str | None
    skills: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, Weight] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A framework whose active release is another than the one that an overlay was made for; None for none."""

    framework: str
    before: str
    after: str | None


def moves(releases: Mapping[str, str], active: Mapping[str, str]) -> list[Move]:
    """The frameworks, of those an overlay was made for, that have another active release now."""
    return [
        Move(framework, version, active.get(framework))
        for framework, version in sorted(releases.items())
        if active.get(framework) != version
    ]


def review_reasons(
    moved: Sequence[Move],
    before: Snapshot,
    after: Snapshot,
    changes: Sequence[Change],
    replaced: Mapping[str, Sequence[str]],
) -> tuple[str, ...]:
    """One sentence for each thing that the overlay is about and that the new releases changed; none, no review."""
    if not moved:
        return ()
    found = [f"{release} is no longer kept here to compare with." for release in before.missing]
    if not before.missing:
        found += _about_occupation(before, after)
        for change in changes:
            found += _about_skill(change, before, after, replaced.get(change.skill_id, ()))
    if not found:
        return ()
    return (
        f"Made for {_list(each.framework + ' ' + each.before for each in moved)}; active is {_now(moved)}.",
        *found,
    )


def _now(moved: Sequence[Move]) -> str:
    return _list(f"{x.framework} {x.after}" if x.after else f"no release of {x.framework}" for x in moved)


def _list(parts: Iterator[str]) -> str:
    return ", ".join(parts)


def _about_occupation(before: Snapshot, after: Snapshot) -> Iterator[str]:
    if before.title is None:
        return
    if after.title is None:
        yield "The occupation is retired."
    elif after.title != before.title:
        yield f"The occupation is now called {after.title}; it was {before.title}."


def _about_skill(change: Change, before: Snapshot, after: Snapshot, replaced: Sequence[str]) -> Iterator[str]:
    old, new = before.skills.get(change.skill_id), after.skills.get(change.skill_id)
    if old is not None and new is None:
        instead = f"; in its place: {', '.join(replaced)}" if replaced else ""
        yield f"Skill {change.skill_id} ({old}) is retired{instead}."
        return
    if old is not None and new != old:
        yield f"Skill {change.skill_id} is now called {new}; it was {old}."
    said, says = before.weights.get(change.skill_id), after.weights.get(change.skill_id)
    name = f"{change.skill_id} ({new or old or 'unknown'})"
    if said is not None and says is None:
        yield f"The national profile no longer has {name}."
    elif said is None and says is not None:
        yield f"The national profile now has {name}."
    elif said is not None and says is not None and _differs(said, says):
        yield f"The national profile weighs {name} anew: {_weight(says)}; it was {_weight(said)}."


def _differs(one: Weight, other: Weight) -> bool:
    if one.relation != other.relation or (one.importance is None) != (other.importance is None):
        return True
    return abs((one.importance or 0.0) - (other.importance or 0.0)) >= NOTICEABLE


def _weight(weight: Weight) -> str:
    return weight.relation if weight.importance is None else f"{weight.relation} {weight.importance:g}"
