"""How important each skill is in an occupation, and how much of it: O*NET's ratings, one need for both scales."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.releases.reading.onet_addresses import onet_id
from app.releases.reading.onet_elements import Element
from app.releases.reading.onet_occupations import Details
from app.releases.reading.onet_scales import IMPACT, IMPORTANCE, LEVEL, Scales
from app.releases.reading.onet_tables import CODE, ELEMENT, OnetTables
from app.releases.reading.source import Row
from app.releases.rows import OccupationNeedRow
from app.vocabulary.terms import SkillType

# The rated tables, and what their elements are.
RATED: dict[str, SkillType] = {
    "skills": "skill",
    "knowledge": "knowledge",
    "abilities": "skill",
    "work activities": "skill",
    "work styles": "attitude",
}
_STYLES = "work styles"
_SUPPRESS, _NOT_RELEVANT = "Recommend Suppress", "Not Relevant"


@dataclass(slots=True)
class _Rating:
    """Both values of one element in one occupation; `published` is its importance as the file has it."""

    importance: float | None = None
    published: float | None = None
    level: float | None = None
    suppressed: bool = False


class Ratings:
    """The needs that the rated tables hold, the elements that they rate, and `work_styles` for the details."""

    def __init__(
        self,
        tables: OnetTables,
        scales: Scales,
        codes: Collection[str],
        elements: Mapping[str, Element],
    ) -> None:
        self.needs: list[OccupationNeedRow] = []
        self.types: dict[str, SkillType] = {}
        self.details: Details = {}
        self._elements = elements
        # Without the content model, which only --allow-missing lets pass, the ratings have nothing to stand on.
        for table, type_ in RATED.items() if elements else ():
            for (code, element), rating in _ratings(tables, table, scales, codes, elements).items():
                self.types[element] = type_
                self.needs.append(_need(code, element, rating))
                if table == _STYLES:
                    self._add_style(code, element, rating)

    def _add_style(self, code: str, element: str, rating: _Rating) -> None:
        style = {
            "id": onet_id(element),
            "label": self._elements[element].name,
            "importance": rating.importance,
            "value": rating.published,
        }
        self.details.setdefault(code, {}).setdefault("work_styles", []).append(style)


def _ratings(
    tables: OnetTables, table: str, scales: Scales, codes: Collection[str], elements: Collection[str]
) -> dict[tuple[str, str], _Rating]:
    found: dict[tuple[str, str], _Rating] = {}
    repeated = 0
    for row in tables.rows(table, {CODE: codes, ELEMENT: elements}):
        if row["Scale ID"] not in (IMPORTANCE, IMPACT, LEVEL):
            scales.value(row)  # a known scale that says nothing about a need, such as a rank
            continue
        rating = found.setdefault((row[CODE], row[ELEMENT]), _Rating())
        repeated += _note(rating, row, scales)
    if repeated:
        tables.warnings.append(f"{repeated:,} ratings of {table} stand there twice, with the same value.")
    return found


def _need(code: str, element: str, rating: _Rating) -> OccupationNeedRow:
    importance, level = rating.importance, rating.level
    return OccupationNeedRow(
        onet_id(code), onet_id(element), "rated", importance, level, suppressed=rating.suppressed
    )


def _note(rating: _Rating, row: Row, scales: Scales) -> bool:
    """Add one value; True if it was there already."""
    share, is_level = scales.share(row), row["Scale ID"] == LEVEL
    if is_level and row[_NOT_RELEVANT] == "Y":
        return False  # what is not relevant has no level, and nothing to suppress
    before = rating.level if is_level else rating.importance
    if before is not None and before != share:
        raise row.error(f"gives {row[CODE]} another rating on {row[ELEMENT]} than a line before; remove one")
    if is_level:
        rating.level = share
    else:
        rating.importance, rating.published = share, scales.value(row)
    rating.suppressed |= row[_SUPPRESS] == "Y"
    return before is not None
