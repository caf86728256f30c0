"""The technologies that occupations use: skills with ids made of their names, filed under their kind of software."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from app.releases.reading.onet_addresses import onet_id, technology_page
from app.releases.reading.onet_elements import ORIGIN, Element
from app.releases.reading.onet_tables import CODE, ELEMENT, OnetTables
from app.releases.reading.source import Row
from app.releases.rows import OccupationNeedRow, SkillRow
from app.vocabulary.slugs import slug, technology_ids, tidy
from app.vocabulary.terms import SkillLink


@dataclass(slots=True)
class _Uses:
    """What the table says, by the names of technologies; dicts stand in for sets that keep their order."""

    kinds: dict[str, dict[tuple[str, str], None]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], None] = field(default_factory=dict)
    hot: dict[tuple[str, str], None] = field(default_factory=dict)
    in_demand: dict[tuple[str, str], None] = field(default_factory=dict)


@dataclass(slots=True)
class Technologies:
    """Skills, classes, links to the kinds of software, needs, and the flags for `occupations.details`."""

    skills: list[SkillRow]
    classes: list[tuple[str, str]]
    links: list[SkillLink]
    needs: list[OccupationNeedRow]
    details: dict[str, dict[str, list[str]]]


def read_technologies(
    tables: OnetTables, codes: Collection[str], elements: Mapping[str, Element]
) -> Technologies:
    """Everything of Technology Skills or Software Skills; ids come out the same in every release."""
    uses = _Uses()
    for row in tables.rows("technologies", {CODE: codes}):
        _note(uses, row)
    ids = technology_ids(uses.kinds)
    skills = [
        SkillRow(ids[name], "technology", technology_page(name), name)
        for name in sorted(uses.kinds, key=ids.__getitem__)
    ]
    kinds = [(ids[name], *kind) for name, several in uses.kinds.items() for kind in several]
    links = [
        SkillLink(id_, "broader", onet_id(element), ORIGIN)
        for id_, _, element in kinds
        if element in elements
    ]
    needs = [OccupationNeedRow(onet_id(code), ids[name], "technology") for code, name in uses.pairs]
    details: dict[str, dict[str, list[str]]] = {}
    for flag, flagged in (("hot_technologies", uses.hot), ("in_demand_technologies", uses.in_demand)):
        for code, name in flagged:
            details.setdefault(code, {}).setdefault(flag, []).append(ids[name])
    classes = list(dict.fromkeys((id_, title) for id_, title, _ in kinds))
    return Technologies(skills, classes, links, needs, details)


def _note(uses: _Uses, row: Row) -> None:
    name = tidy(row["Example"] or row["Workplace Example"])
    kind = tidy(row["Commodity Title"] or row["Element Name"])
    if not slug(name):
        raise row.error("names no technology (column Example, or Workplace Example since 30.3)")
    kinds = uses.kinds.setdefault(name, {})
    if kind:
        kinds[kind, row[ELEMENT]] = None
    pair = row[CODE], name
    uses.pairs[pair] = None
    if row["Hot Technology"] == "Y":
        uses.hot[pair] = None
    if row["In Demand"] == "Y":
        uses.in_demand[pair] = None


def read_tools(tables: OnetTables, codes: Collection[str]) -> dict[str, dict[str, list[str]]]:
    """The tools of each occupation, as names only: most are everyday words, which no text should be read for."""
    found: dict[str, dict[str, None]] = {}
    for row in tables.rows("tools", {CODE: codes}):
        found.setdefault(row[CODE], {})[tidy(row["Example"])] = None
    return {code: {"tools": list(names)} for code, names in found.items()}
