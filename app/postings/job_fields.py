"""What a schema.org JobPosting says beside its text: employer, place, remote, date and pay.

`identifier` is not read: it is the employer's own number, so two employers may well use the same one. What cannot be
read, such as a country that is not known by its code, is left out and named among the unread.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

PayUnit = Literal["hour", "day", "week", "month", "year"]
_UNITS: dict[str, PayUnit] = {
    "hour": "hour", "hourly": "hour", "day": "day", "daily": "day", "week": "week", "weekly": "week",
    "month": "month", "monthly": "month", "year": "year", "yearly": "year", "annual": "year", "annually": "year",
}  # fmt: skip
MOST_PAY = 1_000_000_000
EARLIEST = date(1990, 1, 1)

_MOST_PLACES = 20
_LONGEST = 300
_COUNTRIES = {
    "usa": "US", "united states": "US", "united states of america": "US", "u.s.": "US", "u.s.a.": "US",
    "canada": "CA", "can": "CA", "mexico": "MX", "united kingdom": "GB", "uk": "GB", "great britain": "GB",
    "ireland": "IE", "germany": "DE", "france": "FR", "spain": "ES", "españa": "ES", "india": "IN",
    "australia": "AU", "deu": "DE", "gbr": "GB", "fra": "FR", "esp": "ES", "mex": "MX", "aus": "AU", "ind": "IN",
}  # fmt: skip
_STATES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO",
    "connecticut": "CT", "delaware": "DE", "district of columbia": "DC", "florida": "FL", "georgia": "GA",
    "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS",
    "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI",
    "minnesota": "MN", "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV",
    "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY", "north carolina": "NC",
    "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA",
    "puerto rico": "PR", "rhode island": "RI", "south carolina": "SC", "south dakota": "SD", "tennessee": "TN",
    "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA", "washington": "WA", "west virginia": "WV",
    "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]{2}")
_PART = re.compile(r"[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid, from `min` to `max`, per unit; at least one of the two is known."""

    min: float | None
    max: float | None
    unit: PayUnit
    currency: str


@dataclass(frozen=True, slots=True)
class JobFields:
    """The fields of a posting; `town` only helps to recognise duplicates. `unread` names properties not understood."""

    title: str | None = None
    employer: str | None = None
    region: str | None = None
    town: str | None = None
    remote: bool | None = None
    posted_on: date | None = None
    pay: Pay | None = None
    unread: tuple[str, ...] = ()


def read_job_fields(document: Mapping[str, Any], today: date) -> JobFields:
    """The fields of a JobPosting, which JSON-LD may wrap in a graph; whatever it holds, nothing is raised."""
    posting = _job_posting(document)
    addresses = list(_addresses(posting))
    read = {
        "hiringOrganization": _name(posting.get("hiringOrganization")),
        "jobLocation": _region(addresses),
        "datePosted": _date(posting.get("datePosted"), today),
        "baseSalary": _pay(posting),
    }
    towns = {town.casefold(): town for each in addresses if (town := _name(each.get("addressLocality")))}
    return JobFields(
        title=_name(posting.get("title")) or _name(posting.get("name")),
        employer=read["hiringOrganization"],  # type: ignore[arg-type]
        region=read["jobLocation"],  # type: ignore[arg-type]
        town=next(iter(towns.values())) if len(towns) == 1 else None,
        remote=_remote(posting.get("jobLocationType")),
        posted_on=read["datePosted"],  # type: ignore[arg-type]
        pay=read["baseSalary"],  # type: ignore[arg-type]
        unread=tuple(name for name, value in read.items() if value is None and posting.get(name)),
    )


def _job_posting(document: Mapping[str, Any]) -> Mapping[str, Any]:
    graph = document.get("@graph")
    for node in graph if isinstance(graph, list) else ():
        if isinstance(node, dict) and "JobPosting" in str(node.get("@type")):
            return node
    return document


def _listed(value: Any) -> list[Any]:
    return value[:_MOST_PLACES] if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str | None:
    """A name, by itself or as that of an object, on one line."""
    for item in _listed(value):
        found = item.get("name", item.get("@value")) if isinstance(item, dict) else item
        if isinstance(found, str):
            line = " ".join("".join(c if c.isprintable() else " " for c in found[: 4 * _LONGEST]).split())
            if line:
                return line[:_LONGEST]
    return None


# ---- place


def _addresses(posting: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for place in _listed(posting.get("jobLocation")):
        if isinstance(place, dict):
            for address in _listed(place.get("address", place)):
                if isinstance(address, dict):
                    yield address


def _region(addresses: list[Mapping[str, Any]]) -> str | None:
    """The region that all addresses lie in, such as US-TX, or US for one in Texas and one in Ohio."""
    codes = {_code(address) for address in addresses}
    if len(codes) == 1:
        return codes.pop()
    countries = {code and code[:2] for code in codes}
    return countries.pop() if len(countries) == 1 else None


def _code(address: Mapping[str, Any]) -> str | None:
    country, state = _name(address.get("addressCountry")), _name(address.get("addressRegion"))
    upper = (state or "").upper()
    if country is None:
        # Without a country only what is a state of the United States by its name or code is sure.
        known = _STATES.get(upper.lower()) or (upper if upper in _STATES.values() else None)
        return f"US-{known}" if known else None
    code = _COUNTRIES.get(country.lower()) or (country.upper() if _CODE.fullmatch(country.upper()) else None)
    if code is None:
        return None
    upper = upper.removeprefix(f"{code}-")
    part = _STATES.get(upper.lower(), upper) if code == "US" else upper
    return f"{code}-{part}" if _PART.fullmatch(part) else code


def _remote(value: Any) -> bool | None:
    return True if any(str(item).upper() == "TELECOMMUTE" for item in _listed(value)) else None


# ---- date and pay


def _date(value: Any, today: date) -> date | None:
    try:
        found = date.fromisoformat(str(value)[: len("2026-12-31")]) if isinstance(value, str) else date.min
    except ValueError:
        return None
    return found if EARLIEST <= found <= date(today.year + 1, 12, 31) else None


def _pay(posting: Mapping[str, Any]) -> Pay | None:
    salary = next(iter(_listed(posting.get("baseSalary"))), None)
    if not isinstance(salary, dict):
        salary = {"value": salary}
    value = salary.get("value")
    amounts: Mapping[str, Any] = value if isinstance(value, dict) else {"value": value, **_without(salary)}
    one = _amount(amounts.get("value"))
    least, most = (_amount(amounts.get(name)) for name in ("minValue", "maxValue"))
    least, most = (one, one) if least is None and most is None else (least, most)
    unit = str(amounts.get("unitText") or salary.get("unitText") or "").lower()
    currency = str(salary.get("currency") or posting.get("salaryCurrency") or "").upper()
    if (least is None and most is None) or not re.fullmatch("[A-Z]{3}", currency):
        return None
    if least is not None and most is not None and least > most:
        return None
    known = _UNITS.get(unit)
    return None if known is None else Pay(least, most, known, currency)


def _without(salary: Mapping[str, Any]) -> dict[str, Any]:
    return {name: salary[name] for name in ("minValue", "maxValue") if name in salary}


def _amount(value: Any) -> float | None:
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}(?:\.\d{1,4})?", value.replace(",", "")):
        value = float(value.replace(",", ""))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and 0 <= value <= MOST_PAY else None
