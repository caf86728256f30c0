from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from app.matching.comparison import compare
from app.matching.features import (
    FEATURES,
    Feature,
    experience,
    occupation,
    preferred_skills,
    related_skills,
    required_skills,
)
from app.matching.profiles import Comparison, Held, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import COOKS, FORKLIFT_OPERATORS, Profiles

Compared = Callable[[PostingProfile, WorkerProfile], Comparison]


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
def compared(index: VocabularyIndex) -> Compared:
    def compared(posting: PostingProfile, worker: WorkerProfile) -> Comparison:
        return compare(index, posting, worker, lambda one, other: 1.0 if one == other else 0.25)

    return compared


def test_required_skills_is_the_weighted_share(compared: Compared, profiles: Profiles) -> None:
    wanted = profiles.posting("esco:cash", "esco:crane", "esco:german").wanted
    half = (*wanted[:2], replace(wanted[2], requirement="mentioned", weight=Fraction(1, 2)))
    found = required_skills(compared(PostingProfile(half), profiles.worker("esco:cash", "esco:german")))
    assert found is not None
    assert found.value == Fraction(3, 5)
    assert (
        found.explanation
        == "Has 1 of 2 required skills and 1 of 1 skill that the posting names as part of the work."
    )


def test_sentences_of_skills(compared: Compared, profiles: Profiles) -> None:
    posting = profiles.posting("esco:cash", "esco:crane", preferred=["esco:german"])
    comparison = compared(posting, profiles.worker("esco:cash"))
    required, preferred = required_skills(comparison), preferred_skills(comparison)
    assert required is not None
    assert preferred is not None
    assert required.explanation == "Has 1 of 2 required skills."
    assert preferred.explanation == "Has 0 of 1 preferred skill."
    assert preferred_skills(compared(profiles.posting("esco:cash"), profiles.worker("esco:cash"))) is None
    mentioned = (Wanted(profiles.row("esco:cash"), "mentioned", Fraction(1, 2)),)
    only = required_skills(compared(PostingProfile(mentioned), profiles.worker("esco:cash")))
    assert only is not None
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
    compared, profiles: Profiles, asked: int, has: int | None, value: str, sentence: str
) -> None:
    found = experience(
        compared(profiles.posting("esco:cash", months=asked), profiles.worker("esco:cash", months=has))
    )
    assert found is not None
    assert (found.value, found.explanation) == (Fraction(value), sentence)


def test_experience_that_is_not_asked_for_is_not_compared(compared: Compared, profiles: Profiles) -> None:
    assert (
        experience(compared(profiles.posting("esco:cash"), profiles.worker("esco:cash", months=100))) is None
    )


def test_years_of_single_skills_are_compared_each_by_itself(compared: Compared, profiles: Profiles) -> None:
    cash, crane, german = (profiles.row(id_) for id_ in ("esco:cash", "esco:crane", "esco:german"))
    posting = PostingProfile(
        tuple(Wanted(row, "required", Fraction(1), (), 24) for row in (cash, crane, german))
    )
    worker = WorkerProfile((Held(cash, (), 12), Held(crane)), months=60)
    found = experience(compared(posting, worker))
    assert found is not None
    assert found.value == Fraction(1, 2)  # half of it with cash, all work for the crane, German is lacking
    assert found.explanation == "Has as long an experience as asked for in 1 of 3 cases."


def test_related_skills_and_occupation_pay_from_what_is_open(compared: Compared, profiles: Profiles) -> None:
    forklifts, cooks = Role(FORKLIFT_OPERATORS, "Truck Operators"), Role(COOKS, "Cooks")
    comparison = compared(
        profiles.posting("onet:postgresql", "esco:cash", roles=(forklifts,)),
        profiles.worker("onet:mysql", roles=(cooks,)),
    )
    assert related_skills(comparison) is None  # worth is not set: the skills have no weight
    first, second = comparison.matches
    worth = (replace(first, worth=Fraction(60), earned=Fraction(18)), replace(second, worth=Fraction(40)))
    comparison = replace(comparison, matches=worth)
    related, close = related_skills(comparison), occupation(comparison)
    assert related is not None
    assert close is not None
    assert related.value == Fraction(60, 100) * first.credit
    assert related.explanation == "1 missing skill has a near relative among the worker's skills."
    assert close.value == Fraction(82, 100) / 4
    assert close.explanation == "Nearest occupation of the worker: Cooks. The posting's: Truck Operators."


def test_the_same_occupation_is_said_plainly(compared: Compared, profiles: Profiles) -> None:
    cooks = (Role(COOKS, "Cooks"),)
    comparison = compared(
        profiles.posting("esco:cash", roles=cooks), profiles.worker("esco:crane", roles=cooks)
    )
    found = occupation(comparison)
    assert found is not None
    assert found.explanation == "The worker's occupation is that of the posting: Cooks."
    assert (
        occupation(compared(profiles.posting("esco:cash", roles=cooks), profiles.worker("esco:crane")))
        is None
    )
