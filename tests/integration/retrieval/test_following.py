"""Several processes on the files of one machine: one keeps them, the others follow, and any of them can take over."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, update

from app.matching.retrieval import registry
from app.matching.retrieval.following import Upkeep
from app.matching.retrieval.registry import StoredIndex, forget_files
from app.matching.retrieval.store import DATABASE
from app.profiles.models import ChangeClock
from app.profiles.packing import unpack
from app.profiles.profile import WorkerProfile
from app.workers.models import WorkerRow
from tests.integration.retrieval.conftest import World
from tests.integration.retrieval.test_both import numbers, posting_query
from tests.unit.matching.retrieval.laid_out import EVERYTHING
from tests.unit.matching.small_vocabulary import Profiles

# Nobody else in these tests has these skills in this order.
MARKED = ("onet:java", "esco:cash", "esco:crane", "esco:german", "esco:orders", "esco:stock")


class Machine:
    """The processes of one machine, and what its files hold of workers."""

    def __init__(self, world: World, profiles: Profiles) -> None:
        self.world, self.profiles = world, profiles
        self.folder = world.folder / "worker"
        self.first = world.memory["worker"]

    def store(self, count: int = 8, *skills: str) -> list[int]:
        return self.world.store([self.profiles.worker(*(skills or ("esco:cash",)))] * count)

    def found(self, index: StoredIndex) -> list[int]:
        query = posting_query(self.world, self.profiles.posting("esco:cash"))
        return sorted(numbers(index.snapshot.workers(query, EVERYTHING, 1000)))

    def manifest(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads((self.folder / "manifest.json").read_bytes())
        return read

    def lots(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.name[0].isdigit())

    def holds(self, worker: WorkerProfile) -> bool:
        """Whether the list of a worker's codes is in any file."""
        codes = unpack(self.world.layout.packed(worker)).codes
        pattern = np.array(codes, np.uint16).tobytes()
        return any(pattern in path.read_bytes() for path in self.folder.iterdir())

    def set_back(self, to: int, database: int = 0) -> None:
        """As a backup that is restored: what came after a change was never there."""
        with self.world.sessions.begin() as session:
            session.execute(delete(WorkerRow).where(WorkerRow.change > to))
            session.execute(update(ChangeClock).where(ChangeClock.kind == "worker").values(last=to))
            session.execute(
                update(ChangeClock)
                .where(ChangeClock.kind == DATABASE)
                .values(last=ChangeClock.last + database)
            )


@pytest.fixture
def machine(world: World, profiles: Profiles) -> Machine:
    return Machine(world, profiles)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """After which change and up to which the database is asked for documents."""
    asked: list[tuple[int, int]] = []
    read: Callable[..., Any] = registry.read_changes

    def noted(session: Any, kind: Any, after: int, upto: int) -> Any:
        asked.append((after, upto))
        return read(session, kind, after, upto)

    monkeypatch.setattr(registry, "read_changes", noted)
    return asked


def test_one_keeps_the_files_and_the_other_follows(machine: Machine, reads: list[tuple[int, int]]) -> None:
    second = machine.world.opened("worker")
    changes = machine.store()
    machine.first.catch_up()
    assert len(machine.lots()) == 1
    second.catch_up()
    assert reads == [(0, 8)], "the second has them from the files"
    changes += machine.store()
    before = machine.manifest()
    second.catch_up()
    assert machine.found(second) == changes
    assert machine.manifest() == before, "only one process writes the files"
    machine.first.catch_up()
    assert machine.manifest()["covered"] == 16
    assert machine.found(machine.first) == changes
    second.catch_up()
    assert [lot.name for lot in second.snapshot.lots] == machine.manifest()["lots"]
    assert len(second.snapshot.recent or ()) == 0
    assert machine.found(second) == changes


def test_who_comes_later_reads_only_what_is_not_in_the_files(
    machine: Machine, reads: list[tuple[int, int]]
) -> None:
    changes = machine.store(30)
    machine.first.catch_up()
    later = machine.store(3)
    machine.world.remove("worker", changes[:2])
    del reads[:]
    third = machine.world.opened("worker")
    third.catch_up()
    assert reads == [(30, 35)]
    assert machine.found(third) == changes[2:] + later


def test_many_small_lots_become_few(machine: Machine) -> None:
    changes: list[int] = []
    second = machine.world.opened("worker")
    for _ in range(18):
        changes += machine.store()
        machine.first.catch_up()
        second.catch_up()
        assert machine.found(second) == changes
    assert len(machine.lots()) < 8
    assert machine.lots() == sorted(machine.manifest()["lots"])


