"""A Rich Skill Descriptor as it is read from either form, and the rows of a release made of many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from app.releases.reading.rsd_alignments import aligned_skill
from app.releases.reading.source import ReleaseFileError
from app.releases.rows import ReleaseRows, SkillRow
from app.vocabulary.slugs import slug
from app.vocabulary.terms import SkillLink

_LANGUAGE = "en"
_WITHDRAWN = {"archived", "deleted"}
_PLAIN_ID = re.compile(r"[A-Za-z0-9._~-]+")


@dataclass(frozen=True, slots=True)
class Descriptor:
    """One descriptor; `place` says where it stands, as the beginning of an error."""

    place: str
    name: str
    statement: str
    address: str = ""
    uuid: str = ""
    status: str = ""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    alignments: tuple[str, ...] = ()  # addresses
    # What only `skills.details` keeps: occupations, certifications, standards, employers, collections.
    lists: dict[str, list[str]] = field(default_factory=dict)


def descriptor_rows(descriptors: Iterable[Descriptor], framework: str, version: str) -> ReleaseRows:
    """The rows of all descriptors; one that several collections list counts once.

    Categories and keywords become classes: keywords are topics that many skills share, seldom names of one.
    """
    rows = ReleaseRows(framework, version)
    found: dict[str, Descriptor] = {}
    withdrawn = 0
    for descriptor in descriptors:
        _check(descriptor)
        if descriptor.status.casefold() in _WITHDRAWN:
            withdrawn += 1
            continue
        id_ = f"{framework}:{_own_part(descriptor)}"
        first = found.setdefault(id_, descriptor)
        if (first.name, first.statement) != (descriptor.name, descriptor.statement):
            raise ReleaseFileError(f"{descriptor.place}: has the id {id_} of {first.place}, with other text")
        _add(rows, id_, descriptor, is_new=first is descriptor)
    if withdrawn:
        rows.warnings.append(f"{withdrawn:,} archived or deleted descriptors are left out.")
    rows.classes = list(dict.fromkeys(rows.classes))
    rows.links = list(dict.fromkeys(rows.links))
    return rows


def _check(descriptor: Descriptor) -> None:
    if not descriptor.name:
        raise ReleaseFileError(f"{descriptor.place}: has no skill name")
    if not descriptor.statement:
        raise ReleaseFileError(f"{descriptor.place}: {descriptor.name} has no skill statement")


def _own_part(descriptor: Descriptor) -> str:
    """The part of the id that the publisher chose: the last of the address, the UUID, or else the name."""
    try:
        parts = urlsplit(descriptor.address)
    except ValueError:
        parts = urlsplit("")
    last = parts.path.rstrip("/").rpartition("/")[2]
    if parts.query or parts.fragment:
        last = slug(f"{last} {parts.query} {parts.fragment}")
    for part in (last, descriptor.uuid):
        if _PLAIN_ID.fullmatch(part):
            return part
    own = slug(last) or slug(descriptor.name)
    if not own:
        raise ReleaseFileError(f"{descriptor.place}: neither an address nor a name to make an id of")
    return own


def _add(rows: ReleaseRows, id_: str, descriptor: Descriptor, *, is_new: bool) -> None:
    if is_new:
        details: dict[str, Any] = {"definition": {_LANGUAGE: descriptor.statement}}
        details |= {name: values for name, values in descriptor.lists.items() if values}
        rows.skills.append(SkillRow(id_, "skill", descriptor.address or id_, descriptor.name, details))
    rows.classes += [(id_, title) for title in descriptor.categories + descriptor.keywords]
    targets = {skill for address in descriptor.alignments if (skill := aligned_skill(address))}
    rows.links += [SkillLink(id_, "close_match", target, "official") for target in sorted(targets)]
