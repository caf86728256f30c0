from __future__ import annotations

import asyncio

import orjson
import pytest
from fastapi import FastAPI

from app.errors import InvalidInput, MalformedRequest, ParlanceError
from app.routing import Router, StrictJsonRequest, StrictJsonRoute, add_routes


def read(body: bytes) -> object:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "headers": []}
    return asyncio.run(StrictJsonRequest(scope, receive).json())


def refusal_of(body: bytes) -> ParlanceError:
    with pytest.raises(ParlanceError) as caught:
        read(body)
    return caught.value


@pytest.mark.parametrize("value", [{"text": "C\u0301afé 😀 \u202eabc \x00"}, [], "x", 1, None])
def test_proper_json_is_read_as_it_is(value: object) -> None:
    assert read(orjson.dumps(value)) == value


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "line 1, column 1"),
        (b'{"a":1', "line 1, column 7"),
        (b'{"a"\n: x}', "line 2, column 3"),
        (b'{"a":NaN}', "column 6"),
        (b'{"a":Infinity}', "column 6"),
        (b"{'a':1}", "column 2"),
        (b'{"a":1} x', "column 9"),
        (b'{"a":"\x00"}', "control character"),
        (b'{"a":"\xff"}', "UTF-8; the byte at position 6"),
        (b'{"a":"\xed\xa0\x80"}', "UTF-8; the byte at position 6"),
        ('{"a":1}'.encode("utf-16"), "UTF-8"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b"[" * 100_000, "Nest the JSON less deeply"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "Nest the JSON less deeply"),
    ],
)
def test_what_is_not_json_in_utf8_is_refused_with_the_place(body: bytes, words: str) -> None:
    refusal = refusal_of(body)
    assert isinstance(refusal, MalformedRequest)
    assert words in refusal.detail


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b'{"text":"\\ud800"}', "/text"),
        (b'{"text":"\\udc00 x"}', "/text"),
        (b'{"items":[{"text":"fine"},{"text":"\\ud83d \\ude00"}]}', "/items/1/text"),
        (b'{"a/b":{"~":["\\udfff"]}}', "/a~1b/~0/0"),
        (b'{"a":{"\\ud800":1}}', "/a"),
        (b'"\\ud800"', ""),
        (b'{"text":"\\ud800","deep":' + b"[" * 100_000, ""),
    ],
)
def test_a_lone_surrogate_is_refused_with_its_field(body: bytes, pointer: str) -> None:
    refusal = refusal_of(body)
    assert isinstance(refusal, InvalidInput)
    assert refusal.errors[0].pointer == pointer
    assert "half character" in refusal.detail


def test_a_surrogate_pair_is_one_character() -> None:
    assert read(b'"\\ud83d\\ude00"') == "😀"


def test_routes_of_a_router_read_strictly_under_the_base_path() -> None:
    app, router = FastAPI(), Router(prefix="/skills", tags=["skills"])

    @router.get("/{id}")
    def skill(id: str) -> str:
        return id

    add_routes(app, router)
    (route,) = [route for route in app.routes if isinstance(route, StrictJsonRoute)]
    assert (route.path, route.tags) == ("/v1/skills/{id}", ["skills"])
    assert "/v1/skills/{id}" in app.openapi()["paths"]
