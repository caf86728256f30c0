"""Request ids, one JSON log line per request, and metrics; never a word of what was sent."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from app.limits import Application, Message, Receive, Scope, Send
from app.settings import Settings

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

REQUEST_ID_HEADER = b"x-request-id"
UNMATCHED_ROUTE = "(none)"
DURATION_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_usable_request_id = re.compile(rb"[A-Za-z0-9._-]{1,64}").fullmatch
_own_attributes = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "color_message",
    "taskName",
}


class JsonFormatter(logging.Formatter):
    """One JSON object per line. Of an exception it tells the type and the places, not the message.

    The message can hold the value that caused the exception, and that can be a sentence of a résumé.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON; whatever was given as `extra` becomes a field of it."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        entry.update((name, value) for name, value in vars(record).items() if name not in _own_attributes)
        if record.exc_info and record.exc_info[1] is not None:
            entry["error"] = type(record.exc_info[1]).__name__
            entry["at"] = [
                f"{each.filename}:{each.lineno} {each.name}" for each in _frames(record.exc_info[1])
            ]
        return orjson.dumps(entry, default=str).decode()


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.extract_tb(error.__traceback__)


def configure_logging(settings: Settings) -> None:
    """Sends every log of the process to standard error as JSON, one object per line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    logging.raiseExceptions = False  # a log that cannot be written would show its values on standard error
    root.setLevel(settings.log_level.upper())
    for chatty in (
        "alembic",
        "asyncio",
        "httpx",
        "httpcore",
        "multipart",
        "python_multipart",
        "uvicorn.error",
    ):
        logging.getLogger(chatty).setLevel(logging.WARNING)


RequestLog = Callable[[dict[str, Any]], None]


def request_log(settings: Settings) -> RequestLog | None:
    """What writes the line of a request; None when the log level leaves it out."""
    return _write_request if settings.log_level in ("debug", "info") else None


def _write_request(fields: dict[str, Any]) -> None:
    # Written past the logging module, whose records cost more than the rest of the frame together.
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    entry = {"time": moment, "level": "info", "logger": "parlance.requests", "event": "request", **fields}
    sys.stderr.write(orjson.dumps(entry).decode() + "\n")


class Metrics:
    """The Prometheus metrics of one application, by route template.

    With several worker processes `parlance serve` points PROMETHEUS_MULTIPROC_DIR at a folder they share, and
    any worker answers for all of them. Without it the figures are those of the process that answers.
    """

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Histogram

        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "parlance_request_duration_seconds",
            "Time to answer a request, by method, route template and status.",
            ("method", "route", "status"),
            registry=self.registry,
            buckets=DURATION_BUCKETS,
        )
        self._children: dict[tuple[str, str, int], Any] = {}

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts one request."""
        key = (method, route, status)
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = self._seconds.labels(method, route, str(status))
        child.observe(seconds)

    def exposition(self) -> tuple[bytes, str]:
        """The metrics as Prometheus reads them, and their content type."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return generate_latest(self._readable_registry()), CONTENT_TYPE_LATEST

    def _readable_registry(self) -> CollectorRegistry:
        if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            return self.registry
        from prometheus_client import CollectorRegistry
        from prometheus_client.multiprocess import MultiProcessCollector

        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        return shared


class RequestObserver:
    """ASGI middleware: gives each request an id, times it, counts it and writes one log line."""

    def __init__(self, app: Application, metrics: Metrics, log: RequestLog | None) -> None:
        self.app = app
        self.metrics = metrics
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and takes note of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id.decode()
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (REQUEST_ID_HEADER, request_id)]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            self._take_note(scope, status, time.perf_counter() - started)

    def _take_note(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = _known_method(scope["method"]), route_template(scope)
        self.metrics.observe(method, route, status, seconds)
        if self.log is not None:
            self.log(
                {
                    "method": method,
                    "route": route,
                    "status": status,
                    "ms": round(seconds * 1000, 2),
                    "request_id": scope["state"]["request_id"],
                }
            )


def route_template(scope: Scope) -> str:
    """The path of the matched route as it was written, `/v1/skills/{id}`; `(none)` when no route matched."""
    matched = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return getattr(matched, "path_format", None) or UNMATCHED_ROUTE


def _request_id(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == REQUEST_ID_HEADER:
            if _usable_request_id(value):
                return bytes(value)
            break
    return os.urandom(16).hex().encode()


def _known_method(method: str) -> str:
    """The method, or OTHER: callers must not be able to make new metrics at will."""
    return method if method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS") else "OTHER"
