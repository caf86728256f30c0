"""The features of a match score: each a small function with a weight; its docstring is its public documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.matching.profiles import Comparison, Match


@dataclass(frozen=True, slots=True)
class Value:
    """What a feature found: its value 0..1, one plain sentence, and the skills whose shares make it up."""

    value: Fraction
    explanation: str
    shares: tuple[tuple[Match, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """A named feature with its default weight; `compute` answers None where there is nothing to compare."""

    name: str
    weight: Fraction
    compute: Callable[[Comparison], Value | None]

    @property
    def documentation(self) -> str:
        """The docstring of the feature, for people."""
        return (self.compute.__doc__ or "").strip()


def required_skills(comparison: Comparison) -> Value | None:
    """Share of the skills the posting requires or describes that the worker has.

    A skill the posting only mentions as part of the work weighs half as much as a required one.
    """
    asked = [match for match in comparison.matches if match.wanted.requirement != "preferred"]
    return _held_share(asked, "required")


def preferred_skills(comparison: Comparison) -> Value | None:
    """Share of the skills the posting would like to see, without requiring them, that the worker has."""
    asked = [match for match in comparison.matches if match.wanted.requirement == "preferred"]
    return _held_share(asked, "preferred")


def related_skills(comparison: Comparison) -> Value | None:
    """For wanted skills that the worker lacks: part of the credit, for a skill that is close to each.

    Pays out of the points that required and preferred skills leave open; its weight says how much near counts.
    """
    total = sum((match.worth for match in comparison.matches), Fraction(0))
    if not total:
        return None
    near = [match for match in comparison.matches if match.held is not None and match.credit < 1]
    value = sum((match.worth * match.credit for match in near), Fraction(0)) / total
    if not near:
        return Value(Fraction(0), "No other skill stands in for a missing one.")
    sentence = f"{_count(len(near), 'missing skill')} {_have(len(near))} a close relative among the worker's skills."
    return Value(value, sentence, tuple((match, match.worth * match.credit) for match in near))


def experience(comparison: Comparison) -> Value | None:
    """Length of experience against what the posting asks for, at most 1. Gaps and how long ago never count."""
    asked = comparison.posting.months
    if not asked:
        return None
    months = comparison.worker.months or 0
    value = min(Fraction(months, asked), Fraction(1))
    if not months:
        return Value(value, f"Asks for {_length(asked)} of experience; no dated work was found.")
    return Value(value, f"Has {_length(months)} of experience; {_length(asked)} asked for.")


def occupation(comparison: Comparison) -> Value | None:
    """How close the worker's nearest earlier occupation is to that of the posting, by what both occupations need."""
    if comparison.closeness is None or comparison.nearest_roles is None:
        return None
    own, wanted = comparison.nearest_roles
    if own.id == wanted.id:
        return Value(comparison.closeness, f"Has worked in this occupation: {wanted.title}.")
    return Value(comparison.closeness, f"Has worked as: {own.title}. The posting is for: {wanted.title}.")


def _held_share(asked: list[Match], kind: str) -> Value | None:
    if not asked:
        return None
    total = sum((match.wanted.weight for match in asked), Fraction(0))
    held = [match for match in asked if match.credit == 1]
    value = sum((match.wanted.weight for match in held), Fraction(0)) / total
    sentence = f"Has {len(held)} of {_count(len(asked), f'{kind} skill')}."
    return Value(value, sentence, tuple((match, match.wanted.weight) for match in held))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _length(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [_count(years, "year")] if years else []
    if rest or not parts:
        parts.append(_count(rest, "month"))
    return " and ".join(parts)


# The declared list. The first four share out 100 points; related skills pay from what the skills left open.
FEATURES: tuple[Feature, ...] = (
    Feature("required_skills", Fraction(60, 100), required_skills),
    Feature("preferred_skills", Fraction(15, 100), preferred_skills),
    Feature("related_skills", Fraction(60, 100), related_skills),
    Feature("experience", Fraction(10, 100), experience),
    Feature("occupation", Fraction(15, 100), occupation),
)
RELATED = "related_skills"


def names() -> Iterable[str]:
    """The names of all features, in order."""
    return (feature.name for feature in FEATURES)
