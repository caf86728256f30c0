"""Lists in pages: the limit, the opaque cursor and the Link header."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

import orjson
from fastapi import Depends, Query, Request, Response
from pydantic import Field

from app.errors import FieldProblem, InvalidInput
from app.schemas import AnswerModel

DEFAULT_LIMIT = 20
MAXIMUM_LIMIT = 100
MAXIMUM_CURSOR = 1_000

CursorKey = tuple[str | int | float | None, ...]
Item = TypeVar("Item")
Source = TypeVar("Source")


class Page(AnswerModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next_cursor: str | None = Field(
        description="Give it as ?cursor= to get the next page; null on the last one."
    )


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page is asked for: at most `limit` items after the one whose sort key is `after`."""

    limit: int = DEFAULT_LIMIT
    after: CursorKey | None = None


async def page_request(
    limit: Annotated[
        int, Query(ge=1, le=MAXIMUM_LIMIT, description="How many items to return.")
    ] = DEFAULT_LIMIT,
    cursor: Annotated[
        str | None, Query(max_length=MAXIMUM_CURSOR, description="The next_cursor of the page before.")
    ] = None,
) -> PageRequest:
    """Reads `?limit=` and `?cursor=`; use it as `page: Paging` in a route."""
    return PageRequest(limit, decode_cursor(cursor) if cursor else None)


Paging = Annotated[PageRequest, Depends(page_request)]


def encode_cursor(key: CursorKey) -> str:
    """The opaque cursor that stands for a place in a list, given the sort key of the item before it."""
    return base64.urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")


def decode_cursor(cursor: str) -> CursorKey:
    """The sort key in a cursor; raises InvalidInput when we cannot have made it."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        key = None
    if not isinstance(key, list) or not all(isinstance(part, str | int | float | None) for part in key):
        detail = "Use the next_cursor of the page before as it is, or leave cursor out to start anew."
        raise InvalidInput(detail, errors=[FieldProblem("/query/cursor", detail)])
    return tuple(key)


def cut_page(
    found: Sequence[Source], limit: int, key: Callable[[Source], CursorKey]
) -> tuple[Sequence[Source], str | None]:
    """The items of a page and its next cursor, from up to `limit + 1` found; `key` is an item's sort key."""
    if len(found) <= limit:
        return found, None
    items = found[:limit]
    return items, encode_cursor(key(items[-1]))


def link_next(request: Request, response: Response, next_cursor: str | None) -> None:
    """Adds the RFC 8288 Link header to the next page, if there is one."""
    if next_cursor is not None:
        url = request.url.include_query_params(cursor=next_cursor)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'


def list_mark(parts: Sequence[str | None]) -> str:
    """What a cursor carries of the list that it is a place in, so that it is not used for another list."""
    return hashlib.blake2b(orjson.dumps(list(parts)), digest_size=6).hexdigest()


def slice_page(found: Sequence[Source], page: PageRequest, mark: str) -> tuple[Sequence[Source], str | None]:
    """The items of a page of a list in memory, and its next cursor; raises InvalidInput for a cursor of another list."""
    first = _place(page, mark)
    following: CursorKey = (mark, first + page.limit)
    return cut_page(found[first : first + page.limit + 1], page.limit, lambda _last: following)


def _place(page: PageRequest, mark: str) -> int:
    if page.after is None:
        return 0
    match page.after:
        case (str(own), int(first)) if own == mark and first >= 0:
            return first
    detail = "The list has changed since the page before. Leave cursor out to start anew."
    raise InvalidInput(detail, errors=[FieldProblem("/query/cursor", detail)])
