"""The weights of the features: the defaults with a caller's own in place of some."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from app.errors import FieldProblem, InvalidInput
from app.invalid_fields import escape_pointer
from app.matching.features import FEATURES, Feature

Weights = dict[str, Fraction]


def read_weights(given: Mapping[str, float] | None) -> Weights:
    """The weight of every feature. Raises InvalidInput, which names each field, for what cannot be used."""
    features = {feature.name: feature for feature in FEATURES}
    weights = {feature.name: feature.weight for feature in FEATURES}
    problems = []
    for name, weight in (given or {}).items():
        problem = _problem(features.get(name), weight)
        if problem:
            problems.append(FieldProblem(f"/weights/{escape_pointer(name)}", problem))
        else:
            weights[name] = Fraction(repr(float(weight)))
    asked = [feature.name for feature in FEATURES if feature.role == "asked"]
    if not problems and not any(weights[name] for name in asked):
        problems = [
            FieldProblem("/weights", f"Give at least one of these a weight above 0: {', '.join(asked)}.")
        ]
    if problems:
        raise InvalidInput(problems[0].detail, errors=problems[:_MOST_PROBLEMS])
    return weights


_MOST_PROBLEMS = 20


def _problem(feature: Feature | None, weight: float) -> str | None:
    if feature is None:
        return f"There is no such feature. Use these names: {', '.join(known.name for known in FEATURES)}."
    if not math.isfinite(weight) or not 0 <= weight <= feature.most:
        return f"Give {feature.name} a weight from 0 to {feature.most}."
    return None
