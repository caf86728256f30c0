from __future__ import annotations

from fractions import Fraction

from app.matching.comparison import compare
from app.occupations.catalogue import Catalogue
from app.profiles.profile import Evidence, Held, Role, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import COOKS, FORKLIFT_OPERATORS, MOVERS, TITLES, Profiles


def far(_one: str, _other: str) -> float:
    return 0.0


def test_every_skill_of_both_sides_is_in_one_place(index: VocabularyIndex, profiles: Profiles) -> None:
    posting = profiles.posting("esco:cash", "onet:postgresql", "esco:german")
    worker = profiles.worker("esco:crane", "onet:mysql", "esco:cash")
    found = compare(index, posting, worker, far)
    assert [(match.credit, match.relation) for match in found.matches] == [
        (Fraction(1), None),
        (Fraction(3, 10), "related"),
        (Fraction(0), None),
    ]
    assert [match.is_exact for match in found.matches] == [True, False, False]
    assert [item.skill for item in found.extra] == [profiles.row("esco:crane")]


def test_linked_terms_count_as_one(index: VocabularyIndex, profiles: Profiles) -> None:
    found = compare(index, profiles.posting("onet:python"), profiles.worker("esco:python"), far)
    assert found.matches[0].is_exact
    assert found.extra == []


def test_the_match_keeps_the_words_of_the_worker(index: VocabularyIndex, profiles: Profiles) -> None:
    shown = (Evidence("till", 3, 7),)
    worker = WorkerProfile((Held(profiles.row("esco:cash"), shown),))
    found = compare(index, profiles.posting("esco:cash"), worker, far)
    assert found.matches[0].held is not None
    assert found.matches[0].held.evidence == shown


def test_the_nearest_pair_of_occupations_counts(
    index: VocabularyIndex, profiles: Profiles, catalogue: Catalogue
) -> None:
    def role(occupation: str) -> Role:
        return Role(occupation, TITLES[occupation])

    posting = profiles.posting("esco:cash", roles=(role(MOVERS),))
    worker = profiles.worker("esco:cash", roles=(role(COOKS), role(FORKLIFT_OPERATORS)))
    found = compare(index, posting, worker, catalogue.closeness)
    assert found.nearest_roles == (role(FORKLIFT_OPERATORS), role(MOVERS))
    assert found.closeness is not None
    assert 0 < found.closeness < 100
    assert compare(index, posting, profiles.worker("esco:cash"), catalogue.closeness).closeness is None
