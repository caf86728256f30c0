"""The occupations of O*NET: their titles, job zones and neighbours."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from app.releases.reading.onet_addresses import OCCUPATION_PAGE, onet_id
from app.releases.reading.onet_elements import LANGUAGE
from app.releases.reading.onet_tables import CODE, OnetTables
from app.releases.reading.source import Row
from app.releases.rows import OccupationLinkRow, OccupationRow, OccupationTitleRow
from app.vocabulary.slugs import tidy

_NONE = "n/a"  # how O*NET writes an empty cell
_CODE_FORM = re.compile(r"\d{2}-\d{4}\.\d{2}")
_RELATED = "Related O*NET-SOC Code"

Details = dict[str, dict[str, Any]]  # by the code of the occupation


def read_codes(tables: OnetTables) -> dict[str, Row]:
    """The row of each occupation, by its code."""
    found: dict[str, Row] = {}
    for row in tables.rows("occupations"):
        code = row[CODE]
        if not _CODE_FORM.fullmatch(code):
            raise row.error(f"has the code {code or '(none)'}, which is not like 15-1252.00")
        if code in found:
            raise row.error(f"has the occupation {code} a second time")
        if not tidy(row["Title"]):
            raise row.error(f"has no title for {code}")
        found[code] = row
    return found


def occupation_rows(
    occupations: Mapping[str, Row], zones: Mapping[str, int], details: Details
) -> list[OccupationRow]:
    """The occupations with everything that answers show, by code."""
    return [
        OccupationRow(
            id=onet_id(code),
            uri=OCCUPATION_PAGE + code,
            title=tidy(row["Title"]),
            code=code,
            job_zone=zones.get(code),
            details=_described(row) | details.get(code, {}) or None,
        )
        for code, row in sorted(occupations.items())
    ]


def _described(row: Row) -> dict[str, Any]:
    description = tidy(row["Description"])
    return {"description": {LANGUAGE: description}} if description else {}


def read_titles(tables: OnetTables, occupations: Mapping[str, Row]) -> list[OccupationTitleRow]:
    """Alternate, short and reported titles, each once, but not an occupation's own."""
    found: dict[OccupationTitleRow, None] = {}
    own = {code: tidy(row["Title"]) for code, row in occupations.items()}
    for row in tables.rows("titles", {CODE: occupations}):
        title = tidy(row["Alternate Title"] or row["Job Title"])
        if not title:
            raise row.error("has no title (column Alternate Title, or Job Title since 30.3)")
        for kind, text in (("alternative", title), ("short", tidy(row["Short Title"]))):
            if text not in ("", _NONE, own[row[CODE]]):
                found[OccupationTitleRow(onet_id(row[CODE]), LANGUAGE, kind, text)] = None
    for row in tables.rows("reported titles", {CODE: occupations}):
        title = tidy(row["Reported Job Title"])
        if title not in ("", _NONE, own[row[CODE]]):
            found[OccupationTitleRow(onet_id(row[CODE]), LANGUAGE, "reported", title)] = None
    return list(found)


def read_zones(tables: OnetTables, codes: Collection[str]) -> tuple[dict[str, int], Details]:
    """The job zone of each occupation, and what the zone stands for."""
    names = {row["Job Zone"]: _zone_texts(row) for row in tables.rows("job zone names")}
    zones: dict[str, int] = {}
    details: Details = {}
    for row in tables.rows("job zones", {CODE: codes}):
        zone, code = row["Job Zone"], row[CODE]
        if zone not in ("1", "2", "3", "4", "5"):
            raise row.error(f"has the job zone {zone or '(none)'}, which is not one of 1 to 5")
        if zones.setdefault(code, int(zone)) != int(zone):
            raise row.error(f"gives {code} another job zone than a line before; remove one")
        if zone in names:
            details[code] = {"preparation": names[zone]}
    return zones, details


def _zone_texts(row: Row) -> dict[str, str]:
    texts = {
        "name": row["Name"],
        "experience": row["Experience"],
        "education": row["Education"],
        "training": row["Job Training"],
    }
    return {name: tidy(text) for name, text in texts.items() if text.strip()}


def read_related(tables: OnetTables, codes: Collection[str]) -> list[OccupationLinkRow]:
    """The nearest occupations of each, 1 being the nearest; `origin` is O*NET's tier, such as Primary-Short."""
    found: dict[tuple[str, str], OccupationLinkRow] = {}
    for row in tables.rows("related", {CODE: codes, _RELATED: codes}):
        rank = row["Index"]
        if not rank.isdecimal() or int(rank) < 1:
            raise row.error(f"has the index {rank or '(none)'}, which is not a whole number from 1")
        pair = onet_id(row[CODE]), onet_id(row[_RELATED])
        tier = tidy(row["Relatedness Tier"]) or "official"
        link = OccupationLinkRow(pair[0], "related", pair[1], int(rank), tier)
        if found.setdefault(pair, link) != link:
            raise row.error(f"relates {row[CODE]} to {row[_RELATED]} a second time, differently; remove one")
    return list(found.values())
