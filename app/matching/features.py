"""The features of a match score: small functions with a weight, whose docstrings are their documentation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from typing import Literal

from app.matching.apportion import exact_sum, over_one_denominator
from app.matching.profiles import Comparison, Match

# An asked feature shares the 100 points with the others by weight, wherever the posting asks for it. A
# stand-in pays from the points that missing skills leave open; its weight, 0..1, says how much of them.
Role = Literal["asked", "stand_in"]

_HUNDRED = 100


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
    role: Role
    weight: Fraction
    compute: Callable[[Comparison], Value | None]

    @property
    def documentation(self) -> str:
        """The docstring of the feature, for people."""
        return " ".join((self.compute.__doc__ or "").split())

    @property
    def most(self) -> int:
        """The largest weight that can be given."""
        return 1 if self.role == "stand_in" else 1000


def required_skills(comparison: Comparison) -> Value | None:
    """Share of the skills that the posting requires, or names as part of the work, that the worker has.

    A skill that is only named as part of the work weighs half as much as a required one, and so do skills
    that nearly every posting asks for, such as teamwork.
    """
    asked = [match for match in comparison.matches if not match.wanted.is_preferred]
    required = [match for match in asked if match.wanted.requirement == "required"]
    named = len(asked) - len(required)
    sentence = _held_of(required, "required skill")
    if named:
        others = _held_of([match for match in asked if match.wanted.requirement != "required"], "skill")
        sentence = f"{sentence} and {others}" if required else others
        sentence += " that the posting names as part of the work"
    return _held_share(asked, f"Has {sentence}.")


def preferred_skills(comparison: Comparison) -> Value | None:
    """Share of the skills that the posting would like to see, without requiring them, that the worker has.

    Where the posting names fewer of them than required skills, the weight counts in that proportion, so that
    one preferred skill does not outweigh a required one.
    """
    asked = [match for match in comparison.matches if match.wanted.is_preferred]
    return _held_share(asked, f"Has {_held_of(asked, 'preferred skill')}.")


def experience(comparison: Comparison) -> Value | None:
    """Length of experience, paid or not, against what the posting asks for; more than that adds nothing.

    Gaps and how long ago it was never count. Where years are given for single skills, each is compared by
    itself.
    """
    asks = _asks(comparison)
    if not asks:
        return None
    value = sum((min(Fraction(own, asked), Fraction(1)) for asked, own in asks), Fraction(0)) / len(asks)
    if len(asks) > 1:
        enough = sum(own >= asked for asked, own in asks)
        return Value(value, f"Has as long an experience as asked for in {enough} of {len(asks)} cases.")
    asked, own = asks[0]
    if not own:
        return Value(value, f"Asks for {_length(asked)} of experience; none was found.")
    return Value(value, f"Has {_length(own)} of experience; {_length(asked)} asked for.")


def related_skills(comparison: Comparison) -> Value | None:
    """Credit for a wanted skill that the worker lacks, where another of the worker's skills is near to it.

    Near are special cases, the general skill, other special cases of it, related skills, and skills with a
    similar name. The value is this credit as a share of the whole score, and it pays from the points that the
    missing skills leave open.
    """
    if not any(match.worth for match in comparison.matches):
        return None
    near = [match for match in comparison.matches if match.held is not None and not match.is_exact]
    if not near:
        return Value(Fraction(0), "No other skill stands in for a missing one.")
    shares = tuple((match, match.worth * match.credit) for match in near)
    have = "has" if len(near) == 1 else "have"
    sentence = f"{_count(len(near), 'missing skill')} {have} a near relative among the worker's skills."
    return Value(exact_sum([share for _, share in shares]) / _HUNDRED, sentence, shares)


def occupation(comparison: Comparison) -> Value | None:
    """How close the nearest of the worker's occupations is to the posting's, by what both need of people.

    It stands in for wanted skills that the worker does not name, and pays from the points that they leave
    open: having done similar work can only help, and having done other work, or none, never costs a point.
    """
    if comparison.closeness is None or comparison.nearest_roles is None:
        return None
    worth = exact_sum([match.worth for match in comparison.matches])
    left = (worth - exact_sum([match.earned for match in comparison.matches])) / _HUNDRED
    own, wanted = comparison.nearest_roles
    sentence = f"Nearest occupation of the worker: {own.title}. The posting's: {wanted.title}."
    if own.id == wanted.id:
        sentence = f"The worker's occupation is that of the posting: {wanted.title}."
    return Value(comparison.closeness * left, sentence)


def _held_share(asked: Sequence[Match], sentence: str) -> Value | None:
    weights, _ = over_one_denominator([match.wanted.weight for match in asked])
    total = sum(weights)
    if not total:
        return None
    exact = [match.is_exact for match in asked]
    shares = tuple((match, match.wanted.weight) for match in compress(asked, exact))
    return Value(Fraction(sum(compress(weights, exact)), total), sentence, shares)


def _asks(comparison: Comparison) -> list[tuple[int, int]]:
    """The months of experience asked for (above 0) and had: in all, and with single skills."""
    whole = comparison.worker.months or 0
    asks = [(comparison.posting.months, whole)] if comparison.posting.months else []
    for match in comparison.matches:
        if match.wanted.months:
            named = match.held.months if match.held is not None and match.is_exact else 0
            asks.append((match.wanted.months, whole if named is None else named))
    return asks


def _held_of(asked: Sequence[Match], noun: str) -> str:
    return f"{sum(match.is_exact for match in asked)} of {_count(len(asked), noun)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _length(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [_count(years, "year")] if years else []
    if rest or not parts:
        parts.append(_count(rest, "month"))
    return " and ".join(parts)


FEATURES: tuple[Feature, ...] = (
    Feature("required_skills", "asked", Fraction(65, 100), required_skills),
    Feature("preferred_skills", "asked", Fraction(20, 100), preferred_skills),
    Feature("experience", "asked", Fraction(15, 100), experience),
    Feature("related_skills", "stand_in", Fraction(1), related_skills),
    Feature("occupation", "stand_in", Fraction(10, 100), occupation),
)
RELATED = "related_skills"
