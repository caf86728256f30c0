"""Makes the application. Importing this module does nothing else."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.routing import APIRoute

from app import __version__
from app.api import install_chapters
from app.auth.access import KeyGate, install_keys
from app.batch.access import start_worker
from app.database import make_engine, make_sessions
from app.health import add_check, database_check
from app.limits import RequestSizeLimit
from app.matching.search.access import follow_stored, stop_following
from app.observability import Metrics, RequestObserver, configure_logging, request_log
from app.openapi import DESCRIPTION, TAGS, install_openapi
from app.problems import ProblemBoundary, install_handlers
from app.settings import Settings
from app.warming import follow_releases, install_readiness, warm_up

_log = logging.getLogger("parlance")


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application for the given settings, or those of the environment; it opens nothing."""
    settings = Settings.from_environment() if settings is None else settings
    app = FastAPI(
        title="Parlance",
        version=__version__,
        summary="One shared, plain vocabulary of skills, and honest, explainable matching on it.",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        lifespan=_lifespan,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
        # FastAPI's own telemetry can record request bodies and the messages of exceptions.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.settings = settings
    app.state.engine = make_engine(settings)
    app.state.sessions = make_sessions(app.state.engine)
    app.state.metrics = Metrics()
    app.state.readiness = []
    app.state.warm = False
    add_check(app, "database", database_check(app.state.engine))
    install_readiness(app)
    install_handlers(app)
    install_keys(app)
    _install_middleware(app, settings)
    install_chapters(app)
    install_openapi(app)
    return app


def create_app_for_server() -> FastAPI:
    """What a server process runs: the application of the environment, logging as JSON."""
    settings = Settings.from_environment()
    configure_logging(settings)
    app = create_app(settings)
    app.state.warm = True
    return app


def _install_middleware(app: FastAPI, settings: Settings) -> None:
    """Adds the middleware; the one added last is the outermost."""
    app.add_middleware(RequestSizeLimit, maximum=settings.max_request_bytes)
    if settings.require_key:
        app.add_middleware(KeyGate)
    app.add_middleware(ProblemBoundary)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=["X-Request-Id", "Link", "ETag", "Retry-After"],
        )
    app.add_middleware(RequestObserver, metrics=app.state.metrics, log=request_log(settings))


def _operation_id(route: APIRoute) -> str:
    """The name of the function, which is what generated clients then call it."""
    return route.name


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    follower = worker = None
    if app.state.warm:
        follower = follow_releases(app)
        warm_up(app)
        follow_stored(app)
        worker = start_worker(app)
    _log.info("started", extra={"version": __version__})
    yield
    if worker is not None:
        worker.stop()
    stop_following(app)
    if follower is not None:
        follower.stop()
    app.state.engine.dispose()
    _log.info("stopped")
