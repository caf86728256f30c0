"""How important each skill is in an occupation, and how much of it: O*NET's ratings, one need for both scales."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.releases.reading.onet_addresses import onet_id
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
_SUPPRESS, _NOT_RELEVANT = "Recommend Suppress", "Not Relevant"


@dataclass(slots=True)
class _Rating:
    """Both values of one element in one occupation."""

    importance: float | None = None
    level: float | None = None
    suppressed: bool = False


class Ratings:
    """The needs that the rated tables hold, and the elements that they rate, with their types."""

    def __init__(
        self, tables: OnetTables, scales: Scales, codes: Collection[str], elements: Collection[str]
    ) -> None:
        self.needs: list[OccupationNeedRow] = []
        self.elements: dict[str, SkillType] = {}
        # Without the content model, which only --allow-missing lets pass, the ratings have nothing to stand on.
        for table, type_ in RATED.items() if elements else ():
            for need in _needs(tables, table, scales, {CODE: codes, ELEMENT: elements}):
                self.needs.append(need)
                self.elements[need.skill_id.removeprefix("onet:")] = type_


def _needs(
    tables: OnetTables, table: str, scales: Scales, known: dict[str, Collection[str]]
) -> Iterator[OccupationNeedRow]:
    found: dict[tuple[str, str], _Rating] = {}
    repeated = 0
    for row in tables.rows(table, known):
        scale = row["Scale ID"]
        if scale not in (IMPORTANCE, IMPACT, LEVEL):
            scales.value(row)  # a known scale that says nothing about a need, such as a rank
            continue
        rating = found.setdefault((row[CODE], row[ELEMENT]), _Rating())
        repeated += _note(rating, row, scales.share(row), is_level=scale == LEVEL)
    if repeated:
        tables.warnings.append(f"{repeated:,} ratings of {table} stand there twice, with the same value.")
    for (code, element), rating in found.items():
        yield OccupationNeedRow(
            onet_id(code), onet_id(element), "rated", rating.importance, rating.level, rating.suppressed
        )


def _note(rating: _Rating, row: Row, share: float, *, is_level: bool) -> bool:
    """Add one value; True if it was there already."""
    if is_level and row[_NOT_RELEVANT] == "Y":
        return False  # what is not relevant has no level, and nothing to suppress
    before = rating.level if is_level else rating.importance
    if before is not None and before != share:
        raise row.error(f"gives {row[CODE]} another rating on {row[ELEMENT]} than a line before; remove one")
    if is_level:
        rating.level = share
    else:
        rating.importance = share
    rating.suppressed |= row[_SUPPRESS] == "Y"
    return before is not None
