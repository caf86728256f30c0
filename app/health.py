"""Whether the service is alive and ready, and its metrics."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import Field
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.errors import FieldProblem, NotReady, ParlanceError
from app.observability import Metrics
from app.routing import Router
from app.schemas import AnswerModel

_log = logging.getLogger("parlance.health")
router = Router(base="", tags=["operations"])


@dataclass(frozen=True, slots=True)
class ReadinessCheck:
    """One thing that must hold before requests are served; if not, `check` raises ParlanceError."""

    name: str
    check: Callable[[], None]


class Alive(AnswerModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(AnswerModel):
    """Everything that requests need is there."""

    status: Literal["ready"] = "ready"
    checks: Annotated[
        list[str], Field(description="What was checked.", examples=[["database", "migrations"]])
    ]


def add_check(app: FastAPI, name: str, check: Callable[[], None]) -> None:
    """Adds a condition to /readyz; a chapter calls it from its `install(app)`."""
    app.state.readiness.append(ReadinessCheck(name, check))


def database_check(engine: Engine) -> Callable[[], None]:
    """A check that the database answers and has the tables that this version of the code needs."""

    def check() -> None:
        from app.migrating import is_current

        try:
            current = is_current(engine)
        except SQLAlchemyError:
            raise NotReady(
                "The database does not answer. Check PARLANCE_DATABASE_URL and that it runs."
            ) from None
        if not current:
            raise NotReady("The tables are not those of this version. Run: parlance migrate")

    return check


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Alive:
    """Answers as long as the process does. To decide where to send requests, use /readyz."""
    return Alive()


@router.get("/readyz", summary="Can requests be served?")
def readyz(request: Request) -> Ready:
    """Looks at the database, its tables, the release and the index; 503 lists what is missing."""
    checks: list[ReadinessCheck] = request.app.state.readiness
    failed: list[FieldProblem] = []
    for each in checks:
        try:
            each.check()
        except ParlanceError as error:
            failed.append(FieldProblem(f"/{each.name}", error.detail))
        except Exception as error:  # noqa: BLE001 (whatever it was, we are not ready)
            _log.error("check failed", extra={"check": each.name}, exc_info=error)
            failed.append(FieldProblem(f"/{each.name}", f"The check of {each.name} failed. See the log."))
    if failed:
        raise NotReady(" ".join(each.detail for each in failed), errors=failed)
    return Ready(checks=[each.name for each in checks])


@router.get("/metrics", summary="Metrics for Prometheus", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Durations and counts of requests by method, route template and status, in Prometheus's text format."""
    recorded: Metrics = request.app.state.metrics
    content, content_type = recorded.exposition()
    return Response(content, media_type=content_type)
