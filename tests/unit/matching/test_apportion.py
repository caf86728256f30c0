from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching.apportion import apportion, half_up, share_out

pairs = st.tuples(st.integers(0, 100_000), st.integers(1, 1000))
lists = st.lists(pairs, max_size=30).map(lambda found: [Fraction(*pair) for pair in found])


@given(lists)
def test_parts_sum_to_the_rounded_total_and_are_their_values_rounded(exact: list[Fraction]) -> None:
    total = half_up(sum(exact, Fraction(0)))
    units = apportion(total, exact)
    assert sum(units) == total
    for unit, value in zip(units, exact, strict=True):
        assert abs(unit - value) < 1
        assert unit == value or value.denominator > 1


@given(st.integers(0, 100_000), lists)
def test_shares_sum_to_the_total_in_their_ratio(total: int, shares: list[Fraction]) -> None:
    units = share_out(total, shares)
    whole = sum(shares)
    if not whole:
        assert units == [0] * len(shares)
        return
    assert sum(units) == total
    assert all(abs(unit - total * share / whole) < 1 for unit, share in zip(units, shares, strict=True))


def test_the_largest_remainder_gets_the_unit_and_ties_go_to_the_earlier() -> None:
    assert share_out(10, [Fraction(1), Fraction(1), Fraction(1)]) == [4, 3, 3]
    assert share_out(10, [Fraction(1), Fraction(2), Fraction(1)]) == [3, 5, 2]
    assert apportion(3, [Fraction(4, 5), Fraction(2), Fraction(1, 5)]) == [1, 2, 0]


@pytest.mark.parametrize(
    ("total", "exact"),
    [(5, [Fraction(3)]), (2, [Fraction(3)]), (1, [Fraction(-1, 2), Fraction(3, 2)]), (1, [])],
)
def test_refuses_what_cannot_sum(total: int, exact: list[Fraction]) -> None:
    with pytest.raises(ValueError, match="sum to the total"):
        apportion(total, exact)


@pytest.mark.parametrize(
    ("value", "rounded"), [("0", 0), ("0.4", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49", 2)]
)
def test_half_up(value: str, rounded: int) -> None:
    assert half_up(Fraction(value)) == rounded
