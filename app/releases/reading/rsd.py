"""Collections of Rich Skill Descriptors, in CSV as the Open Skills Management Tool exports them or in JSON-LD.

Columns and properties as in the source of that tool (wgu-opensource/osmt: the CSV export of a collection, the batch
import template, and the JSON of a skill and of a collection).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.releases.reading.rsd_csv import csv_descriptors, looks_like_descriptors
from app.releases.reading.rsd_descriptors import Descriptor, descriptor_rows
from app.releases.reading.rsd_json import json_descriptors, speaks_of_descriptors
from app.releases.reading.source import ReleaseFileError, ReleaseFiles
from app.releases.rows import ReleaseRows


def looks_like_rsd(files: ReleaseFiles) -> bool:
    """Whether any of the files holds Rich Skill Descriptors."""
    return bool(_tables(files) or _documents(files))


def read_rsd(files: ReleaseFiles, framework: str, version: str) -> ReleaseRows:
    """All descriptors of all files as the skills of one framework; ids end in what the publisher's address ends in."""
    rows = descriptor_rows(_descriptors(files), framework, version)
    if not rows.skills:
        raise ReleaseFileError(
            f"There is no Rich Skill Descriptor in {', '.join(files.names())}: give a CSV with the columns "
            "RSD Name and Skill Statement, or JSON-LD with skillName and skillStatement."
        )
    return rows


def _descriptors(files: ReleaseFiles) -> Iterator[Descriptor]:
    for name in _tables(files):
        yield from csv_descriptors(files, name)
    for name in _documents(files):
        yield from json_descriptors(files, name)


def _tables(files: ReleaseFiles) -> list[str]:
    return [name for name in files.find_all("*.csv") if looks_like_descriptors(next(files.lines(name), ""))]


def _documents(files: ReleaseFiles) -> list[str]:
    names = [*files.find_all("*.json"), *files.find_all("*.jsonld")]
    return [name for name in names if speaks_of_descriptors(files.read(name))]
