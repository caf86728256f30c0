"""The checksums that releases are known by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import orjson

from app.releases.carrying import OwnRows
from app.releases.rows import ReleaseRows


def content_checksum(rows: ReleaseRows) -> str:
    """A hash of what a release says itself, whatever the order of its rows."""
    return _hash(
        *(rows.skills, rows.names, rows.links, rows.classes, rows.replacements),
        *(rows.occupations, rows.titles, rows.needs, rows.occupation_links),
    )


def loaded_checksum(content: str, own: OwnRows) -> str:
    """A hash of everything that is loaded: what the release says, and what we say beside it."""
    ours = _hash(own.names, own.ambiguous, own.links, own.titles, own.needs)
    return hashlib.sha256(f"{content} {ours}".encode()).hexdigest()


def _hash(*tables: Iterable[Any]) -> str:
    digest = hashlib.sha256()
    for table in tables:
        for line in sorted(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) for row in table):
            digest.update(line + b"\n")
        digest.update(b"\0")
    return digest.hexdigest()
