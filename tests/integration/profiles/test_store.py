from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database import make_engine, make_sessions
from app.migrating import migrate
from app.profiles.access import CodeBook
from app.profiles.models import ProfileRemoval
from app.profiles.store import codes_of, names_of, next_changes, note_removals
from app.settings import Settings


def test_changes_count_up_by_kind(session: Session) -> None:
    assert next_changes(session, "worker", 3) == range(1, 4)
    assert next_changes(session, "worker", 1) == range(4, 5)
    assert next_changes(session, "posting", 2) == range(1, 3)


def test_codes_count_up_from_one_and_stay(session: Session) -> None:
    first = codes_of(session, "skill", ["esco:b", "esco:a", "esco:b"])
    assert sorted(first.values()) == [1, 2]
    second = codes_of(session, "skill", ["esco:a", "esco:c"])
    assert second == {"esco:a": first["esco:a"], "esco:c": 3}
    assert codes_of(session, "region", ["esco:a"]) == {"esco:a": 1}
    assert codes_of(session, "region", []) == {}


def test_more_names_than_a_statement_holds(session: Session) -> None:
    names = [f"esco:{number}" for number in range(1200)]
    codes = codes_of(session, "skill", names)
    assert sorted(codes.values()) == list(range(1, 1201))
    assert codes_of(session, "skill", names) == codes


def test_names_with_signs_of_arrays_and_json_are_found_as_they_are(session: Session) -> None:
    names = ['a"b', "a,b", "{a}", "NULL", "null", "a\\b", "it's", "[1]", "ñ 中 😀", " a ", ""]
    codes = codes_of(session, "employer", names)
    assert sorted(codes) == sorted(names)
    assert codes_of(session, "employer", names) == codes


def test_names_come_in_the_order_of_their_codes(session: Session) -> None:
    codes = codes_of(session, "occupation", ["c", "a", "b"])
    listed = names_of(session, "occupation")
    assert listed == sorted((code, name) for name, code in codes.items())
    assert names_of(session, "occupation", after_code=2) == listed[2:]


def test_removals_have_changes_of_their_own(session: Session) -> None:
    next_changes(session, "worker", 10)
    note_removals(session, "worker", [4, 7])
    note_removals(session, "worker", [])
    rows = session.execute(select(ProfileRemoval.kind, ProfileRemoval.change, ProfileRemoval.removed)).all()
    assert sorted(tuple(row) for row in rows) == [("worker", 11, 4), ("worker", 12, 7)]


@pytest.mark.parametrize("clock_first", [False, True], ids=["codes alone", "holding the clock"])
def test_writers_at_once_give_each_name_one_code(fresh_settings: Settings, clock_first: bool) -> None:
    migrate(fresh_settings)
    engine = make_engine(fresh_settings)
    sessions = make_sessions(engine)
    writers, rounds = 4, 15
    together = Barrier(writers)

    def write(writer: int) -> list[dict[str, int]]:
        given = []
        for turn in range(rounds):
            together.wait()
            with sessions.begin() as session:
                if clock_first and writer % 2:
                    next_changes(session, "worker", 1)
                given.append(codes_of(session, "skill", [f"esco:{turn}", f"esco:{turn}-{writer // 2}"]))
        return given

    with ThreadPoolExecutor(writers) as pool:
        answers = list(pool.map(write, range(writers)))
    merged: dict[str, set[int]] = {}
    for answer in (each for given in answers for each in given):
        for name, code in answer.items():
            merged.setdefault(name, set()).add(code)
    assert all(len(codes) == 1 for codes in merged.values())
    assert sorted(code for codes in merged.values() for code in codes) == list(range(1, len(merged) + 1))
    engine.dispose()


def test_what_one_process_allots_another_knows(fresh_settings: Settings) -> None:
    migrate(fresh_settings)
    engine = make_engine(fresh_settings)
    here, there = (CodeBook(lambda: make_sessions(engine)) for _ in range(2))
    first = here.codes("skill", ["esco:b", "esco:a"])
    assert there.code("skill", "esco:a") == first["esco:a"]
    there.codes("skill", ["esco:c"])
    assert here.names("skill", [3, 1, 2]) == ["esco:c", "esco:a", "esco:b"]
    assert here.names("skill", []) == []
    assert here.code("region", None) == 0
    assert list(here.all_names("skill")) == ["", "esco:a", "esco:b", "esco:c"]
    engine.dispose()
