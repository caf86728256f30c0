from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching.apportion import apportion, half_up, over_one_denominator, share_out

numbers = st.lists(st.integers(0, 10**9), max_size=30)


@given(numbers, st.integers(1, 10**6))
def test_parts_sum_to_the_rounded_total_and_are_their_values_rounded(
    numerators: list[int], unit: int
) -> None:
    total = half_up(sum(numerators), unit)
    units = apportion(total, numerators, unit)
    assert sum(units) == total
    for whole, number in zip(units, numerators, strict=True):
        assert abs(whole * unit - number) < unit


@given(st.integers(0, 100_000), numbers)
def test_shares_sum_to_the_total_in_their_ratio(total: int, shares: list[int]) -> None:
    units = share_out(total, shares)
    whole = sum(shares)
    if not whole:
        assert units == [0] * len(shares)
        return
    assert sum(units) == total
    assert all(abs(unit * whole - total * share) < whole for unit, share in zip(units, shares, strict=True))


def test_the_largest_remainder_gets_the_unit_and_ties_go_to_the_earlier() -> None:
    assert share_out(10, [1, 1, 1]) == [4, 3, 3]
    assert share_out(10, [1, 2, 1]) == [3, 5, 2]
    assert apportion(3, [4, 10, 1], 5) == [1, 2, 0]


@pytest.mark.parametrize(("total", "numerators"), [(5, [6]), (2, [6]), (1, [-1, 3]), (1, [])])
def test_refuses_what_cannot_sum(total: int, numerators: list[int]) -> None:
    with pytest.raises(ValueError, match="sum to the total"):
        apportion(total, numerators, 2)


@given(st.lists(st.fractions(), max_size=8))
def test_over_one_denominator(values: list[Fraction]) -> None:
    numerators, unit = over_one_denominator(values)
    assert [Fraction(number, unit) for number in numerators] == values


@pytest.mark.parametrize(
    ("value", "rounded"), [("0", 0), ("0.4", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49", 2)]
)
def test_half_up(value: str, rounded: int) -> None:
    assert half_up(*Fraction(value).as_integer_ratio()) == rounded
