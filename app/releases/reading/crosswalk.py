"""Reads the official crosswalk between O*NET and ESCO: which occupations are the same, near, wider or narrower."""

from __future__ import annotations

import re

from app.occupations.terms import OccupationRelation
from app.releases.reading.file_errors import ReleaseFileError
from app.releases.reading.source import ReleaseFiles, Row
from app.releases.rows import OccupationLinkRow, ReleaseRows

FRAMEWORK = "esco-onet"
ORIGIN = "official"
_ONET, _ESCO, _MATCH = "O*NET Id", "ESCO or ISCO URI", "Type of Match"
_REQUIRED = (_ONET, _ESCO, _MATCH)

_CODE = re.compile(r"\d{2}-\d{4}\.\d{2}")
_CONCEPT = re.compile(r"https?://data\.europa\.eu/esco/(?P<kind>occupation|isco)/(?P<last>[^/\s]+)")
# The file says of the O*NET occupation what it is beside the other: `broadMatch` where it is the wider of the two
# (Transportation Managers, and import export manager). `exactISCO` is an exact match with an ISCO group.
_RELATIONS: dict[str, OccupationRelation] = {
    "exactmatch": "exact_match",
    "closematch": "close_match",
    "broadmatch": "broad_match",
    "narrowmatch": "narrow_match",
    "exactisco": "exact_match",
}


def read_crosswalk(files: ReleaseFiles, version: str) -> ReleaseRows:
    """The matches, each from an O*NET occupation to one of ESCO or to an ISCO group."""
    name = crosswalk_file(files)
    if name is None:
        raise ReleaseFileError(
            f"None of {', '.join(files.names())} is the ESCO-O*NET crosswalk: give its CSV file, with the columns "
            f"{', '.join(_REQUIRED)}."
        )
    found: dict[tuple[str, OccupationRelation, str], None] = {}
    for row in files.table(name, required=_REQUIRED, preamble=True):
        found[_source(row), _relation(row), _target(row)] = None
    if not found:
        raise ReleaseFileError.at(name, None, "has a header and nothing below it; download it again")
    links = [
        OccupationLinkRow(source, relation, target, None, ORIGIN)
        for source, relation, target in sorted(found)
    ]
    return ReleaseRows(FRAMEWORK, version, occupation_links=links)


def crosswalk_file(files: ReleaseFiles) -> str | None:
    """The name of the file that is the crosswalk, by its header."""
    for name in files.find_all("*.csv"):
        try:
            next(files.table(name, required=_REQUIRED, preamble=True), None)
        except ReleaseFileError:
            # Its header may be sound and its first row not: reading it will say so.
            if "cross" in name.casefold():
                return name
        else:
            return name
    return None


def _source(row: Row) -> str:
    code = row[_ONET].strip()
    if not _CODE.fullmatch(code):
        raise row.error(f"{code!r} is no O*NET code, such as 11-1011.00")
    return f"onet:{code}"


def _target(row: Row) -> str:
    uri = row[_ESCO].strip()
    fitting = _CONCEPT.fullmatch(uri)
    if fitting is None:
        raise row.error(f"{uri!r} is no address of an ESCO occupation or ISCO group")
    return f"esco:{'isco/' if fitting['kind'] == 'isco' else ''}{fitting['last']}"


def _relation(row: Row) -> OccupationRelation:
    said = row[_MATCH].strip()
    relation = _RELATIONS.get(said.casefold())
    if relation is None:
        raise row.error(
            f"{said!r} is no type of match; known are exact, close, broad and narrowMatch, and exactISCO"
        )
    return relation
