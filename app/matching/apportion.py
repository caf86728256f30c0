"""Exact sums: shares of a total rounded so that they add up to it (largest remainder method, Hamilton 1792)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def apportion(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Whole units, one number per share, that sum to `total` and each stay within a unit of their exact part.

    The parts are in the ratio of the shares; ties go to the earlier one. All zero where the shares are.
    Raises ValueError for a negative share or total.
    """
    if total < 0 or any(share < 0 for share in shares):
        raise ValueError("a total and its shares cannot be negative")
    whole = sum(shares, Fraction(0))
    if not whole:
        return [0] * len(shares)
    exact = [total * share / whole for share in shares]
    units = [int(part) for part in exact]
    by_remainder = sorted(range(len(shares)), key=lambda at: (units[at] - exact[at], at))
    for at in by_remainder[: total - sum(units)]:
        units[at] += 1
    return units


def half_up(value: Fraction, unit: Fraction) -> int:
    """How many units a value has, rounded half up."""
    return int(value / unit + Fraction(1, 2))
