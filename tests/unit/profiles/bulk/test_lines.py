from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.profiles.bulk.lines import LONGEST_LINE, MOST_BYTES, MOST_LINES, Line, LineSplitter, batches


def split(chunks: Sequence[bytes], longest: int = LONGEST_LINE) -> list[Line]:
    splitter = LineSplitter(longest)
    return [line for chunk in chunks for line in splitter.feed(chunk)] + splitter.finish()


def batched(chunks: Sequence[bytes], pause: float = 0.0) -> list[list[Line]]:
    async def sent() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk
            if pause:
                await asyncio.sleep(pause)

    async def collect() -> list[list[Line]]:
        return [batch async for batch in batches(sent(), idle=0.02)]

    return asyncio.run(collect())


@given(st.lists(st.binary(max_size=6).map(lambda part: part.replace(b"\r", b"\n")), max_size=12))
def test_lines_are_the_same_wherever_the_chunks_are_cut(chunks: list[bytes]) -> None:
    whole = b"".join(chunks)
    expected = whole.split(b"\n")
    expected = expected if expected[-1] else expected[:-1]
    assert split(chunks) == [Line(number, content) for number, content in enumerate(expected, start=1)]


def test_a_line_that_is_too_long_is_passed_over_and_never_held() -> None:
    splitter = LineSplitter(longest=10)
    assert splitter.feed(b"short\n" + b"x" * 8) == [Line(1, b"short")]
    for _ in range(100):
        assert splitter.feed(b"x" * 8) == []
        assert sum(map(len, splitter._parts)) <= 10
    assert splitter.feed(b"x\nnext\n") == [Line(2, None), Line(3, b"next")]
    assert splitter.feed(b"x" * 11) == []
    assert splitter.finish() == [Line(4, None)]


def test_a_line_of_just_the_limit_is_read() -> None:
    assert split([b"x" * 10 + b"\n" + b"x" * 11], longest=10) == [Line(1, b"x" * 10), Line(2, None)]


def test_batches_have_every_line_in_order_but_no_blank_one() -> None:
    count = 2 * MOST_LINES + 7
    text = b"".join(b"%d\n\n" % number for number in range(count))
    found = batched([text[start : start + 100] for start in range(0, len(text), 100)])
    assert [int(line.content or b"") for batch in found for line in batch] == list(range(count))
    assert [line.number for batch in found for line in batch] == list(range(1, 2 * count, 2))
    assert [len(batch) for batch in found] == [MOST_LINES, MOST_LINES, 7]


def test_a_batch_of_long_lines_has_few() -> None:
    line = b"x" * (LONGEST_LINE - 1) + b"\n"
    found = batched([line] * 20)
    most = -(-MOST_BYTES // (LONGEST_LINE - 1))
    assert [len(batch) for batch in found] == [most, most, 20 - 2 * most]


def test_lines_do_not_wait_for_a_slow_sender() -> None:
    found = batched([b"1\n", b"2\n", b"3\n"], pause=0.1)
    assert [[line.content for line in batch] for batch in found] == [[b"1"], [b"2"], [b"3"]]


def test_nothing_at_all() -> None:
    assert batched([]) == batched([b"", b"\n", b" \r\n"]) == []
