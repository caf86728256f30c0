"""Fields and headers that the requests of stored documents share."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Header
from pydantic import AfterValidator, Field

from app.profiles.idempotency.store import MAXIMUM_KEY

MAXIMUM_EXTERNAL_ID = 200
_REGION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,20}){0,4}")


def _printable(name: str) -> str:
    if not name.isprintable() or not name.strip():
        raise ValueError("Give an id of your own on one line, without control characters.")
    return name


def _region(code: str) -> str:
    if not _REGION.fullmatch(code):
        raise ValueError("Write a region as US, a state as US-TX, a metropolitan area as US-TX-26420.")
    return code


ExternalId = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAXIMUM_EXTERNAL_ID,
        description="Your own id for it, unique in your organisation.",
        examples=["w-1042"],
    ),
    AfterValidator(_printable),
]
Region = Annotated[
    str,
    Field(max_length=100, description="Where: US, US-TX or US-TX-26420.", examples=["US-TX"]),
    AfterValidator(_region),
]
IdempotencyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=MAXIMUM_KEY,
        description="Of your own making: a repeat under the same key within 24 hours stores nothing again.",
    ),
]
IfMatch = Annotated[
    str | None, Header(max_length=1_000, description="Only if it still has this ETag; else 412.")
]
IfNoneMatch = Annotated[
    str | None, Header(max_length=1_000, description="The ETag you have: 304 if it is still the same.")
]
