"""How tasks get at the application: its readers for the releases of a task, and its worker."""

from __future__ import annotations

from typing import cast

from fastapi import FastAPI, Request

from app.authorization import Caller
from app.batch.matching import MatchingTask, Pause, Stored, Tools
from app.batch.worker import TaskWorker
from app.database import Sessions
from app.extraction.access import application_readers
from app.matching.search.access import Shelves, stored_of
from app.occupations.access import catalogue_for
from app.profiles.access import erase_leftovers
from app.settings import Settings


def start_worker(app: FastAPI) -> TaskWorker:
    """Has this process work on tasks until the worker is stopped."""
    worker = make_worker(app)
    app.state.task_worker = worker
    worker.start()
    return worker


def make_worker(app: FastAPI) -> TaskWorker:
    """A worker with the readers of an application."""

    def open_task(stored: Stored, pause: Pause) -> MatchingTask:
        return MatchingTask(stored, _tools(app, stored), pause)

    sessions = cast(Sessions, app.state.sessions)
    return TaskWorker(sessions, open_task, lambda: erase_leftovers(app))


def _tools(app: FastAPI, stored: Stored) -> Tools:
    """What a task is worked on with; raises InvalidInput where a release is not there any more."""
    settings = cast(Settings, app.state.settings)
    readers = application_readers(app)
    view = readers.vocabulary.registry.view(stored.options["releases"])
    catalogue = catalogue_for(app, view.chosen)
    # The task sees what its organisation has stored, and nothing else.
    caller = Caller("", stored.organisation_id, "", frozenset({"read"}))
    shelves = Shelves(stored_of(app), view.index, catalogue, caller, {})
    return Tools(readers.extractor(view.index), catalogue, settings.max_text_characters, shelves)


def nudge(request: Request) -> None:
    """Tells the worker of this process, if it has one, that there is a new task."""
    worker = cast("TaskWorker | None", getattr(request.app.state, "task_worker", None))
    if worker is not None:
        worker.nudge()
