"""The one order of the rows of a vocabulary, wherever they were read from."""

from __future__ import annotations

from collections.abc import Iterable

from app.vocabulary.terms import (
    NAME_KINDS,
    ReleaseKey,
    SkillLink,
    SkillName,
    SkillTerm,
    VocabularyRows,
    framework_rank,
)


def arranged(
    releases: Iterable[ReleaseKey],
    skills: Iterable[SkillTerm],
    names: Iterable[SkillName],
    links: Iterable[SkillLink],
    ordinary_words: dict[str, int],
) -> VocabularyRows:
    """Rows in the one order that an index is built from, wherever they were read from."""
    in_order = sorted(skills, key=lambda skill: (framework_rank(skill.framework), skill.id))
    place = {skill.id: row for row, skill in enumerate(in_order)}
    kind = {name: rank for rank, name in enumerate(NAME_KINDS)}
    return VocabularyRows(
        releases=tuple(sorted(releases, key=lambda release: framework_rank(release.framework))),
        skills=in_order,
        names=sorted(
            names, key=lambda name: (place[name.skill_id], kind[name.kind], name.language, name.name)
        ),
        links=sorted(links, key=lambda link: (place[link.source_id], link.relation, link.target_id)),
        ordinary_words=ordinary_words,
    )
