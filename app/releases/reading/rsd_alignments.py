"""Which skill of ESCO or O*NET an address or an id means."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from app.releases.reading.onet_addresses import onet_id
from app.vocabulary.slugs import technology_ids, tidy

_ESCO_PORTALS = ("esco.ec.europa.eu", "ec.europa.eu")
_ESCO_SKILL = re.compile(r"/esco/skill/([A-Za-z0-9.-]+)/?")
_ONET_ELEMENT = re.compile(r"/find/descriptor/(?:result|browse)/([1-6](?:\.[A-Za-z0-9]+)+)/?")
_ID = re.compile(r"[a-z][a-z0-9-]*:\S+")


def aligned_skill(address: str) -> str | None:
    """The id of the skill at an address of ESCO (also of its portal) or of O*NET OnLine; None for any other."""
    host, path, query = _parts(address)
    if host in _ESCO_PORTALS:
        host, path, query = _parts(query.get("uri", [""])[0])
    if host == "data.europa.eu":
        skill = _ESCO_SKILL.fullmatch(unquote(path))
        return f"esco:{skill[1]}" if skill else None
    return _onet_skill(path, query) if host == "onetonline.org" else None


def _parts(address: str) -> tuple[str, str, dict[str, list[str]]]:
    """Host, path and query of an address; empty ones if it is none."""
    try:
        parts = urlsplit(address.strip())
        return (parts.hostname or "").removeprefix("www."), parts.path, parse_qs(parts.query)
    except ValueError:
        return "", "", {}


def _onet_skill(path: str, query: dict[str, list[str]]) -> str | None:
    element = _ONET_ELEMENT.fullmatch(path)
    if element:
        return onet_id(element[1])
    if path.startswith("/search/tech/example") and tidy(query.get("e", [""])[0]):
        name = tidy(query["e"][0])
        return technology_ids([name])[name]
    return None


def named_skill(text: str) -> str | None:
    """The skill that an id (`esco:…`, `onet:2.A.1.a`) or an address means; None for anything else."""
    if "://" in text:
        return aligned_skill(text)
    return text if _ID.fullmatch(text) else None
