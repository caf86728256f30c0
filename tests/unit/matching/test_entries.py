from __future__ import annotations

from typing import Any

import orjson
import pytest

from app.matching import entries
from app.matching.entries import Entries, WrittenEntries
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import Profiles


def written(value: Any) -> Any:
    """A value as somebody reads it in the answer."""
    return orjson.loads(orjson.dumps(value))


@pytest.mark.parametrize("skill", ["esco:cash", "onet:java"])
def test_written_entries_say_what_plain_ones_say(
    skill: str, index: VocabularyIndex, profiles: Profiles
) -> None:
    row, plain, as_json = profiles.row(skill), Entries(index), WrittenEntries(index)
    assert written(as_json.skill(row)) == plain.skill(row) == index.skill_json(row)
    assert written(as_json.unshown(row)) == plain.unshown(row)
    assert plain.unshown(row) == {"skill": index.skill_json(row), "worker_evidence": []}


def test_what_is_kept_may_hold_what_is_written(index: VocabularyIndex, profiles: Profiles) -> None:
    row, as_json = profiles.row("esco:cash"), WrittenEntries(index)
    entry = {"skill": as_json.skill(row), "points_lost": 2.5}
    assert written(as_json.keep(entry)) == {"skill": index.skill_json(row), "points_lost": 2.5}
    assert Entries(index).keep(entry) is entry


def test_each_is_written_once_for_all_answers_of_an_index(index: VocabularyIndex, profiles: Profiles) -> None:
    row = profiles.row("esco:cash")
    assert WrittenEntries(index).skill(row) is WrittenEntries(index).skill(row)
    assert WrittenEntries(index).unshown(row) is WrittenEntries(index).unshown(row)


def test_no_more_are_remembered_than_so_many(
    index: VocabularyIndex, profiles: Profiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "_MOST_WRITTEN", 2)
    as_json = WrittenEntries(index)
    rows = profiles.groups[:5]
    first = as_json.skill(rows[0])
    said = [written(as_json.skill(row)) for row in rows]
    assert said == [index.skill_json(row) for row in rows]
    again = as_json.skill(rows[0])
    assert again is not first, "it was forgotten"
    assert written(again) == written(first)
