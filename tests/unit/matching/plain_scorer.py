"""The score as it is defined, in fractions, skill by skill: what app/matching/scorer.py must agree with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from app.profiles.profile import Held, PostingProfile, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.plain_nearness import plain_nearest

ONE, NONE = Fraction(1), Fraction(0)


class Pair(NamedTuple):
    """A wanted skill with the worker's, its credit and what that is to the wanted one."""

    wanted: Wanted
    held: Held | None
    credit: Fraction
    relation: str | None

    @property
    def is_exact(self) -> bool:
        return self.held is not None and self.relation is None


@dataclass
class PlainScore:
    """Points in tenths; of each part its weight, value and points; points of skills in thousandths."""

    exact: Fraction
    points: int
    reverse: int
    parts: dict[str, tuple[Fraction, Fraction, int]] = field(default_factory=dict)
    skills: dict[int, int] = field(default_factory=dict)
    worth: dict[int, Fraction] = field(default_factory=dict)


def plain_pairs(index: VocabularyIndex, posting: PostingProfile, worker: WorkerProfile) -> list[Pair]:
    held = {item.skill: item for item in worker.held}
    pairs = []
    for wanted in posting.wanted:
        if wanted.skill in held:
            pairs.append(Pair(wanted, held[wanted.skill], ONE, None))
        elif near := plain_nearest(index, wanted.skill, list(held)):
            pairs.append(Pair(wanted, held[near[1]], near[0], near[2]))
        else:
            pairs.append(Pair(wanted, None, NONE, None))
    return pairs


def plain_score(
    pairs: Sequence[Pair],
    posting: PostingProfile,
    worker: WorkerProfile,
    weights: dict[str, Fraction],
    closeness: Callable[[str, str], float],
) -> PlainScore | None:
    """The score, or None where there is nothing to score."""
    if not pairs or not worker.held:
        return None
    kinds = {
        "required_skills": [pair for pair in pairs if pair.wanted.requirement != "preferred"],
        "preferred_skills": [pair for pair in pairs if pair.wanted.requirement == "preferred"],
    }
    masses = {name: sum((pair.wanted.weight for pair in kind), NONE) for name, kind in kinds.items()}
    asks = _asks(pairs, posting, worker)
    asked = {name: weights[name] if masses[name] else NONE for name in kinds}
    if 0 < masses["preferred_skills"] < masses["required_skills"]:
        asked["preferred_skills"] *= masses["preferred_skills"] / masses["required_skills"]
    asked["experience"] = weights["experience"] if asks else NONE
    total = sum(asked.values(), NONE)
    if not total:
        return None
    shares = {name: weight / total for name, weight in asked.items()}
    worth = {
        pair.wanted.skill: 100 * shares[name] * pair.wanted.weight / masses[name]
        for name, kind in kinds.items()
        for pair in kind
    }
    values = {
        name: (
            shares[name],
            sum((pair.wanted.weight for pair in kind if pair.is_exact), NONE) / masses[name],
            [(pair, pair.wanted.weight) for pair in kind if pair.is_exact],
        )
        for name, kind in kinds.items()
        if masses[name]
    }
    if asks:
        value = sum((min(Fraction(own, months), ONE) for months, own in asks), NONE) / len(asks)
        values["experience"] = (shares["experience"], value, [])
    near = [(pair, worth[pair.wanted.skill] * pair.credit) for pair in pairs if pair.relation]
    credited = sum((share for _, share in near), NONE)
    if any(worth.values()):
        values["related_skills"] = (weights["related_skills"], credited / 100, near)
    if posting.roles and worker.roles:
        nearest = max(closeness(own.id, role.id) for own in worker.roles for role in posting.roles)
        had = sum((worth[pair.wanted.skill] for pair in pairs if pair.is_exact), NONE)
        left = sum(worth.values(), NONE) - had - weights["related_skills"] * credited
        close = Fraction(round(nearest**2 * 100), 100)
        values["occupation"] = (weights["occupation"], close * left / 100, [])
    return _rounded(values, worth, _reverse(pairs, worker))


def _rounded(values: dict, worth: dict[int, Fraction], reverse: int) -> PlainScore:  # type: ignore[type-arg]
    exact = [1000 * weight * value for weight, value, _ in values.values()]
    found = PlainScore(sum(exact, NONE) / 10, _half_up(sum(exact, NONE)), reverse, worth=worth)
    for (name, (weight, value, shares)), points in zip(
        values.items(), _apportion(found.points, exact), strict=True
    ):
        found.parts[name] = (weight, value, points)
        whole = sum((share for _, share in shares), NONE)
        thousandths = [points * 100 * share / whole if whole else NONE for _, share in shares]
        of_part = _apportion(points * 100 if whole else 0, thousandths)
        found.skills |= {pair.wanted.skill: each for (pair, _), each in zip(shares, of_part, strict=True)}
    return found


def _apportion(total: int, exact: Sequence[Fraction]) -> list[int]:
    units = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda at: (units[at] - exact[at], at))
    for at in order[: total - sum(units)]:
        units[at] += 1
    return units


def _half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def _asks(pairs: Sequence[Pair], posting: PostingProfile, worker: WorkerProfile) -> list[tuple[int, int]]:
    whole = worker.months or 0
    asks = [(posting.months, whole)] if posting.months else []
    for pair in pairs:
        if pair.wanted.months:
            own = pair.held.months if pair.held is not None and pair.is_exact else 0
            asks.append((pair.wanted.months, whole if own is None else own))
    return asks


def _reverse(pairs: Sequence[Pair], worker: WorkerProfile) -> int:
    best: dict[int, Fraction] = {}
    for pair in pairs:
        if pair.held is not None:
            best[pair.held.skill] = max(best.get(pair.held.skill, NONE), pair.credit)
    return _half_up(1000 * sum(best.values(), NONE) / len(worker.held))
