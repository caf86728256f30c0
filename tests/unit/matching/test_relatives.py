from __future__ import annotations

from pathlib import Path

import pytest

from app.matching.relatives import CREDITS, relatives_of
from app.vocabulary.index.build import build_index
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import SkillLink, SkillTerm, VocabularyRows
from tests.unit.matching.small_vocabulary import Profiles, WordEncoder


def test_links_of_all_members_of_a_group_count(index: VocabularyIndex, profiles: Profiles) -> None:
    python, programming = profiles.row("onet:python"), profiles.row("esco:programming")
    assert python == profiles.row("esco:python")
    (found,) = relatives_of(index, [python])
    assert found.linked == {programming: (CREDITS["broader"], "broader")}
    assert list(found.parents) == [programming]


def test_what_was_found_is_kept(index: VocabularyIndex, profiles: Profiles) -> None:
    (first,), (second,) = (relatives_of(index, [profiles.row("onet:java")]) for _ in range(2))
    assert first is second


@pytest.mark.parametrize(("children", "credit"), [(2, 0.3), (25, 0.3), (26, 0.15), (200, 0.15), (201, None)])
def test_the_larger_the_family_the_less_its_members_say_of_each_other(
    tmp_path: Path, children: int, credit: float | None
) -> None:
    skills = [
        SkillTerm(f"esco:{n:03}", "esco", "skill", "https://example.org", f"s{n}")
        for n in range(children + 1)
    ]
    links = [SkillLink(f"esco:{n:03}", "broader", "esco:000", "checked") for n in range(1, children + 1)]
    build_index(VocabularyRows((), skills, [], links), tmp_path / "index", WordEncoder())
    (found,) = relatives_of(VocabularyIndex(tmp_path / "index"), [1])
    assert ([float(value) for value in found.parents.values()] or [None]) == [credit]


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    skills = [SkillTerm(f"esco:{n}", "esco", "skill", "https://example.org", f"s{n}") for n in range(2)]
    links = [
        SkillLink("esco:0", "broader", "esco:1", "checked"),
        SkillLink("esco:1", "broader", "esco:0", "checked"),
    ]
    build_index(VocabularyRows((), skills, [], links), tmp_path / "index", WordEncoder())
    (found,) = relatives_of(VocabularyIndex(tmp_path / "index"), [0])
    assert found.linked == {1: (CREDITS["narrower"], "narrower")}
