"""Ids that are made of names: the same name gives the same id in every release, so ids stay as releases change."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_SPACE = re.compile(r"\s+")
_NOT_PART_OF_SLUG = re.compile(r"[^a-z0-9]+")
_ODD_HYPHENS = str.maketrans({"‐": "-", "‑": "-"})


def tidy(value: str) -> str:
    """One line without doubled, leading or trailing white space; odd spaces and hyphens are made plain."""
    return _SPACE.sub(" ", value.translate(_ODD_HYPHENS)).strip()


def slug(name: str) -> str:
    """The part of an id that is made of a name: `C++ Builder` becomes `c-plus-plus-builder`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").casefold()
    spelled = plain.replace("+", " plus ").replace("#", " sharp ").replace("'", "")
    return _NOT_PART_OF_SLUG.sub("-", spelled).strip("-")


def technology_ids(names: Iterable[str]) -> dict[str, str]:
    """An id for each name: `onet:tech.` and its slug; names that share a slug carry a checksum too."""
    by_slug: dict[str, list[str]] = {}
    for name in names:
        by_slug.setdefault(slug(name), []).append(name)
    ids = {}
    for stem, sharing in by_slug.items():
        for name in sharing:
            mark = "" if len(sharing) == 1 else "-" + hashlib.sha256(name.encode()).hexdigest()[:6]
            ids[name] = f"onet:tech.{stem}{mark}"
    return ids
