"""Queries of all that the names of occupations are laid out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.occupations.models import Occupation, OccupationSkill, OccupationTitle
from app.occupations.titles.laying_out import NamedOccupation
from app.vocabulary.models import Skill
from app.vocabulary.store import StoredRelease
from app.vocabulary.terms import framework_rank

LANGUAGE = "en"  # of the names and texts that titles are compared with
_TELLING = ("essential", "optional", "derived", "technology")  # ratings tell every occupation the same skills


def read_named_occupations(session: Session, releases: Sequence[StoredRelease]) -> list[NamedOccupation]:
    """The occupations of a set of releases with their English names and what tells of their work, groups left out."""
    framework = {release.id: release.framework for release in releases}
    chosen = list(framework)
    names = _names(session, chosen)
    needs = _needs(session, chosen)
    rows = session.execute(
        select(
            Occupation.release_id, Occupation.id, Occupation.uri, Occupation.title, Occupation.details
        ).where(Occupation.release_id.in_(chosen), Occupation.is_group.is_(False))
    )
    found = [
        NamedOccupation(
            id_,
            uri,
            framework[release],
            tuple(dict.fromkeys([title, *sorted(names.get((release, id_), ()))])),
            (*_told(details or {}), *sorted(needs.get((release, id_), ()))),
        )
        for release, id_, uri, title, details in rows
    ]
    return sorted(found, key=lambda each: (framework_rank(each.framework), each.id))


def _names(session: Session, releases: Sequence[int]) -> dict[tuple[int, str], set[str]]:
    found: dict[tuple[int, str], set[str]] = {}
    rows = session.execute(
        select(OccupationTitle.release_id, OccupationTitle.occupation_id, OccupationTitle.title).where(
            OccupationTitle.release_id.in_(releases), OccupationTitle.language == LANGUAGE
        )
    )
    for release, occupation, title in rows:
        found.setdefault((release, occupation), set()).add(title)
    return found


def _needs(session: Session, releases: Sequence[int]) -> dict[tuple[int, str], set[str]]:
    """The labels of the skills that tell an occupation from others."""
    skills = session.execute(select(Skill.id, Skill.label).where(Skill.release_id.in_(releases)))
    labels = {row.id: row.label for row in skills}
    found: dict[tuple[int, str], set[str]] = {}
    rows = session.execute(
        select(OccupationSkill.release_id, OccupationSkill.occupation_id, OccupationSkill.skill_id).where(
            OccupationSkill.release_id.in_(releases), OccupationSkill.relation.in_(_TELLING)
        )
    )
    for release, occupation, skill in rows:
        if skill in labels:
            found.setdefault((release, occupation), set()).add(labels[skill])
    return found


def _told(details: Mapping[str, Any]) -> list[str]:
    """The description, definition and tasks of an occupation."""
    texts = [details.get(name, {}).get(LANGUAGE, "") for name in ("description", "definition")]
    return [text for text in [*texts, *(task.get("text", "") for task in details.get("tasks", ()))] if text]
