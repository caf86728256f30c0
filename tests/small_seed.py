"""A seed folder of a dozen skills and a few occupations, in the formats of `seed_data`, encoder included."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.resources import resource_folder

Row = Sequence[str]

LISTEN, TRUCKS, FIRST_AID = "esco:aaa-listen", "esco:bbb-trucks", "esco:ccc-first-aid"
ACTIVE_LISTENING, ENGLISH, DEXTERITY = "onet:2.A.1.b", "onet:2.C.7.a", "onet:1.A.2.a.2"
EXCEL, SAP = "onet:tech.microsoft-excel", "onet:tech.sap-software"
LISTENING = "essential:listening"

NURSES, ACUTE_NURSES, DRIVERS, RECYCLERS = (
    f"onet:{code}" for code in ("29-1141.00", "29-1141.01", "53-7051.00", "53-7081.00")
)

TABLES: Mapping[str, tuple[Row, Sequence[Row]]] = {
    "skills.tsv.gz": (
        ("id", "framework", "type", "uri", "label"),
        [
            (LISTEN, "esco", "skill", "https://example.org/esco/aaa", "listen actively"),
            (TRUCKS, "esco", "skill", "https://example.org/esco/bbb", "operate forklift"),
            (FIRST_AID, "esco", "knowledge", "https://example.org/esco/ccc", "first aid"),
            (ACTIVE_LISTENING, "onet", "skill", "https://example.org/onet/2.A.1.b", "Active Listening"),
            (ENGLISH, "onet", "knowledge", "https://example.org/onet/2.C.7.a", "English Language"),
            (DEXTERITY, "onet", "skill", "https://example.org/onet/1.A.2.a.2", "Manual Dexterity"),
            (EXCEL, "onet", "technology", "https://example.org/onet/excel", "Microsoft Excel"),
            (SAP, "onet", "technology", "https://example.org/onet/sap", "SAP software"),
        ],
    ),
    "names.tsv.gz": (
        ("skill_id", "language", "kind", "name"),
        [
            (LISTEN, "en", "alternative", "active listening"),
            (TRUCKS, "en", "alternative", "drive a forklift truck"),
            (TRUCKS, "en", "alternative", "Öffnen und heben"),
            (EXCEL, "en", "derived", "Excel"),
        ],
    ),
    "ambiguous_names.tsv.gz": (
        ("skill_id", "name", "reason"),
        [(LISTEN, "active listening", "label_of_another")],
    ),
    "links.tsv.gz": (
        ("source_id", "relation", "target_id", "origin"),
        [(ACTIVE_LISTENING, "exact_match", LISTEN, "checked"), (LISTEN, "related", FIRST_AID, "derived")],
    ),
    "classes.tsv.gz": (("skill_id", "class"), [(EXCEL, "Spreadsheet software"), (SAP, "Planning software")]),
    "occupations.tsv.gz": (
        ("id", "framework", "uri", "title", "job_zone"),
        [
            (NURSES, "onet", "https://example.org/29-1141.00", "Registered Nurses", "3"),
            (ACUTE_NURSES, "onet", "https://example.org/29-1141.01", "Acute Care Nurses", "3"),
            (DRIVERS, "onet", "https://example.org/53-7051.00", "Industrial Truck Operators", "1"),
            (RECYCLERS, "onet", "https://example.org/53-7081.00", "Refuse Collectors", ""),
        ],
    ),
    "titles.tsv.gz": (
        ("occupation_id", "kind", "title"),
        [
            (NURSES, "alternative", "RN"),
            (DRIVERS, "alternative", "Forklift Driver"),
            (RECYCLERS, "alternative", "Forklift Driver"),
        ],
    ),
    "ratings.tsv.gz": (
        ("occupation_id", DEXTERITY, ACTIVE_LISTENING, ENGLISH),
        [(NURSES, "0.3", "0.9", "0.8"), (DRIVERS, "0.9", "0.2", "0.55"), (RECYCLERS, "0.8", "0.1", "0.1")],
    ),
    "wages.tsv.gz": (
        (
            *(
                "soc_code",
                "area_type",
                "area",
                "year",
                "employment",
                "hourly_median",
                "annual_p10",
                "annual_p25",
            ),
            *("annual_median", "annual_p75", "annual_p90", "annual_mean", "note"),
        ),
        [
            (
                "29-1141",
                "nation",
                "US",
                "2025",
                "3000000",
                "45.5",
                *("60000", "70000", "90000", "100000", "120000", "91000"),
                "",
            ),
            ("29-1141", "state", "US-TX", "2025", "", "", *[""] * 5, "88000", "partly withheld"),
        ],
    ),
    "wage_groups.tsv": (("soc_code", "wages_under"), [("29-1142", "29-1141")]),
    "ordinary_words.tsv.gz": (("word", "count"), [("excel", "40"), ("listen", "900")]),
    "occupation_skills.tsv.gz": (
        ("occupation_id", "skill_id", "importance"),
        [(DRIVERS, TRUCKS, "0.95"), (NURSES, FIRST_AID, "0.6")],
    ),
}

ESSENTIAL: dict[str, Any] = {
    "framework": "Parlance Essential Skills",
    "id": "essential",
    "version": "1.0.0",
    "licence": "CC BY 4.0",
    "languages": ["en", "es"],
    "skills": [
        {
            "id": LISTENING,
            "label": {"en": "Listening well", "es": "Escuchar bien"},
            "definition": {
                "en": "You hear what people mean.",
                "es": "Usted entiende lo que la gente quiere decir.",
            },
            "examples": {"en": [{"text": "You ask back.", "setting": "paid"}], "es": []},
            "names": {"en": ["good listener"], "es": ["saber escuchar"]},
            "links": [{"relation": "exact_match", "target": ACTIVE_LISTENING}],
        }
    ],
}

# Another release of ESCO without rows, for tests of releases alone.
COPY_ESCO = (
    "INSERT INTO releases (framework_id, version, checksum, origin, state, created_at, counts) "
    "SELECT framework_id, :version, :version, origin, :state, created_at, counts FROM releases "
    "WHERE framework_id = 'esco' AND version = '1.2.0'"
)

VERSIONS = {"esco": "1.2.0", "onet": "30.2", "essential": "1.0.0"}


def write_small_seed(
    folder: Path,
    *,
    changes: Mapping[str, Sequence[Row]] | None = None,
    versions: Mapping[str, str] = VERSIONS,
) -> Path:
    """Writes the folder; `changes` replaces the rows of some tables."""
    contents = {
        name: _table(name, header, (changes or {}).get(name, rows)) for name, (header, rows) in TABLES.items()
    }
    (folder / "essential").mkdir(parents=True, exist_ok=True)
    essential = {**ESSENTIAL, "version": versions["essential"]}
    (folder / "essential" / "skills.json").write_text(json.dumps(essential))
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    files = {name: {"sha256": hashlib.sha256(content).hexdigest()} for name, content in contents.items()}
    frameworks = {name: {"version": version} for name, version in versions.items() if name != "essential"}
    (folder / "manifest.json").write_text(json.dumps({"files": files, "frameworks": frameworks}))
    _write_encoder(folder / "encoder")
    (folder / "reader").symlink_to(resource_folder("seed_data") / "reader")
    return folder


def _table(name: str, header: Row, rows: Sequence[Row]) -> bytes:
    lines = ["# a note", *("\t".join(row) for row in [header, *rows])]
    content = ("\n".join(lines) + "\n").encode()
    return gzip.compress(content, mtime=0) if name.endswith(".gz") else content


def _write_encoder(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    pieces = ["listen", "actively", "operate", "forklift", "first", "aid", "english", "manual", "excel"]
    table = np.zeros(len(pieces), dtype=[("row", "i1", (8,)), ("scale", "i2")])
    table["row"] = np.arange(len(pieces) * 8).reshape(-1, 8) % 17 - 8
    table["scale"] = 3
    np.save(folder / "model.npy", table)
    (folder / "vocabulary.txt").write_text("\n".join(pieces) + "\n")
