from __future__ import annotations

import gzip

import pytest

from seed_data.building import ratings
from seed_data.building.records import Occupation

OCCUPATIONS = [
    Occupation("onet:11-1011.00", "onet", "", "Chiefs", ""),
    Occupation("onet:15-1252.00", "onet", "", "Developers", ""),
]
COLUMNS = {"Skill:Speaking": "onet:2.A.1.d", "Ability:Stamina": "onet:1.A.3.b.1"}


def packed(*lines: str, header: str = ",Skill:Speaking,Ability:Stamina") -> bytes:
    return gzip.compress("\n".join([header, *lines]).encode(), mtime=0)


def test_rows_and_columns_are_in_the_order_of_their_ids() -> None:
    table = ratings.table(packed("Developers,0.5,0", "Chiefs,0.12345,0.99999999"), OCCUPATIONS, COLUMNS)
    assert table == [
        ["occupation_id", "onet:1.A.3.b.1", "onet:2.A.1.d"],
        ["onet:11-1011.00", "1.000", "0.123"],
        ["onet:15-1252.00", "0.000", "0.500"],
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (packed("Pilots,0.5,0"), "belong to no occupation"),
        (packed("Chiefs,1.5,0"), "outside 0–1"),
        (packed("Chiefs,nan,0"), "outside 0–1"),
        (packed("Chiefs,1,0", header=",Skill:Speaking,Ability:Strength"), "differ in these columns"),
    ],
)
def test_what_does_not_fit_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ratings.table(content, OCCUPATIONS, COLUMNS)
