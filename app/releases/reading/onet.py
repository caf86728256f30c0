"""An O*NET database in its text layout, 28 to 31: skills, technologies and occupations as the rows of a release."""

from __future__ import annotations

from app.releases.reading.onet_elements import element_skills, read_elements
from app.releases.reading.onet_occupations import (
    Details,
    occupation_rows,
    read_codes,
    read_related,
    read_titles,
    read_zones,
)
from app.releases.reading.onet_ratings import Ratings
from app.releases.reading.onet_scales import Scales
from app.releases.reading.onet_tables import OnetTables
from app.releases.reading.onet_technologies import read_technologies, read_tools
from app.releases.reading.onet_work import read_education, read_tasks
from app.releases.reading.source import ReleaseFileError, ReleaseFiles
from app.releases.rows import ReleaseRows

FRAMEWORK = "onet"


def read_onet(files: ReleaseFiles, version: str, *, allow_missing: bool = False) -> ReleaseRows:
    """The rows of an O*NET release; one that lacks a required file is an error that names all of these.

    With `allow_missing`, the rest is read, and `missing` names them. Without occupations there is nothing to read.
    """
    tables = OnetTables(files, version)
    if tables.missing and not (allow_missing and tables.has("occupations")):
        raise ReleaseFileError(_refusal(tables.missing, version))
    occupations, elements = read_codes(tables), read_elements(tables)
    scales = Scales(tables)
    ratings = Ratings(tables, scales, occupations, elements)
    technologies = read_technologies(tables, occupations, elements)
    zones, zone_details = read_zones(tables, occupations)
    details = _together(
        ratings.details,
        technologies.details,
        read_tools(tables, occupations),
        read_tasks(tables, occupations),
        read_education(tables, occupations, scales),
        zone_details,
    )
    skills, links = element_skills(elements, ratings.types)
    return ReleaseRows(
        FRAMEWORK,
        version,
        skills=skills + technologies.skills,
        links=links + technologies.links,
        classes=technologies.classes,
        occupations=occupation_rows(occupations, zones, details),
        titles=read_titles(tables, occupations),
        needs=ratings.needs + technologies.needs,
        occupation_links=read_related(tables, occupations),
        missing=tuple(tables.missing),
        warnings=tables.warnings,
    )


def _refusal(missing: list[str], version: str) -> str:
    return (
        f"O*NET {version} lacks {', '.join(missing)}. Download the whole database, "
        "or import what is there with --allow-missing."
    )


def _together(*parts: Details) -> Details:
    whole: Details = {}
    for part in parts:
        for code, details in part.items():
            whole.setdefault(code, {}).update(details)
    return whole
