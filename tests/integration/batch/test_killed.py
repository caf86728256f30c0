"""Workers that are killed, stopped or too many: a task is done once, and its result is the same bytes."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from app.batch import store
from app.batch.access import make_worker
from app.batch.models import Task, TaskPart
from app.batch.worker import MOST_ATTEMPTS, TaskWorker
from app.main import create_app
from app.settings import Settings
from tests.integration.batch.conftest import request_of

Json = dict[str, Any]
Post = Callable[..., Json]

START = "from tests.integration.batch.test_killed import serve_tasks; "
SECONDS = 60
RULES = "rules"  # of all processes, whatever is saved in the source while they run


@pytest.fixture(autouse=True)
def same_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("matching", "intake"):
        monkeypatch.setattr(f"app.batch.{module}.ruleset_of", lambda _index: RULES)


def serve_tasks(data_dir: str, url: str, seed: str, seconds_an_item: float) -> None:
    """Run in a process of its own: works on tasks as a server does, slowly, until it is killed."""
    import app.batch.intake
    import app.batch.matching
    import app.vocabulary.access

    app.vocabulary.access.resource_folder = lambda _name: Path(seed)  # type: ignore[attr-defined]
    app.batch.matching.ruleset_of = app.batch.intake.ruleset_of = lambda _index: RULES  # type: ignore[attr-defined]
    made = create_app(Settings(data_dir=Path(data_dir), database_url=url))
    worker = make_worker(made)
    worker._pause = lambda _worked: time.sleep(seconds_an_item)  # type: ignore[method-assign]
    worker.start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(worker.stop()))
    threading.Event().wait()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases of others end soon."""
    monkeypatch.setattr(store, "LEASE", store.LEASE / 50)


@pytest.fixture
def server(seeded: Settings, seed_files: Path) -> Callable[[float], Any]:
    @contextmanager
    def server(seconds_an_item: float) -> Iterator[subprocess.Popen[bytes]]:
        arguments = (str(seeded.data_dir), seeded.database_url, str(seed_files), seconds_an_item)
        process = subprocess.Popen([sys.executable, "-c", f"{START}serve_tasks(*{arguments!r})"])
        try:
            yield process
        finally:
            process.kill()
            process.wait(SECONDS)

    return server


@pytest.fixture
def slow(app: FastAPI) -> Iterator[TaskWorker]:
    """The thread of a server, at work on tasks, slowly."""
    worker = make_worker(app)
    worker._pause = lambda _worked: time.sleep(0.01)  # type: ignore[method-assign]
    worker.start()
    yield worker
    worker.stop()


def wait_for(client: TestClient, task: Json, reached: Callable[[Json], bool]) -> Json:
    for _ in range(SECONDS * 50):
        found: Json = client.get(f"/v1/tasks/{task['id']}").json()
        if reached(found):
            return found
        time.sleep(0.02)
    pytest.fail(f"the task is still at {found}")


def result(client: TestClient, task: Json) -> bytes:
    answer = client.get(f"/v1/tasks/{task['id']}/result")
    assert answer.status_code == 200, answer.text
    return answer.content


BODIES = [request_of(40, 30), request_of(30, 40, meetings={"per_worker": 2, "per_posting": 2})]


@pytest.mark.parametrize(("body", "at"), [(BODIES[0], 30), (BODIES[1], 85)], ids=["reading", "scoring"])
def test_after_a_kill_it_goes_on_from_the_last_finished_part(
    hall: TestClient, post: Post, worker: TaskWorker, server: Any, impatient: None, body: Json, at: int
) -> None:
    whole = post(body)
    assert worker.do_next()
    task = post(body)
    with server(0.02) as process:
        wait_for(hall, task, lambda found: found["progress"]["done"] >= at)
        process.kill()
        assert process.wait(SECONDS) == -signal.SIGKILL
    cut_off = wait_for(hall, task, lambda found: found["state"] == "running")
    time.sleep(store.LEASE.total_seconds() * 1.5)
    before = hall.get(f"/v1/tasks/{task['id']}").json()["progress"]["done"]
    assert at <= before < before + 1 <= cut_off["progress"]["total"]
    assert worker.do_next()
    assert wait_for(hall, task, lambda found: True)["state"] == "finished"
    assert result(hall, task) == result(hall, whole)


def test_a_restarted_process_takes_it_up_by_itself(
    app: FastAPI, hall: TestClient, post: Post, worker: TaskWorker, server: Any
) -> None:
    whole = post(BODIES[0])
    assert worker.do_next()
    task = post(BODIES[0])
    with server(0.02):
        wait_for(hall, task, lambda found: found["progress"]["done"] >= 80)
    with server(0):
        wait_for(hall, task, lambda found: found["state"] == "finished")
    assert result(hall, task) == result(hall, whole)
    with app.state.sessions() as session:
        assert session.scalar(select(Task.attempts).where(Task.id == task["id"])) == 2


def test_stopped_by_request_it_gives_the_task_back_at_once(
    hall: TestClient, post: Post, worker: TaskWorker, slow: TaskWorker
) -> None:
    task = post(BODIES[0])
    wait_for(hall, task, lambda found: found["progress"]["done"] >= 25)
    slow.stop()
    given_back = hall.get(f"/v1/tasks/{task['id']}").json()
    assert given_back["state"] == "queued"
    assert 25 <= given_back["progress"]["done"] < given_back["progress"]["total"]
    assert worker.do_next()
    assert hall.get(f"/v1/tasks/{task['id']}").json()["state"] == "finished"


