from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path

import pytest

from app.limits import Message, Receive, Scope, Send
from app.observability import (
    JsonFormatter,
    Metrics,
    RequestObserver,
    configure_logging,
    request_log,
    route_template,
)
from app.settings import Settings


def record_of(message: str, **extra: object) -> dict[str, object]:
    record = logging.makeLogRecord({"name": "parlance", "levelname": "INFO", "msg": message, **extra})
    line = JsonFormatter().format(record)
    assert "\n" not in line
    parsed: dict[str, object] = json.loads(line)
    return parsed


def test_a_log_line_is_one_json_object_with_what_was_given_to_it() -> None:
    entry = record_of("loaded", skills=13_939, folder=Path("a"))
    assert (entry["event"], entry["level"], entry["logger"]) == ("loaded", "info", "parlance")
    assert (entry["skills"], entry["folder"]) == (13_939, "a")
    assert str(entry["time"]).endswith("+00:00")


def test_an_exception_is_logged_by_type_and_place_never_by_its_message() -> None:
    try:
        int("Mary Example lives at 12 Sample Street")
    except ValueError:
        entry = record_of("unexpected error", exc_info=sys.exc_info())
    assert entry["error"] == "ValueError"
    assert "test_observability.py" in str(entry["at"])
    assert "Mary" not in json.dumps(entry)


def test_lines_break_nothing_even_if_the_message_has_breaks() -> None:
    assert record_of("two\nlines\u2028here")["event"] == "two\nlines\u2028here"


def test_the_level_decides_whether_requests_are_logged() -> None:
    assert request_log(Settings(log_level="info")) is not None
    assert request_log(Settings(log_level="warning")) is None


def test_logging_is_sent_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    try:
        configure_logging(Settings(log_level="warning"))
        logging.getLogger("parlance.x").info("left out")
        logging.getLogger("parlance.x").warning("kept")
    finally:
        root.handlers[:], root.level, logging.raiseExceptions = before, level, raising
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["kept"]


def answered(
    headers: list[tuple[bytes, bytes]], route: object = None, method: str = "GET"
) -> tuple[str, list]:
    """The request id in the answer, and what was logged."""
    sent: list[Message] = []
    logged: list[dict[str, object]] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"] = route
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    scope: Scope = {"type": "http", "method": method, "path": "/a/b", "headers": headers}
    asyncio.run(RequestObserver(application, Metrics(), logged.append)(scope, receive, send))
    return dict(sent[0]["headers"])[b"x-request-id"].decode(), logged


def test_a_request_id_is_made_where_none_came() -> None:
    first, second = answered([])[0], answered([])[0]
    assert len(first) == 32
    assert first != second


def test_a_usable_request_id_is_kept_and_logged() -> None:
    request_id, logged = answered([(b"x-request-id", b"job-board.42_A")])
    assert request_id == "job-board.42_A"
    assert logged[0]["request_id"] == "job-board.42_A"


@pytest.mark.parametrize("given", [b"", b"a" * 65, b"a b", b"a\nb", "é".encode(), b'"}'])
def test_any_other_request_id_is_replaced(given: bytes) -> None:
    assert answered([(b"x-request-id", given)])[0] != given.decode()


def test_what_is_logged_of_a_request() -> None:
    class Route:
        path_format = "/v1/skills/{id}"

    _, logged = answered([], Route())
    assert {name: logged[0][name] for name in ("method", "route", "status")} == {
        "method": "GET",
        "route": "/v1/skills/{id}",
        "status": 204,
    }
    assert set(logged[0]) == {"method", "route", "status", "ms", "request_id"}


def test_no_route_and_odd_methods_have_one_name_each() -> None:
    _, logged = answered([], None, "BREW")
    assert (logged[0]["route"], logged[0]["method"]) == ("(none)", "OTHER")
    assert route_template({}) == "(none)"


def test_metrics_count_by_template_and_status() -> None:
    metrics = Metrics()
    metrics.observe("GET", "/v1/skills/{id}", 200, 0.004)
    metrics.observe("GET", "/v1/skills/{id}", 200, 0.04)
    text = metrics.exposition()[0].decode()
    labels = '{method="GET",route="/v1/skills/{id}",status="200"}'
    assert f"parlance_request_duration_seconds_count{labels} 2.0" in text
    assert f"parlance_request_duration_seconds_sum{labels} 0.044" in text
