"""A library of skills of one's own in a plain CSV, as `docs/own-skills.md` describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from app.releases.reading.rsd_alignments import named_skill
from app.releases.reading.source import ReleaseFileError, ReleaseFiles, Row
from app.releases.rows import ReleaseRows, SkillRow
from app.vocabulary.slugs import slug, tidy
from app.vocabulary.terms import SKILL_TYPES, SkillLink, SkillName, SkillType

_BETWEEN = "|"
_MAIN_LANGUAGE = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_PLAIN_ID = re.compile(r"[A-Za-z0-9._~/-]+")
_GROUP = "group"  # in the column `type`: a heading for others, which no text is read for
_SHOWN = 10  # bad lines in one error


@dataclass(slots=True)
class _Skill:
    """A skill with what its lines say, one line for each language."""

    kind: str  # its type, or group
    uri: str
    first: str  # its first language
    labels: dict[str, str] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)
    broader: list[tuple[Row, str]] = field(default_factory=list)
    matches: list[str] = field(default_factory=list)


class _Problems:
    """The lines that cannot be used, gathered so that all can be mended at once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[tuple[int, str]] = []

    def add(self, row: Row, problem: str) -> None:
        self._found.append((row.number, problem))

    def check(self) -> None:
        """Raise the error that names file and lines, if there is anything to say."""
        if self._found:
            found = sorted(self._found)
            shown = "; ".join(f"line {number}: {problem}" for number, problem in found[:_SHOWN])
            more = f"; and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
            raise ReleaseFileError(f"{self._file}, {shown}{more}")


def read_plain_csv(files: ReleaseFiles, framework: str, version: str) -> ReleaseRows:
    """The skills of the one CSV file, as a framework of its own."""
    file = files.find("*.csv")
    if file is None:
        raise ReleaseFileError(
            "There is no CSV file in what was given; docs/own-skills.md shows what is read."
        )
    problems = _Problems(file)
    skills: dict[str, _Skill] = {}
    for row in files.table(file, delimiter=_delimiter(files, file), required=("label",)):
        _note(row, framework, skills, problems)
    links = list(_links(skills, framework, problems))
    problems.check()
    if not skills:
        raise ReleaseFileError.at(file, None, "holds no skill below its header")
    rows = ReleaseRows(framework, version, links=list(dict.fromkeys(links)))
    for id_, skill in skills.items():
        _add(rows, id_, skill)
    rows.names = list(dict.fromkeys(rows.names))
    return rows


def _delimiter(files: ReleaseFiles, file: str) -> str:
    """A comma, or the semicolon that spreadsheets write where the comma is the decimal sign."""
    header = next(files.lines(file), "")
    return ";" if ";" in header and "," not in header else ","


def _note(row: Row, framework: str, skills: dict[str, _Skill], problems: _Problems) -> None:
    """Add one line to its skill, or say what is wrong with it."""
    label = tidy(row["label"])
    own = row["id"].strip().removeprefix(f"{framework}:") or slug(label)
    language = row["language"].strip() or _MAIN_LANGUAGE
    kind = row["type"].strip().casefold() or "skill"
    uri = row["uri"].strip()
    problem = _problem(label, own, language, kind)
    id_ = f"{framework}:{own}"
    skill = skills.get(id_)
    if problem is None and skill is not None and language in skill.labels:
        problem = f"has the id {id_} a second time in the language {language}; give it an id of its own"
    if problem is None and skill is not None and (row["type"].strip() and kind != skill.kind):
        problem = f"calls {id_} a {kind}, which an earlier line calls a {skill.kind}"
    if problem is not None:
        problems.add(row, problem)
        return
    if skill is None:
        skill = skills[id_] = _Skill(kind, uri or id_, language)
    skill.labels[language] = label
    skill.names += [(language, name) for name in _several(row["alternative_labels"]) if name != label]
    if definition := tidy(row["definition"]):
        skill.definitions[language] = definition
    skill.broader += [(row, broader) for broader in _several(row["broader"])]
    for match in _several(row["exact_match"]):
        found = named_skill(match)
        if found is None:
            problems.add(
                row, f"exact_match {match} is no id such as onet:2.A.1.a, and no address of ESCO or O*NET"
            )
        else:
            skill.matches.append(found)


def _problem(label: str, own: str, language: str, kind: str) -> str | None:
    if not label:
        return "has no label"
    if not own:
        return f"needs an id, since none can be made of the label {label}"
    if not _PLAIN_ID.fullmatch(own):
        return f"has the id {own}; only letters, digits and . _ ~ / - may stand in it"
    if not _LANGUAGE.fullmatch(language):
        return f"has the language {language}; write a code such as en or pt-BR"
    if kind not in (*SKILL_TYPES, _GROUP):
        return f"has the type {kind}, which is none of {', '.join(SKILL_TYPES)} and {_GROUP}"
    return None


def _links(skills: dict[str, _Skill], framework: str, problems: _Problems) -> Iterator[SkillLink]:
    for id_, skill in skills.items():
        for row, text in skill.broader:
            own = text.removeprefix(f"{framework}:")
            broader = next((each for each in (own, slug(own)) if f"{framework}:{each}" in skills), None)
            if broader is None:
                problems.add(row, f"broader {text} is neither an id nor a label of this file")
            elif f"{framework}:{broader}" == id_:
                problems.add(row, f"broader {text} is the skill itself")
            else:
                yield SkillLink(id_, "broader", f"{framework}:{broader}", "official")
        for match in skill.matches:
            yield SkillLink(id_, "exact_match", match, "official")


def _add(rows: ReleaseRows, id_: str, skill: _Skill) -> None:
    """The rows of one skill. Its label is the English one, or else the first, which then counts as a name too."""
    main = _MAIN_LANGUAGE if _MAIN_LANGUAGE in skill.labels else skill.first
    details: dict[str, Any] | None = {"definition": skill.definitions} if skill.definitions else None
    is_group = skill.kind == _GROUP
    type_ = cast("SkillType", "skill" if is_group else skill.kind)
    rows.skills.append(SkillRow(id_, type_, skill.uri, skill.labels[main], details, is_group))
    rows.names += [
        SkillName(id_, language, "label", label)
        for language, label in skill.labels.items()
        if language != _MAIN_LANGUAGE
    ]
    rows.names += [SkillName(id_, language, "alternative", name) for language, name in skill.names]


def _several(cell: str) -> Sequence[str]:
    return [value for part in cell.split(_BETWEEN) if (value := tidy(part))]
