"""Exact sums: numbers rounded so that they add up to their rounded total.

The largest remainder method (Hamilton, 1792): round all down, then give the units left to the largest
remainders. Numbers come as whole numerators over one denominator.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


def apportion(total: int, numerators: Sequence[int], unit: int) -> list[int]:
    """Whole units, one number per numerator over `unit`, that sum to `total`; each is rounded down or up.

    The values must sum to `total` but for a rounding, or ValueError is raised. What is exactly zero stays
    zero; ties go to the earlier one.
    """
    parts = [divmod(number, unit) for number in numerators]
    units = [whole for whole, _ in parts]
    left = total - sum(units)
    if min(units, default=0) < 0 or not 0 <= left <= sum(1 for _, rest in parts if rest):
        raise ValueError("the exact values must be positive and sum to the total but for a rounding")
    if left:
        for at in sorted(range(len(parts)), key=lambda at: (-parts[at][1], at))[:left]:
            units[at] += 1
    return units


def share_out(total: int, shares: Sequence[int]) -> list[int]:
    """Whole units in the ratio of the shares that sum to `total`, or all zero where the shares are."""
    whole = sum(shares)
    if not whole:
        return [0] * len(shares)
    return apportion(total, [total * number for number in shares], whole)


def over_one_denominator(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The numerators of the values over their common denominator, and it: whole numbers add faster."""
    ratios = [value.as_integer_ratio() for value in values]
    unit = lcm(*{denominator for _, denominator in ratios})
    return [numerator * (unit // denominator) for numerator, denominator in ratios], unit


def half_up(numerator: int, denominator: int) -> int:
    """A quotient that is not negative, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)
