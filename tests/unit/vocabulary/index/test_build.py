from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.errors import NotReady
from app.vocabulary.index.build import build_index
from app.vocabulary.index.files import index_key
from app.vocabulary.index.index import Link, VocabularyIndex
from app.vocabulary.terms import INVERSE, ReleaseKey, VocabularyRows
from tests.unit.vocabulary.small_vocabulary import LINKS, NAMES, RELEASES, SKILLS, LetterEncoder, rows_of

Build = Callable[[VocabularyRows], VocabularyIndex]


def row(index: VocabularyIndex, skill_id: str) -> int:
    found = index.row(skill_id)
    assert found is not None
    return found


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_rows_in_any_order_make_the_same_files(tmp_path: Path) -> None:
    shuffled = random.Random(3)
    for folder in ("one", "other"):
        skills, names, links = list(SKILLS), list(NAMES), list(LINKS)
        for listed in (skills, names, links):
            shuffled.shuffle(listed)
        build_index(rows_of(skills, names, links), tmp_path / folder, LetterEncoder())
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_says_everything_about_a_skill(small_index: VocabularyIndex) -> None:
    for skill in SKILLS:
        at = row(small_index, skill.id)
        assert small_index.skill_json(at) == {
            "id": skill.id,
            "uri": skill.uri,
            "label": skill.label,
            "framework": skill.framework,
            "type": skill.type,
        }
        assert (small_index.skill_id(at), small_index.label(at)) == (skill.id, skill.label)
    assert len(small_index) == len(SKILLS)
    assert small_index.row("esco:unknown") is None


def test_skills_stand_in_the_order_of_frameworks_and_ids(small_index: VocabularyIndex) -> None:
    ids = [small_index.skill_id(at) for at in range(len(small_index))]
    order = ["esco", "onet", "essential"]
    assert ids == sorted(ids, key=lambda skill_id: (order.index(skill_id.split(":")[0]), skill_id))


def test_names_of_a_skill_begin_with_its_label(small_index: VocabularyIndex) -> None:
    assert list(small_index.names_of(row(small_index, "essential:money"))) == [
        ("label", "en", "Handling money"),
        ("label", "es", "Manejar dinero"),
        ("alternative", "en", "count cash"),
    ]
    assert list(small_index.names_of(row(small_index, "onet:cpp"))) == [("label", "en", "C++")]
    every = [name for at in range(len(small_index)) for name in small_index.name_rows(at)]
    assert sorted(every) == list(range(len(small_index.names)))


def test_linked_terms_are_a_group(small_index: VocabularyIndex) -> None:
    esco, onet, essential = (row(small_index, f"{name}:service") for name in ("esco", "onet", "essential"))
    assert small_index.members(essential) == [esco, onet, essential]
    assert {small_index.group(member) for member in (esco, onet, essential)} == {esco}
    assert small_index.in_framework(essential, None) == esco
    assert small_index.in_framework(esco, "essential") == essential
    alone = row(small_index, "onet:cpp")
    assert small_index.members(alone) == [alone]
    assert small_index.in_framework(alone, "esco") is None


def test_what_is_shown_of_all_rows_is_what_is_shown_of_each(small_index: VocabularyIndex) -> None:
    for framework in (None, *small_index.frameworks, "unknown"):
        shown = [small_index.in_framework(row, framework) for row in range(len(small_index))]
        assert small_index.shown_in(framework).tolist() == [-1 if row is None else row for row in shown]


def test_links_go_both_ways(small_index: VocabularyIndex) -> None:
    python, programming = row(small_index, "esco:python"), row(small_index, "esco:programming")
    assert Link("broader", programming) in small_index.links(python)
    assert Link("narrower", python) in small_index.links(programming)
    for at in range(len(small_index)):
        for link in small_index.links(at):
            assert Link(INVERSE[link.relation], at) in small_index.links(link.target)


def test_a_link_to_a_skill_that_is_not_here_is_left_out(small_index: VocabularyIndex) -> None:
    links = small_index.links(row(small_index, "onet:cpp"))
    assert links == [Link("broader", row(small_index, "esco:programming"))]


def test_names_are_found_as_phrases_by_any_inflection(small_index: VocabularyIndex) -> None:
    stems = [small_index.words.word(word).stem for word in ["operating", "forklifts", "customer", "services"]]
    found = {
        small_index.names[name]
        for _, _, phrase in small_index.phrases.find(stems)
        for name in small_index.phrases.names_of(phrase)
    }
    assert found == {"operate forklift", "customer service"}


def test_ordinary_words_come_along(small_index: VocabularyIndex) -> None:
    words = small_index.words
    assert words.ordinary_count(words.word("Excel").plain) == 40
    assert not words.is_name_word(words.word("running").plain)


def test_a_vector_for_each_label(small_index: VocabularyIndex) -> None:
    assert small_index.vectors.shape == (len(SKILLS), 26)
    assert np.allclose(np.linalg.norm(small_index.vectors, axis=1), 1)


def test_arrays_are_read_only(small_index: VocabularyIndex) -> None:
    with pytest.raises(ValueError, match="read-only"):
        small_index.vectors[0] = 0


def test_an_empty_vocabulary_can_be_opened(build: Build) -> None:
    index = build(rows_of([]))
    assert len(index) == 0
    assert list(index.phrases.find([1, 2])) == []
    assert index.receipt_vocabulary()[0] == {"framework": "esco", "version": "2"}


def test_an_index_that_is_there_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "index"
    build_index(rows_of(SKILLS), target, LetterEncoder())
    build_index(rows_of(SKILLS[:1]), target, LetterEncoder())
    assert len(VocabularyIndex(target)) == len(SKILLS)
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    class Broken:
        def encode(self, texts: object) -> np.ndarray:
            raise RuntimeError("no vectors")

    with pytest.raises(RuntimeError, match="no vectors"):
        build_index(rows_of(SKILLS), tmp_path / "index", Broken())
    assert list(tmp_path.iterdir()) == []


def test_a_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="parlance seed"):
        VocabularyIndex(tmp_path / "nowhere")


def test_the_description_names_the_releases(small_index: VocabularyIndex, tmp_path: Path) -> None:
    build_index(rows_of(SKILLS), tmp_path / "index", LetterEncoder())
    description = json.loads((tmp_path / "index" / "index.json").read_text())
    assert description["releases"] == [["esco", "2", "a"], ["onet", "3", "b"], ["essential", "1", "c"]]
    assert small_index.releases == tuple(ReleaseKey(*each) for each in description["releases"])


def test_the_key_depends_on_the_releases_and_what_else_decides_but_not_on_their_order() -> None:
    key = index_key(RELEASES, extra="encoder 1")
    assert key == index_key(RELEASES[::-1], extra="encoder 1")
    changed = [ReleaseKey("esco", "2", "another"), *RELEASES[1:]]
    assert len({key, index_key(changed, extra="encoder 1"), index_key(RELEASES, extra="encoder 2")}) == 3
