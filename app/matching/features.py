"""The features of a match score: each says what was found; the docstrings are their documentation.

A feature's value is 0..1, counted in whole units: what a worker brings, of what would be all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from app.matching.matches import WHOLE, Comparison
from app.matching.yardstick import PREFERRED, RELATED, REQUIRED, Asked, Tally, Yardstick

# An asked feature shares the 100 points with the others by weight, wherever the posting asks for it. A
# stand-in pays from the points that missing skills leave open; its weight, 0..1, says how much of them.
Role = Literal["asked", "stand_in"]

# The places of wanted skills with their shares of a value, in any common unit.
Shares = list[tuple[int, int]]


def _no_shares(_yardstick: Yardstick, _comparison: Comparison) -> Shares:
    return []


@dataclass(frozen=True, slots=True)
class _Feature:
    """A named feature with its default weight.

    `say` puts what was found into one plain sentence, `units` counts it, None where there is nothing to
    compare, and `shares` names the skills that make it up.
    """

    name: str
    weight: Fraction
    say: Callable[[Asked, Comparison], str]
    units: Callable[[Yardstick, Tally], int | None]

    @property
    def documentation(self) -> str:
        """The docstring of the feature, for people."""
        return " ".join((self.say.__doc__ or "").split())


@dataclass(frozen=True, slots=True)
class AskedFeature(_Feature):
    """A feature that postings may ask for. `all` counts what is asked for, 0 where nothing of the kind is."""

    all: Callable[[Asked], int]
    shares: Callable[[Yardstick, Comparison], Shares] = _no_shares
    role: Role = "asked"
    most: int = 1000  # the largest weight that can be given


@dataclass(frozen=True, slots=True)
class StandIn(_Feature):
    """A feature that pays from the points that missing skills leave open. `all` counts the whole score."""

    all: Callable[[Yardstick], int]
    shares: Callable[[Yardstick, Comparison], Shares] = _no_shares
    role: Role = "stand_in"
    most: int = 1


Feature = AskedFeature | StandIn


def required_skills(asked: Asked, comparison: Comparison) -> str:
    """Share of the skills that the posting requires, or names as part of the work, that the worker has.

    A skill that is only named as part of the work weighs half as much as a required one, and so do skills
    that nearly everybody has: teamwork, a word processor, the language that the posting is written in. A skill
    that the posting asks for without its name weighs as much as it is likely to be meant.
    """
    requirements = [wanted.requirement for wanted in asked.posting.wanted]
    required = [comparison.has(place) for place, how in enumerate(requirements) if how == "required"]
    named = [comparison.has(place) for place, how in enumerate(requirements) if how == "mentioned"]
    sentence = _held_of(required, "required skill")
    if named:
        others = f"{_held_of(named, 'skill')} that the posting names as part of the work"
        sentence = f"{sentence} and {others}" if required else others
    return f"Has {sentence}."


def preferred_skills(asked: Asked, comparison: Comparison) -> str:
    """Share of the skills that the posting would like to see, without requiring them, that the worker has.

    Where the posting names fewer of them than required skills, the weight counts in that proportion, so that
    one preferred skill does not outweigh a required one.
    """
    had = [comparison.has(place) for place, preferred in enumerate(asked.is_preferred) if preferred]
    return f"Has {_held_of(had, 'preferred skill')}."


def experience(asked: Asked, comparison: Comparison) -> str:
    """Length of experience, paid or not, against what the posting asks for; more than that adds nothing.

    Gaps and how long ago it was never count. Where years are given for single skills, each is compared by
    itself.
    """
    cases = asked.months_had(comparison)
    if len(cases) > 1:
        enough = sum(own >= months for months, own in cases)
        return f"Has as long an experience as asked for in {enough} of {len(cases)} cases."
    ((months, own),) = cases
    if not own:
        return f"Asks for {_length(months)} of experience; none was found."
    return f"Has {_length(own)} of experience; {_length(months)} asked for."


def related_skills(_asked: Asked, comparison: Comparison) -> str:
    """Credit for a wanted skill that the worker lacks, where another of the worker's skills is near to it.

    Near are special cases, the general skill, other special cases of it, related skills, and skills with a
    similar name. The value is this credit as a share of the whole score, and it pays from the points that the
    missing skills leave open.
    """
    near = sum(found.relation is not None for found in comparison.found.values())
    if not near:
        return "No other skill stands in for a missing one."
    have = "has" if near == 1 else "have"
    return f"{_count(near, 'missing skill')} {have} a near relative among the worker's skills."


def occupation(_asked: Asked, comparison: Comparison) -> str:
    """How close the nearest of the worker's occupations is to the posting's, by what both need of people.

    It stands in for wanted skills that the worker does not name, and pays from the points that they leave
    open, by the square of the closeness: having done similar work can only help, and having done other work,
    or none, never costs a point.
    """
    if comparison.nearest_roles is None:
        return "A side names no occupation."
    own, wanted = comparison.nearest_roles
    if own.id == wanted.id:
        return f"The worker's occupation is that of the posting: {wanted.title}."
    return f"Nearest occupation of the worker: {own.title}. The posting's: {wanted.title}."


def _required_shares(yardstick: Yardstick, comparison: Comparison) -> Shares:
    return _asked_shares(yardstick.asked, comparison, preferred=False)


def _preferred_shares(yardstick: Yardstick, comparison: Comparison) -> Shares:
    return _asked_shares(yardstick.asked, comparison, preferred=True)


def _asked_shares(asked: Asked, comparison: Comparison, *, preferred: bool) -> Shares:
    return [
        (place, asked.weights[place])
        for place in sorted(comparison.found)
        if asked.is_preferred[place] is preferred and comparison.has(place)
    ]


def _related_units(yardstick: Yardstick, tally: Tally) -> int | None:
    return tally.near if yardstick.all_worth else None


def _related_shares(yardstick: Yardstick, comparison: Comparison) -> Shares:
    return [
        (place, yardstick.worth[place] * comparison.found[place].credit)
        for place in sorted(comparison.found)
        if not comparison.has(place)
    ]


def _occupation_units(yardstick: Yardstick, tally: Tally) -> int | None:
    return None if tally.closeness is None else tally.closeness * yardstick.open_worth(tally)


def _held_of(had: Sequence[bool], noun: str) -> str:
    return f"{sum(had)} of {_count(len(had), noun)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _length(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [_count(years, "year")] if years else []
    if rest or not parts:
        parts.append(_count(rest, "month"))
    return " and ".join(parts)


ASKED = (
    AskedFeature(
        REQUIRED,
        Fraction(65, 100),
        required_skills,
        units=lambda _, tally: tally.required,
        all=lambda asked: asked.required,
        shares=_required_shares,
    ),
    AskedFeature(
        PREFERRED,
        Fraction(20, 100),
        preferred_skills,
        units=lambda _, tally: tally.preferred,
        all=lambda asked: asked.preferred,
        shares=_preferred_shares,
    ),
    AskedFeature(
        "experience",
        Fraction(15, 100),
        experience,
        units=lambda _, tally: tally.months,
        all=lambda asked: asked.all_months,
    ),
)
STAND_INS = (
    StandIn(
        RELATED,
        Fraction(1),
        related_skills,
        units=_related_units,
        all=lambda yardstick: yardstick.unit * WHOLE,
        shares=_related_shares,
    ),
    StandIn(
        "occupation",
        Fraction(10, 100),
        occupation,
        units=_occupation_units,
        all=lambda yardstick: yardstick.open_unit * WHOLE,
    ),
)
FEATURES: tuple[Feature, ...] = (*ASKED, *STAND_INS)
