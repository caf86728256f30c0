"""The scorer: features times weights, rounded so that every sum is exact."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from app.errors import FieldProblem, InvalidInput
from app.matching.apportion import apportion, half_up
from app.matching.features import FEATURES, RELATED, Feature, Value
from app.matching.profiles import Comparison, Match

SCORE_UNIT = Fraction(1, 10)  # a score has one decimal
POINT_UNIT = Fraction(1, 1000)  # points of parts and of skills have three
_PER_SCORE_UNIT = int(SCORE_UNIT / POINT_UNIT)

Weights = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Part:
    """One feature's share of a score. `points` counts POINT_UNITs; `skills` are the points of each match, same unit."""

    feature: str
    weight: Fraction
    value: Fraction
    points: int
    explanation: str
    skills: tuple[tuple[Match, int], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its parts: `points` (POINT_UNITs) is the exact sum of the parts' points."""

    points: int
    parts: tuple[Part, ...]
    weights: Weights
    matches: tuple[Match, ...]


def read_weights(given: Mapping[str, float] | None) -> Weights:
    """The default weights with the caller's in place of some. Raises InvalidInput for unknown names or bad numbers."""
    weights = {feature.name: feature.weight for feature in FEATURES}
    for name, weight in (given or {}).items():
        pointer = f"/weights/{name}"
        if name not in weights:
            detail = f"There is no feature '{name}'. Use one of: {', '.join(weights)}."
            raise InvalidInput(detail, errors=[FieldProblem(pointer, detail)])
        if not math.isfinite(weight) or not 0 <= weight <= 1000 or (name == RELATED and weight > 1):
            most = 1 if name == RELATED else 1000
            detail = f"Give '{name}' a weight from 0 to {most}."
            raise InvalidInput(detail, errors=[FieldProblem(pointer, detail)])
        weights[name] = Fraction(repr(float(weight)))
    if not any(weight for name, weight in weights.items() if name != RELATED):
        detail = "Give at least one of the features a weight above 0."
        raise InvalidInput(detail, errors=[FieldProblem("/weights", detail)])
    return weights


def score(comparison: Comparison, weights: Weights) -> Score | None:
    """The score of a comparison, or None where no feature with a weight has anything to compare."""
    values = {feature.name: feature.compute(comparison) for feature in FEATURES if feature.name != RELATED}
    applied = _applied(weights, values)
    if applied is None:
        return None
    comparison = replace(comparison, matches=tuple(_with_worth(comparison.matches, applied)))
    values = {feature.name: feature.compute(comparison) for feature in FEATURES}
    skills_weight = applied["required_skills"] + applied["preferred_skills"]
    shown = {**applied, RELATED: weights[RELATED] * skills_weight}
    found = [(feature, shown[feature.name], values[feature.name]) for feature in FEATURES]
    return _rounded(comparison, {**applied, RELATED: weights[RELATED]}, found)


def _applied(weights: Weights, values: Mapping[str, Value | None]) -> Weights | None:
    """The weights of what there is to compare, as shares of 1; 0 for the rest."""
    total = sum((weights[name] for name, value in values.items() if value is not None), Fraction(0))
    if not total:
        return None
    return {name: weights[name] / total if value is not None else Fraction(0) for name, value in values.items()}


def _with_worth(matches: tuple[Match, ...], applied: Weights) -> list[Match]:
    totals = {True: Fraction(0), False: Fraction(0)}
    for match in matches:
        totals[match.wanted.requirement == "preferred"] += match.wanted.weight
    parts = {True: applied["preferred_skills"], False: applied["required_skills"]}
    weighed = []
    for match in matches:
        liked = match.wanted.requirement == "preferred"
        share = match.wanted.weight / totals[liked] if totals[liked] else Fraction(0)
        weighed.append(replace(match, worth=100 * parts[liked] * share))
    return weighed


def _rounded(
    comparison: Comparison, weights: Weights, found: list[tuple[Feature, Fraction, Value | None]]
) -> Score:
    """Round the total to one decimal, then share it out to the parts, and each part to its skills."""
    present = [(feature, weight, value) for feature, weight, value in found if value is not None]
    exact = [100 * weight * value.value for _, weight, value in present]
    total = half_up(sum(exact, Fraction(0)), SCORE_UNIT) * _PER_SCORE_UNIT
    parts = []
    for (feature, weight, value), points in zip(present, apportion(total, exact), strict=True):
        shares = apportion(points, [share for _, share in value.shares])
        skills = tuple(zip((match for match, _ in value.shares), shares, strict=True))
        parts.append(Part(feature.name, weight, value.value, points, value.explanation, skills))
    return Score(total, tuple(parts), weights, comparison.matches)


def reverse_score(comparison: Comparison) -> int:
    """How much of what the worker offers the posting uses, in SCORE_UNITs: credit earned per skill held, times 100."""
    if not comparison.worker.held:
        return 0
    best: dict[int, Fraction] = {}
    for match in comparison.matches:
        if match.held is not None:
            best[match.held.skill] = max(best.get(match.held.skill, Fraction(0)), match.credit)
    used = sum(best.values(), Fraction(0)) / len(comparison.worker.held)
    return half_up(100 * used, SCORE_UNIT)
