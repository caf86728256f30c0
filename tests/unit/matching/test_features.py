from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from app.matching.comparison import compare
from app.matching.features import FEATURES, Feature
from app.matching.scorer import Part, score
from app.matching.weights import read_weights
from app.profiles.profile import Held, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import COOKS, FORKLIFT_OPERATORS, Profiles

Parts = Callable[[PostingProfile, WorkerProfile], dict[str, Part]]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_each_feature_explains_itself(feature: Feature) -> None:
    documentation = feature.documentation
    sentences = re.findall(r"[A-Z][^.]+ [^.]+\.", documentation)
    assert sentences, "a feature needs a docstring of at least one full sentence"
    assert "\n" not in documentation
    assert not re.search(r"`|_", documentation), "the docstring is for people: no code in it"


def test_names_are_unique_and_defaults_within_bounds() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert all(0 <= feature.weight <= feature.most for feature in FEATURES)
    assert sum(feature.weight for feature in FEATURES if feature.role == "asked") == 1


@pytest.fixture
def parts(index: VocabularyIndex) -> Parts:
    def parts(posting: PostingProfile, worker: WorkerProfile) -> dict[str, Part]:
        comparison = compare(index, posting, worker, lambda one, other: 1.0 if one == other else 0.25)
        found = score(comparison, read_weights(None))
        assert found is not None
        return {part.feature: part for part in found.parts}

    return parts


def test_required_skills_is_the_weighted_share(parts: Parts, profiles: Profiles) -> None:
    wanted = profiles.posting("esco:cash", "esco:crane", "esco:german").wanted
    half = (*wanted[:2], replace(wanted[2], requirement="mentioned", weight=Fraction(1, 2)))
    found = parts(PostingProfile(half), profiles.worker("esco:cash", "esco:german"))["required_skills"]
    assert found.value == Fraction(3, 5)
    assert (
        found.explanation
        == "Has 1 of 2 required skills and 1 of 1 skill that the posting names as part of the work."
    )


def test_sentences_of_skills(parts: Parts, profiles: Profiles) -> None:
    posting = profiles.posting("esco:cash", "esco:crane", preferred=["esco:german"])
    found = parts(posting, profiles.worker("esco:cash"))
    assert found["required_skills"].explanation == "Has 1 of 2 required skills."
    assert found["preferred_skills"].explanation == "Has 0 of 1 preferred skill."
    assert "preferred_skills" not in parts(profiles.posting("esco:cash"), profiles.worker("esco:cash"))
    mentioned = (Wanted(profiles.row("esco:cash"), "mentioned", Fraction(1, 2)),)
    only = parts(PostingProfile(mentioned), profiles.worker("esco:cash"))["required_skills"]
    assert only.explanation == "Has 1 of 1 skill that the posting names as part of the work."


@pytest.mark.parametrize(
    ("asked", "has", "value", "sentence"),
    [
        (36, 18, "1/2", "Has 1 year and 6 months of experience; 3 years asked for."),
        (36, 36, "1", "Has 3 years of experience; 3 years asked for."),
        (12, 480, "1", "Has 40 years of experience; 1 year asked for."),
        (6, 1, "1/6", "Has 1 month of experience; 6 months asked for."),
        (24, None, "0", "Asks for 2 years of experience; none was found."),
    ],
)
def test_experience(
    parts: Parts, profiles: Profiles, asked: int, has: int | None, value: str, sentence: str
) -> None:
    posting, worker = profiles.posting("esco:cash", months=asked), profiles.worker("esco:cash", months=has)
    found = parts(posting, worker)["experience"]
    assert (found.value, found.explanation) == (Fraction(value), sentence)


def test_experience_that_is_not_asked_for_is_not_compared(parts: Parts, profiles: Profiles) -> None:
    assert "experience" not in parts(profiles.posting("esco:cash"), profiles.worker("esco:cash", months=100))


def test_years_of_single_skills_are_compared_each_by_itself(parts: Parts, profiles: Profiles) -> None:
    cash, crane, german = (profiles.row(id_) for id_ in ("esco:cash", "esco:crane", "esco:german"))
    posting = PostingProfile(
        tuple(Wanted(row, "required", Fraction(1), (), 24) for row in (cash, crane, german))
    )
    worker = WorkerProfile((Held(cash, (), 12), Held(crane)), months=60)
    found = parts(posting, worker)["experience"]
    assert found.value == Fraction(1, 2)  # half of it with cash, all work for the crane, German is lacking
    assert found.explanation == "Has as long an experience as asked for in 1 of 3 cases."


def test_related_skills_and_occupation_pay_from_what_is_open(parts: Parts, profiles: Profiles) -> None:
    forklifts, cooks = Role(FORKLIFT_OPERATORS, "Truck Operators"), Role(COOKS, "Cooks")
    wanted = profiles.posting("onet:postgresql", "esco:cash").wanted
    wanted = (wanted[0], replace(wanted[1], weight=Fraction(2, 3)))
    found = parts(PostingProfile(wanted, roles=(forklifts,)), profiles.worker("onet:mysql", roles=(cooks,)))
    related, close = found["related_skills"], found["occupation"]
    assert related.value == Fraction(60, 100) * Fraction(30, 100)
    assert related.explanation == "1 missing skill has a near relative among the worker's skills."
    assert close.value == Fraction(82, 100) * Fraction(6, 100)  # a quarter as close: a sixteenth
    assert close.explanation == "Nearest occupation of the worker: Cooks. The posting's: Truck Operators."


def test_without_points_for_skills_related_ones_are_not_compared(
    index: VocabularyIndex, profiles: Profiles
) -> None:
    posting, worker = profiles.posting("onet:postgresql", months=12), profiles.worker("onet:mysql", months=6)
    comparison = compare(index, posting, worker, lambda one, other: 0.0)
    found = score(comparison, read_weights({"required_skills": 0}))
    assert found is not None
    assert [part.feature for part in found.parts] == ["required_skills", "experience"]


def test_the_same_occupation_is_said_plainly(parts: Parts, profiles: Profiles) -> None:
    cooks = (Role(COOKS, "Cooks"),)
    posting = profiles.posting("esco:cash", roles=cooks)
    found = parts(posting, profiles.worker("esco:crane", roles=cooks))
    assert found["occupation"].explanation == "The worker's occupation is that of the posting: Cooks."
    assert "occupation" not in parts(posting, profiles.worker("esco:crane"))
