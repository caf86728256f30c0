"""Ids, entity tags and evidence of stored documents."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

import orjson

from app.profiles.profile import Evidence


def new_id(prefix: str) -> str:
    """An id that nobody can guess: the prefix, `_` and 22 characters."""
    return f"{prefix}_{secrets.token_urlsafe(16)}"


def version_tag(document_id: str, version: int) -> str:
    """The ETag of a version of a document."""
    return f'"{document_id}-{version}"'


def is_matched(if_match: str, tag: str) -> bool:
    """Whether an If-Match header names this version; a weak tag never does (RFC 9110, 13.1.1)."""
    return any(part.strip() in ("*", tag) for part in if_match.split(","))


def evidence_text(shown: Iterable[Sequence[Evidence]]) -> str | None:
    """The words that show each skill as JSON: for each a list of [start, end, surface]; None without any."""
    listed = [[(each.start, each.end, each.surface) for each in words] for words in shown]
    return orjson.dumps(listed).decode() if any(listed) else None


def read_evidence(text: str | None, skills: int) -> list[tuple[Evidence, ...]]:
    """The words that show each of so many skills."""
    if text is None:
        return [()] * skills
    return [
        tuple(Evidence(surface, start, end) for start, end, surface in words) for words in orjson.loads(text)
    ]
