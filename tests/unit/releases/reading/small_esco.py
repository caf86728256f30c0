"""A tiny ESCO release in the official layout: every file that is read, as rows of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

Tables = dict[str, list[list[str]]]  # rows by file, the header first

BASE = "http://data.europa.eu/esco/"
SKILL, OCCUPATION, ISCO = BASE + "skill/", BASE + "occupation/", BASE + "isco/"

_SKILLS = (
    "conceptType conceptUri skillType reuseLevel preferredLabel altLabels hiddenLabels status modifiedDate "
    "scopeNote definition inScheme description"
)
_GROUPS = (
    "conceptType conceptUri preferredLabel altLabels hiddenLabels status modifiedDate scopeNote inScheme "
    "description code"
)
_OCCUPATIONS = (
    "conceptType conceptUri iscoGroup preferredLabel altLabels hiddenLabels status modifiedDate "
    "regulatedProfessionNote scopeNote definition inScheme description code naceCode"
)
_ISCO = "conceptType conceptUri code preferredLabel status altLabels inScheme description"
_MEMBERS = "conceptType conceptUri preferredLabel status skillType reuseLevel altLabels description"


def table(columns: str, *rows: dict[str, str]) -> list[list[str]]:
    """A table with these columns; a cell that a row does not give is empty, and every concept is released."""
    header = columns.split()
    return [header, *([{"status": "released", **row}.get(column, "") for column in header] for row in rows)]


EN: Tables = {
    "skills_en.csv": table(
        _SKILLS,
        {
            "conceptUri": SKILL + "tills",
            "skillType": "skill/competence",
            "reuseLevel": "sector-specific",
            "preferredLabel": "operate  tills ",
            "altLabels": "use a till\nrun tills\nuse a till",
            "hiddenLabels": "kneel",
            "modifiedDate": "2021-05-01T00:00:00Z",
            "scopeNote": 'Excludes <a href="x">cash &amp; carry</a>.',
            "description": "Work at\na till.\n",
        },
        {"conceptUri": SKILL + "french", "skillType": "knowledge", "preferredLabel": "French"},
        {
            "conceptUri": SKILL + "sql",
            "skillType": "knowledge",
            "preferredLabel": "SQL",
            "altLabels": "SQL\nStructured Query Language",
            "definition": "A query language.",
            "description": "Used with databases.",
        },
        {"conceptUri": SKILL + "cloud", "preferredLabel": "secure clouds"},
    ),
    "skillGroups_en.csv": table(
        _GROUPS,
        {"conceptUri": SKILL + "S", "preferredLabel": "skills", "code": "S"},
        {
            "conceptUri": SKILL + "0a",
            "preferredLabel": "using tools",
            "altLabels": "tool use",
            "description": "Tools.",
            "code": "S8.1",
        },
        {"conceptUri": SKILL + "L", "preferredLabel": "language skills and knowledge", "code": "L"},
        {"conceptUri": SKILL + "K", "preferredLabel": "knowledge", "code": "K"},
        {"conceptUri": BASE + "isced-f/0612", "preferredLabel": "database design"},
    ),
    "occupations_en.csv": table(
        _OCCUPATIONS,
        {
            "conceptUri": OCCUPATION + "cashier",
            "iscoGroup": "5230",
            "preferredLabel": "cashier",
            "altLabels": "till operator\ncashier",
            "hiddenLabels": "chekout",
            "regulatedProfessionNote": BASE + "regulated-professions/unregulated",
            "description": "Cashiers take money.",
            "code": "5230.1",
            "naceCode": "47.1 47.2",
        },
        {
            "conceptUri": OCCUPATION + "lawyer",
            "iscoGroup": "2611",
            "preferredLabel": "lawyer",
            "regulatedProfessionNote": BASE + "regulated-professions/regulated",
            "description": "Lawyers advise.",
        },
    ),
    "ISCOGroups_en.csv": table(
        _ISCO,
        {
            "conceptUri": ISCO + "C52",
            "code": "52",
            "preferredLabel": "Sales workers",
            "description": "They sell.",
        },
        {"conceptUri": ISCO + "C5230", "code": "5230", "preferredLabel": "Cashiers and ticket clerks"},
    ),
    "languageSkillsCollection_en.csv": table(_MEMBERS, {"conceptUri": SKILL + "french"}),
    "digCompSkillsCollection_en.csv": table(_MEMBERS, {"conceptUri": SKILL + "cloud"}),
    "researchOccupationsCollection_en.csv": table(_MEMBERS, {"conceptUri": OCCUPATION + "lawyer"}),
    # As in the official file, rows end where their last level does.
    "skillsHierarchy_en.csv": [
        ["Level 0 URI", "Level 0 preferred term", "Description"],
        [SKILL + "S", "skills"],
    ],
}
RELATIONS: Tables = {
    "broaderRelationsSkillPillar.csv": [
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        ["SkillGroup", SKILL + "0a", "SkillGroup", SKILL + "S"],
        ["SkillGroup", BASE + "isced-f/0612", "SkillGroup", SKILL + "K"],
        ["K", SKILL + "tills", "SkillGroup", SKILL + "0a"],
        ["K", SKILL + "french", "SkillGroup", SKILL + "L"],
        ["K", SKILL + "sql", "SkillGroup", BASE + "isced-f/0612"],
        ["K", SKILL + "cloud", "K", SKILL + "sql"],
    ],
    "broaderRelationsOccPillar.csv": [
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        ["ISCOGroup", ISCO + "C5230", "ISCOGroup", ISCO + "C52"],
        ["Occupation", OCCUPATION + "cashier", "ISCOGroup", ISCO + "C5230"],
    ],
    "occupationSkillRelations.csv": [
        ["occupationUri", "relationType", "skillType", "skillUri"],
        [OCCUPATION + "cashier", "essential", "skill/competence", SKILL + "tills"],
        [OCCUPATION + "cashier", "optional", "knowledge", SKILL + "french"],
        [OCCUPATION + "lawyer", "optional", "knowledge", SKILL + "french"],
    ],
    "skillSkillRelations.csv": [
        ["originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri"],
        [SKILL + "cloud", "", "optional", "knowledge", SKILL + "sql"],
    ],
}


def small() -> Tables:
    """All files of the release, to be changed at will."""
    return deepcopy({**EN, **RELATIONS})


def as_csv(rows: Iterable[list[str]]) -> bytes:
    """The rows as ESCO writes them: quoted where needed, lines that end in a line feed."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def folder(place: Path, tables: Tables) -> Path:
    """The files in a folder."""
    place.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (place / name).write_bytes(as_csv(rows))
    return place


def zipped(place: Path, files: dict[str, bytes]) -> Path:
    """The files in a zip."""
    with ZipFile(place, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return place
