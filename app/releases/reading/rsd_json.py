"""Rich Skill Descriptors in JSON-LD: one, a list, a graph, or a collection with its skills."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from app.releases.reading.rsd_descriptors import Descriptor
from app.releases.reading.source import ReleaseFileError, ReleaseFiles
from app.vocabulary.slugs import tidy

_MARKS = (b"RichSkillDescriptor", b"skillStatement")
_LISTS = {
    "occupations": ("code", "targetNode", "targetNodeName", "name"),
    "certifications": ("name", "id"),
    "standards": ("skillName", "name", "id"),
    "employers": ("name", "id"),
    "collections": ("name", "uuid"),
}
_DEEPEST = 4  # levels that are looked into
_ADDRESS = ("id", "@id", "targetNode", "targetUrl")
_NAMES = ("name", "skillName", "value", "@value", "en")


def speaks_of_descriptors(content: bytes) -> bool:
    """Whether a JSON file holds descriptors."""
    return any(mark in content for mark in _MARKS)


def json_descriptors(files: ReleaseFiles, name: str) -> Iterator[Descriptor]:
    """The descriptors of one file."""
    content = files.read(name).removeprefix(b"\xef\xbb\xbf")
    try:
        whole = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise ReleaseFileError.at(name, error.lineno, f"is no valid JSON ({error.msg})") from error
    for number, node in enumerate(_nodes(whole), start=1):
        yield _descriptor(node, f"{name}, skill {number}")


def _nodes(whole: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Everything that is a descriptor, in its order; the skills of a collection learn its name."""
    if depth > _DEEPEST:
        return
    if isinstance(whole, list):
        for part in whole:
            yield from _nodes(part, depth + 1)
    elif isinstance(whole, dict):
        inside = whole.get("@graph", whole.get("skills"))
        if isinstance(inside, list):
            name = whole.get("name")
            collection = {"collections": [{"name": name}]} if isinstance(name, str) else {}
            for node in _nodes(inside, depth + 1):
                yield collection | node
        elif "skillName" in whole or "skillStatement" in whole or _is_descriptor(whole):
            yield whole


def _is_descriptor(node: dict[str, Any]) -> bool:
    types = node.get("type", node.get("@type"))
    return any(str(type_).endswith("RichSkillDescriptor") for type_ in _listed(types))


def _descriptor(node: dict[str, Any], place: str) -> Descriptor:
    return Descriptor(
        place=place,
        name=_text(node.get("skillName", node.get("name")), _NAMES),
        statement=_text(node.get("skillStatement", node.get("description")), _NAMES),
        address=_text(node.get("id", node.get("@id")), _ADDRESS),
        uuid=_text(node.get("uuid"), _NAMES),
        status=_text(node.get("status"), _NAMES),
        categories=_texts(node.get("categories", node.get("category")), _NAMES),
        keywords=_texts(node.get("keywords"), _NAMES),
        alignments=_texts(node.get("alignments"), _ADDRESS),
        lists={name: list(_texts(node.get(name), keys)) for name, keys in _LISTS.items()},
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any, keys: tuple[str, ...], depth: int = 0) -> str:
    """A text that may stand alone, first in a list, or under one of several keys of an object."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, dict):
        return next((text for key in keys if (text := _text(value.get(key), keys, depth + 1))), "")
    if isinstance(value, list):
        return _text(value[0], keys, depth + 1) if value else ""
    return tidy(value) if isinstance(value, str) else ""


def _texts(value: Any, keys: tuple[str, ...]) -> tuple[str, ...]:
    # Older versions of the tool write several values into one text.
    parts = value.split(";") if isinstance(value, str) else _listed(value)
    return tuple(text for part in parts if (text := _text(part, keys)))
