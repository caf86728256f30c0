"""Which representation a caller prefers (RFC 9110, 12.5.1), and whether it has it already (13.1.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

_ANYTHING = "*"


@dataclass(frozen=True, slots=True)
class _Range:
    """One element of an Accept header: a type, perhaps with wildcards, and how much it is liked, 0..1."""

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """How closely it names a media type: 0 not at all, 3 exactly."""
        kind, _, subtype = media_type.partition("/")
        if self.type == _ANYTHING:
            return 1 if self.subtype == _ANYTHING else 0
        if self.type != kind:
            return 0
        return 2 if self.subtype == _ANYTHING else 3 if self.subtype == subtype else 0


def preferred_type(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered type that an Accept header likes best, the first of several; None if it takes none."""
    ranges = [each for part in (accept or "").split(",") if (each := _read(part)) is not None]
    if not ranges:
        return offered[0]
    liked = [(_quality(media_type, ranges), media_type) for media_type in offered]
    best = max(quality for quality, _ in liked)
    return next((media_type for quality, media_type in liked if quality == best), None) if best else None


def _quality(media_type: str, ranges: Sequence[_Range]) -> float:
    """What the closest of the ranges says about a media type."""
    closest = max(ranges, key=lambda each: (each.specificity(media_type), each.quality))
    return closest.quality if closest.specificity(media_type) else 0.0


def _read(part: str) -> _Range | None:
    name, *parameters = (piece.strip() for piece in part.lower().split(";"))
    kind, slash, subtype = name.partition("/")
    if not (kind and slash and subtype):
        return None
    quality = next((value for parameter in parameters if (value := _weight(parameter)) is not None), 1.0)
    return _Range(kind, subtype, quality)


def _weight(parameter: str) -> float | None:
    """The value of a `q` parameter, 0..1; None for another parameter, 0 for a value that is none."""
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return None
    value = value.strip()
    if not (value.replace(".", "", 1).isascii() and value.replace(".", "", 1).isdigit()):
        return 0.0
    return min(float(value), 1.0)


def entity_tag(content: bytes, media_type: str) -> str:
    """The ETag of a representation: it changes whenever a byte of it does."""
    return f'"{hashlib.blake2b(media_type.encode() + content, digest_size=12).hexdigest()}"'


def has_already(if_none_match: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names an entity tag; weak tags count, since this is about reading."""
    if if_none_match is None:
        return False
    known = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return "*" in known or tag in known