class TestCalm:
    """Lots are merged beside the searches where nothing has happened for a while."""

    @pytest.fixture(autouse=True)
    def calm_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(registry, "_CALM_SECONDS", 0.0)

    def two_lots(self, machine: Machine) -> list[int]:
        stored = machine.store(8) + machine.store(4)
        machine.first.catch_up()
        stored += machine.store(8)
        machine.first.catch_up()
        assert len(machine.first.snapshot.lots) == 2
        return stored

    def test_few_lots_become_one_for_all_processes(self, machine: Machine) -> None:
        stored = self.two_lots(machine)
        second = machine.world.opened("worker")
        second.catch_up()
        machine.first.settle()
        assert len(machine.first.snapshot.lots) == 1
        assert machine.lots() == machine.manifest()["lots"]
        second.catch_up()
        assert len(second.snapshot.lots) == 1
        assert machine.found(machine.first) == machine.found(second) == stored

    def test_not_before_all_was_quiet(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        self.two_lots(machine)
        monkeypatch.setattr(registry, "_CALM_SECONDS", 3600.0)
        machine.first.settle()
        assert len(machine.first.snapshot.lots) == 2

    def test_only_who_keeps_the_files_merges(self, machine: Machine) -> None:
        self.two_lots(machine)
        second = machine.world.opened("worker")
        second.catch_up()
        second.settle()
        assert len(second.snapshot.lots) == 2

    def test_who_goes_meanwhile_is_erased_from_what_was_merged(
        self, machine: Machine, profiles: Profiles, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        marked = machine.store(1, *MARKED)
        stored = self.two_lots(machine)
        merge = Upkeep.merge

        def goes_meanwhile(*given: Any) -> Any:
            merged = merge(*given)
            machine.world.remove("worker", marked)
            machine.first.catch_up()
            return merged

        monkeypatch.setattr(Upkeep, "merge", goes_meanwhile)
        assert machine.holds(profiles.worker(*MARKED))
        machine.first.settle()
        assert len(machine.first.snapshot.lots) == 1
        assert not machine.holds(profiles.worker(*MARKED))
        assert machine.found(machine.first) == stored

    def test_what_is_written_meanwhile_stays(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        stored = self.two_lots(machine)
        merge = Upkeep.merge

        def comes_meanwhile(*given: Any) -> Any:
            merged = merge(*given)
            monkeypatch.setattr(Upkeep, "merge", merge)
            stored.extend(machine.store(8))
            machine.first.catch_up()
            return merged

        monkeypatch.setattr(Upkeep, "merge", comes_meanwhile)
        machine.first.settle()
        assert sorted(machine.lots()) == sorted(machine.manifest()["lots"]), "no file is left over"
        assert machine.found(machine.first) == stored


def test_what_is_removed_is_erased_from_the_files(machine: Machine) -> None:
    marked = machine.profiles.worker(*MARKED)
    machine.store()
    (gone,) = machine.world.store([marked])
    machine.store(4)
    machine.first.catch_up()
    assert machine.holds(marked)
    machine.world.remove("worker", [gone])
    machine.first.catch_up()
    assert not machine.holds(marked)
    assert gone not in machine.found(machine.first)


def test_of_a_merged_lot_nothing_of_who_is_gone_stays(machine: Machine) -> None:
    marked = machine.profiles.worker(*MARKED)
    (gone,) = machine.world.store([marked])
    machine.store(7)
    machine.first.catch_up()
    machine.world.remove("worker", [gone])
    for _ in range(8):
        machine.store()
        machine.first.catch_up()
    assert not machine.holds(marked)
    third = machine.world.opened("worker")
    assert gone not in third.catch_up().lots[0].documents.changes


def test_when_the_keeper_ends_another_erases_what_it_left(machine: Machine) -> None:
    marked = machine.profiles.worker(*MARKED)
    second = machine.world.opened("worker")
    machine.store()
    changes = machine.world.store([marked])
    machine.first.catch_up()
    machine.world.remove("worker", changes)
    second.catch_up()
    assert machine.holds(marked), "only who keeps the files erases"
    machine.first.close()
    second.catch_up()
    assert not machine.holds(marked)
    machine.store()
    second.catch_up()
    assert machine.manifest()["covered"] == 18


def test_a_half_written_lot_does_not_outlive_its_keeper(machine: Machine) -> None:
    machine.store()
    machine.first.catch_up()
    (machine.folder / "000000099.part").write_bytes(b"somebody's skills")
    machine.first.close()
    second = machine.world.opened("worker")
    machine.store(1)
    second.catch_up()
    assert machine.lots() == machine.manifest()["lots"]


def test_a_database_that_was_set_back(machine: Machine) -> None:
    second = machine.world.opened("worker")
    before = machine.store()
    machine.first.catch_up()
    machine.store(20, "esco:german")
    machine.first.catch_up()
    second.catch_up()
    machine.set_back(8)
    for index in (second, machine.first, second):
        index.catch_up()
        assert machine.found(index) == before
    assert machine.lots() == machine.manifest()["lots"]
    again = machine.store(9)
    assert again[0] == 9
    for index in (second, machine.first, second, machine.world.opened("worker")):
        index.catch_up()
        assert machine.found(index) == before + again
    assert machine.manifest()["covered"] == 17


def test_a_database_set_back_while_nobody_looked(machine: Machine) -> None:
    machine.store(20, "esco:german")
    machine.first.catch_up()
    machine.first.close()
    machine.set_back(3)
    changes = machine.store(4)
    opened = machine.world.opened("worker")
    opened.catch_up()
    assert machine.found(opened) == changes == [4, 5, 6, 7]
    assert len(opened.snapshot) == 7
    assert machine.lots() == machine.manifest()["lots"] == []


def test_another_database_has_an_index_of_its_own(machine: Machine) -> None:
    """After a restore the clock may be as far as before: another number in `database` says that it is not the same."""
    second = machine.world.opened("worker")
    machine.store(20, "esco:german")
    machine.first.catch_up()
    second.catch_up()
    machine.set_back(0, database=1)
    changes = machine.store(20)
    for index in (second, machine.first, second, machine.world.opened("worker")):
        index.catch_up()
        assert machine.found(index) == changes
    assert machine.lots() == machine.manifest()["lots"]


def delete_lot(lot: Path) -> None:
    lot.unlink()


def cut_off(lot: Path) -> None:
    lot.write_bytes(lot.read_bytes()[: lot.stat().st_size // 2])


def overwrite(lot: Path) -> None:
    lot.write_bytes(b"\xff" * 9000)


def empty(lot: Path) -> None:
    lot.write_bytes(b"")


@pytest.mark.parametrize("harm", [delete_lot, cut_off, overwrite, empty])
def test_a_lot_that_cannot_be_used_is_made_anew(machine: Machine, harm: Callable[[Path], None]) -> None:
    changes = machine.store(20)
    machine.first.catch_up()
    machine.first.close()
    harm(machine.folder / machine.lots()[0])
    second, third = machine.world.opened("worker"), machine.world.opened("worker")
    for _ in range(2):
        for index in (second, third):
            index.catch_up()
            assert machine.found(index) == changes
        machine.world.remove("worker", changes[:1])
        changes = [*changes[1:], *machine.store()]
        for index in (third, second, third):
            index.catch_up()
            assert machine.found(index) == changes
    fourth = machine.world.opened("worker")
    assert machine.found(fourth) == []
    fourth.catch_up()
    assert machine.found(fourth) == changes
    assert machine.lots() == sorted(machine.manifest()["lots"])


def test_files_removed_under_a_running_process_are_made_anew(machine: Machine) -> None:
    changes = machine.store(20)
    second = machine.world.opened("worker")
    machine.first.catch_up()
    second.catch_up()
    for path in machine.folder.iterdir():
        path.unlink() if path.name != "keeper.lock" else None
    for index in (second, machine.first, second):
        index.catch_up()
        assert machine.found(index) == changes
    assert machine.lots()


def test_files_are_forgotten_unless_somebody_keeps_them(machine: Machine) -> None:
    machine.store(20)
    machine.first.catch_up()
    data_dir = machine.world.folder.parent
    forget_files(data_dir)
    assert machine.lots()
    machine.first.close()
    forget_files(data_dir)
    assert [path.name for path in machine.folder.iterdir()] == ["keeper.lock"]
    shutil.rmtree(machine.world.folder)
    forget_files(data_dir)


def test_months_roles_and_regions_come_back_from_the_files(machine: Machine, profiles: Profiles) -> None:
    worker = profiles.worker("esco:cash", "onet:java", months=30)
    machine.world.store([worker] * 9, region_code=5, remote=True)
    machine.first.catch_up()
    opened = machine.world.opened("worker").catch_up()
    (lot,) = opened.lots
    assert lot.documents.months.tolist() == [30] * 9
    assert lot.documents.regions.tolist() == [5] * 9
    assert lot.documents.remote.tolist() == [2] * 9


def test_rows_of_the_database_are_kept_by_any_process(machine: Machine) -> None:
    world = machine.world
    changes = machine.store(5)
    first, second = world.rows["worker"], world.indexed("worker")
    query = posting_query(world, machine.profiles.posting("esco:cash"))

    def found(retrieval: Any) -> Sequence[int]:
        return numbers(retrieval.workers(query, EVERYTHING, 100))

    assert found(first.catch_up()) == changes
    world.remove("worker", changes[:2])
    changes += machine.store(3)
    assert found(second.catch_up()) == found(first.catch_up()) == changes[2:]
    assert (first.catch_up().seen, second.is_ready) == (10, True)


def test_where_files_cannot_be_written_all_is_found_from_memory(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError("no space left")

    changes = machine.store()
    machine.first.catch_up()
    with monkeypatch.context() as broken:
        broken.setattr("app.matching.retrieval.following.write_lot", full)
        changes += machine.store(30)
        machine.first.catch_up()
        machine.world.remove("worker", changes[:3])
        machine.first.catch_up()
        assert machine.found(machine.first) == changes[3:]
        assert machine.manifest()["covered"] == 8
    monkeypatch.setattr(machine.first, "_write_from", 0.0)
    machine.store(1)
    machine.first.catch_up()
    assert machine.manifest()["covered"] == 42
    assert machine.lots() == sorted(machine.manifest()["lots"])
