"""The invariants of a score, over random postings, workers, links and weights."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.matching.answers import match_answer
from app.matching.comparison import compare
from app.matching.many import PostingScorer
from app.matching.matches import Comparison
from app.matching.scorer import Score, reverse_score, score
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import Evidence, Held, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.plain_scorer import PlainScore, plain_pairs, plain_score
from tests.unit.matching.small_vocabulary import (
    COOKS,
    FORKLIFT_OPERATORS,
    MOVERS,
    TITLES,
    Profiles,
    given_weights,
)


class Scored:
    """Scores profiles against the small vocabulary."""

    def __init__(self, index: VocabularyIndex, catalogue: Catalogue) -> None:
        self.index, self.catalogue = index, catalogue

    def comparison(self, posting: PostingProfile, worker: WorkerProfile) -> Comparison:
        return compare(self.index, posting, worker, self.catalogue.closeness)

    def __call__(
        self, posting: PostingProfile, worker: WorkerProfile, weights: dict[str, float] | None = None
    ) -> Score | None:
        return score(self.comparison(posting, worker), read_weights(weights))

    def points(self, *arguments: object) -> int:
        found = self(*arguments)  # type: ignore[arg-type]
        assert found is not None
        return found.points


@pytest.fixture(scope="module")
def scored(index: VocabularyIndex, catalogue: Catalogue) -> Scored:
    return Scored(index, catalogue)


@given(st.data(), given_weights)
def test_whole_numbers_score_as_fractions_do(
    scored: Scored, profiles: Profiles, data: st.DataObject, given: dict[str, float]
) -> None:
    """Each posting with several workers, as a search does it: what is kept from one must not reach the next."""
    weights = read_weights(given)
    if data.draw(st.booleans()):
        weights = {name: data.draw(st.fractions(0, 1)) for name in weights}
    posting = data.draw(profiles.postings)
    scorer = PostingScorer(scored.index, posting, weights, scored.catalogue.closeness)
    for worker in data.draw(st.lists(profiles.workers, min_size=1, max_size=3)):
        expected = plain_score(
            plain_pairs(scored.index, posting, worker), posting, worker, weights, scored.catalogue.closeness
        )
        found = scorer.score(worker)
        assert as_plain(found.score, found.reverse) == expected
        comparison = scored.comparison(posting, worker)
        assert as_plain(score(comparison, weights), reverse_score(comparison)) == expected
        assert match_answer(scored.index, found.comparison, found.score) == match_answer(
            scored.index, comparison, score(comparison, weights)
        )


def test_evidence_changes_no_score(scored: Scored, profiles: Profiles) -> None:
    shown = (Evidence("till", 0, 4),)
    posting, worker = profiles.posting("esco:cash", "onet:mysql"), profiles.worker("esco:cash", "onet:java")
    told = replace(posting, wanted=tuple(replace(item, evidence=shown) for item in posting.wanted))
    proven = replace(worker, held=tuple(item._replace(evidence=shown) for item in worker.held))
    one, other = scored(posting, worker), scored(told, proven)
    assert as_plain(one, 0) == as_plain(other, 0)


@given(st.data(), given_weights)
def test_every_sum_is_exact_as_decimals(
    scored: Scored, profiles: Profiles, data: st.DataObject, weights: dict[str, float]
) -> None:
    posting, worker = data.draw(profiles.postings), data.draw(profiles.workers)
    comparison = scored.comparison(posting, worker)
    found = score(comparison, read_weights(weights))
    assume(found is not None)
    answer = match_answer(scored.index, comparison, found)
    total = shown(answer["score"])
    assert 0 <= total <= 100
    assert sum(shown(part["points"]) for part in answer["parts"]) == total
    credited = answer["skills"]["matched"] + answer["skills"]["related"]
    for part in answer["parts"]:
        assert 0 <= part["value"] <= 1
        assert abs(100 * part["weight"] * part["value"] - part["points"]) <= 0.1 + 0.001
        if part["feature"].endswith("_skills"):
            of_part = [shown(item["points"]) for item in credited if item["part"] == part["feature"]]
            assert sum(of_part) == shown(part["points"])
    assert all(item["credit"] == 1 for item in answer["skills"]["matched"])
    assert all(0 < item["credit"] < 1 and item["via"] for item in answer["skills"]["related"])
    assert 0 <= answer["reverse_score"] <= 100


@given(st.data(), given_weights)
def test_a_further_wanted_skill_never_lowers_the_score(
    scored: Scored, profiles: Profiles, data: st.DataObject, weights: dict[str, float]
) -> None:
    posting, worker = data.draw(profiles.postings), data.draw(profiles.workers)
    lacking = sorted({item.skill for item in posting.wanted} - {item.skill for item in worker.held})
    assume(lacking)
    further = Held(data.draw(st.sampled_from(lacking)), months=data.draw(st.none() | st.integers(0, 60)))
    place = data.draw(st.integers(0, len(worker.held)))
    richer = replace(worker, held=(*worker.held[:place], further, *worker.held[place:]))
    before = scored(posting, worker, weights)
    assume(before is not None)
    assert before is not None
    assert scored.points(posting, richer, weights) >= before.points


@given(st.data(), given_weights)
def test_nor_does_any_other_skill_nor_an_occupation_nor_more_experience(
    scored: Scored, profiles: Profiles, data: st.DataObject, weights: dict[str, float]
) -> None:
    posting, worker = data.draw(profiles.postings), data.draw(profiles.workers)
    before = scored(posting, worker, weights)
    assume(before is not None)
    assert before is not None
    unheld = sorted(set(profiles.groups) - {item.skill for item in worker.held})
    assume(unheld)
    role = data.draw(st.sampled_from(sorted(TITLES)))
    for richer in (
        replace(worker, held=(*worker.held, Held(data.draw(st.sampled_from(unheld))))),
        replace(worker, roles=(*worker.roles, Role(role, TITLES[role]))),
        replace(worker, months=(worker.months or 0) + data.draw(st.integers(0, 100))),
    ):
        assert scored.points(posting, richer, weights) >= before.points


@given(st.data(), given_weights)
def test_the_order_of_lists_changes_no_score(
    scored: Scored, profiles: Profiles, data: st.DataObject, weights: dict[str, float]
) -> None:
    posting, worker = data.draw(profiles.postings), data.draw(profiles.workers)
    mixed_posting = replace(posting, wanted=tuple(data.draw(st.permutations(posting.wanted))))
    mixed_worker = replace(worker, held=tuple(data.draw(st.permutations(worker.held))))
    one, other = scored.comparison(posting, worker), scored.comparison(mixed_posting, mixed_worker)
    found, again = score(one, read_weights(weights)), score(other, read_weights(weights))
    assume(found is not None)
    assert found is not None
    assert again is not None
    assert found.points == again.points
    assert found.weights == again.weights
    assert reverse_score(one) == reverse_score(other)
    via = {match.wanted.skill: (match.held and match.held.skill, match.relation) for match in one.matches}
    assert via == {
        match.wanted.skill: (match.held and match.held.skill, match.relation) for match in other.matches
    }


@given(st.data())
def test_only_the_ratio_of_the_asked_weights_matters(
    scored: Scored, profiles: Profiles, data: st.DataObject
) -> None:
    posting, worker = data.draw(profiles.postings), data.draw(profiles.workers)
    one = scored(posting, worker, {"required_skills": 2, "preferred_skills": 1, "experience": 0.5})
    assert whole(one) == whole(
        scored(posting, worker, {"required_skills": 400, "preferred_skills": 200, "experience": 100})
    )


def test_weights_are_applied_and_sent_back(scored: Scored, profiles: Profiles) -> None:
    posting = profiles.posting("esco:cash", "esco:crane", preferred=["esco:german", "esco:stock"])
    worker = profiles.worker("esco:cash")
    found = scored(posting, worker, {"required_skills": 3, "preferred_skills": 1})
    assert found is not None
    assert found.weights["required_skills"] == Fraction(3, 4)
    assert found.weights["preferred_skills"] == Fraction(1, 4)
    assert found.weights["experience"] == 0  # nothing of the kind is asked for
    assert found.points == 375
    unrequired = scored(posting, worker, {"required_skills": 0})
    assert unrequired is not None
    assert unrequired.points == 0
    again = {name: float(weight) for name, weight in found.weights.items()}
    assert whole(scored(posting, worker, again)) == whole(found)


@pytest.mark.parametrize(("required", "preferred"), [(1, 1), (1, 9), (9, 1), (5, 3), (10, 6)])
def test_one_preferred_skill_never_outweighs_a_required_one(
    scored: Scored, required: int, preferred: int
) -> None:
    rows = iter(range(20, 40))
    asked = [(next(rows), "required") for _ in range(required)] + [
        (next(rows), "preferred") for _ in range(preferred)
    ]
    wanted = tuple(Wanted(skill, how, Fraction(1)) for skill, how in asked)  # type: ignore[arg-type]
    comparison = Comparison(PostingProfile(wanted), WorkerProfile((Held(1),)), {})
    found = score(comparison, read_weights(None))
    assert found is not None
    worth = {match.wanted.requirement: match.worth for match in found.matches}
    assert worth["preferred"] < worth["required"] / 3
    assert sum(match.worth for match in found.matches) == 100
    assert sum(match.worth for match in found.matches if match.wanted.requirement == "required") > 75


def test_the_same_posting_measures_every_worker_by_the_same_weights(
    scored: Scored, profiles: Profiles
) -> None:
    role = Role(FORKLIFT_OPERATORS, TITLES[FORKLIFT_OPERATORS])
    posting = profiles.posting("esco:cash", "esco:crane", months=24, roles=(role,))
    asked = ("required_skills", "preferred_skills", "experience")
    workers = [
        profiles.worker("esco:cash"),
        profiles.worker("esco:german", months=40, roles=(Role(COOKS, TITLES[COOKS]),)),
    ]
    found = [scored(posting, worker) for worker in workers]
    assert found[0] is not None
    assert found[1] is not None
    assert [found[0].weights[name] for name in asked] == [found[1].weights[name] for name in asked]


def test_another_occupation_costs_nothing_and_a_close_one_pays_from_open_points(
    scored: Scored, profiles: Profiles
) -> None:
    posting = profiles.posting("esco:cash", "esco:crane", roles=(Role(MOVERS, TITLES[MOVERS]),))

    def points(*occupations: str, held: tuple[str, ...] = ("esco:cash",)) -> int:
        roles = tuple(Role(occupation, TITLES[occupation]) for occupation in occupations)
        return scored.points(posting, profiles.worker(*held, roles=roles))

    assert points() == points(COOKS) == 500
    assert points() < points(FORKLIFT_OPERATORS) < points(MOVERS) == 550
    assert points(COOKS, MOVERS) == 550
    assert (
        points(held=("esco:cash", "esco:crane")) == points(MOVERS, held=("esco:cash", "esco:crane")) == 1000
    )


def test_related_credit_is_below_full_and_names_its_reason(scored: Scored, profiles: Profiles) -> None:
    posting = profiles.posting("onet:postgresql", "esco:programming")
    found = scored(posting, profiles.worker("onet:mysql", "esco:python"))
    assert found is not None
    assert [(match.relation, match.is_exact) for match in found.matches] == [
        ("related", False),
        ("narrower", False),
    ]
    assert 0 < found.points < 1000
    exact = scored.points(posting, profiles.worker("onet:postgresql", "esco:programming"))
    assert exact == 1000
    assert scored.points(posting, profiles.worker("onet:mysql", "esco:python"), {"related_skills": 0}) == 0


def test_what_a_missing_skill_would_bring_is_what_it_brings(scored: Scored, profiles: Profiles) -> None:
    posting = profiles.posting("esco:cash", "esco:german", "onet:java", preferred=["esco:teams"])
    without = scored(posting, profiles.worker("esco:cash", "esco:teams"))
    assert without is not None
    german = next(match for match in without.matches if match.wanted.skill == profiles.row("esco:german"))
    whole = scored.points(posting, profiles.worker("esco:cash", "esco:teams", "esco:german"))
    assert abs(whole - without.points - 10 * german.worth) <= 1


def test_without_skills_on_one_side_there_is_no_score(scored: Scored, profiles: Profiles) -> None:
    role = Role(COOKS, TITLES[COOKS])
    assert scored(profiles.posting(months=12, roles=(role,)), profiles.worker("esco:cash", months=12)) is None
    assert scored(profiles.posting("esco:cash"), profiles.worker(months=12, roles=(role,))) is None


def test_without_anything_weighed_there_is_no_score(scored: Scored, profiles: Profiles) -> None:
    posting, worker = profiles.posting("esco:cash"), profiles.worker("esco:cash")
    assert scored(posting, worker, {"required_skills": 0}) is None


def test_nothing_in_common_is_a_score_of_nought(scored: Scored, profiles: Profiles) -> None:
    assert scored.points(profiles.posting("esco:german"), profiles.worker("onet:java")) == 0


def test_reverse_score_is_the_share_of_the_workers_skills_that_are_used(
    scored: Scored, profiles: Profiles
) -> None:
    posting = profiles.posting("esco:cash", "onet:postgresql")
    worker = profiles.worker("esco:cash", "onet:mysql", "esco:german", "onet:java")
    assert reverse_score(scored.comparison(posting, worker)) == 325  # (1 + 0.3 + 0 + 0) of 4
    assert reverse_score(scored.comparison(posting, profiles.worker())) is None


def as_plain(found: Score | None, reverse: int | None) -> PlainScore | None:
    """The score as plain_score gives it."""
    if found is None or reverse is None:
        return None
    wanted = [match.wanted.skill for match in found.matches]
    return PlainScore(
        found.exact,
        found.points,
        reverse,
        {part.feature: (part.weight, part.value, part.points) for part in found.parts},
        {wanted[place]: points for part in found.parts for place, points in part.skills},
        {match.wanted.skill: match.worth for match in found.matches},
    )


def whole(found: Score | None) -> object:
    """Everything that a score says, to compare two."""
    return found and (found.exact, found.points, found.parts, found.weights, found.matches)


def shown(number: float) -> Decimal:
    """The number as it stands in the JSON."""
    return Decimal(repr(number))
