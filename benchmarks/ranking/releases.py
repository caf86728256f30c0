"""What the taxonomy cases are made of: tasks, titles and tiers of O*NET, and ESCO's skills in several wordings."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ONET = "onet/db_29_2_text.zip"
ESCO = "esco/esco_1.1.0_en.zip"
ESCO_RELATIONS = "esco/esco_1.1.0_relations.zip"
CROSSWALK = "crosswalks/esco_onet_official_crosswalk.csv"
TIERS = ("Primary-Short", "Primary-Long", "Supplemental")

_SAME = {"exactMatch", "exactISCO", "closeMatch"}


@dataclass(slots=True)
class Work:
    """An occupation: what is done in it (in two wordings), what it is called, and what it is near to.

    `tasks` are O*NET's sentences, `activities` its shorter wording of the same kind of work; `skills` are ESCO's
    and so is `knowledge`, each with all its names, the preferred one first.
    """

    code: str
    title: str
    tasks: list[str] = field(default_factory=list)
    activities: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    skills: list[list[str]] = field(default_factory=list)
    knowledge: list[list[str]] = field(default_factory=list)
    related: dict[str, str] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether there is enough to write several different texts about it."""
        return (
            len(self.tasks) >= 8
            and len(self.titles) >= 3
            and len(self.activities) >= 4
            and len(self.skills) >= 8
        )


def read_work(data: Path) -> dict[str, Work]:
    """The occupations that can be written about, by code. `data` is the folder with `onet/`, `esco/`, `crosswalks/`."""
    onet = data / ONET
    found = {
        row["O*NET-SOC Code"]: Work(row["O*NET-SOC Code"], row["Title"])
        for row in _tab(onet, "Occupation Data")
    }
    _add_tasks(onet, found)
    for row in _tab(onet, "Alternate Titles"):
        found[row["O*NET-SOC Code"]].titles.append(row["Alternate Title"])
    for row in _tab(onet, "Related Occupations"):
        found[row["O*NET-SOC Code"]].related[row["Related O*NET-SOC Code"]] = row["Relatedness Tier"]
    _add_skills(data, found)
    return {code: work for code, work in found.items() if work.is_told}


def _add_tasks(onet: Path, found: dict[str, Work]) -> None:
    core = {}
    for row in _tab(onet, "Task Statements"):
        if row["Task Type"] == "Core":
            found[row["O*NET-SOC Code"]].tasks.append(row["Task"])
            core[row["Task ID"]] = row["O*NET-SOC Code"]
    said = {row["DWA ID"]: row["DWA Title"] for row in _tab(onet, "DWA Reference")}
    for row in _tab(onet, "Tasks to DWAs"):
        code, words = row["O*NET-SOC Code"], said.get(row["DWA ID"])
        if row["Task ID"] in core and words and words not in found[code].activities:
            found[code].activities.append(words)


def _add_skills(data: Path, found: dict[str, Work]) -> None:
    """The essential skills of the ESCO occupations that the official crosswalk calls the same or close.

    What ESCO calls skills can be done; knowledge is kept apart.
    """
    names, verbal = {}, set()
    for row in _comma(data / ESCO, "skills_en"):
        names[row["conceptUri"]] = [row["preferredLabel"], *filter(None, row["altLabels"].split("\n"))]
        if row["skillType"] == "skill/competence":
            verbal.add(row["conceptUri"])
    needs: dict[str, list[str]] = defaultdict(list)
    for row in _comma(data / ESCO_RELATIONS, "occupationSkillRelations"):
        if row["relationType"] == "essential":
            needs[row["occupationUri"]].append(row["skillUri"])
    for code, uri in _matches(data / CROSSWALK):
        if code in found:
            for skill in needs[uri]:
                known = found[code].skills if skill in verbal else found[code].knowledge
                if skill in names and names[skill] not in known:
                    known.append(names[skill])


def _matches(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = iter(csv.reader(file))
        next(row for row in rows if row and row[0] == "O*NET Id")
        for row in rows:
            if row[6] in _SAME:
                yield row[0], row[3]


def _tab(path: Path, name: str) -> Iterator[dict[str, str]]:
    return _rows(path, f"{name}.txt", "\t")


def _comma(path: Path, name: str) -> Iterator[dict[str, str]]:
    return _rows(path, f"{name}.csv", ",")


def _rows(path: Path, name: str, delimiter: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        inside = next(one for one in archive.namelist() if one.rpartition("/")[2] == name)
        with archive.open(inside) as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            yield from csv.DictReader(
                text, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE
            )
