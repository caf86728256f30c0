"""The concepts of an ESCO release: skills, occupations and their groups, in every language that was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from app.releases.reading import cells
from app.releases.reading.esco_files import (
    ISCO_GROUPS,
    OCCUPATIONS,
    SKILL_GROUPS,
    SKILLS,
    EscoFiles,
)
from app.releases.reading.file_errors import ReleaseFileError
from app.releases.reading.source import Row
from app.vocabulary.terms import NameKind

_MOST_DOUBLED = 0.01  # of the rows of a file; ESCO 1.2.0 lists 21 of its 13,939 skills twice
_USUAL_STATUS = "released"
_LANGUAGE_OF_ROWS = "en"
_REQUIRED = {
    SKILLS: ("conceptUri", "skillType", "preferredLabel", "altLabels", "description"),
    SKILL_GROUPS: ("conceptUri", "preferredLabel", "code"),
    OCCUPATIONS: ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description"),
    ISCO_GROUPS: ("conceptUri", "preferredLabel", "code"),
}


@dataclass(slots=True)
class Concept:
    """One concept: its labels, the first language's before the others, and its names and texts in all of them."""

    id: str
    uri: str
    kind: str  # the skill type as the file has it
    code: str
    details: dict[str, Any]
    labels: dict[str, str] = field(default_factory=dict)  # by language
    others: dict[tuple[str, str], None] = field(default_factory=dict)  # language and alternative label

    @property
    def label(self) -> str:
        """The preferred label in the first language."""
        return next(iter(self.labels.values()))

    def names(self) -> Iterator[tuple[str, NameKind, str]]:
        """Language, kind and name of all names but the label that stands in the concept's row.

        That one is taken for English, so in another language it is told as a name too.
        """
        for number, (language, label) in enumerate(self.labels.items()):
            if number or language != _LANGUAGE_OF_ROWS:
                yield language, "label", label
        for language, name in self.others:
            if name != self.labels.get(language):
                yield language, "alternative", name


Concepts = dict[str, Concept]  # by URI


def read_concepts(
    files: EscoFiles, base: str, identify: Callable[[Row], str], warnings: list[str]
) -> Concepts:
    """The concepts of a file, with what the same file says in other languages."""
    found: Concepts = {}
    for language, name in files.by_language(base):
        rows = files.files.table(name, required=_REQUIRED[base])
        if found:
            _translate(found, rows, language, warnings)
        else:
            found = _first(rows, language, identify, warnings)
            if not found:
                raise ReleaseFileError.at(name, None, "has a header and nothing below it; download it again")
    return found


def concept_id(row: Row) -> str:
    """`esco:` and the last part of the URI, a UUID."""
    return f"esco:{_last_part(row)}"


def group_id(row: Row) -> str:
    """By the code, which stays when a release renames the URIs: `esco:S1.3.3`, `esco:isced-f/0613`."""
    uri, code = row["conceptUri"], row["code"].strip()
    if "/isced-f/" in uri:
        return f"esco:isced-f/{_last_part(row)}"
    if code.isdigit():
        return f"esco:isced-f/{code}"
    return f"esco:{code}" if code else concept_id(row)


def isco_id(row: Row) -> str:
    """`esco:isco/C2654`."""
    code = row["code"].strip()
    return f"esco:isco/C{code}" if code else f"esco:isco/{_last_part(row)}"


def _last_part(row: Row) -> str:
    uri = row["conceptUri"].strip()
    before, slash, last = uri.rpartition("/")
    if not (before and slash and last) or " " in uri:
        raise row.error(f"{uri!r} is no address of a concept")
    return last


def _first(
    rows: Iterator[Row], language: str, identify: Callable[[Row], str], warnings: list[str]
) -> Concepts:
    """The concepts in the first language; one that is listed twice keeps its first row and the names of both."""
    found: Concepts = {}
    lines: dict[str, int] = {}  # by id
    doubled: list[Row] = []
    for row in rows:
        uri = row["conceptUri"].strip()
        if uri in found:
            doubled.append(row)
        else:
            id_ = identify(row)
            if id_ in lines:
                raise row.error(f"has the same id as line {lines[id_]} ({id_}); one of the two is wrong")
            lines[id_] = row.number
            found[uri] = _concept(row, id_)
        _add_words(found[uri], row, language)
    if doubled:
        first, count = doubled[0], len(doubled)
        problem = f"{first['conceptUri']} is listed twice ({count:,} such rows)"
        if count > max(1, _MOST_DOUBLED * len(found)):
            raise first.error(f"{problem}; download the file again")
        warnings.append(f"{first.file}, line {first.number}: {problem}; the first row of each was taken")
    return found


def _concept(row: Row, id_: str) -> Concept:
    if not cells.one_line(row["preferredLabel"]):
        raise row.error("has no preferredLabel; give the English files with the others")
    facts: dict[str, Any] = {
        "reuse_level": row["reuseLevel"].strip(),
        "isco_group": row["iscoGroup"].strip(),
        "nace_codes": row["naceCode"].split(),
        "regulated_profession": row["regulatedProfessionNote"].strip().endswith("/regulated"),
        "status": row["status"].strip().removeprefix(_USUAL_STATUS),
        "modified": row["modifiedDate"].strip(),
    }
    known = {name: value for name, value in facts.items() if value}
    uri, kind, code = (row[column].strip() for column in ("conceptUri", "skillType", "code"))
    return Concept(id_, uri, kind, code, known)


def _add_words(concept: Concept, row: Row, language: str) -> None:
    """What a row says in words, in its language. Hidden labels are only kept: half of them name something else."""
    definition, description = cells.text(row["definition"]), cells.text(row["description"])
    texts: dict[str, Any] = {
        "definition": definition or description,
        "description": description if definition else "",
        "scope_note": cells.text(row["scopeNote"]),
        "hidden_labels": cells.names(row["hiddenLabels"]),
    }
    for name, said in texts.items():
        if said:
            concept.details.setdefault(name, {}).setdefault(language, said)
    label = cells.one_line(row["preferredLabel"])
    if label and concept.labels.setdefault(language, label) != label:
        concept.others[language, label] = None
    concept.others.update({(language, name): None for name in cells.names(row["altLabels"])})


def _translate(found: Concepts, rows: Iterator[Row], language: str, warnings: list[str]) -> None:
    """Adds what a file in another language says of the same concepts."""
    strangers: list[Row] = []
    for row in rows:
        concept = found.get(row["conceptUri"].strip())
        if concept is None:
            strangers.append(row)
        else:
            _add_words(concept, row, language)
    if len(strangers) > max(1, _MOST_DOUBLED * len(found)):
        raise strangers[0].error(
            f"{strangers[0]['conceptUri']} and {len(strangers) - 1:,} more are not in the first language's file; "
            "give the files of one release only"
        )
    if strangers:
        first = strangers[0]
        warnings.append(
            f"{first.file}, line {first.number}: {first['conceptUri']} is not in the first language's file "
            f"({len(strangers):,} such rows); they were left out"
        )
