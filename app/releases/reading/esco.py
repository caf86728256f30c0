"""Reads an official ESCO release (CSV, 1.1 and later): skills, groups, occupations and all that links them."""

from __future__ import annotations

from app.releases.reading.esco_concepts import (
    Concept,
    Concepts,
    concept_id,
    group_id,
    isco_id,
    read_concepts,
)
from app.releases.reading.esco_files import (
    ENGLISH,
    EXPECTED,
    ISCO_GROUPS,
    OCCUPATIONS,
    REQUIRED,
    SKILL_GROUPS,
    SKILLS,
    EscoFiles,
    check_dates,
    esco_files,
)
from app.releases.reading.esco_relations import RelationReader, below
from app.releases.reading.file_errors import ReleaseFileError
from app.releases.reading.source import ReleaseFiles
from app.releases.rows import OccupationRow, OccupationTitleRow, ReleaseRows, SkillRow
from app.vocabulary.terms import SkillLink, SkillName, SkillType

FRAMEWORK = "esco"
_LANGUAGES_GROUP, _ATTITUDES_GROUP = "L", "A"  # codes; only ESCO 1.0 had attitudes apart
_LANGUAGES_CLASS = "language skills"
_GREEN_SHARE = "greenShareOcc"
_A_WHOLE_RELEASE = 10_000  # skills; dates are only judged where there are so many
_TYPE_OF_KIND: dict[str, SkillType] = {"knowledge": "knowledge", "attitude": "attitude"}
_TYPE_OF_PILLAR: dict[str, SkillType] = {"K": "knowledge", "L": "language", "A": "attitude"}


def read_esco(files: ReleaseFiles, version: str, *, allow_missing: bool = False) -> ReleaseRows:
    """The rows of a release. Missing files are an error that names them; allowed, only the skills must be there."""
    esco = esco_files(files, version)
    missing = esco.missing(REQUIRED)
    if missing and not (allow_missing and esco.name(SKILLS)):
        raise ReleaseFileError(
            f"These files of ESCO {version} are missing: {', '.join(missing)}. Give both downloads, the one of a "
            "language and the one that is language independent."
        )
    rows = ReleaseRows(FRAMEWORK, version, missing=missing)
    rows.warnings += [f"{name} is not there; nothing was read of it" for name in esco.missing(EXPECTED)]
    relations = RelationReader(esco, rows.warnings, incomplete=bool(missing))
    _read_skills(esco, relations, rows)
    _read_occupations(esco, relations, rows)
    return rows


def _read_skills(esco: EscoFiles, relations: RelationReader, rows: ReleaseRows) -> None:
    skills = read_concepts(esco, SKILLS, concept_id, rows.warnings)
    if len(skills) >= _A_WHOLE_RELEASE:
        newest = max(concept.details.get("modified", "") for concept in skills.values())
        check_dates(newest, rows.version)
    groups = {
        uri: concept
        for uri, concept in read_concepts(esco, SKILL_GROUPS, group_id, rows.warnings).items()
        if uri not in skills
    }
    own = _ids(skills)
    broader = relations.broader_skills(own | _ids(groups))
    rows.links += broader + relations.related_skills(own)
    collections = relations.collections(own)
    rows.classes += [(id_, title) for title, members in collections.items() for id_ in members]
    listed = set(collections.get(_LANGUAGES_CLASS, ())) or _under(groups, _LANGUAGES_GROUP, broader)
    attitudes = _under(groups, _ATTITUDES_GROUP, broader)
    for skill in skills.values():
        type_ = _type(skill, languages=listed, attitudes=attitudes)
        rows.skills.append(SkillRow(skill.id, type_, skill.uri, skill.label, skill.details or None))
    for group in groups.values():
        rows.skills.append(
            SkillRow(
                group.id, _group_type(group), group.uri, group.label, group.details or None, is_group=True
            )
        )
    for concept in (*skills.values(), *groups.values()):
        rows.names += [SkillName(concept.id, *name) for name in concept.names()]
    if ENGLISH not in esco.languages:
        rows.warnings.append(
            f"No file is in English, and so labels are in {esco.languages[0]}; give the English files with these"
        )


def _read_occupations(esco: EscoFiles, relations: RelationReader, rows: ReleaseRows) -> None:
    occupations = read_concepts(esco, OCCUPATIONS, concept_id, rows.warnings)
    groups = read_concepts(esco, ISCO_GROUPS, isco_id, rows.warnings)
    own = _ids(occupations)
    _add_shares(esco, occupations)
    by_id = {concept.id: concept for concept in occupations.values()}
    for title, members in relations.collections(own).items():
        for id_ in members:
            by_id[id_].details.setdefault("collections", []).append(title)
    for concept in (*occupations.values(), *groups.values()):
        rows.titles += _titles(concept)
    rows.occupations += [_occupation(concept) for concept in occupations.values()]
    rows.occupations += [_occupation(concept, is_group=True) for concept in groups.values()]
    rows.occupation_links += relations.broader_occupations(own | _ids(groups))
    skills = {skill.uri: skill.id for skill in rows.skills if not skill.is_group}
    rows.needs += relations.needs(own, skills)


def _titles(concept: Concept) -> list[OccupationTitleRow]:
    """Titles besides the preferred one; hidden ones are meant for search, and so they are titles of their kind."""
    titles = [OccupationTitleRow(concept.id, *name) for name in concept.names()]
    hidden: dict[str, list[str]] = concept.details.pop("hidden_labels", {})
    return titles + [
        OccupationTitleRow(concept.id, language, "hidden", title)
        for language in hidden
        for title in hidden[language]
    ]


def _ids(concepts: Concepts) -> dict[str, str]:
    return {uri: concept.id for uri, concept in concepts.items()}


def _under(groups: Concepts, code: str, broader: list[SkillLink]) -> set[str]:
    return below([group.id for group in groups.values() if group.code == code], broader)


def _type(skill: Concept, *, languages: set[str], attitudes: set[str]) -> SkillType:
    if skill.id in languages:
        return "language"
    return "attitude" if skill.id in attitudes else _TYPE_OF_KIND.get(skill.kind, "skill")


def _group_type(group: Concept) -> SkillType:
    if group.id.startswith("esco:isced-f/"):
        return "knowledge"
    return _TYPE_OF_PILLAR.get(group.code[:1], "skill")


def _occupation(concept: Concept, *, is_group: bool = False) -> OccupationRow:
    code = concept.code or concept.details.get("isco_group")
    details = concept.details or None
    return OccupationRow(concept.id, concept.uri, concept.label, code, None, details, is_group)


def _add_shares(esco: EscoFiles, occupations: Concepts) -> None:
    """How green the work is, 0..1; only in ESCO 1.2 and later."""
    for row in esco.table(_GREEN_SHARE, required=("conceptUri", "greenShare")):
        concept = occupations.get(row["conceptUri"].strip())
        if concept is not None:
            try:
                concept.details["green_share"] = float(row["greenShare"])
            except ValueError:
                raise row.error(f"greenShare is {row['greenShare']!r}, which is no number") from None
