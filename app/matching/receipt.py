"""The receipt of a match: with the two sides it says everything that decided the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson

from app.matching.schemas import MatchRequest
from app.profiles.schemas import Side, SideSkill, SideYears
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.receipt import receipt_of

MATCH = "match"  # what `of` says in it: receipts of other calls look alike
# The sides that are read from a text. Only a worker's text can say "present", so only with one is there a day.
_READ = ("text", "job_posting", "json_resume")
_CHARACTERS = 32  # of the hash of each side


def match_receipt(
    index: VocabularyIndex, asked: MatchRequest, as_of: date, versions: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The receipt for the answer to a request that was read against an index, with `as_of` as the day.

    `versions` are the id and version of each side that was a stored document.
    """
    return receipt_of(
        index,
        sides_hash(asked.posting, asked.worker),
        of=MATCH,
        effort=asked.effort,
        as_of=as_of.isoformat() if is_dated(asked.worker) else None,
        weights=dict(sorted(asked.weights.items())) if asked.weights else None,
        pinned=list(asked.vocabulary) or None,
        stored=dict(versions) if versions else None,
    )


def is_dated(worker: Side) -> bool:
    """Whether what is read of a worker may depend on the day."""
    return worker.kind in _READ


def sides_hash(posting: Side, worker: Side) -> str:
    """The input of a match: 32 characters of the posting's SHA-256 and 32 of the worker's, so that each can be told.

    Of each side what it says is hashed, whatever the order of the fields and whether defaults are written out.
    """
    return _side_hash(posting) + _side_hash(worker)


def sides_that_differ(given: str, posting: Side, worker: Side) -> list[str]:
    """The sides that are not those of a hash."""
    parts = {"posting": given[:_CHARACTERS], "worker": given[_CHARACTERS:]}
    sides = {"posting": posting, "worker": worker}
    return [name for name, side in sides.items() if _side_hash_or_none(side) != parts[name]]


def _side_hash(side: Side) -> str:
    said = orjson.dumps(
        {side.kind: getattr(side, side.kind)}, default=_all_fields, option=orjson.OPT_SORT_KEYS
    )
    return hashlib.sha256(said).hexdigest()[:_CHARACTERS]


def _side_hash_or_none(side: Side) -> str | None:
    try:
        return _side_hash(side)
    except orjson.JSONEncodeError:  # nested deeper than anything that ever got an answer
        return None


def _all_fields(model: SideSkill | SideYears) -> dict[str, Any]:
    return dict(model)
