"""Everything about one skill as plain values: what the answer and every other representation is made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.store import SkillDetail
from app.vocabulary.terms import SkillTerm

LABEL_LANGUAGE = "en"  # of the preferred label; others are names of kind `label`
_WRITTEN_FOR_ALL = "essential"  # the framework whose definitions are in plain language


def skill_detail(index: VocabularyIndex, stored: SkillDetail) -> dict[str, Any]:
    """The skill as stored, with its links in an index; a skill that the index lacks has none."""
    labels = {LABEL_LANGUAGE: stored.label}
    labels |= {name.language: name.name for name in stored.names if name.kind == "label"}
    definition = stored.details.get("definition", {})
    plain = definition if stored.release.framework == _WRITTEN_FOR_ALL else {}
    return {
        "id": stored.id,
        "uri": stored.uri,
        "label": stored.label,
        "framework": stored.release.framework,
        "type": stored.type,
        "labels": labels,
        "alternative_labels": _alternatives(stored, labels),
        "definition": definition,
        "plain_language": stored.details.get("plain_language", plain),
        "examples": stored.details.get("examples", {}),
        "classes": list(stored.classes),
        **_with_groups(_links(index, index.row(stored.id)), stored),
        "status": stored.status,
        "replaced_by": [
            index.skill_json(row) for row in map(index.row, stored.replaced_by) if row is not None
        ],
        "version": stored.release.version,
        "release_history": [
            {"framework": release.framework, "version": release.version, "state": release.state}
            for release in stored.history
        ],
    }


def _alternatives(stored: SkillDetail, labels: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for name in stored.names:
        if name.kind != "label" and name.name != labels.get(name.language):
            found.setdefault(name.language, set()).add(name.name)
    return {language: sorted(names) for language, names in sorted(found.items())}


def _links(index: VocabularyIndex, row: int | None) -> dict[str, Any]:
    """Broader and narrower skills of the same framework, and everything that links to another."""
    within: dict[str, list[dict[str, str]]] = {"broader": [], "narrower": []}
    across: dict[int, str] = {}
    if row is not None:
        own = index.framework(row)
        for link in index.links(row):
            if index.framework(link.target) != own:
                across.setdefault(link.target, link.relation)
            elif link.relation in within:
                within[link.relation].append(index.skill_json(link.target))
        # Terms that are linked by way of a third are the same skill too.
        across |= {member: "exact_match" for member in index.members(row) if member != row}
    return {**within, "matches": _matches(index, across.items())}


def _with_groups(links: dict[str, Any], stored: SkillDetail) -> dict[str, Any]:
    """The links of an index, which knows no groups, with those groups; a group has no others."""
    return {
        **links,
        "broader": links["broader"] + [_shown(term) for term in stored.broader_groups],
        "narrower": links["narrower"] + [_shown(term) for term in stored.narrower],
    }


def _shown(term: SkillTerm) -> dict[str, str]:
    return {
        "id": term.id,
        "uri": term.uri,
        "label": term.label,
        "framework": term.framework,
        "type": term.type,
    }


def _matches(index: VocabularyIndex, found: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    """Exact matches first, since relations are numbered by how close they are."""
    order = sorted(found, key=lambda match: (match[1] != "exact_match", match[1] != "close_match", match[0]))
    return [{"skill": index.skill_json(row), "relation": relation} for row, relation in order]