def test_cancelled_in_the_middle_it_ends_and_nothing_is_left(
    app: FastAPI, hall: TestClient, post: Post, slow: TaskWorker
) -> None:
    task = post(BODIES[0])
    wait_for(hall, task, lambda found: found["progress"]["done"] >= 75)
    assert hall.post(f"/v1/tasks/{task['id']}/cancel").json()["state"] == "cancelled"
    # It takes the next task, so it has let go of this one.
    other = post(request_of(2, 2))
    wait_for(hall, other, lambda found: found["state"] == "finished")
    with app.state.sessions() as session:
        assert set(session.scalars(select(TaskPart.task_id))) == {other["id"]}
    assert hall.get(f"/v1/tasks/{task['id']}").json()["state"] == "cancelled"


def test_two_processes_share_the_tasks_and_do_each_once(
    app: FastAPI, hall: TestClient, post: Post, server: Any
) -> None:
    with server(0.005), server(0.005):
        tasks = [post(BODIES[at % 2]) for at in range(6)]
        for task in tasks:
            wait_for(hall, task, lambda found: found["state"] == "finished")
    assert len({result(hall, task) for task in tasks}) == 2
    with app.state.sessions() as session:
        assert set(session.scalars(select(Task.attempts))) == {1}


def test_who_lost_the_lease_writes_nothing(app: FastAPI, post: Post, worker: TaskWorker) -> None:
    task = post(request_of(3, 3))["id"]
    with app.state.sessions.begin() as session:
        assert store.take(session, task, "first") is not None
    with app.state.sessions.begin() as session:
        assert store.take(session, task, "second") is None
        session.execute(update(Task).values(heartbeat_at=store.moment() - 2 * store.LEASE))
    with app.state.sessions.begin() as session:
        assert store.take(session, task, "second") is not None
    part = store.Part(0, "profiles", b"late", 1)
    with app.state.sessions.begin() as session:
        assert not store.write_part(session, task, "first", part)
        assert not store.beat(session, task, "first")
        assert store.write_part(session, task, "second", part)
        assert not store.write_part(session, task, "second", part)  # that part is there


def test_a_task_that_ends_its_process_again_and_again_is_given_up(
    app: FastAPI, hall: TestClient, post: Post, worker: TaskWorker
) -> None:
    task = post(request_of(3, 3))
    with app.state.sessions.begin() as session:
        session.execute(update(Task).values(attempts=MOST_ATTEMPTS))
    assert worker.do_next()
    failed = hall.get(f"/v1/tasks/{task['id']}").json()
    assert failed["state"] == "failed"
    assert "smaller pieces" in failed["problem"]["detail"]
    assert hall.get(f"/v1/tasks/{task['id']}/result").status_code == 409


def test_a_failure_of_ours_fails_the_task_and_tells_no_details(
    app: FastAPI, hall: TestClient, post: Post, worker: TaskWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("a word of a text")

    monkeypatch.setattr("app.batch.matching.read_item", broken)
    task = post(request_of(3, 3))
    assert worker.do_next()
    failed = hall.get(f"/v1/tasks/{task['id']}")
    assert failed.json()["state"] == "failed"
    assert failed.json()["problem"]["status"] == 500
    assert "word" not in failed.text
    with app.state.sessions() as session:
        assert session.scalar(select(Task.inputs)) is None


def test_without_the_database_the_lease_ends_and_the_task_goes_on_later(
    app: FastAPI,
    hall: TestClient,
    post: Post,
    worker: TaskWorker,
    monkeypatch: pytest.MonkeyPatch,
    impatient: None,
) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("", {}, Exception("away"))

    task = post(request_of(3, 3))
    with monkeypatch.context() as patch:
        patch.setattr("app.batch.store.write_part", away)
        with pytest.raises(OperationalError):
            worker.do_next()
    time.sleep(store.LEASE.total_seconds() * 1.5)
    assert worker.do_next()
    assert hall.get(f"/v1/tasks/{task['id']}").json()["state"] == "finished"


def test_under_other_rules_it_begins_anew_or_says_so(
    app: FastAPI,
    hall: TestClient,
    post: Post,
    worker: TaskWorker,
    monkeypatch: pytest.MonkeyPatch,
    impatient: None,
) -> None:
    whole, early, late = (post(request_of(3, 3)) for _ in range(3))
    assert worker.do_next()
    with monkeypatch.context() as patch:
        patch.setattr("app.batch.matching.ruleset_of", lambda _index: "other")
        assert worker.do_next()  # nothing was done yet: all by the other rules
    assert result(hall, early) == result(hall, whole)
    with app.state.sessions.begin() as session:
        options = session.scalar(select(Task.options).where(Task.id == late["id"]))
        older = {"inputs": None, "options": {**options, "ruleset": "older"}}
        session.execute(update(Task).where(Task.id == late["id"]).values(older))
    assert worker.do_next()
    failed = hall.get(f"/v1/tasks/{late['id']}").json()
    assert failed["state"] == "failed"
    assert "brought up to date" in failed["problem"]["detail"]


def test_the_thread_does_what_is_new_at_once_and_stops(app: FastAPI, hall: TestClient, post: Post) -> None:
    worker = make_worker(app)
    app.state.task_worker = worker
    worker.start()
    try:
        task = post(request_of(3, 3))
        wait_for(hall, task, lambda found: found["state"] == "finished")
    finally:
        worker.stop()
        del app.state.task_worker
    assert not worker._thread.is_alive()


def test_tests_and_commands_have_no_worker(app: FastAPI) -> None:
    assert not hasattr(app.state, "task_worker")
    assert not any(thread.name == "tasks" for thread in threading.enumerate())
