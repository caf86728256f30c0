"""The names and crosswalk that titles are learnt and measured on, read from the official files.

The US task of MELO (Retyk et al. 2024) is rebuilt by its published rules: of each O*NET occupation in the crosswalk the
best kind of match counts (exactISCO, then exactMatch, then narrowMatch; nothing weaker), and an occupation with more
than one best match is left out. That gives 633 queries (the O*NET titles), as published. The corpus is ESCO 1.1.0:
preferred and alternative labels of its occupations and of its ISCO groups. We count 36,443 names where MELO has
33,809: its copy of ESCO came from another export.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PRIORITY = {"exactISCO": 1, "exactMatch": 2, "narrowMatch": 3, "broadMatch": 4, "closeMatch": 5}
_WEAKEST = 3

Names = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Linked:
    """An O*NET occupation's title and the one ESCO concept that it is linked to best."""

    onet: str
    title: str
    esco: str


@dataclass(frozen=True, slots=True)
class TitleData:
    """Names by id, own title first, and the rebuilt task."""

    esco: Names
    onet: Names
    task: tuple[Linked, ...]


def part(text: str, parts: int, salt: str = "") -> int:
    """The part of a fixed division that a text belongs to."""
    return int(hashlib.sha256((salt + text).encode()).hexdigest()[:8], 16) % parts


def tenth(name: str) -> int:
    """0: the test's tenth of names, never learnt from nor in the index it is sought in. 1: the ranking learns on it."""
    return part(name.lower(), 10)


def read_data(folder: Path) -> TitleData:
    """Everything, from the folder with esco/, onet/ and crosswalks/."""
    return TitleData(
        _esco(folder / "esco" / "esco_1.1.0_en.zip"),
        _onet(folder / "onet" / "db_29_0_text.zip"),
        tuple(_task(folder / "crosswalks" / "esco_onet_official_crosswalk.csv")),
    )


def _rows(archive: Path, ending: str, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(archive) as packed:
        name = next(name for name in packed.namelist() if name.endswith(ending))
        with packed.open(name) as file:
            yield from csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""), delimiter=delimiter)


def _esco(archive: Path) -> Names:
    csv.field_size_limit(10**7)
    found: Names = {}
    for ending in ("occupations_en.csv", "ISCOGroups_en.csv"):
        for row in _rows(archive, ending):
            others = [name.strip() for name in row["altLabels"].split("\n") if name.strip()]
            found[row["conceptUri"]] = tuple(dict.fromkeys([row["preferredLabel"], *others]))
    return found


def _onet(archive: Path) -> Names:
    names = {row["O*NET-SOC Code"]: [row["Title"]] for row in _rows(archive, "Occupation Data.txt", "\t")}
    for row in _rows(archive, "Alternate Titles.txt", "\t"):
        names[row["O*NET-SOC Code"]] += [row["Alternate Title"], row["Short Title"]]
    for row in _rows(archive, "Sample of Reported Titles.txt", "\t"):
        names[row["O*NET-SOC Code"]].append(row["Reported Job Title"])
    return {
        code: tuple(x for x in dict.fromkeys(found) if x not in ("", "n/a")) for code, found in names.items()
    }


def _task(crosswalk: Path) -> Iterator[Linked]:
    with crosswalk.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    first = next(number for number, row in enumerate(rows) if row[0] == "O*NET Id") + 1
    matches: dict[tuple[str, str], dict[str, str]] = {}
    for code, title, _, uri, _, _, kind in (row[:7] for row in rows[first:]):
        matches.setdefault((code.strip(), title.strip()), {})[uri.strip()] = kind.strip()
    for (code, title), kinds in matches.items():
        best = min(_PRIORITY[kind] for kind in kinds.values())
        uris = [uri for uri, kind in kinds.items() if _PRIORITY[kind] == best]
        if best <= _WEAKEST and len(uris) == 1:
            yield Linked(code, title, uris[0])


def without(names: Names, held: tuple[int, ...]) -> Names:
    """The names less those of some tenths; an occupation keeps its own title."""
    return {
        code: (found[0], *(name for name in found[1:] if tenth(name) not in held))
        for code, found in names.items()
    }
