"""What we ourselves know about skills and occupations survives a new official release, by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.releases.checking import cycle
from app.releases.planning import OUR_TITLE_KINDS, name_key
from app.releases.rows import OccupationNeedRow, OccupationTitleRow, ReleaseRows
from app.vocabulary.terms import SkillLink, SkillName

# Why a true name of a skill is passed over in texts, where the reason follows from the names of the release.
LABEL_OF_ANOTHER, CLAIMED_BY_ALIAS = "label_of_another", "claimed_by_alias"


@dataclass(slots=True)
class OwnRows:
    """Our own rows beside those of a release, and the ids of everything in it that they could be about."""

    skills: frozenset[str] = frozenset()
    occupations: frozenset[str] = frozenset()
    names: list[SkillName] = field(default_factory=list)
    ambiguous: list[tuple[str, str, str]] = field(default_factory=list)
    links: list[SkillLink] = field(default_factory=list)
    titles: list[OccupationTitleRow] = field(default_factory=list)
    needs: list[OccupationNeedRow] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        return {
            "skill_names": len(self.names),
            "ambiguous_names": len(self.ambiguous),
            "skill_links": len(self.links),
            "occupation_titles": len(self.titles),
            "occupation_skills": len(self.needs),
        }


def carry(rows: ReleaseRows, older: Sequence[OwnRows]) -> OwnRows:
    """Our rows that fit a release, for each skill and occupation from the first of `older` that has it.

    They give way to what the release says itself: a name that it gives to another skill, a broader skill of its own.
    """
    known = _of_first(older)
    skills = {skill.id for skill in rows.skills if not skill.is_group}
    names = _fitting_names(rows, [name for name in known.names if name.skill_id in skills], known.ambiguous)
    return OwnRows(
        skills=frozenset(skills),
        occupations=frozenset(row.id for row in rows.occupations if not row.is_group),
        names=names,
        ambiguous=_ambiguous(rows, names, known.ambiguous),
        links=_fitting_links(rows, [link for link in known.links if link.source_id in skills], skills),
        titles=_fitting_titles(rows, known.titles),
        needs=_fitting_needs(rows, known.needs),
    )


def _of_first(older: Sequence[OwnRows]) -> OwnRows:
    """The rows of each skill and occupation from the first of the releases that has it."""
    found = OwnRows()
    skills: set[str] = set()
    occupations: set[str] = set()
    for own in older:
        found.names += [name for name in own.names if name.skill_id not in skills]
        found.ambiguous += [row for row in own.ambiguous if row[0] not in skills]
        found.links += [link for link in own.links if link.source_id not in skills]
        found.titles += [title for title in own.titles if title.occupation_id not in occupations]
        found.needs += [need for need in own.needs if need.occupation_id not in occupations]
        skills |= own.skills
        occupations |= own.occupations
    return found


def _fitting_names(
    rows: ReleaseRows, ours: Iterable[SkillName], ambiguous: Iterable[tuple[str, str, str]]
) -> list[SkillName]:
    """Our names that the release gives neither to the same skill nor, unless we took them away, to another."""
    taken_away = {(id_, name_key(name)) for id_, name, why in ambiguous if why == CLAIMED_BY_ALIAS}
    owners: dict[str, set[str]] = {}
    for id_, key in _official_names(rows):
        if (id_, key) not in taken_away:
            owners.setdefault(key, set()).add(id_)
    return [name for name in ours if name_key(name.name) not in owners]


def _official_names(rows: ReleaseRows) -> Iterable[tuple[str, str]]:
    groups = {skill.id for skill in rows.skills if skill.is_group}
    yield from ((skill.id, name_key(skill.label)) for skill in rows.skills if not skill.is_group)
    yield from (
        (name.skill_id, name_key(name.name))
        for name in rows.names
        if name.kind != "derived" and name.skill_id not in groups
    )


def _ambiguous(
    rows: ReleaseRows, ours: Sequence[SkillName], known: Iterable[tuple[str, str, str]]
) -> list[tuple[str, str, str]]:
    """Names that say something else in a text: those known, and those that are the label (or our name) of another."""
    skills = {skill.id: skill.label for skill in rows.skills if not skill.is_group}
    there = {(name.skill_id, name.name) for name in (*rows.names, *ours)} | set(skills.items())
    found = {(id_, name): why for id_, name, why in known if (id_, name) in there}
    labelled = _owners((name_key(label), id_) for id_, label in skills.items())
    claimed = _owners((name_key(name.name), name.skill_id) for name in ours)
    for name in rows.names:
        if name.kind != "alternative" or name.skill_id not in skills:
            continue
        key, place = name_key(name.name), (name.skill_id, name.name)
        if labelled.get(key, set()) - {name.skill_id}:
            found.setdefault(place, LABEL_OF_ANOTHER)
        elif claimed.get(key, set()) - {name.skill_id}:
            found.setdefault(place, CLAIMED_BY_ALIAS)
    return [(id_, name, why) for (id_, name), why in found.items()]


def _owners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = {}
    for key, owner in pairs:
        owners.setdefault(key, set()).add(owner)
    return owners


def _fitting_links(rows: ReleaseRows, ours: Iterable[SkillLink], skills: set[str]) -> list[SkillLink]:
    """Our links between skills that are still there. A broader skill that we derived gives way to an official one."""
    official = {(link.source_id, link.relation, link.target_id) for link in rows.links}
    placed = {
        link.source_id for link in rows.links if link.relation == "broader" and link.target_id in skills
    }
    kept = [
        link
        for link in ours
        if (link.target_id in skills or not link.target_id.startswith(f"{rows.framework}:"))
        and (link.source_id, link.relation, link.target_id) not in official
        and not (link.relation == "broader" and link.origin == "derived" and link.source_id in placed)
    ]
    broader = [(link.source_id, link.target_id) for link in rows.links if link.relation == "broader"]
    while around := cycle([*broader, *((x.source_id, x.target_id) for x in kept if x.relation == "broader")]):
        circle = set(around)
        kept = [x for x in kept if x.relation != "broader" or not circle >= {x.source_id, x.target_id}]
    return kept


def _fitting_titles(rows: ReleaseRows, ours: Iterable[OccupationTitleRow]) -> list[OccupationTitleRow]:
    own = {row.id: row.title for row in rows.occupations if not row.is_group}
    official = {(id_, name_key(title)) for id_, title in own.items()}
    official |= {(title.occupation_id, name_key(title.title)) for title in rows.titles}
    return [
        title
        for title in ours
        if title.kind in OUR_TITLE_KINDS
        and title.occupation_id in own
        and (title.occupation_id, name_key(title.title)) not in official
    ]


def _fitting_needs(rows: ReleaseRows, ours: Iterable[OccupationNeedRow]) -> list[OccupationNeedRow]:
    """Skills that we read out of an occupation's tasks, unless the release says which are essential or optional."""
    known = {row.id for row in rows.occupations if not row.is_group}
    told = {need.occupation_id for need in rows.needs if need.relation in ("essential", "optional")}
    skills = {skill.id for skill in rows.skills}
    return [
        need
        for need in ours
        if need.relation == "derived"
        and need.occupation_id in known - told
        and (need.skill_id in skills or not need.skill_id.startswith(f"{rows.framework}:"))
    ]
