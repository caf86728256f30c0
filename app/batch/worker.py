"""The worker: a thread beside the requests that takes tasks, one at a time, and does them part by part.

Every server process has one. A lease in the database says who works on a task; whoever holds it gives a sign of
life every few seconds. Where that stays away (the process was killed) another worker goes on from the last
finished part. A part is written in the same transaction that moves the task on, and only by who has the lease,
so none is done twice or lost.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.batch import store
from app.batch.matching import MatchingTask, Pause, Stored
from app.batch.models import Task
from app.database import Sessions
from app.errors import Conflict, NotReady, ParlanceError
from app.problems import problem_body

IDLE_SECONDS = 1.0
ERASING_SECONDS = 60.0
MOST_ATTEMPTS = 5  # a task that ends the process so often is given up

Opener = Callable[[Stored, Pause], MatchingTask]

_log = logging.getLogger("parlance.tasks")
_CHANGED = "The service was brought up to date while this task was running. Send it again."
_GIVEN_UP = "The task was cut off again and again. Send it again in smaller pieces."
_BROKEN = "Send it again. If it happens again, report it with the id of the task."


class TaskWorker:
    """Looks for tasks and does them. `open_task` makes a task ready to be worked on, with the releases it names."""

    def __init__(self, sessions: Sessions, open_task: Opener, erased: Callable[[], None]) -> None:
        """`erased` is called after something was deleted, to have the database drop what is left of it."""
        self._sessions, self._open, self._drop_leftovers = sessions, open_task, erased
        self._owner = secrets.token_hex(8)
        self._stop, self._wake = threading.Event(), threading.Event()
        self._erased = float("-inf")
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="tasks", daemon=True)

    def start(self) -> None:
        """Begins to look for tasks."""
        self._thread.start()

    def nudge(self) -> None:
        """Says that there is a new task, so that it need not wait for the next look."""
        self._wake.set()

    def stop(self) -> None:
        """Ends after the part at hand and gives the task back."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def do_next(self) -> bool:
        """Does one task, if there is one that nobody works on; says whether there was."""
        task = self._take()
        if task is None:
            return False
        with self._giving_signs(task.id) as lost:
            try:
                self._work(task, lost)
            except (SQLAlchemyError, NotReady):
                raise  # the database is away: the lease ends by itself, and then somebody goes on
            except ParlanceError as error:
                self._fail(task, error)
            except Exception as error:  # noqa: BLE001
                _log.error("a task failed", extra={"task": task.id, "error": type(error).__name__})
                self._fail(task, ParlanceError(_BROKEN))
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                worked = self.do_next() or self._erase()
                self._failing = False
            except (SQLAlchemyError, NotReady, OSError) as error:
                if not self._failing:
                    _log.warning("cannot work on tasks", extra={"error": type(error).__name__})
                worked, self._failing = False, True
            if not worked:
                self._wake.wait(IDLE_SECONDS)
                self._wake.clear()

    def _take(self) -> Task | None:
        with self._sessions() as session:
            found = store.next_task(session)
        if found is None:
            return None
        with self._writing() as session:
            return store.take(session, found, self._owner)

    def _work(self, task: Task, lost: threading.Event) -> None:
        if task.attempts > MOST_ATTEMPTS:
            raise Conflict(_GIVEN_UP)
        job = self._open(self._stored(task), self._pause)
        first = task.parts
        if not job.is_current():
            if not self._restart(task, job):
                raise Conflict(_CHANGED)
            first = 0
        for number in range(first, job.plan.parts):
            if self._stop.is_set():
                with self._writing() as session:
                    return store.release(session, task.id, self._owner)
            outcome = job.do(number)
            part = store.Part(
                number=number,
                kind=job.plan.step(number).kind,
                data=outcome.data,
                done=job.plan.done(number),
                drops=outcome.drops,
                drops_inputs=outcome.drops_inputs,
                receipt=outcome.receipt,
                is_last=number == job.plan.parts - 1,
            )
            with self._writing() as session:
                written = store.write_part(session, task.id, self._owner, part)
            if not written or lost.is_set():
                return None  # cancelled, or taken over
            if part.drops_inputs or part.drops:
                self._drop_leftovers()
        return None

    def _restart(self, task: Task, job: MatchingTask) -> bool:
        options = {**task.options, "ruleset": job.ruleset}
        with self._writing() as session:
            return store.restart(session, task.id, self._owner, options)

    def _stored(self, task: Task) -> Stored:
        def inputs() -> bytes | None:
            with self._sessions() as session:
                return store.read_inputs(session, task.id)

        def parts(kinds: Sequence[str]) -> Iterator[bytes]:
            with self._sessions() as session:
                yield from store.read_parts(session, task.id, kinds)

        return Stored(task.organisation_id, task.options, task.input_sha256, inputs, parts)

    def _pause(self, worked: float) -> None:
        """Rests as long as was worked: requests of this process get at least half of its time."""
        time.sleep(min(worked, 1.0))

    def _fail(self, task: Task, error: ParlanceError) -> None:
        with self._writing() as session:
            store.fail(session, task.id, self._owner, problem_body(error))
        self._drop_leftovers()

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._sessions.begin() as session:
            yield session

    @contextmanager
    def _giving_signs(self, task_id: str) -> Iterator[threading.Event]:
        """Inside, a second thread gives signs of life; sets the event where the lease was lost."""
        lost, over = threading.Event(), threading.Event()

        def beat() -> None:
            while not over.wait(store.LEASE.total_seconds() / 4):
                try:
                    with self._writing() as session:
                        if not store.beat(session, task_id, self._owner):
                            lost.set()
                except SQLAlchemyError:
                    continue  # the next sign may still be in time

        thread = threading.Thread(target=beat, name="task-signs", daemon=True)
        thread.start()
        try:
            yield lost
        finally:
            over.set()
            thread.join(timeout=10)

    def _erase(self) -> bool:
        """Erases what is kept no longer, once a minute."""
        if time.monotonic() - self._erased < ERASING_SECONDS:
            return False
        self._erased = time.monotonic()
        with self._sessions() as session:
            expired = store.has_expired(session)
        if expired:
            with self._writing() as session:
                store.erase_expired(session)
            self._drop_leftovers()
        return expired
