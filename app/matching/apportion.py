"""Exact sums: numbers rounded so that they add up to their rounded total.

The largest remainder method (Hamilton, 1792): round all down, then give the units left to the largest
remainders.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


def apportion(total: int, exact: Sequence[Fraction]) -> list[int]:
    """Whole units, one number per exact value, that sum to `total`; each is its value rounded down or up.

    The values must sum to `total` but for a rounding, or ValueError is raised. What is exactly zero stays
    zero; ties go to the earlier one.
    """
    return _largest_remainders(total, *over_one_denominator(exact))


def share_out(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Whole units in the ratio of the shares that sum to `total`, or all zero where the shares are."""
    numerators, _ = over_one_denominator(shares)
    whole = sum(numerators)
    if not whole:
        return [0] * len(numerators)
    return _largest_remainders(total, [total * number for number in numerators], whole)


def over_one_denominator(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The numerators of the values over their common denominator, and it: whole numbers add faster."""
    ratios = [value.as_integer_ratio() for value in values]
    unit = lcm(*{denominator for _, denominator in ratios})
    return [numerator * (unit // denominator) for numerator, denominator in ratios], unit


def exact_sum(values: Sequence[Fraction]) -> Fraction:
    """The sum of the values."""
    numerators, unit = over_one_denominator(values)
    return Fraction(sum(numerators), unit)


def half_up(value: Fraction) -> int:
    """A value that is not negative, rounded half up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _largest_remainders(total: int, numerators: Sequence[int], unit: int) -> list[int]:
    parts = [divmod(number, unit) for number in numerators]
    units = [whole for whole, _ in parts]
    left = total - sum(units)
    if min(units, default=0) < 0 or not 0 <= left <= sum(1 for _, rest in parts if rest):
        raise ValueError("the exact values must be positive and sum to the total but for a rounding")
    for at in sorted(range(len(parts)), key=lambda at: (-parts[at][1], at))[:left]:
        units[at] += 1
    return units
