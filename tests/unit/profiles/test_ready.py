"""Skills read the short way are what they are when read the long way, and what is not plain goes the long way."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.pipeline import Extractor
from app.occupations.catalogue import Catalogue
from app.profiles.ready import group_ids, merged_months, ready_posting, ready_skills
from app.profiles.schemas import Side, SideSkill
from app.profiles.sides import SideReader
from app.vocabulary.index.index import VocabularyIndex

IDS = ("esco:python", "esco:cash", "onet:trucks", "onet:python")  # two are the same skill


class _Reader:
    def __init__(self, index: VocabularyIndex) -> None:
        self.index = index


KNOWN = IDS[0]

SKILLS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(IDS)},
        optional={
            "requirement": st.sampled_from(["required", "preferred", "mentioned"]),
            "years": st.none() | st.integers(0, 80) | st.floats(0, 80),
        },
    ),
    max_size=6,
)


def long_way(index: VocabularyIndex) -> SideReader:
    return SideReader(cast(Extractor, _Reader(index)), cast(Catalogue, None), "fast", date(2026, 1, 1))


@given(sent=SKILLS)
def test_a_worker_is_the_same(sent: list[dict[str, Any]], index: VocabularyIndex) -> None:
    ready = ready_skills(group_ids(index), sent)
    assert ready is not None
    held = long_way(index).worker(Side(skills=[SideSkill.model_validate(each) for each in sent]), None).held
    assert list(merged_months(ready).items()) == [(index.skill_id(each.skill), each.months) for each in held]
    content = [SideSkill.model_validate(each).model_dump(exclude_unset=True) for each in sent]
    assert ready.content == content


@given(sent=SKILLS)
def test_a_posting_is_the_same(sent: list[dict[str, Any]], index: VocabularyIndex) -> None:
    ready = ready_skills(group_ids(index), sent)
    assert ready is not None
    side = Side(skills=[SideSkill.model_validate(each) for each in sent])
    assert ready_posting(index, ready) == long_way(index).posting(side, None)


@pytest.mark.parametrize("sent", [None, {}, KNOWN, [None], [KNOWN], [["id"]], [{}], [{"id": KNOWN}] * 1001])
def test_what_is_no_list_of_skills_goes_the_long_way(sent: Any, index: VocabularyIndex) -> None:
    assert ready_skills(group_ids(index), sent) is None


@pytest.mark.parametrize(
    "field",
    [
        {"id": None},
        {"id": [KNOWN]},
        {"id": "esco:none"},
        {"level": 1},
        {"years": {"min": 1}},
        {"years": True},
        {"years": -1},
        {"years": float("nan")},
        {"years": 81},
        {"requirement": "must"},
        {"requirement": ["required"]},
    ],
)
def test_what_is_not_plain_goes_the_long_way(field: Any, index: VocabularyIndex) -> None:
    assert ready_skills(group_ids(index), [{"id": KNOWN, **field}]) is None
