from __future__ import annotations

from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.related import related_skills


def near(index: VocabularyIndex, skill_id: str) -> list[tuple[str, str]]:
    row = index.row(skill_id)
    assert row is not None
    return [(index.skill_id(each.skill), each.relation) for each in related_skills(index, row)]


def test_links_and_siblings_of_all_linked_terms(small_index: VocabularyIndex) -> None:
    assert near(small_index, "onet:python") == [
        ("esco:python", "exact_match"),
        ("esco:programming", "broader"),
        ("onet:cpp", "sibling"),
    ]


def test_the_general_skill_has_its_special_cases(small_index: VocabularyIndex) -> None:
    found = dict(near(small_index, "esco:programming"))
    assert found["esco:python"] == found["onet:cpp"] == "narrower"


def test_skills_named_alike_are_similar(small_index: VocabularyIndex) -> None:
    found = dict(near(small_index, "esco:cash"))
    assert found["essential:money"] == "narrower"
    assert "similar" in found.values()
    assert not {"onet:excel", "onet:cpp", "esco:cash"} & set(found)


def test_products_are_not_similar_by_their_names(small_index: VocabularyIndex) -> None:
    assert near(small_index, "onet:exceltrans") == []


def test_no_skill_comes_twice(small_index: VocabularyIndex) -> None:
    for row in range(len(small_index)):
        skills = [each.skill for each in related_skills(small_index, row)]
        assert len(set(skills)) == len(skills)
        assert row not in skills
