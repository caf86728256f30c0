"""Small releases as hand-made rows, kept in JSON files: what an import reads in place of an official download."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from app.releases.importing import Order
from app.releases.rows import (
    OccupationLinkRow,
    OccupationNeedRow,
    OccupationRow,
    OccupationTitleRow,
    ReleaseRows,
    SkillRow,
)
from app.vocabulary.terms import SkillLink, SkillName
from tests.small_seed import FIRST_AID, LISTEN, TRUCKS

GROUP, SUBGROUP = "esco:S1", "esco:S1.1"
CRANES, TILLS = "esco:ddd-cranes", "esco:eee-tills"
DRIVER, GROUP_83 = "esco:driver", "esco:isco/C83"
CHANGED = {FIRST_AID: "first aid and rescue"}

_ROW_TYPES: dict[str, type] = {
    "skills": SkillRow,
    "names": SkillName,
    "links": SkillLink,
    "occupations": OccupationRow,
    "titles": OccupationTitleRow,
    "needs": OccupationNeedRow,
    "occupation_links": OccupationLinkRow,
}


def skill(id_: str, label: str, **more: Any) -> SkillRow:
    """A skill; an ESCO one by its address."""
    return SkillRow(id_, more.pop("type", "skill"), f"https://example.org/{id_}", label, **more)


def esco_rows(version: str, *, more: Sequence[SkillRow] = (), without: Sequence[str] = ()) -> ReleaseRows:
    """A small ESCO: the skills of the small seed under a hierarchy, one skill of its own, one occupation."""
    text = {"definition": {"en": "To lift things with a crane."}}
    skills = [
        skill(GROUP, "handling", is_group=True),
        skill(SUBGROUP, "handling goods", is_group=True),
        skill(LISTEN, "listen actively"),
        skill(TRUCKS, "operate forklift"),
        skill(FIRST_AID, "first aid", type="knowledge"),
        skill(CRANES, "operate cranes", details=text),
        *more,
    ]
    kept = {row.id for row in skills} - set(without)
    links = [
        SkillLink(SUBGROUP, "broader", GROUP, "official"),
        SkillLink(TRUCKS, "broader", SUBGROUP, "official"),
        SkillLink(CRANES, "broader", SUBGROUP, "official"),
    ]
    names = [
        SkillName(TRUCKS, "en", "alternative", "drive a forklift truck"),
        SkillName(CRANES, "en", "alternative", "lift with cranes"),
    ]
    return ReleaseRows(
        "esco",
        version,
        skills=[row for row in skills if row.id in kept],
        names=[name for name in names if name.skill_id in kept],
        links=[link for link in links if {link.source_id, link.target_id} <= kept],
        occupations=[
            OccupationRow(DRIVER, "https://example.org/driver", "forklift driver", "8344.1"),
            OccupationRow(GROUP_83, "https://example.org/C83", "Drivers", "83", is_group=True),
        ],
        titles=[OccupationTitleRow(DRIVER, "en", "alternative", "lift truck driver")],
        needs=[OccupationNeedRow(DRIVER, TRUCKS, "essential")] if TRUCKS in kept else [],
        occupation_links=[OccupationLinkRow(DRIVER, "broader", GROUP_83, None, "official")],
    )


def write_release(path: Path, rows: ReleaseRows) -> Path:
    """Writes rows to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(rows)), encoding="utf-8")
    return path


def read_rows(order: Order, _files: object) -> ReleaseRows:
    """What an import reads: takes the place of `app.releases.importing.read_rows`."""
    content: dict[str, Any] = json.loads(Path(order.paths[0]).read_text(encoding="utf-8"))
    values = {name: content[name] for name in (field.name for field in fields(ReleaseRows))}
    for name, row_type in _ROW_TYPES.items():
        values[name] = [row_type(**row) for row in values[name]]
    for name in ("classes", "replacements"):
        values[name] = [tuple(pair) for pair in values[name]]
    return ReleaseRows(
        **{
            **values,
            "framework": order.framework,
            "version": order.version,
            "missing": tuple(values["missing"]),
        }
    )
