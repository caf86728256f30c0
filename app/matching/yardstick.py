"""The yardstick: what a posting asks for under given weights, in whole numbers, read once for all workers.

Everything that a score is made of is counted in whole units over denominators that depend on the posting and
the weights alone. So workers are compared by integers, and a sum is exact in any order.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import NamedTuple

from app.matching.apportion import over_one_denominator
from app.matching.matches import WHOLE, Comparison
from app.profiles.profile import PostingProfile

Weights = dict[str, Fraction]

REQUIRED, PREFERRED, RELATED = "required_skills", "preferred_skills", "related_skills"  # names of features


class Tally(NamedTuple):
    """What a worker brings of what a posting asks for.

    `required` and `preferred` are weights of the skills had; `had` is what the skills had are worth and
    `near` what stands near missing ones, times its credit in hundredths; `months` are as in `Asked`.
    """

    required: int
    preferred: int
    had: int
    near: int
    months: int
    closeness: int | None


class Asked:
    """What a posting asks for, whatever the weights of the features."""

    def __init__(self, posting: PostingProfile) -> None:
        self.posting = posting
        self.weights, _ = over_one_denominator([wanted.weight for wanted in posting.wanted])
        self.is_preferred = [wanted.requirement == "preferred" for wanted in posting.wanted]
        self.preferred = sum(
            weight for weight, preferred in zip(self.weights, self.is_preferred, strict=True) if preferred
        )
        self.required = sum(self.weights) - self.preferred
        # Experience asked for: in months, by the place of the skill, None for experience in all.
        self.months: list[tuple[int | None, int]] = [(None, posting.months)] if posting.months else []
        self.months += [(place, item.months) for place, item in enumerate(posting.wanted) if item.months]
        # Each case counts the same: its months are counted in parts of a common multiple.
        self.months_each = lcm(*(asked for _, asked in self.months))
        self.all_months = self.months_each * len(self.months)

    def months_had(self, comparison: Comparison) -> list[tuple[int, int]]:
        """The months of experience asked for and had: in all, and with single skills."""
        in_all = comparison.worker.months or 0
        cases = []
        for place, asked in self.months:
            own: int | None = in_all
            if place is not None:
                own = comparison.found[place].held.months if comparison.has(place) else 0
            cases.append((asked, in_all if own is None else own))
        return cases


class Yardstick:
    """What a posting asks for under given weights; `shares` are the asked features' in whole numbers.

    `worth` gives the share of the whole score that each wanted skill brings, as numerators over `unit`.
    """

    def __init__(self, asked: Asked, weights: Weights, shares: Mapping[str, int]) -> None:
        self.asked, self._weights, self._shares = asked, weights, shares
        self.all_shares = sum(shares.values())
        # One skill brings (share of the feature) * (its weight) / (weight of all of its kind).
        required, preferred = asked.required or 1, asked.preferred or 1
        each = shares[REQUIRED] * preferred, shares[PREFERRED] * required
        worth = [weight * each[kind] for weight, kind in zip(asked.weights, asked.is_preferred, strict=True)]
        unit = self.all_shares * required * preferred
        common = gcd(unit, *worth)
        self.worth, self.unit = [share // common for share in worth], unit // common
        self.all_worth = sum(self.worth)
        self.related, self.related_unit = weights[RELATED].as_integer_ratio()
        self.open_unit = self.unit * self.related_unit * WHOLE

    @cached_property
    def applied(self) -> Weights:
        """The weights of the features: of the asked ones as shares of 1, of the stand-ins as given."""
        shares = {name: Fraction(share, self.all_shares) for name, share in self._shares.items()}
        return {**self._weights, **shares}

    @cached_property
    def worths(self) -> list[Fraction]:
        """What each wanted skill brings, 0 to 100."""
        return [Fraction(100 * share, self.unit) for share in self.worth]

    def tally(self, comparison: Comparison) -> Tally:
        """What the worker of a comparison brings."""
        asked, worth = self.asked, self.worth
        of_kind, had, near = [0, 0], 0, 0
        for place, found in comparison.found.items():
            if found.relation is None:
                of_kind[asked.is_preferred[place]] += asked.weights[place]
                had += worth[place]
            else:
                near += worth[place] * found.credit
        months = 0
        if asked.months:
            each = asked.months_each
            months = sum(min(own, month) * (each // month) for month, own in asked.months_had(comparison))
        required, preferred = of_kind
        return Tally(required, preferred, had, near, months, comparison.closeness)

    def open_worth(self, tally: Tally) -> int:
        """What the skills had and the related ones leave open, over `open_unit`."""
        return (self.all_worth - tally.had) * WHOLE * self.related_unit - tally.near * self.related
