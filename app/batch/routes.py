"""The routes of batch matching and of tasks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.exc import IntegrityError
from starlette.background import BackgroundTask

from app.authorization import Reader, Writer
from app.batch import store
from app.batch.access import nudge
from app.batch.answers import task_answer
from app.batch.intake import new_task
from app.batch.models import Task
from app.batch.results import MEDIA_TYPES, Lines, format_of
from app.batch.schemas import BatchRequest, ResultFormat, TaskAnswer
from app.dependencies import Reading, open_reading, open_transaction
from app.errors import Conflict, NotFound
from app.extraction.access import readers_of
from app.profiles.access import erase_leftovers
from app.profiles.keeping.schemas import IdempotencyHeader
from app.routing import Router

router = Router(tags=["batch"])

TaskId = Annotated[
    str, Path(max_length=100, description="The id of a task.", examples=["tsk_4mJ0cYVd1bQXh6sTn8uKpw"])
]

_RESULT: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "application/x-ndjson": {"schema": {"type": "string"}},
            "text/csv": {"schema": {"type": "string"}},
        },
        "description": "The result, line by line.",
    }
}
_ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {"headers": {"Location": {"description": "Where the task is.", "schema": {"type": "string"}}}}
}


@router.post("/matches/batch", status_code=202, response_model=TaskAnswer, responses=_ACCEPTED)
def match_many(
    body: BatchRequest, request: Request, caller: Writer, idempotency_key: IdempotencyHeader = None
) -> Response:
    """Scores every pair of up to 2,000 postings and 2,000 workers, or finds who should meet whom.

    The answer is a task, which is worked on in the background: `GET /v1/tasks/{id}` says how far it is, and where
    its result will be. The scores are those of `POST /v1/matches`. An item that cannot be read has a `problem` in
    the result, and the others are scored. The texts that are sent are erased as soon as they are read, and the task
    with its result 24 hours after its end.
    """
    view = readers_of(request).vocabulary.registry.view(body.vocabulary)
    new = new_task(body, view, caller.organisation_id, idempotency_key)
    try:
        answer = _add(request, new)
    except IntegrityError:  # the same key came twice at once
        answer = _add(request, new)
    told = TaskAnswer(**answer)
    headers = {"Location": f"/v1/tasks/{told.id}"}
    return Response(
        told.model_dump_json(), 202, headers, "application/json", background=BackgroundTask(nudge, request)
    )


def _add(request: Request, new: store.NewTask) -> dict[str, Any]:
    """The answer for a new task, or for the one that was made under the same Idempotency-Key."""
    with open_transaction(request) as session:
        known = None
        if new.key_sha256 is not None:
            known = store.task_of_key(session, new.organisation_id, new.key_sha256)
        if known is None:
            if store.count_open(session, new.organisation_id) >= store.MOST_OPEN:
                raise Conflict(
                    f"Your organisation has {store.MOST_OPEN} tasks that wait or run. "
                    "Wait until one of them is finished, or cancel one."
                )
            known = store.add_task(session, new)
        elif known.input_sha256 != new.input_sha256:
            raise Conflict("This Idempotency-Key was used for another request. Use a new key for each.")
        return task_answer(known)


@router.get("/tasks/{task_id}", response_model=TaskAnswer)
def task(task_id: TaskId, session: Reading, caller: Reader) -> dict[str, Any]:
    """Where a task stands; its result is there once its state is `finished`."""
    return task_answer(_found(store.find_task(session, caller.organisation_id, task_id)))


@router.post("/tasks/{task_id}/cancel", response_model=TaskAnswer)
def cancel(task_id: TaskId, request: Request, caller: Writer) -> dict[str, Any]:
    """Ends a task that waits or runs, and erases what was sent with it. The task itself still tells its state.

    A task that was cancelled before stays so; one that has ended otherwise cannot be cancelled any more.
    """
    with open_transaction(request) as session:
        found = _found(store.find_task(session, caller.organisation_id, task_id))
        if not store.cancel(session, found.id):
            session.refresh(found)
            if found.state != "cancelled":
                raise Conflict(
                    f"This task is {found.state}, so there is nothing to cancel. DELETE erases it."
                )
        session.refresh(found)
    erase_leftovers(request.app)
    return task_answer(found)


@router.delete("/tasks/{task_id}", status_code=204)
def erase(task_id: TaskId, request: Request, caller: Writer) -> None:
    """Erases a task with all that it holds, the result too. One that waits or runs is cancelled by that."""
    with open_transaction(request) as session:
        store.erase(session, _found(store.find_task(session, caller.organisation_id, task_id)).id)
    erase_leftovers(request.app)


@router.get("/tasks/{task_id}/result", response_class=StreamingResponse, responses=_RESULT)
def result(
    task_id: TaskId,
    request: Request,
    caller: Reader,
    format: Annotated[  # noqa: A002
        ResultFormat | None, Query(description="In place of the Accept header; NDJSON where neither says.")
    ] = None,
) -> Response:
    """The result of a finished task, line by line, as NDJSON or CSV.

    First come the items that could not be read, each with its `problem`, then the pairs with both scores: in the
    order of the postings, and for each the best worker first.
    """
    with open_reading(request) as session:
        found = _found(store.find_task(session, caller.organisation_id, task_id))
        if found.state != "finished":
            raise Conflict(f"This task is {found.state}. The result is there once its state is finished.")
        head = next(store.read_parts(session, task_id, ("head",)))
    form = format_of(format, request.headers.get("accept", ""))

    def lines() -> Any:
        with open_reading(request) as session:
            writer = Lines(head, form)
            yield writer.first()
            for packed in store.read_parts(session, task_id, ("rows",)):
                yield writer.of_part(packed)

    headers = {
        "Content-Disposition": f'attachment; filename="{task_id}.{form}"',
        "Vary": "Accept",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(lines(), headers=headers, media_type=MEDIA_TYPES[form])


def _found(task: Task | None) -> Task:
    if task is None:
        raise NotFound("There is no such task. Tasks are erased 24 hours after their end.")
    return task
