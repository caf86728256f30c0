"""Exact sums: numbers rounded so that they add up to their rounded total (largest remainder method, Hamilton 1792)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


def apportion(total: int, exact: Sequence[Fraction]) -> list[int]:
    """Whole units, one number per exact value, that sum to `total`; each is its value rounded down or up.

    The values must sum to `total` but for a rounding, so to less than one unit from it; ties go to the earlier one.
    What is exactly zero stays zero. Raises ValueError where that cannot be.
    """
    numerators, unit = over_one_denominator(exact)
    parts = [divmod(number, unit) for number in numerators]
    units = [whole for whole, _ in parts]
    open_units = total - sum(units)
    if min(units, default=0) < 0 or not 0 <= open_units <= sum(1 for _, rest in parts if rest):
        raise ValueError("the exact values must be positive and sum to the total but for a rounding")
    for at in sorted(range(len(parts)), key=lambda at: (-parts[at][1], at))[:open_units]:
        units[at] += 1
    return units


def share_out(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Whole units in the ratio of the shares that sum to `total`, or all zero where the shares are."""
    numerators, _ = over_one_denominator(shares)
    whole = sum(numerators)
    if not whole:
        return [0] * len(numerators)
    return apportion(total, [Fraction(total * number, whole) for number in numerators])


def over_one_denominator(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The numerators of the values over their common denominator, and that denominator: fractions add slowly."""
    unit = lcm(*(value.denominator for value in values))
    return [value.numerator * (unit // value.denominator) for value in values], unit


def half_up(value: Fraction) -> int:
    """A value that is not negative, rounded half up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
