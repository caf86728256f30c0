"""The scorer: features times weights, rounded so that every sum is exact.

The asked features share out 100 points by their weights, among those that the posting asks for; so the same
posting measures every worker by the same yardstick. Where a posting names fewer preferred skills than
required ones, their weight counts in that proportion: one preferred skill never outweighs a required one. A
missing skill leaves its points open, and the stand-ins pay from these: first a related skill, by its credit,
then the occupation, from what is still open. So each further skill, nearer skill or nearer occupation adds
points or changes nothing, and 100 is never passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import NamedTuple

from app.matching.apportion import apportion, half_up, over_one_denominator, share_out
from app.matching.features import ASKED, FEATURES, STAND_INS
from app.matching.matches import WHOLE, Comparison, Match
from app.matching.yardstick import PREFERRED, Asked, Weights, Yardstick
from app.profiles.profile import PostingProfile

PER_POINT = 10  # a score and its parts have one decimal: they are counted in tenths of a point
SKILL_PER_POINT = 1000  # points of single skills have three
_NOTHING = Fraction(0)


class Part(NamedTuple):
    """One feature's share of a score: `points` in tenths.

    `skills` are the places of wanted skills with their points in thousandths.
    """

    feature: str
    weight: Fraction
    value: Fraction
    points: int
    explanation: str
    skills: tuple[tuple[int, int], ...]


class Scorer:
    """Scores workers by one posting under the same weights. All that does not hang on the worker is in it.

    `per_unit` is what a unit of each feature brings, in tenths of a point over `unit`.
    """

    def __init__(self, posting: PostingProfile, weights: Weights) -> None:
        asked = Asked(posting)
        alls = [feature.all(asked) for feature in ASKED]
        shares = _shares(weights, asked, alls)
        self.yardstick: Yardstick | None = None
        if any(shares.values()):
            self.yardstick = yardstick = Yardstick(asked, weights, shares)
            self.alls = alls + [feature.all(yardstick) for feature in STAND_INS]
            ratios = [(shares[feature.name], yardstick.all_shares) for feature in ASKED]
            ratios += [weights[feature.name].as_integer_ratio() for feature in STAND_INS]
            self.per_unit, self.unit = _over_one_unit(ratios, self.alls)

    def score(self, comparison: Comparison) -> Score | None:
        """The score of a worker laid against the posting, or None without skills or anything weighed."""
        if self.yardstick is None or not comparison.worker.held or not comparison.posting.wanted:
            return None
        return Score(self, self.yardstick, comparison)


class Score:
    """A score: `points` in tenths of a point; what it is made of is worked out where it is asked for."""

    def __init__(self, scorer: Scorer, yardstick: Yardstick, comparison: Comparison) -> None:
        self._scorer, self._yardstick, self.comparison = scorer, yardstick, comparison
        tally = yardstick.tally(comparison)
        self._units = [
            feature.units(yardstick, tally) if all_ else None
            for feature, all_ in zip(FEATURES, scorer.alls, strict=True)
        ]
        self._tenths = sum(
            units * each for units, each in zip(self._units, scorer.per_unit, strict=True) if units
        )
        self.points = half_up(self._tenths, scorer.unit)

    @property
    def exact(self) -> Fraction:
        """The score, 0 to 100, before it is rounded: what a list is ordered by."""
        return Fraction(self._tenths, self._scorer.unit * PER_POINT)

    def whole(self, parts: int) -> int:
        """The same in so many parts of a point, rounded down: whole numbers compare faster."""
        return self._tenths * parts // (self._scorer.unit * PER_POINT)

    @property
    def weights(self) -> Weights:
        """The weights as applied: shares of 1 for the asked features; 0 where there is nothing to compare."""
        nothing = {
            feature.name: Fraction(0)
            for feature, units in zip(FEATURES, self._units, strict=True)
            if units is None
        }
        return {**self._yardstick.applied, **nothing}

    @property
    def worths(self) -> Sequence[Fraction]:
        """What each wanted skill is worth, 0 to 100."""
        return self._yardstick.worths

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Each wanted skill with what the worker has for it and what it is worth, 0 to 100."""
        found, wanted = self.comparison.found, self.comparison.posting.wanted
        return tuple(
            Match(item, found.get(place), worth)
            for place, (item, worth) in enumerate(zip(wanted, self._yardstick.worths, strict=True))
        )

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts: rounded to one decimal to sum to the score, and their skills to sum to them."""
        present = [(at, units) for at, units in enumerate(self._units) if units is not None]
        exact = [units * self._scorer.per_unit[at] for at, units in present]
        points = apportion(self.points, exact, self._scorer.unit)
        return tuple(self._part(at, units, share) for (at, units), share in zip(present, points, strict=True))

    def _part(self, at: int, units: int, points: int) -> Part:
        feature, yardstick = FEATURES[at], self._yardstick
        shares = feature.shares(yardstick, self.comparison)
        thousandths = share_out(points * SKILL_PER_POINT // PER_POINT, [share for _, share in shares])
        return Part(
            feature.name,
            yardstick.applied[feature.name],
            Fraction(units, self._scorer.alls[at]),
            points,
            feature.say(yardstick.asked, self.comparison),
            tuple(zip((place for place, _ in shares), thousandths, strict=True)),
        )


def score(comparison: Comparison, weights: Weights) -> Score | None:
    """The score of a comparison, or None where a side has no skill, or nothing asked for has a weight."""
    return Scorer(comparison.posting, weights).score(comparison)


def _shares(weights: Weights, asked: Asked, alls: list[int]) -> dict[str, int]:
    """The weights of the asked features in whole numbers, 0 with nothing to compare."""
    given = [weights[feature.name] if all_ else _NOTHING for feature, all_ in zip(ASKED, alls, strict=True)]
    shares = dict(zip((feature.name for feature in ASKED), over_one_denominator(given)[0], strict=True))
    if 0 < asked.preferred < asked.required:
        preferred = shares[PREFERRED] * asked.preferred
        shares = {name: share * asked.required for name, share in shares.items()} | {PREFERRED: preferred}
    return shares


def _over_one_unit(weights: Sequence[tuple[int, int]], alls: Sequence[int]) -> tuple[list[int], int]:
    """What a unit of each feature brings in tenths of a point: numerators over one unit, and it."""
    ratios = []
    for (numerator, denominator), all_ in zip(weights, alls, strict=True):
        brings, unit = 100 * PER_POINT * numerator, denominator * all_ or 1
        common = gcd(brings, unit)
        ratios.append((brings // common, unit // common))
    unit = lcm(*(denominator for _, denominator in ratios))
    return [numerator * (unit // denominator) for numerator, denominator in ratios], unit


def reverse_score(comparison: Comparison) -> int | None:
    """How much of what the worker offers the posting uses, in tenths: the mean credit of the worker's skills.

    A skill's credit is the best that it gets for any wanted skill, 0 where it stands for none; None without
    skills.
    """
    held = len(comparison.worker.held)
    if not held or not comparison.posting.wanted:
        return None
    best: dict[int, int] = {}
    for found in comparison.found.values():
        skill = found.held.skill
        if found.credit > best.get(skill, 0):
            best[skill] = found.credit
    return half_up(100 * PER_POINT * sum(best.values()), WHOLE * held)
