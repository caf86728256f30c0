"""Which file of an ESCO release is which, in which language, and whether all of them are of the release asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.releases.reading.file_errors import ReleaseFileError
from app.releases.reading.source import ReleaseFiles, Row

SKILLS, SKILL_GROUPS = "skills", "skillGroups"
OCCUPATIONS, ISCO_GROUPS = "occupations", "ISCOGroups"
BROADER_SKILLS, BROADER_OCCUPATIONS = "broaderRelationsSkillPillar", "broaderRelationsOccPillar"
NEEDS, RELATED_SKILLS = "occupationSkillRelations", "skillSkillRelations"

ENGLISH = "en"  # comes first where it is there
# Without skills there is no release; the rest may be left out by those who say so.
REQUIRED = (SKILLS, SKILL_GROUPS, BROADER_SKILLS, OCCUPATIONS, ISCO_GROUPS, NEEDS)
EXPECTED = (BROADER_OCCUPATIONS, RELATED_SKILLS)
_WITH_LANGUAGE = frozenset({SKILLS, SKILL_GROUPS, OCCUPATIONS, ISCO_GROUPS})

_NAME = re.compile(r"(?P<base>\w+?)(?:_(?P<language>[a-z]{2,3}(?:-[a-z]{2,4})?))?\.csv", re.IGNORECASE)
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}(?:\.\d{1,3})?")
_VERSION_IN_NAME = re.compile(r"esco[^/\d]*(\d{1,2}\.\d{1,2}\.\d{1,2})(?![\d.]*\d)", re.IGNORECASE)

# The first and the month after the last in which the newest of a release's concepts was changed (YYYY-MM):
# a release holds nothing younger than itself, and something younger than the one before.
_LAST_CHANGE = {
    "1.1.0": ("2017-08", "2022-02"),
    "1.1.1": ("2022-02", "2022-10"),
    "1.1.2": ("2022-10", "2024-03"),
    "1.2.0": ("2022-10", "2024-06"),
    "1.2.1": ("2024-06", "2026-01"),
}


@dataclass(frozen=True, slots=True)
class EscoFiles:
    """The files of an ESCO release by what they hold; `languages` opens with English where it is there."""

    files: ReleaseFiles
    languages: tuple[str, ...]
    _names: dict[str, dict[str, str]]

    def table(self, base: str, required: tuple[str, ...]) -> Iterator[Row]:
        """The rows of a file in the first language, or in none; no rows where there is no such file."""
        name = self.name(base)
        return iter(()) if name is None else self.files.table(name, required=required)

    def name(self, base: str) -> str | None:
        """The name of a file in the first of the languages that has it."""
        found = self._names.get(base.casefold(), {})
        return next((found[language] for language in ("", *self.languages) if language in found), None)

    def by_language(self, base: str) -> list[tuple[str, str]]:
        """The files that hold the same concepts, with their languages in order."""
        found = self._names.get(base.casefold(), {})
        if "" in found:  # a file of no language is read as being in the first one
            found = {self.languages[0]: found[""], **found}
        return [(language, found[language]) for language in self.languages if language in found]

    def bases(self, ending: str) -> list[str]:
        """What the files whose name before the language ends so are called, such as `greenSkillsCollection`."""
        fitting = [names for base, names in self._names.items() if base.endswith(ending.casefold())]
        return sorted(_base(next(iter(names.values()))) for names in fitting)

    def missing(self, bases: tuple[str, ...]) -> tuple[str, ...]:
        """The names of those files that are not there, as they would be called."""
        suffix = f"_{self.languages[0]}"
        return tuple(
            f"{base}{suffix if base in _WITH_LANGUAGE else ''}.csv"
            for base in bases
            if self.name(base) is None
        )


def esco_files(files: ReleaseFiles, version: str) -> EscoFiles:
    """The files of an ESCO release; their names may tell that they are of another release than this."""
    if not _VERSION.fullmatch(version):
        raise ReleaseFileError(f"{version!r} is no release of ESCO: give its number, such as 1.1.0.")
    _check_names(files.places(), version)
    names: dict[str, dict[str, str]] = {}
    for name in files.names():
        fitting = _NAME.fullmatch(name)
        if fitting is not None:
            language = (fitting["language"] or "").lower()
            names.setdefault(fitting["base"].casefold(), {})[language] = name
    found = set(names.get(SKILLS, {})) - {""}
    return EscoFiles(
        files, tuple(sorted(found, key=lambda language: (language != ENGLISH, language))) or (ENGLISH,), names
    )


def looks_like_esco(files: ReleaseFiles) -> bool:
    """Whether there is a table of ESCO skills or occupations."""
    return any(
        "conceptUri" in files.columns(name)
        for pattern in ("skills*.csv", "occupations*.csv", "skillGroups*.csv")
        for name in files.find_all(pattern)
    )


def _base(name: str) -> str:
    fitting = _NAME.fullmatch(name)
    return name if fitting is None else fitting["base"]


def _check_names(places: list[str], version: str) -> None:
    found = {number for place in places for number in _VERSION_IN_NAME.findall(place)}
    if len(found) > 1:
        raise ReleaseFileError(
            f"The files are named as of several releases ({', '.join(sorted(found))}): give those of one only."
        )
    if found and _whole(version) not in found:
        raise ReleaseFileError(
            f"The files are named as of release {found.pop()}, not {version}: give that number or other files."
        )


def check_dates(last_change: str, version: str) -> None:
    """Refuses a whole release whose newest concept (a date) is too young or too old for the number given."""
    span = _LAST_CHANGE.get(_whole(version))
    if span is None or not last_change or span[0] <= last_change < span[1]:
        return
    wrong = "after ESCO" if last_change >= span[1] else "long before ESCO"
    raise ReleaseFileError(
        f"The newest skill in these files was changed on {last_change[:10]}, {wrong} {version} came out: "
        "they are of another release; give its number."
    )


def _whole(version: str) -> str:
    """`1.1` is called 1.1.0 in the names of files."""
    return version if version.count(".") == 2 else f"{version}.0"
