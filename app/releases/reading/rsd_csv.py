"""Rich Skill Descriptors in CSV, as the Open Skills Management Tool exports and imports them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.releases.reading.rsd_descriptors import Descriptor
from app.releases.reading.source import ReleaseFiles, Row
from app.vocabulary.slugs import tidy

# The names that versions of the tool and its import template have given each column, in lower case.
_COLUMNS = {
    "name": ("rsd name", "skill name"),
    "statement": ("skill statement", "contextualized skill statement"),
    "address": ("canonical url",),
    "status": ("publish status", "status"),
    "categories": ("categories", "category", "skill category"),
    "keywords": ("keywords",),
    "occupations": ("o*net job codes", "o*net job role", "job roles", "job codes"),
    "certifications": ("certifications",),
    "standards": ("standards", "professional standards"),
    "employers": ("employers",),
    "collections": ("collection", "collections"),
}
_LISTS = ("occupations", "certifications", "standards", "employers", "collections")
_ALIGNMENT = re.compile(r"alignment( \d+)?( url)?", re.IGNORECASE)
_BETWEEN = ";"


def looks_like_descriptors(header: str) -> bool:
    """Whether the first line of a CSV names the columns of a descriptor."""
    line = header.casefold()
    return all(any(name in line for name in _COLUMNS[column]) for column in ("name", "statement"))


def csv_descriptors(files: ReleaseFiles, name: str) -> Iterator[Descriptor]:
    """The descriptors of one file."""
    places: dict[str, str] | None = None
    alignments: list[str] = []
    for row in files.table(name):
        if places is None:
            places, alignments = _places(row.columns), _alignments(row.columns)
        yield _descriptor(row, places, alignments)


def _places(columns: Sequence[str]) -> dict[str, str]:
    """The column of the file for each of ours that it has."""
    by_name = {column.casefold(): column for column in columns}
    return {
        ours: by_name[name] for ours, names in _COLUMNS.items() for name in reversed(names) if name in by_name
    }


def _alignments(columns: Sequence[str]) -> list[str]:
    return [column for column in columns if _ALIGNMENT.fullmatch(column.strip())]


def _descriptor(row: Row, places: dict[str, str], alignments: Sequence[str]) -> Descriptor:
    values = {ours: row[column] for ours, column in places.items()}
    return Descriptor(
        place=f"{row.file}, line {row.number}",
        name=tidy(values.get("name", "")),
        statement=tidy(values.get("statement", "")),
        address=values.get("address", "").strip(),
        status=values.get("status", "").strip(),
        categories=tuple(_several(values.get("categories", ""))),
        keywords=tuple(_several(values.get("keywords", ""))),
        alignments=tuple(address for column in alignments for address in _several(row[column])),
        lists={name: _several(values.get(name, "")) for name in _LISTS},
    )


def _several(cell: str) -> list[str]:
    """The values of a cell; the tool writes `null` for an absent one."""
    values = (tidy(value) for value in cell.split(_BETWEEN))
    return [value for value in values if value not in ("", "null")]
