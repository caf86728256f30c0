from __future__ import annotations

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.paging import cut_page, decode_cursor, encode_cursor

parts = st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(2**53), 2**53) | st.none()


@given(st.lists(parts, max_size=5).map(tuple))
def test_a_cursor_gives_back_its_key(key: tuple[str | int | None, ...]) -> None:
    cursor = encode_cursor(key)
    assert decode_cursor(cursor) == key
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "cursor",
    ["x", "!!!!", "é", "\x00", "bm90IGpzb24", base64.urlsafe_b64encode(b'{"a":1}').decode(), "W1tdXQ"],
)
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        decode_cursor(cursor)
    assert caught.value.errors[0].pointer == "/query/cursor"


@given(st.text(max_size=40))
def test_no_cursor_breaks_reading_it(cursor: str) -> None:
    with suppress(InvalidInput):
        assert isinstance(decode_cursor(cursor), tuple)


def test_pages_follow_each_other_without_gap_or_overlap() -> None:
    everything = [f"skill {number:03}" for number in range(45)]
    seen: list[str] = []
    cursor: str | None = encode_cursor(("",))
    while cursor is not None:
        (after,) = decode_cursor(cursor)
        found = [name for name in everything if name > str(after)][: 20 + 1]
        items, cursor = cut_page(found, 20, lambda name: (name,))
        seen.extend(items)
    assert seen == everything


def test_the_last_page_has_no_cursor_even_when_it_is_full() -> None:
    assert cut_page(["a", "b"], 2, lambda name: (name,)) == (["a", "b"], None)
