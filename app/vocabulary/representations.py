"""One skill in other forms than our JSON: a Rich Skill Descriptor in JSON-LD, and a row of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import orjson

from app.vocabulary.store import StoredFramework

Detail = Mapping[str, Any]
Frameworks = Mapping[str, StoredFramework]

JSON, JSON_LD = "application/json", "application/ld+json"
HTML, CSV = "text/html", "text/csv"
OFFERED = (JSON, JSON_LD, HTML, CSV)

# The context of the Open Skills Network, which maps the terms below to CTDL-ASN.
RSD_CONTEXT = "https://rsd.openskillsnetwork.org/context-v1.json"

LANGUAGE = "en"
_SEVERAL = " | "  # between the values of a cell
_COLUMNS = (
    *("id", "uri", "label", "framework", "version", "type", "status", "definition", "alternative_labels"),
    *("classes", "broader", "narrower", "matches", "replaced_by"),
)


def json_ld(detail: Detail, frameworks: Frameworks) -> bytes:
    """The skill as a Rich Skill Descriptor; its statement is the label if the framework has no definition."""
    framework = frameworks[detail["framework"]]
    return orjson.dumps(
        {
            "@context": RSD_CONTEXT,
            "id": detail["uri"],
            "type": "RichSkillDescriptor",
            "skillName": detail["label"],
            "skillStatement": detail["definition"].get(LANGUAGE) or detail["label"],
            "authors": [framework.publisher],
            "status": "published" if detail["status"] == "active" else "archived",
            "keywords": detail["alternative_labels"].get(LANGUAGE, []),
            "categories": detail["classes"],
            "alignments": [
                {
                    "id": match["skill"]["uri"],
                    "skillName": match["skill"]["label"],
                    "isPartOf": {"name": frameworks[match["skill"]["framework"]].title},
                }
                for match in detail["matches"]
            ],
            "collections": [{"name": framework.title}],
        }
    )


def csv_row(detail: Detail) -> bytes:
    """The skill as one row below a header (RFC 4180); ` | ` stands between several values of a cell."""
    values = {
        **{column: detail[column] for column in _COLUMNS if isinstance(detail[column], str)},
        "definition": detail["definition"].get(LANGUAGE, ""),
        "alternative_labels": _SEVERAL.join(detail["alternative_labels"].get(LANGUAGE, [])),
        "classes": _SEVERAL.join(detail["classes"]),
        "broader": _SEVERAL.join(skill["id"] for skill in detail["broader"]),
        "narrower": _SEVERAL.join(skill["id"] for skill in detail["narrower"]),
        "matches": _SEVERAL.join(match["skill"]["id"] for match in detail["matches"]),
        "replaced_by": _SEVERAL.join(skill["id"] for skill in detail.get("replaced_by", ())),
    }
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _COLUMNS)
    writer.writeheader()
    writer.writerow(values)
    return text.getvalue().encode()
