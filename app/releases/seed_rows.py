"""The rows of the seed as plain values, ready to be loaded and indexed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from app.occupations.terms import NeedRow
from app.releases.seed_files import SeedFiles, broken
from app.vocabulary.arranging import arranged
from app.vocabulary.terms import (
    NameKind,
    Relation,
    ReleaseKey,
    SkillLink,
    SkillName,
    SkillTerm,
    SkillType,
    VocabularyRows,
)

_OCCUPATION_SKILLS = "occupation_skills.tsv.gz"
_SKILL_COLUMNS = ("id", "framework", "type", "uri", "label")
_NAME_COLUMNS = ("skill_id", "language", "kind", "name")
_LINK_COLUMNS = ("source_id", "relation", "target_id", "origin")
_OCCUPATION_COLUMNS = ("id", "framework", "uri", "title", "job_zone")
_WAGES = ("wages.tsv.gz", "metropolitan_wages.tsv.gz")
_WAGE_COLUMNS = (
    "soc_code",
    "area_type",
    "area",
    "year",
    "employment",
    "hourly_median",
    "annual_p10",
    "annual_p25",
    "annual_median",
    "annual_p75",
    "annual_p90",
    "annual_mean",
    "note",
)


def release_keys(files: SeedFiles) -> tuple[ReleaseKey, ...]:
    """The releases that the seed holds."""
    return tuple(
        ReleaseKey(framework, version, files.checksum(framework))
        for framework, version in sorted(files.versions.items())
    )


def vocabulary_rows(files: SeedFiles) -> VocabularyRows:
    """Skills, names, links and ordinary words, in the order that an index is built from."""
    essential = files.essential
    skills = [
        SkillTerm(id_, framework, cast("SkillType", type_), uri, label)
        for id_, framework, type_, uri, label in files.rows("skills.tsv.gz", _SKILL_COLUMNS)
    ]
    names = [
        SkillName(skill, language, cast("NameKind", kind), name)
        for skill, language, kind, name in files.rows("names.tsv.gz", _NAME_COLUMNS)
    ]
    links = [
        SkillLink(source, cast("Relation", relation), target, origin)
        for source, relation, target, origin in files.rows("links.tsv.gz", _LINK_COLUMNS)
    ]
    words = files.rows("ordinary_words.tsv.gz", ("word", "count"))
    known = {skill.id for skill in skills}
    _check_skills("names.tsv.gz", (name.skill_id for name in names), known)
    _check_skills("links.tsv.gz", (link.source_id for link in links), known)
    rows = arranged(
        release_keys(files),
        skills + essential.skills,
        dict.fromkeys(names + essential.names),
        {(x.source_id, x.relation, x.target_id): x for x in links + essential.links}.values(),
        {word: int(count) for word, count in sorted(words)},
    )
    return replace(rows, misleading=frozenset((skill, name) for skill, name, _ in ambiguous_names(files)))


def _check_skills(file: str, mentioned: Iterable[str], known: set[str]) -> None:
    unknown = next((skill for skill in mentioned if skill not in known), None)
    if unknown is not None:
        raise broken(file, f"speaks of {unknown}, which is not among the skills")


def ambiguous_names(files: SeedFiles) -> list[list[str]]:
    """(skill id, name, reason) of every true name that says something else in an ad or a résumé."""
    return files.rows("ambiguous_names.tsv.gz", ("skill_id", "name", "reason"))


def skill_classes(files: SeedFiles) -> list[list[str]]:
    """(skill id, class) of every skill that is filed under one."""
    return files.rows("classes.tsv.gz", ("skill_id", "class"))


def occupations(files: SeedFiles) -> Iterator[tuple[str, str, str, str, int | None]]:
    """(id, framework, uri, title, job zone) of every occupation."""
    for id_, framework, uri, title, zone in files.rows("occupations.tsv.gz", _OCCUPATION_COLUMNS):
        yield id_, framework, uri, title, _whole(zone)


def occupation_titles(files: SeedFiles) -> list[list[str]]:
    """(occupation id, kind, title) of every other title."""
    return files.rows("titles.tsv.gz", ("occupation_id", "kind", "title"))


def occupation_needs(files: SeedFiles) -> Iterator[NeedRow]:
    """The ratings of the occupations, and the skills derived from their tasks."""
    header, rows = files.table("ratings.tsv.gz")
    elements = header[1:]
    for occupation, *ratings in rows:
        for element, rating in zip(elements, ratings, strict=True):
            if rating:
                yield NeedRow(occupation, element, "rated", float(rating))
    if files.has(_OCCUPATION_SKILLS):
        for occupation, skill, importance in files.rows(
            _OCCUPATION_SKILLS, ("occupation_id", "skill_id", "importance")
        ):
            yield NeedRow(occupation, skill, "derived", _amount(importance))


def wages(files: SeedFiles) -> Iterator[tuple[str | int | float | None, ...]]:
    """Every wage, in the order of its columns; what is published for a group, for each member too."""
    members: dict[str, list[str]] = {}
    for member, group in files.rows("wage_groups.tsv", ("soc_code", "wages_under")):
        members.setdefault(group, []).append(member)
    tables = [name for name in _WAGES if files.has(name)]
    for row in (row for name in tables for row in _published_wages(files, name)):
        yield row
        soc_code, *values, note = row
        for member in members.get(str(soc_code), ()):
            yield (member, *values, ",".join(filter(None, [str(note), f"group:{soc_code}"])))


def _published_wages(files: SeedFiles, name: str) -> Iterator[tuple[str | int | float | None, ...]]:
    for soc_code, area_type, area, year, employment, *amounts, note in files.rows(name, _WAGE_COLUMNS):
        yield (soc_code, area_type, area, int(year), _whole(employment), *map(_amount, amounts), note)


def _whole(value: str) -> int | None:
    return int(value) if value else None


def _amount(value: str) -> float | None:
    return float(value) if value else None
