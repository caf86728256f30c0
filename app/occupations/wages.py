"""What an occupation pays: which areas answer for a region, and what is said where nothing is published for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

from app.resources import resource_folder

NATION = "US"
SOURCE = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics"

# `US`, a state `US-TX`, a metropolitan area `US-TX-26420`: the code that the Census Bureau gives it, in the state that
# it mostly lies in. Other countries and parts of them have the same form, and profiles of their own, but no wages here.
REGION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,20}){0,4}")
_SOC = len("15-1252")
_NOTES = {
    "suppressed": "Some figures are not published, to protect those who reported them or for want of data.",
    "top_coded": "Figures left out are above the highest that is published: $115.00 an hour or $239,200 a year.",
    "annual_only": "Only yearly figures are published, since this work is not paid by a usual working year.",
    "hourly_only": "Only hourly figures are published, since this work is not paid by a usual working year.",
}
_FIELDS = (
    *("soc_code", "area", "area_type", "year", "employment", "hourly_median"),
    *("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90", "annual_mean"),
)
_GROUP = "group:"
_AREAS = "wage_areas.tsv"


class Published(Protocol):
    """Wages of one occupation in one area."""

    @property
    def area(self) -> str:
        """The region."""
        ...

    @property
    def year(self) -> int:
        """The year that the figures are for."""
        ...

    @property
    def note(self) -> str:
        """Why figures are missing, and whose they are, as codes."""
        ...


@dataclass(frozen=True, slots=True)
class WageAnswer:
    """The wages for a region: `answered` is the closest area with figures, None where there are none at all.

    `via` is the source where they are those of occupations that a crosswalk matches.
    """

    asked: str
    answered: str | None
    note: str | None
    items: tuple[dict[str, Any], ...]
    via: str | None = None

    def through(self, source: str | None) -> WageAnswer:
        """The same wages as those of a matched occupation."""
        return replace(self, via=source)

    def json(self) -> dict[str, Any]:
        """The wages as answers show them."""
        return {
            "asked": self.asked,
            "answered": self.answered,
            "note": self.note,
            "items": list(self.items),
            "via": self.via,
            "source": SOURCE,
        }


def soc_code(code: str) -> str:
    """The SOC code, by which wages are published, of an O*NET-SOC code: `15-1252` of `15-1252.00`."""
    return code[:_SOC]


@cache
def area_names() -> Mapping[str, str]:
    """The names of the areas that have wages, by region."""
    path = resource_folder("seed_data") / _AREAS
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {area: name for area, name, *_ in rows[1:]}


def areas_of(region: str) -> list[str]:
    """The areas that may answer for a region, the widest first: `US`, `US-TX`, `US-TX-26420`; none abroad."""
    parts = region.split("-")
    return ["-".join(parts[: count + 1]) for count in range(len(parts))] if parts[0] == NATION else []


def answer_wages(region: str | None, published: Sequence[Published]) -> WageAnswer:
    """The newest wages in each area that a region lies in, the widest first, and which of them answers."""
    asked = region or NATION
    newest: dict[str, Published] = {}
    for wage in published:
        if wage.area not in newest or newest[wage.area].year < wage.year:
            newest[wage.area] = wage
    items = tuple(_item(newest[area]) for area in areas_of(asked) if area in newest)
    answered = next((item["area"] for item in reversed(items) if _has_figures(item)), None)
    return WageAnswer(asked, answered, _said(asked, answered), items)


def _said(asked: str, answered: str | None) -> str | None:
    if asked == answered:
        return None
    if answered is not None:
        return f"No wages are published for {asked}; the closest area with figures is {answered}."
    if not areas_of(asked):
        return "Wages are known for the United States only: ask for US, a state such as US-TX, or a metropolitan area."
    return "No wages are published for this occupation."


def no_wages(region: str | None, note: str) -> WageAnswer:
    """The answer where it is not even clear whose wages to look up."""
    return WageAnswer(region or NATION, None, note, ())


def _has_figures(item: Mapping[str, Any]) -> bool:
    return any(
        item[name] is not None for name in ("hourly_median", "annual_median", "annual_mean", "annual_p10")
    )


def _item(wage: Any) -> dict[str, Any]:
    codes = [code for code in wage.note.split(",") if code]
    group = next((code.removeprefix(_GROUP) for code in codes if code.startswith(_GROUP)), None)
    return {
        **{name: getattr(wage, name) for name in _FIELDS},
        "area_name": area_names().get(wage.area),
        "published_for": group or wage.soc_code,
        "note": " ".join(_note(code) for code in codes) or None,
    }


def _note(code: str) -> str:
    if code.startswith(_GROUP):
        return f"Published only for the wider group {code.removeprefix(_GROUP)}, which this occupation belongs to."
    return _NOTES.get(code, code)
