"""The tables of an O*NET database by what they hold, whatever its release calls the files.

Release 30.3 renamed and split files and columns; 31.0 kept its names. What is known of them (checked against the
data dictionary of 30.3 and published inventories of the 30.3 and 31.0 text files, not against the files themselves):

    up to 30.2                               from 30.3
    Skills                                   Essential Skills (2.A) and Transferable Skills (2.B), same columns
    Technology Skills: Example,              Software Skills: Workplace Example,
        Commodity Code, Commodity Title          Element ID (2.E…), Element Name
    Alternate Titles: Alternate Title        Job Titles: Job Title
    Education, Training, and Experience      Education; Training and Experience (categories likewise)
    Work Styles: 1.C, scale IM               Work Styles: 1.D, scale WI (-3 to 3) beside a rank, DR
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from app.releases.reading.source import ReleaseFileError, ReleaseFiles, Row

CODE = "O*NET-SOC Code"
ELEMENT = "Element ID"

_RATING = (CODE, ELEMENT, "Scale ID", "Data Value")
_CATEGORY = (ELEMENT, "Scale ID", "Category")


@dataclass(frozen=True, slots=True)
class _Table:
    """What a table needs, and the sets of files that may hold it: the oldest way first."""

    ways: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    required: bool = False


_TABLES = {
    "occupations": _Table((("Occupation Data",),), (CODE, "Title", "Description"), required=True),
    "elements": _Table(
        (("Content Model Reference",),), (ELEMENT, "Element Name", "Description"), required=True
    ),
    "skills": _Table((("Skills",), ("Essential Skills", "Transferable Skills")), _RATING, required=True),
    "knowledge": _Table((("Knowledge",),), _RATING, required=True),
    "abilities": _Table((("Abilities",),), _RATING),
    "work activities": _Table((("Work Activities",),), _RATING),
    "work styles": _Table((("Work Styles",),), _RATING),
    "scales": _Table((("Scales Reference",),), ("Scale ID", "Minimum", "Maximum")),
    "technologies": _Table((("Technology Skills",), ("Software Skills",)), (CODE,)),
    "tools": _Table((("Tools Used",),), (CODE, "Example")),
    "titles": _Table((("Alternate Titles",), ("Job Titles",)), (CODE,)),
    "reported titles": _Table((("Sample of Reported Titles",),), (CODE, "Reported Job Title")),
    "tasks": _Table((("Task Statements",),), (CODE, "Task ID", "Task")),
    "task activities": _Table((("Tasks to DWAs",),), (CODE, "Task ID", "DWA ID")),
    "detailed activities": _Table((("DWA Reference",),), (ELEMENT, "IWA ID", "DWA ID", "DWA Title")),
    "intermediate activities": _Table((("IWA Reference",),), ("IWA ID", "IWA Title")),
    "job zones": _Table((("Job Zones",),), (CODE, "Job Zone")),
    "job zone names": _Table((("Job Zone Reference",),), ("Job Zone", "Name")),
    "related": _Table((("Related Occupations",),), (CODE, "Related O*NET-SOC Code", "Index")),
    "education": _Table(
        (("Education, Training, and Experience",), ("Education", "Training and Experience")),
        (CODE, *_CATEGORY, "Data Value"),
    ),
    "education categories": _Table(
        (
            ("Education, Training, and Experience Categories",),
            ("Education Categories", "Training and Experience Categories"),
        ),
        (*_CATEGORY, "Category Description"),
    ),
}
# Most releases do without these, so nothing is said when they are absent.
_RARE = {"tools"}

_STATED = re.compile(r"O\*NET\S*\s+(\d+(?:\.\d+)+)\s+Database", re.IGNORECASE)
_RENAMED_IN = (30, 3)
_TOLERATED = 0.01  # of the rows of a table


class OnetTables:
    """The tables that a release has; `missing` names the required files it lacks, `warnings` what else is odd."""

    def __init__(self, files: ReleaseFiles, version: str) -> None:
        self._files = files
        self._renamed = _numbers(version) >= _RENAMED_IN
        self.warnings: list[str] = []
        self.missing: list[str] = []
        self._found = {name: self._look_up(name, table) for name, table in _TABLES.items()}
        self._check_version(version)

    def has(self, table: str) -> bool:
        """Whether any file of this table is there."""
        return bool(self._found[table])

    def rows(self, table: str, known: Mapping[str, Collection[str]] | None = None) -> Iterator[Row]:
        """The rows of a table, file by file, but not those whose columns hold something outside `known`.

        A few such rows make a warning; more than one in a hundred of a file are an error at the first of them.
        """
        for file in self._found[table]:
            rows = self._files.table(file, delimiter="\t", required=_TABLES[table].columns)
            yield from rows if known is None else self._known_rows(rows, known)

    def _known_rows(self, rows: Iterator[Row], known: Mapping[str, Collection[str]]) -> Iterator[Row]:
        total, strange, first = 0, 0, None
        for row in rows:
            total += 1
            for column, values in known.items():
                if row[column] not in values:
                    strange += 1
                    first = first or (row, column)
                    break
            else:
                yield row
        if first is None:
            return
        row, column = first
        problem = f"{column} {row[column]} is in no other file"
        if strange > total * _TOLERATED:
            raise row.error(f"{problem}, as in {strange:,} of {total:,} rows; download the release again")
        self.warnings.append(f"{row.file}, line {row.number}: {problem}; {strange:,} such rows are left out.")

    def _look_up(self, name: str, table: _Table) -> tuple[str, ...]:
        """The files of the most complete way in which the table is there; what lacks is noted."""
        ways = [[(stem, self._files.find(f"{stem}.txt")) for stem in way] for way in table.ways]
        present = [way for way in ways if any(file for _, file in way)]
        if len(present) > 1:
            both = " and ".join(str(file) for way in present for _, file in way if file)
            raise ReleaseFileError(f"{both} are of different releases: give the files of one release only.")
        expected = present[0] if present else ways[-1] if self._renamed else ways[0]
        absent = [f"{stem}.txt" for stem, file in expected if file is None]
        if table.required:
            self.missing += absent
        elif absent and name not in _RARE:
            self.warnings.append(f"There is no {' and no '.join(absent)}; occupations go without.")
        return tuple(file for _, file in expected if file)

    def _check_version(self, version: str) -> None:
        name = self._files.find("Read*Me.txt")
        stated = _STATED.search(self._files.text(name)) if name else None
        if stated is None:
            self.warnings.append("No Read Me.txt says which release this is, so its number was not checked.")
        elif _numbers(stated[1]) != _numbers(version):
            raise ReleaseFileError(
                f"{name} says that this is O*NET {stated[1]}, not {version}: "
                f"give the files of {version}, or import them as {stated[1]}."
            )


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a release, `30.3` being 30 and 3."""
    return tuple(int(part) for part in re.findall(r"\d+", version))
