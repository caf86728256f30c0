from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from app import errors
from app.errors import FieldProblem, InvalidInput, NotReady, ParlanceError, Unauthorized
from app.limits import Message, Receive, RequestTooLarge, Scope, Send
from app.problems import LISTED_ERRORS, ProblemBoundary, instance_of, problem_response

SCOPE: Scope = {
    "type": "http",
    "path": "/v1/extract",
    "query_string": b"q=secret",
    "state": {"request_id": "r1"},
}
ALL = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, ParlanceError) and each is not ParlanceError
]


def body_of(error: ParlanceError) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(bytes(problem_response(SCOPE, error).body))
    return parsed


@pytest.mark.parametrize("kind", ALL)
def test_every_error_becomes_a_problem(kind: type[ParlanceError]) -> None:
    response = problem_response(SCOPE, kind("Do this next."))
    assert response.headers["content-type"] == "application/problem+json"
    assert response.status_code == kind.status
    assert json.loads(bytes(response.body)) == {
        "type": f"urn:parlance:problem:{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": "Do this next.",
        "instance": "/v1/extract#r1",
    }


def test_kinds_of_problems_can_be_told_apart() -> None:
    assert len({kind.slug for kind in ALL}) == len(ALL)


def test_fields_are_listed_up_to_a_bound() -> None:
    many = [FieldProblem(f"/items/{number}", "Give a number.") for number in range(1_000)]
    assert len(body_of(InvalidInput("Correct them.", errors=many))["errors"]) == LISTED_ERRORS


def test_headers_that_belong_to_a_problem() -> None:
    assert problem_response(SCOPE, NotReady("Wait.")).headers["retry-after"].isdigit()
    challenge = problem_response(SCOPE, Unauthorized("Send a key.")).headers["www-authenticate"]
    assert challenge == 'Bearer realm="parlance"'
    assert problem_response(SCOPE, RequestTooLarge("Send less.")).headers["connection"] == "close"


def test_the_instance_is_a_reference_without_the_query() -> None:
    assert instance_of(SCOPE) == "/v1/extract#r1"
    assert instance_of({"path": "/a b/é\u2028<", "state": {}}) == "/a%20b/%C3%A9%E2%80%A8%3C"


def answer_to(failure: Exception, *, after_start: bool = False) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if after_start:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise failure

    asyncio.run(ProblemBoundary(application)(SCOPE, receive, send))
    return sent


def test_an_unexpected_failure_is_answered_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    start, body = answer_to(ValueError("Mary Example"))
    assert start["status"] == 500
    assert json.loads(body["body"])["type"] == "urn:parlance:problem:internal-error"
    assert b"Mary" not in body["body"]
    assert caplog.records[0].message == "unexpected error"


def test_an_error_of_ours_keeps_its_words_and_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    start, body = answer_to(NotReady("Run: parlance seed"))
    assert (start["status"], json.loads(body["body"])["detail"]) == (503, "Run: parlance seed")
    assert not caplog.records


def test_a_failure_after_the_answer_began_is_left_to_the_server() -> None:
    with pytest.raises(ValueError, match="late"):
        answer_to(ValueError("late"), after_start=True)
