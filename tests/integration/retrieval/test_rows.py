"""The rows that the database searches hold nothing of who is gone, and nothing at all where nobody follows for them."""

from __future__ import annotations

from sqlalchemy import func, select

from app.matching.retrieval.database.models import IndexedDocument, IndexedRole, IndexedSkill
from app.matching.retrieval.database.registry import IndexedRows, forget_rows
from app.profiles.profile import Role, WorkerProfile
from tests.integration.retrieval.conftest import World
from tests.unit.matching.small_vocabulary import COOKS, TITLES, Profiles

MODELS = (IndexedDocument, IndexedSkill, IndexedRole)


def counts(world: World) -> list[int]:
    with world.sessions() as session:
        return [session.scalar(select(func.count()).select_from(model)) or 0 for model in MODELS]


def cook(profiles: Profiles) -> WorkerProfile:
    held = profiles.worker("esco:cash", "onet:java").held
    return WorkerProfile(held, roles=(Role(COOKS, TITLES[COOKS]),))


def test_removing_deletes_every_row_and_says_so(world: World, profiles: Profiles) -> None:
    told: list[str] = []
    rows = IndexedRows(
        "worker", lambda: world.sessions, lambda: told.append("learn"), lambda: told.append("erased")
    )
    changes = world.store([cook(profiles)] * 3)
    rows.catch_up()
    assert counts(world) == [3, 6, 3]
    assert told == ["learn"]
    world.remove("worker", changes[:2])
    rows.catch_up()
    assert counts(world) == [1, 2, 1]
    assert told == ["learn", "erased", "learn"]


def test_workers_and_postings_of_one_number_are_two(world: World, profiles: Profiles) -> None:
    (worker,) = world.store([cook(profiles)])
    (posting,) = world.store([profiles.posting("esco:cash")])
    assert worker == posting
    for rows in world.rows.values():
        rows.catch_up()
    assert counts(world) == [2, 3, 1]
    world.remove("posting", [posting])
    world.rows["posting"].catch_up()
    assert counts(world) == [1, 2, 1]


def test_rows_are_forgotten_and_can_be_made_again(world: World, profiles: Profiles) -> None:
    assert not forget_rows(lambda: world.sessions)
    changes = world.store([cook(profiles)] * 3)
    world.rows["worker"].catch_up()
    assert forget_rows(lambda: world.sessions)
    assert counts(world) == [0, 0, 0]
    assert not forget_rows(lambda: world.sessions)
    world.remove("worker", changes[:1])
    world.rows["worker"].catch_up()
    assert counts(world) == [2, 4, 2]
