"""No word of a posting, a résumé or a query reaches a log, a metric or an error."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.dependencies import Transaction
from app.observability import configure_logging
from app.routing import Router, add_routes
from app.schemas import RequestModel
from app.settings import Settings

MARKER = "Quizzaciously"


class Posting(RequestModel):
    text: str
    fail: str = ""


router = Router(base="", prefix="/test")


@router.post("/read")
def read(posting: Posting, session: Transaction) -> int:
    if posting.fail == "value":
        int(posting.text)
    if posting.fail == "database":
        session.execute(text("SELECT * FROM no_such_table WHERE word = :word"), {"word": posting.text})
    if posting.fail == "nested":
        try:
            int(posting.text)
        except ValueError as error:
            raise RuntimeError(posting.text) from error
    return len(posting.text)


@contextmanager
def logging_everything() -> Iterator[None]:
    root = logging.getLogger()
    before, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    configure_logging(Settings(log_level="debug"))
    yield
    root.handlers[:], root.level, logging.raiseExceptions = before, level, raising


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": MARKER}, 200),
        ({"text": MARKER, "fail": "value"}, 500),
        ({"text": MARKER, "fail": "nested"}, 500),
        ({"text": MARKER, "fail": "database"}, 500),
        ({"text": [MARKER]}, 422),
        ({"text": "x", "fail": 1, MARKER.lower(): 1}, 422),
        ([MARKER], 422),
    ],
)
def test_a_marked_text_is_nowhere_in_the_logs(
    body: object, status: int, app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    add_routes(app, router)
    with logging_everything(), TestClient(app, raise_server_exceptions=False) as client:
        answer = client.post(f"/test/read?note={MARKER}", json=body, headers={"X-Note": MARKER})
        metrics = client.get("/metrics").text
    assert answer.status_code == status
    output = "".join(capsys.readouterr())
    lines = [json.loads(line) for line in output.splitlines()]
    assert next(line["status"] for line in lines if line["event"] == "request") == answer.status_code
    assert MARKER not in output
    assert MARKER not in metrics
    if status >= 500:
        assert MARKER not in answer.text
    else:
        assert MARKER not in json.dumps(answer.json().get("detail", "") if status != 200 else "")
