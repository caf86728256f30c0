from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.errors import TooLarge
from app.limits import (
    Message,
    Receive,
    RequestSizeLimit,
    RequestTooLarge,
    Scope,
    Send,
    check_document,
    check_text,
    declared_length,
    in_megabytes,
)


def test_a_text_of_exactly_the_limit_is_taken() -> None:
    check_text("é" * 100_000, 100_000)


def test_a_text_over_the_limit_is_refused_with_both_numbers() -> None:
    with pytest.raises(TooLarge) as caught:
        check_text("é" * 100_001, 100_000, "/posting/text")
    assert "100,000" in caught.value.detail
    assert "100,001" in caught.value.detail
    assert caught.value.errors[0].pointer == "/posting/text"


def test_a_document_over_the_limit_is_refused_with_the_limit() -> None:
    check_document(10_000_000, 10_000_000)
    with pytest.raises(TooLarge, match="10 MB"):
        check_document(10_000_001, 10_000_000)


@pytest.mark.parametrize(("size", "words"), [(20_000_000, "20 MB"), (10_500_000, "10.5 MB"), (1_234, "0 MB")])
def test_sizes_read_as_people_write_them(size: int, words: str) -> None:
    assert in_megabytes(size) == words


@pytest.mark.parametrize(
    ("headers", "length"),
    [
        ([], None),
        ([(b"content-length", b"12")], 12),
        ([(b"content-length", b"-12")], None),
        ([(b"content-length", b"12"), (b"transfer-encoding", b"chunked")], None),
    ],
)
def test_declared_length(headers: list[tuple[bytes, bytes]], length: int | None) -> None:
    assert declared_length({"headers": headers}) == length


def run_request(headers: list[tuple[bytes, bytes]], chunks: list[bytes]) -> tuple[list[bytes], int]:
    """What the application got to read, and how many chunks were taken from the network."""
    read: list[bytes] = []
    waiting = list(chunks)

    async def receive() -> Message:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        more: Any = True
        while more:
            message = await receive()
            read.append(message["body"])
            more = message["more_body"]

    scope: Scope = {"type": "http", "method": "POST", "headers": headers}
    try:
        asyncio.run(RequestSizeLimit(application, maximum=10)(scope, receive, send))
    except RequestTooLarge:
        read.append(b"refused")
    return read, len(chunks) - len(waiting)


def test_a_body_of_exactly_the_limit_is_read() -> None:
    assert run_request([], [b"12345", b"67890"]) == ([b"12345", b"67890"], 2)


def test_a_declared_length_over_the_limit_is_refused_unread() -> None:
    assert run_request([(b"content-length", b"11")], [b"12345678901"]) == ([b"refused"], 0)


def test_chunks_are_refused_where_they_pass_the_limit() -> None:
    assert run_request([(b"transfer-encoding", b"chunked")], [b"1234567", b"89012", b"3"]) == (
        [b"1234567", b"refused"],
        2,
    )
