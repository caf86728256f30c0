"""Queries of tasks: who may see one, who works on one, and what each finished part brought. The caller commits."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.batch.models import Task, TaskPart

LEASE = timedelta(seconds=10)  # without a sign of life for so long, another worker takes over
KEPT = timedelta(hours=24)  # after its end a task is kept so long, with its result
MOST_OPEN = 20  # tasks of one organisation that wait or run
OPEN = ("queued", "running")


@dataclass(frozen=True, slots=True)
class NewTask:
    """What a task begins with; `key_sha256` is that of the Idempotency-Key, if there is one."""

    organisation_id: int
    kind: str
    total: int
    options: dict[str, Any]
    inputs: bytes
    input_sha256: str
    key_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A finished part: what it brought, how far the task is with it, and what is of no use any more."""

    number: int
    kind: str
    data: bytes
    done: int
    drops: tuple[str, ...] = ()  # kinds of earlier parts
    drops_inputs: bool = False
    receipt: dict[str, Any] | None = field(default=None)
    is_last: bool = False


def moment() -> datetime:
    """Now, as it is stored."""
    return datetime.now(UTC)


def as_utc(stored: datetime | None) -> datetime | None:
    """A stored moment with its time zone, which SQLite drops."""
    return stored if stored is None or stored.tzinfo else stored.replace(tzinfo=UTC)


def add_task(session: Session, new: NewTask) -> Task:
    """A new task that waits to be worked on."""
    task = Task(
        id=f"tsk_{secrets.token_urlsafe(16)}",
        organisation_id=new.organisation_id,
        kind=new.kind,
        state="queued",
        parts=0,
        done=0,
        attempts=0,
        total=new.total,
        created_at=moment(),
        key_sha256=new.key_sha256,
        input_sha256=new.input_sha256,
        options=new.options,
        inputs=new.inputs,
    )
    session.add(task)
    session.flush()
    return task


def find_task(session: Session, organisation_id: int, task_id: str) -> Task | None:
    """The task of an organisation; those of others are not there for it."""
    return session.scalar(
        select(Task).where(Task.id == task_id, Task.organisation_id == organisation_id, _in_time(moment()))
    )


def task_of_key(session: Session, organisation_id: int, key_sha256: str) -> Task | None:
    """The task that was made with this Idempotency-Key."""
    return session.scalar(
        select(Task).where(Task.organisation_id == organisation_id, Task.key_sha256 == key_sha256)
    )


def count_open(session: Session, organisation_id: int) -> int:
    """How many tasks of an organisation wait or run."""
    count = select(func.count()).where(Task.organisation_id == organisation_id, Task.state.in_(OPEN))
    return session.scalar(count) or 0


def cancel(session: Session, task_id: str) -> bool:
    """Ends a task that waits or runs, and erases all that it holds; False where it had ended before."""
    return _end(session, task_id, "cancelled", Task.state.in_(OPEN))


def erase(session: Session, task_id: str) -> None:
    """Erases a task with its result."""
    session.execute(delete(TaskPart).where(TaskPart.task_id == task_id))
    session.execute(delete(Task).where(Task.id == task_id))


def erase_expired(session: Session) -> None:
    """Erases the tasks whose time is over."""
    over = Task.ended_at < moment() - KEPT
    session.execute(delete(TaskPart).where(TaskPart.task_id.in_(select(Task.id).where(over))))
    session.execute(delete(Task).where(over))


def has_expired(session: Session) -> bool:
    """Whether there is a task whose time is over."""
    return session.scalar(select(Task.id).where(Task.ended_at < moment() - KEPT).limit(1)) is not None


def next_task(session: Session) -> str | None:
    """The oldest task that nobody works on."""
    found: str | None = session.scalar(
        select(Task.id).where(_free(moment())).order_by(Task.created_at, Task.id).limit(1)
    )
    return found


