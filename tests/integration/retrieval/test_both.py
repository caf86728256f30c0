"""The suite of the contract: every implementation gives the answer that scoring every pair gives."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from app.extraction.models import Requirement
from app.matching.retrieval.compiling import compile_posting, compile_worker
from app.matching.retrieval.contract import Filters, Found
from app.matching.retrieval.query import PostingQuery, WorkerQuery
from app.matching.weights import read_weights
from app.profiles.profile import Held, PostingProfile, Role, Wanted, WorkerProfile
from tests.integration.retrieval.conftest import POSTED, World
from tests.unit.matching.retrieval.laid_out import EVERYTHING, MILLIONTH, ORGANISATION, best, without
from tests.unit.matching.small_vocabulary import TITLES, Profiles

REQUIREMENTS: tuple[Requirement, ...] = ("required", "preferred", "mentioned")
WEIGHTS = [
    None,
    {"required_skills": 0.7, "experience": 1.0},
    {"related_skills": 0.333333333, "occupation": 0.123456789, "required_skills": 1 / 3},
]

each_way = pytest.mark.parametrize("how", ["memory", "database"])


class Dice:
    """Draws profiles from a seed."""

    def __init__(self, profiles: Profiles, seed: int) -> None:
        self._groups, self._random = profiles.groups, random.Random(seed)

    def worker(self) -> WorkerProfile:
        held = (Held(group, months=self._months(0.2)) for group in self._some())
        return WorkerProfile(tuple(held), self._months(0.7), self._roles())

    def posting(self) -> PostingProfile:
        wanted = (
            Wanted(
                group,
                self._random.choice(REQUIREMENTS),
                Fraction(self._random.choice([100, 50, 25, 33]), 100),
                (),
                self._months(0.15),
            )
            for group in self._some()
        )
        return PostingProfile(tuple(wanted), self._months(0.4), self._roles())

    def _some(self) -> list[int]:
        return self._random.sample(self._groups, self._random.randint(1, 7))

    def _months(self, share: float) -> int | None:
        return self._random.randint(1, 90) if self._random.random() < share else None

    def _roles(self) -> tuple[Role, ...]:
        return tuple(
            Role(id_, TITLES[id_]) for id_ in self._random.sample(sorted(TITLES), self._random.randint(0, 2))
        )


def posting_query(
    world: World, posting: PostingProfile, weights: dict[str, float] | None = None
) -> PostingQuery:
    layout = world.layout
    closeness = layout.role_codes.closeness(layout.catalogue, posting.roles)
    query = compile_posting(layout.index, posting, read_weights(weights), layout.groups, closeness)
    assert query is not None
    return query


def worker_query(world: World, worker: WorkerProfile, weights: dict[str, float] | None = None) -> WorkerQuery:
    layout = world.layout
    closeness = layout.role_codes.closeness(layout.catalogue, worker.roles)
    query = compile_worker(layout.index, worker, read_weights(weights), layout.groups, closeness)
    assert query is not None
    return query


def numbers(found: Sequence[Found]) -> list[int]:
    return [each.change for each in found]


@each_way
@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_best_workers_are_those_of_all_pairs(
    world: World, profiles: Profiles, how: str, weights: dict[str, float] | None
) -> None:
    dice = Dice(profiles, 11)
    workers = [dice.worker() for _ in range(90)]
    for first in range(0, 90, 15):
        world.store(workers[first : first + 15])
    retrieval = world.retrieval(how, "worker")
    asked = read_weights(weights)
    for _ in range(12):
        posting = dice.posting()
        query = posting_query(world, posting, weights)
        expected = best([world.layout.exact(posting, worker, asked) for worker in workers], 20)
        found = retrieval.workers(query, EVERYTHING, 20)
        assert numbers(found) == [change for change, _ in expected]
        for each, (_, exact) in zip(found, expected, strict=True):
            assert abs(Fraction(each.rating, query.scale) - exact) < MILLIONTH


@each_way
@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_best_postings_are_those_of_all_pairs(
    world: World, profiles: Profiles, how: str, weights: dict[str, float] | None
) -> None:
    dice = Dice(profiles, 12)
    postings = [dice.posting() for _ in range(90)]
    for first in range(0, 90, 15):
        world.store(postings[first : first + 15])
    retrieval = world.retrieval(how, "posting")
    asked = read_weights(weights)
    for _ in range(12):
        worker = dice.worker()
        scores = [world.layout.exact(posting, worker, asked) for posting in postings]
        found = retrieval.postings(worker_query(world, worker, weights), EVERYTHING, 20)
        assert len(found) == min(20, sum(score is not None for score in scores))
        rounded = [None if score is None else Fraction(round(score * 10**6), 10**6) for score in scores]
        assert numbers(found) == [change for change, _ in best(rounded, 20)]


@each_way
def test_what_is_removed_is_gone_and_what_is_replaced_is_new(
    world: World, profiles: Profiles, how: str
) -> None:
    cashier, cook = profiles.worker("esco:cash"), profiles.worker("esco:teams")
    changes = world.store([cashier] * 20)
    query = posting_query(world, profiles.posting("esco:cash"))
    assert numbers(world.retrieval(how, "worker").workers(query, EVERYTHING, 50)) == changes
    world.remove("worker", changes[3:9])
    world.store([cook])
    (new,) = world.store([cashier])
    left = changes[:3] + changes[9:]
    assert numbers(world.retrieval(how, "worker").workers(query, EVERYTHING, 50)) == [*left, new]


@each_way
def test_of_equals_the_one_stored_first_comes_first(world: World, profiles: Profiles, how: str) -> None:
    changes = world.store([profiles.worker("esco:cash")] * 30)
    query = posting_query(world, profiles.posting("esco:cash"))
    assert numbers(world.retrieval(how, "worker").workers(query, EVERYTHING, 7)) == changes[:7]


@each_way
def test_nobody_with_nothing_of_what_is_wanted_is_found(world: World, profiles: Profiles, how: str) -> None:
    world.store([profiles.worker("esco:german", months=90)])
    query = posting_query(world, profiles.posting("esco:cash", months=12))
    assert world.retrieval(how, "worker").workers(query, EVERYTHING, 5) == []


@each_way
def test_filters_of_workers(world: World, profiles: Profiles, how: str) -> None:
    worker = profiles.worker("esco:cash")
    cook = Role("onet:35-2014.00", TITLES["onet:35-2014.00"])
    (texan,) = world.store([worker], region_code=2, remote=True)
    (other,) = world.store([worker], region_code=3, remote=False)
    (cooking,) = world.store([WorkerProfile(worker.held, roles=(cook,))])
    world.store([worker], organisation_id=ORGANISATION + 1)
    retrieval = world.retrieval(how, "worker")
    query = posting_query(world, profiles.posting("esco:cash"))
    role = frozenset([world.layout.roles.index(cook.id)])

    def found(**filters: object) -> list[int]:
        return numbers(retrieval.workers(query, Filters(ORGANISATION, **filters), 9))  # type: ignore[arg-type]

    assert found() == [texan, other, cooking]
    assert found(regions=frozenset([2, 9])) == [texan]
    assert found(remote=True) == [texan]
    assert found(remote=False) == [other]
    assert found(occupations=role) == [cooking]
    assert found(regions=frozenset()) == []
    assert found(regions=frozenset([3]), remote=True) == []


@each_way
def test_filters_of_postings(world: World, profiles: Profiles, how: str) -> None:
    posting = profiles.posting("esco:cash")
    (early,) = world.store([posting], posted_on=POSTED, employer_code=4)
    (late,) = world.store([posting], posted_on=POSTED.replace(day=20), employer_code=5)
    (undated,) = world.store([posting])
    retrieval = world.retrieval(how, "posting")
    query = worker_query(world, profiles.worker("esco:cash"))

    def found(**filters: object) -> list[int]:
        return numbers(retrieval.postings(query, Filters(ORGANISATION, **filters), 9))  # type: ignore[arg-type]

    assert found() == [early, late, undated]
    assert found(posted_since=POSTED.toordinal()) == [early, late]
    assert found(posted_since=POSTED.toordinal() + 1) == [late]
    assert found(employers=frozenset([4])) == [early]


@each_way
def test_what_the_vocabulary_lacks_counts_neither_for_nor_against(
    world: World, profiles: Profiles, how: str
) -> None:
    """As after a release that retired skills which stored postings ask for."""
    dice, layout = Dice(profiles, 13), world.layout
    retired = set(profiles.groups[::3])
    codes = [layout.code_of_group[group] for group in retired]
    groups = without(layout.groups, codes)
    postings = [dice.posting() for _ in range(60)]
    world.store(postings[:50])  # some of them in lots, the rest in memory
    world.store(postings[50:])
    known = [
        replace(posting, wanted=tuple(item for item in posting.wanted if item.skill not in retired))
        for posting in postings
    ]
    retrieval = world.retrieval(how, "posting")
    for _ in range(12):
        worker = dice.worker()
        held = tuple(item for item in worker.held if item.skill not in retired)
        if not held:
            continue
        worker = replace(worker, held=held)
        closeness = layout.role_codes.closeness(layout.catalogue, worker.roles)
        query = compile_worker(layout.index, worker, read_weights(None), groups, closeness)
        assert query is not None
        scores = [
            layout.exact(posting, worker, read_weights(None)) if posting.wanted else None for posting in known
        ]
        rounded = [None if score is None else Fraction(round(score * 10**6), 10**6) for score in scores]
        found = retrieval.postings(query, EVERYTHING, 20)
        assert numbers(found) == [change for change, _ in best(rounded, 20)]
