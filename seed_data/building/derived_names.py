"""Other names of a skill that follow from its label by rule; every rule prefers silence to a wrong name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from seed_data.building import tables
from seed_data.building.acronyms import find_acronyms
from seed_data.building.cleaning import key, unique
from seed_data.building.records import Name, Skill

_BRACKET = re.compile(r"^(?P<bare>[^()]+?) \([^()]+\)$")
_GENERAL_ACRONYMS = frozenset({"HRIS", "HTTP", "JDBC", "PC/Payroll", "HR/Profile"})
_DISTINCT_SHAPE = re.compile(r"[a-z][A-Z]|[A-Z]{3}|[A-Za-z]\d|[+#]")

# Labels whose bare form would be an everyday word or another thing altogether.
_KEEP_BRACKET = frozenset(
    {
        "Absorb (learning management systems)",
        "ML (computer programming)",
        "RAGE (digital game creation systems)",
        "Salt (tools for software configuration management)",
        "Shiva (digital game creation systems)",
        "Source (digital game creation systems)",
        "project management methodology (PM²)",
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules must know: makers (longest names first), labels to leave whole, and ordinary words."""

    vendors: tuple[str, ...]
    keep_whole: frozenset[str]
    ordinary: frozenset[str]


def read_known(vendor_table: Path, ordinary: frozenset[str]) -> Known:
    """The makers and exceptions of `vendors.tsv`, with the given ordinary words."""
    rows = tables.read(vendor_table)
    vendors = [row["name"] for row in rows if row["kind"] == "vendor"]
    return Known(
        vendors=tuple(sorted(vendors, key=lambda vendor: (-len(vendor), vendor))),
        keep_whole=frozenset(row["name"] for row in rows if row["kind"] == "keep_whole"),
        ordinary=ordinary,
    )


def bracket_names(label: str) -> list[str]:
    """`Java (computer programming)` is also `Java`."""
    match = _BRACKET.match(label)
    return [] if match is None or label in _KEEP_BRACKET else [match["bare"]]


def acronym_names(label: str) -> list[str]:
    """`Computer aided design CAD software` is also `Computer aided design software` and `CAD software`."""
    found = find_acronyms(label)
    if len(found) != 1:
        return []
    return [name for name in (found[0].spelled, found[0].short) if " " in name]


def vendor_names(label: str, known: Known) -> list[str]:
    """`Adobe Photoshop` is also `Photoshop`; products with everyday names keep their vendor."""
    vendor = next((vendor for vendor in known.vendors if label.startswith(vendor + " ")), None)
    if vendor is None or label in known.keep_whole:
        return []
    product = label.removeprefix(vendor + " ")
    names = ["MS " + product] if vendor == "Microsoft" and product[:1].isupper() else []
    return [product, *names] if is_distinctive(product, known.ordinary) else names


def software_names(label: str, known: Known) -> list[str]:
    """`Workday software` is also `Workday`: a single made-up word before `software`."""
    brand = label.removesuffix(" software")
    if brand == label or " " in brand or label in known.keep_whole:
        return []
    return [brand] if brand[:1].isupper() and brand.casefold() not in known.ordinary else []


def is_distinctive(product: str, ordinary: frozenset[str]) -> bool:
    """Whether a product is known by its first word alone: odd capitals, digits, or no ordinary word."""
    words = product.split()
    first = words[0].strip("(),")
    if (
        len(first) < 4
        or first[:1].isdigit()
        or words[-1].casefold() == "software"
        or first in _GENERAL_ACRONYMS
    ):
        return False
    return _DISTINCT_SHAPE.search(first) is not None or first.casefold() not in ordinary


def names_by_rule(skill: Skill, known: Known) -> list[str]:
    """All names that the rules make of one skill's label, without the label itself."""
    if skill.framework == "esco":
        return bracket_names(skill.label)
    if skill.type != "technology":
        return []
    bases = unique([skill.label, *bracket_names(skill.label), *acronym_names(skill.label)])
    made = [name for base in bases for name in (base, *vendor_names(base, known))]
    return [name for name in unique([*made, *software_names(skill.label, known)]) if name != skill.label]


def derived(skills: list[Skill], own_names: Iterable[Name], known: Known) -> list[Name]:
    """The names made by rule that no other skill of the framework has, in whatever way."""
    made = [(skill, name) for skill in skills for name in names_by_rule(skill, known)]
    by_id = {skill.id: skill for skill in skills}
    everyone = [*made, *((by_id[name.skill_id], name.name) for name in own_names)]
    owners: dict[tuple[str, str], set[str]] = {}
    for skill, name in [*everyone, *((skill, skill.label) for skill in skills)]:
        owners.setdefault((skill.framework, key(name)), set()).add(skill.id)
    return [
        Name(skill.id, "en", "derived", name)
        for skill, name in made
        if owners[skill.framework, key(name)] == {skill.id}
    ]
