"""The scorer: features times weights, rounded so that every sum is exact.

The asked features share out 100 points by their weights, among those that the posting asks for; so the same
posting measures every worker by the same yardstick. Where a posting names fewer preferred skills than
required ones, their weight counts in that proportion: one preferred skill never outweighs a required one. A
missing skill leaves its points open, and the stand-ins pay from these: first a related skill, by its credit,
then the occupation, from what is still open. So each further skill, nearer skill or nearer occupation adds
points or changes nothing, and 100 is never passed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.matching.apportion import apportion, exact_sum, half_up, share_out
from app.matching.features import FEATURES, RELATED, Value
from app.matching.profiles import Comparison, Match
from app.matching.weights import Weights

PER_POINT = 10  # a score and its parts have one decimal: they are counted in tenths of a point
SKILL_PER_POINT = 1000  # points of single skills have three
_ASKED = tuple(feature for feature in FEATURES if feature.role == "asked")
_STAND_INS = tuple(feature for feature in FEATURES if feature.role == "stand_in")


@dataclass(frozen=True, slots=True)
class Part:
    """One feature's share of a score: `points` in tenths, `skills` the points of matches in thousandths."""

    feature: str
    weight: Fraction
    value: Fraction
    points: int
    explanation: str
    skills: tuple[tuple[Match, int], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A score in tenths of a point, the exact sum of its parts, with the weights as applied."""

    points: int
    parts: tuple[Part, ...]
    weights: Weights
    matches: tuple[Match, ...]


def score(comparison: Comparison, weights: Weights) -> Score | None:
    """The score of a comparison, or None where a side has no skill, or nothing asked for has a weight."""
    if not comparison.matches or not comparison.worker.held:
        return None
    asked = {feature.name: feature.compute(comparison) for feature in _ASKED}
    masses = _Masses.of(comparison.matches)
    applied = _applied(weights, [name for name, value in asked.items() if value is not None], masses)
    if applied is None:
        return None
    comparison = replace(comparison, matches=_with_points(comparison.matches, applied, masses))
    values = asked | {feature.name: feature.compute(comparison) for feature in _STAND_INS}
    shown = {name: applied[name] if value is not None else Fraction(0) for name, value in values.items()}
    return _rounded(comparison, shown, values)


@dataclass(frozen=True, slots=True)
class _Masses:
    """The sums of the weights of the required (or only named) and of the preferred skills of a posting."""

    required: Fraction
    preferred: Fraction

    @classmethod
    def of(cls, matches: Sequence[Match]) -> _Masses:
        """The masses of the wanted skills."""
        by_kind: dict[bool, list[Fraction]] = {True: [], False: []}
        for match in matches:
            by_kind[match.wanted.is_preferred].append(match.wanted.weight)
        return cls(exact_sum(by_kind[False]), exact_sum(by_kind[True]))


def _applied(weights: Weights, present: Sequence[str], masses: _Masses) -> Weights | None:
    """The asked features' weights as shares of 1, 0 with nothing to compare; stand-ins' as given."""
    asked = {feature.name: Fraction(0) for feature in _ASKED} | {name: weights[name] for name in present}
    if 0 < masses.preferred < masses.required:
        asked["preferred_skills"] *= masses.preferred / masses.required
    total = exact_sum(list(asked.values()))
    if not total:
        return None
    return {**weights, **{name: weight / total for name, weight in asked.items()}}


def _with_points(matches: Sequence[Match], applied: Weights, masses: _Masses) -> tuple[Match, ...]:
    """The matches with what each wanted skill is worth, and with what the worker's skill earns of it."""
    per_weight = {
        False: 100 * applied["required_skills"] / masses.required if masses.required else Fraction(0),
        True: 100 * applied["preferred_skills"] / masses.preferred if masses.preferred else Fraction(0),
    }
    weighed = []
    for match in matches:
        worth = per_weight[match.wanted.is_preferred] * match.wanted.weight
        earned = Fraction(0)
        if match.held is not None:
            earned = worth if match.is_exact else worth * match.credit * applied[RELATED]
        weighed.append(Match(match.wanted, match.credit, match.held, match.relation, worth, earned))
    return tuple(weighed)


def _rounded(comparison: Comparison, weights: Weights, values: Mapping[str, Value | None]) -> Score:
    """Round the total to one decimal, the parts to sum to it, and the skills of each part to sum to that."""
    present = [(name, weights[name], value) for name, value in values.items() if value is not None]
    exact = [100 * PER_POINT * weight * value.value for _, weight, value in present]
    total = half_up(exact_sum(exact))
    parts = []
    for (name, weight, value), points in zip(present, apportion(total, exact), strict=True):
        shares = share_out(points * SKILL_PER_POINT // PER_POINT, [share for _, share in value.shares])
        skills = tuple(zip((match for match, _ in value.shares), shares, strict=True))
        parts.append(Part(name, weight, value.value, points, value.explanation, skills))
    return Score(total, tuple(parts), weights, comparison.matches)


def reverse_score(comparison: Comparison) -> int | None:
    """How much of what the worker offers the posting uses, in tenths: the mean credit of the worker's skills.

    A skill's credit is the best that it gets for any wanted skill, 0 where it stands for none; None without
    skills.
    """
    if not comparison.worker.held or not comparison.matches:
        return None
    best: dict[int, Fraction] = {}
    for match in comparison.matches:
        if match.held is not None:
            best[match.held.skill] = max(best.get(match.held.skill, Fraction(0)), match.credit)
    used = exact_sum(list(best.values())) / len(comparison.worker.held)
    return half_up(100 * PER_POINT * used)
