"""The content model: its rated elements as skills, what stands above them as groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from app.releases.reading.onet_addresses import ELEMENT_PAGE, GROUP_PAGE, onet_id
from app.releases.reading.onet_tables import ELEMENT, OnetTables
from app.releases.rows import SkillRow
from app.vocabulary.slugs import tidy
from app.vocabulary.terms import SkillLink, SkillType

ORIGIN = "official"
LANGUAGE = "en"

# The parts of the content model whose leaves are skills here; 1.D are the work styles of 30.3, 1.C those before.
_TYPE_OF_ROOT: dict[str, SkillType] = {
    "1.A": "skill",
    "1.C": "attitude",
    "1.D": "attitude",
    "2.A": "skill",
    "2.B": "skill",
    "2.C": "knowledge",
    "4.A": "skill",
}
# Since 30.3 the model also lists intermediate and detailed work activities (4.A.1.a.1.I01.D02), and in 2.E the
# kinds of software: the former are texts of occupations, the latter groups of technologies.
_ACTIVITY = re.compile(r"\.I\d+(\.D\d+)?$")
_SOFTWARE_ROOT = "2.E"


@dataclass(frozen=True, slots=True)
class Element:
    """One entry of the content model."""

    code: str
    name: str
    description: str


def read_elements(tables: OnetTables) -> dict[str, Element]:
    """All entries of the content model, by code."""
    found: dict[str, Element] = {}
    for row in tables.rows("elements"):
        code, name = row[ELEMENT], tidy(row["Element Name"])
        if not code or not name:
            raise row.error("has an element without id or name")
        if code in found:
            raise row.error(f"has the element {code} a second time")
        found[code] = Element(code, name, tidy(row["Description"]))
    return found


def element_skills(
    elements: Mapping[str, Element], rated: Mapping[str, SkillType]
) -> tuple[list[SkillRow], list[SkillLink]]:
    """The skills and groups of the content model by code, and what each has above it.

    Skills are all leaves of the parts that are rated, and whatever a file rates, wherever it stands.
    """
    types = {code: _TYPE_OF_ROOT[_root(code)] for code in _leaves(elements)} | dict(rated)
    software = [code for code in elements if _is_below(code, _SOFTWARE_ROOT)]
    above = {parent for code in (*types, *software) for parent in _ancestors(code, elements)}
    groups = above.union(software).difference(types)
    skills = [_skill(elements[code], type_) for code, type_ in sorted(types.items())]
    skills += [_group(elements[code]) for code in sorted(groups)]
    links = [
        SkillLink(onet_id(code), "broader", onet_id(parent), ORIGIN)
        for code in sorted(groups.union(types))
        for parent in islice(_ancestors(code, elements), 1)
    ]
    return skills, links


def _skill(element: Element, type_: SkillType) -> SkillRow:
    uri = ELEMENT_PAGE + element.code
    return SkillRow(onet_id(element.code), type_, uri, element.name, _details(element))


def _group(element: Element) -> SkillRow:
    type_ = (
        "technology" if _is_below(element.code, _SOFTWARE_ROOT) else _TYPE_OF_ROOT.get(_root(element.code))
    )
    uri = GROUP_PAGE + element.code
    return SkillRow(
        onet_id(element.code), type_ or "skill", uri, element.name, _details(element), is_group=True
    )


def _details(element: Element) -> dict[str, Any] | None:
    # O*NET repeats the name where it has no description.
    if element.description in ("", element.name):
        return None
    return {"definition": {LANGUAGE: element.description}}


def _root(code: str) -> str:
    return ".".join(code.split(".")[:2])


def _is_below(code: str, root: str) -> bool:
    return code == root or code.startswith(root + ".")


def _leaves(elements: Mapping[str, Element]) -> list[str]:
    wanted = [code for code in elements if _root(code) in _TYPE_OF_ROOT and not _ACTIVITY.search(code)]
    parents = {code.rpartition(".")[0] for code in wanted}
    return [code for code in wanted if code not in parents and code not in _TYPE_OF_ROOT]


def _ancestors(code: str, elements: Mapping[str, Element]) -> Iterator[str]:
    while code := code.rpartition(".")[0]:
        if code in elements:
            yield code
