"""A task as the API shows it."""

from __future__ import annotations

from typing import Any

from app.batch.models import Task
from app.batch.store import KEPT, as_utc


def task_answer(task: Task) -> dict[str, Any]:
    """The answer, without what was sent and without the result itself."""
    ended = as_utc(task.ended_at)
    is_finished = task.state == "finished"
    return {
        "id": task.id,
        "kind": task.kind,
        "state": task.state,
        "progress": {"done": task.done, "total": task.total},
        "created_at": as_utc(task.created_at),
        "started_at": as_utc(task.started_at),
        "ended_at": ended,
        "expires_at": None if ended is None else ended + KEPT,
        "result": f"/v1/tasks/{task.id}/result" if is_finished else None,
        "problem": task.problem,
        "receipt": task.receipt if is_finished else None,
    }
