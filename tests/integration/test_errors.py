"""Every kind of failure comes out as a problem document, and the next request is served."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from fastapi import FastAPI, File, HTTPException, Request, Response, UploadFile
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError
from starlette.responses import StreamingResponse

from app.dependencies import CurrentSettings
from app.errors import Conflict
from app.limits import check_text
from app.paging import Paging, link_next
from app.problems import MEDIA_TYPE
from app.routing import Router, add_routes
from app.schemas import RequestModel

MARKER = "Zyxwvut"


class Item(RequestModel):
    text: str


class Texts(RequestModel):
    text: str = ""
    years: int = 0
    items: list[Item] = []  # noqa: RUF012


router = Router(base="", prefix="/test")


@router.post("/texts")
def measure(texts: Texts, settings: CurrentSettings) -> dict[str, int]:
    check_text(texts.text, settings.max_text_characters)
    return {"characters": len(texts.text)}


@router.post("/anything")
def anything(body: dict[str, Any]) -> int:
    return len(body)


@router.post("/files")
def size(file: Annotated[UploadFile, File()]) -> int:
    return len(file.file.read())


@router.get("/list")
def listed(page: Paging) -> int:
    return page.limit


@router.get("/pages")
def pages(page: Paging, response: Response) -> int:
    return page.limit


@router.get("/broken/{kind}")
def broken(kind: str) -> None:
    failures: dict[str, Exception] = {
        "ours": Conflict("Choose another name."),
        "teapot": HTTPException(418, f"{MARKER}"),
        "database": OperationalError("SELECT 1", {}, Exception(MARKER)),
        "unexpected": ValueError(MARKER),
    }
    raise failures[kind]


@router.get("/stream")
def stream() -> StreamingResponse:
    def parts() -> Iterator[bytes]:
        yield b"{"
        raise ValueError(MARKER)

    return StreamingResponse(parts())


@pytest.fixture
def caller(app: FastAPI) -> Iterator[TestClient]:
    add_routes(app, router)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
        assert client.post("/test/texts", json={"text": "still served"}).json() == {"characters": 12}


def problem_of(answer: Any, status: int, slug: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    body: dict[str, Any] = answer.json()
    assert (body["status"], body["type"]) == (status, f"urn:parlance:problem:{slug}")
    assert body["title"]
    assert body["detail"].endswith((".", "migrate"))
    assert body["instance"].endswith("#" + answer.headers["x-request-id"])
    assert set(body) <= {"type", "title", "status", "detail", "instance", "errors"}
    return body


def post(
    caller: TestClient, body: bytes, path: str = "/test/texts", content_type: str = "application/json"
) -> Any:
    return caller.post(path, content=body, headers={"Content-Type": content_type})


@pytest.mark.parametrize(
    ("body", "status", "slug", "pointer"),
    [
        (b"", 422, "invalid-input", ""),
        (b"{", 400, "malformed-request", None),
        (b"nonsense", 400, "malformed-request", None),
        (b'{"text":"\xff\xfe"}', 400, "malformed-request", None),
        (b'{"text":"\xed\xa0\x80"}', 400, "malformed-request", None),
        (b"[" * 200_000, 400, "malformed-request", None),
        (b'{"text":' * 200_000, 400, "malformed-request", None),
        (b'{"text":"\\ud800"}', 422, "invalid-input", "/text"),
        (b'{"text":5}', 422, "invalid-input", "/text"),
        (b'{"text":null}', 422, "invalid-input", "/text"),
        (b'{"years":"3"}', 422, "invalid-input", "/years"),
        (b'{"years":1e400}', 400, "malformed-request", None),
        (b'{"years":99999999999999999999999}', 422, "invalid-input", "/years"),
        (b'{"txet":"x"}', 422, "invalid-input", "/txet"),
        (b'{"items":[{"text":"a"},{"text":"b","more":1}]}', 422, "invalid-input", "/items/1/more"),
        (b"[]", 422, "invalid-input", ""),
        (b'"text"', 422, "invalid-input", ""),
        (b"null", 422, "invalid-input", ""),
        (b'{"items":' + b"[" * 900 + b"]" * 900 + b"}", 422, "invalid-input", "/items/0"),
        (json.dumps({"text": "x" * 100_001}).encode(), 413, "too-large", "/text"),
    ],
)
def test_a_bad_body(caller: TestClient, body: bytes, status: int, slug: str, pointer: str | None) -> None:
    problem = problem_of(post(caller, body), status, slug)
    assert [each["pointer"] for each in problem.get("errors", [])] == ([] if pointer is None else [pointer])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00",
        "a\x00b",
        "שלום עולם",
        "e\u0301\u0301",
        "👩🏽‍🔧",
        "\ufeff",
        "\u202e",
        "x" * 100_000,
        "\U0010ffff",
    ],
)
def test_unusual_text_is_taken_as_it_is(caller: TestClient, text: str) -> None:
    body = json.dumps({"text": text}, ensure_ascii=False).encode()
    assert post(caller, body).json() == {"characters": len(text)}


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "x", ""])
def test_a_body_of_another_type_is_told_which_type_to_send(caller: TestClient, content_type: str) -> None:
    problem = problem_of(post(caller, b'{"text":"x"}', content_type=content_type), 422, "invalid-input")
    assert "Content-Type: application/json" in problem["detail"]


def test_many_bad_fields_are_counted_and_the_first_listed(caller: TestClient) -> None:
    body = json.dumps({"items": [{}] * 1_000}).encode()
    problem = problem_of(post(caller, body), 422, "invalid-input")
    assert len(problem["errors"]) == 50
    assert "1000" in problem["detail"]


def test_a_body_over_the_limit_is_refused(caller: TestClient) -> None:
    answer = post(caller, b" " * 20_000_001)
    assert "20 MB" in problem_of(answer, 413, "too-large")["detail"]
    assert answer.headers["connection"] == "close"


def test_a_body_in_chunks_over_the_limit_is_refused_on_the_way(caller: TestClient) -> None:
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(25):
            sent += 1_000_000
            yield b" " * 1_000_000

    headers = {"Content-Type": "application/json"}
    answer = caller.post("/test/texts", content=chunks(), headers=headers)
    assert "20 MB" in problem_of(answer, 413, "too-large")["detail"]


def test_deep_but_bounded_json_is_served(caller: TestClient) -> None:
    body = b'{"a":' * 900 + b"1" + b"}" * 900
    assert post(caller, body, "/test/anything").json() == 1


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "multipart/form-data"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"\xff" * 100, "multipart/form-data; boundary=\xff".encode("latin-1").decode("latin-1")),
        (b'{"file":1}', "application/json"),
    ],
)
def test_a_bad_form(caller: TestClient, body: bytes, content_type: str) -> None:
    headers = {"Content-Type": content_type.encode("latin-1")}
    answer = caller.post("/test/files", content=body, headers=headers)
    assert answer.status_code in (400, 422)
    problem_of(
        answer, answer.status_code, "malformed-request" if answer.status_code == 400 else "invalid-input"
    )


def test_a_form_that_is_too_large_is_refused(caller: TestClient) -> None:
    answer = caller.post("/test/files", files={"file": ("cv.pdf", b"x" * 20_000_001)})
    problem_of(answer, 413, "too-large")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "/query/limit"),
        ("limit=101", "/query/limit"),
        ("limit=ten", "/query/limit"),
        ("limit=%ff", "/query/limit"),
        ("limit=1&limit=x", "/query/limit"),
        ("cursor=x", "/query/cursor"),
        ("cursor=" + "x" * 2000, "/query/cursor"),
    ],
)
def test_a_bad_query(caller: TestClient, query: str, pointer: str) -> None:
    problem = problem_of(caller.get(f"/test/list?{query}"), 422, "invalid-input")
    assert [each["pointer"] for each in problem["errors"]] == [pointer]


def test_an_address_that_is_not_there(caller: TestClient) -> None:
    problem = problem_of(caller.get("/v1/skillz?q=secret"), 404, "not-found")
    assert problem["instance"].startswith("/v1/skillz#")
    assert "secret" not in json.dumps(problem)


def test_a_method_that_is_not_there(caller: TestClient) -> None:
    answer = caller.put("/test/texts")
    problem_of(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("kind", "status", "slug"),
    [
        ("ours", 409, "conflict"),
        ("teapot", 418, "i-m-a-teapot"),
        ("database", 503, "not-ready"),
        ("unexpected", 500, "internal-error"),
    ],
)
def test_a_failure_inside(
    caller: TestClient, kind: str, status: int, slug: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = caller.get(f"/test/broken/{kind}")
    problem_of(answer, status, slug)
    assert MARKER not in answer.text
    assert "Traceback" not in answer.text


def test_a_failure_while_an_answer_is_sent_is_not_taken_for_an_answer(caller: TestClient) -> None:
    with pytest.raises(ValueError, match=MARKER):
        TestClient(caller.app).get("/test/stream")


def test_the_next_page_is_linked_relative_to_the_host(app: FastAPI) -> None:
    linked = Router(base="", prefix="/test")

    @linked.get("/linked")
    def answer(page: Paging, request: Request, response: Response) -> int:
        link_next(request, response, "abc")
        return page.limit

    add_routes(app, linked)
    with TestClient(app) as client:
        link = client.get("/test/linked?limit=5&cursor=").headers["link"]
    assert link == '</test/linked?limit=5&cursor=abc>; rel="next"'