def take(session: Session, task_id: str, owner: str) -> Task | None:
    """Takes the lease of a task, or None where somebody else was faster."""
    now = moment()
    taken = _changed(
        session,
        and_(Task.id == task_id, _free(now)),
        state="running",
        owner=owner,
        heartbeat_at=now,
        attempts=Task.attempts + 1,
        started_at=func.coalesce(Task.started_at, now),
    )
    return session.get(Task, task_id) if taken else None


def beat(session: Session, task_id: str, owner: str) -> bool:
    """A sign of life; False where the task is no longer this owner's."""
    return _changed(session, _held(task_id, owner), heartbeat_at=moment())


def release(session: Session, task_id: str, owner: str) -> None:
    """Gives the lease back, so that another worker can go on at once."""
    # A stop that was asked for is no failed attempt.
    _changed(session, _held(task_id, owner), state="queued", owner=None, attempts=Task.attempts - 1)


def restart(session: Session, task_id: str, owner: str, options: dict[str, Any]) -> bool:
    """Begins a task anew, as long as its inputs are there."""
    held = and_(_held(task_id, owner), Task.inputs.is_not(None))
    begun = _changed(session, held, parts=0, done=0, options=options)
    if begun:
        session.execute(delete(TaskPart).where(TaskPart.task_id == task_id))
    return begun


def write_part(session: Session, task_id: str, owner: str, part: Part) -> bool:
    """Moves a task on by one part; False, and nothing is written, where it is no longer this owner's."""
    now = moment()
    values: dict[str, Any] = {"parts": part.number + 1, "done": part.done, "heartbeat_at": now}
    if part.drops_inputs:
        values["inputs"] = None
    if part.receipt is not None:
        values["receipt"] = part.receipt
    if part.is_last:
        values |= {"state": "finished", "ended_at": now, "owner": None}
    if not _changed(session, and_(_held(task_id, owner), Task.parts == part.number), **values):
        return False
    if part.drops:
        session.execute(delete(TaskPart).where(TaskPart.task_id == task_id, TaskPart.kind.in_(part.drops)))
    session.add(TaskPart(task_id=task_id, number=part.number, kind=part.kind, data=part.data))
    return True


def fail(session: Session, task_id: str, owner: str, problem: dict[str, Any]) -> bool:
    """Ends a task with a problem, and erases all that it holds."""
    return _end(session, task_id, "failed", _held(task_id, owner), problem=problem)


def read_inputs(session: Session, task_id: str) -> bytes | None:
    """What the task was given, as long as it is kept."""
    return session.scalar(select(Task.inputs).where(Task.id == task_id))


def read_parts(session: Session, task_id: str, kinds: Sequence[str]) -> Iterator[bytes]:
    """What the parts of some kinds brought, in order."""
    numbers = session.scalars(
        select(TaskPart.number)
        .where(TaskPart.task_id == task_id, TaskPart.kind.in_(kinds))
        .order_by(TaskPart.number)
    ).all()
    for number in numbers:  # one at a time: together they may be large
        yield session.scalars(
            select(TaskPart.data).where(TaskPart.task_id == task_id, TaskPart.number == number)
        ).one()


def _end(session: Session, task_id: str, state: str, where: Any, **values: Any) -> bool:
    now = moment()
    ended = _changed(
        session, and_(Task.id == task_id, where), state=state, ended_at=now, owner=None, inputs=None, **values
    )
    if ended:
        session.execute(delete(TaskPart).where(TaskPart.task_id == task_id))
    return ended


def _changed(session: Session, where: Any, **values: Any) -> bool:
    """Changes the one task that is meant; False where it is not as `where` demands."""
    done = session.execute(
        update(Task).where(where).values(values).execution_options(synchronize_session=False)
    )
    return isinstance(done, CursorResult) and done.rowcount == 1


def _free(now: datetime) -> Any:
    return or_(Task.state == "queued", and_(Task.state == "running", Task.heartbeat_at < now - LEASE))


def _held(task_id: str, owner: str) -> Any:
    return and_(Task.id == task_id, Task.owner == owner, Task.state == "running")


def _in_time(now: datetime) -> Any:
    return or_(Task.ended_at.is_(None), Task.ended_at >= now - KEPT)
