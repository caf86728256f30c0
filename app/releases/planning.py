"""What a release changes: the skills and occupations it adds, changes and retires, and what replaces the retired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from app.releases.rows import ReleaseRows
from app.text.folding import fold
from app.text.tokens import tokenize

Kind = Literal["added", "changed", "retired"]
KINDS: tuple[Kind, ...] = ("added", "changed", "retired")

OFFICIAL, INFERRED = "official", "inferred"
# What the seed says of a skill; texts and the hierarchy are not in it, so they are not compared with it.
FIELDS_OF_THE_SEED = frozenset({"label", "type", "uri", "alternative_labels", "title"})

# Dates and the like of a publisher's own bookkeeping, which say nothing about the skill.
_BOOKKEEPING = frozenset({"modified"})

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a skill or occupation: which fields changed, or what replaces it."""

    kind: Kind
    id: str
    fields: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes of one kind of thing, by kind of change and id, and how many things stay as they were."""

    changes: tuple[Change, ...] = ()
    unchanged: int = 0

    def of(self, kind: Kind) -> list[Change]:
        """The changes of a kind."""
        return [change for change in self.changes if change.kind == kind]

    def counts(self) -> dict[str, int]:
        """How many are added, changed and retired, and how many stay the same."""
        found = Counter(change.kind for change in self.changes)
        return {**{kind: found[kind] for kind in KINDS}, "unchanged": self.unchanged}

    def changed_fields(self) -> dict[str, int]:
        """How many have a change in each field, the most frequent first."""
        return dict(Counter(name for change in self.changes for name in change.fields).most_common())


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a release changes. Groups of the hierarchy are counted apart from skills."""

    skills: Difference = field(default_factory=Difference)
    groups: Difference = field(default_factory=Difference)
    occupations: Difference = field(default_factory=Difference)


def plan(old: ReleaseRows, new: ReleaseRows, *, only: frozenset[str] | None = None) -> Plan:
    """What comes, changes and goes from the old rows to the new; `only` names the fields of skills to compare."""
    before, after = _skill_fields(old), _skill_fields(new)
    skills_before, groups_before = _parted(old, before)
    skills_after, groups_after = _parted(new, after)
    replaced = replacements(_names_of(old, skills_before), new, new.replacements)
    return Plan(
        skills=_difference(skills_before, skills_after, only, replaced),
        groups=_difference(groups_before, groups_after, only, {}),
        occupations=_difference(
            _occupation_fields(old), _occupation_fields(new), only and FIELDS_OF_THE_SEED, {}
        ),
    )


def name_key(name: str) -> str:
    """The form of a name under which two spellings of it meet."""
    return " ".join(fold(word)[0] for word in tokenize(name).words)


def replacements(
    retired: Mapping[str, str], new: ReleaseRows, official: Sequence[tuple[str, str]] = ()
) -> dict[str, list[tuple[str, str]]]:
    """(id, origin) of what replaces each of the skills, given by id with their labels, that the release lacks.

    Who publishes the release has the last word, followed over several releases where need be. Otherwise it is
    the one skill whose label, or failing that an alternative name that no other skill has, reads the same.
    """
    current = {skill.id for skill in new.skills if not skill.is_group}
    following: dict[str, list[str]] = {}
    for gone, successor in official:
        following.setdefault(gone, []).append(successor)
    labels, others = _unique_names(new, current)
    found: dict[str, list[tuple[str, str]]] = {}
    for gone, label in retired.items():
        if gone in current:
            continue
        successors = _follow(gone, following, current)
        key = name_key(label)
        likely = labels.get(key) or others.get(key)
        if successors:
            found[gone] = [(successor, OFFICIAL) for successor in successors]
        elif likely:
            found[gone] = [(likely, INFERRED)]
    return found


def _follow(gone: str, following: Mapping[str, Sequence[str]], current: set[str]) -> list[str]:
    found: dict[str, None] = {}
    waiting, seen = [gone], {gone}
    while waiting:
        for successor in following.get(waiting.pop(0), ()):
            if successor in current:
                found[successor] = None
            elif successor not in seen:
                waiting.append(successor)
            seen.add(successor)
    return list(found)


def _unique_names(rows: ReleaseRows, current: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The one skill with each label, and with each other name, as keys; names that two share are left out."""
    labels = [(name_key(skill.label), skill.id) for skill in rows.skills if skill.id in current]
    others = [
        (name_key(name.name), name.skill_id)
        for name in rows.names
        if name.skill_id in current and name.kind != "derived"
    ]
    return _owned_by_one(labels), _owned_by_one(others)


def _owned_by_one(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for key, owner in pairs:
        owners.setdefault(key, set()).add(owner)
    return {key: next(iter(found)) for key, found in owners.items() if key and len(found) == 1}


def _difference(
    before: Mapping[str, Fields],
    after: Mapping[str, Fields],
    only: frozenset[str] | None,
    replaced: Mapping[str, Sequence[tuple[str, str]]],
) -> Difference:
    added = [Change("added", id_) for id_ in sorted(after.keys() - before.keys())]
    retired = [
        Change("retired", id_, replaced_by=tuple(other for other, _ in replaced.get(id_, ())))
        for id_ in sorted(before.keys() - after.keys())
    ]
    both = sorted(before.keys() & after.keys())
    moved = ((id_, _moved(before[id_], after[id_], only)) for id_ in both)
    changed = [Change("changed", id_, fields=fields) for id_, fields in moved if fields]
    return Difference((*added, *changed, *retired), len(both) - len(changed))


def _moved(before: Fields, after: Fields, only: frozenset[str] | None) -> tuple[str, ...]:
    names = dict.fromkeys([*before, *after])
    return tuple(
        name for name in names if before.get(name) != after.get(name) and (only is None or name in only)
    )


def _parted(rows: ReleaseRows, fields: dict[str, Fields]) -> tuple[dict[str, Fields], dict[str, Fields]]:
    """The fields of the skills, and those of the groups."""
    groups = {skill.id for skill in rows.skills if skill.is_group}
    return (
        {id_: values for id_, values in fields.items() if id_ not in groups},
        {id_: values for id_, values in fields.items() if id_ in groups},
    )


def _names_of(rows: ReleaseRows, wanted: Mapping[str, Fields]) -> dict[str, str]:
    return {skill.id: skill.label for skill in rows.skills if skill.id in wanted}


def _skill_fields(rows: ReleaseRows) -> dict[str, Fields]:
    """What the release itself says of each skill, by the names of the fields in answers."""
    found: dict[str, Fields] = {}
    for skill in rows.skills:
        told = {"label": skill.label, "type": skill.type, "uri": skill.uri}
        found[skill.id] = {**told, **_told_in(skill.details)}
    for name in rows.names:
        if name.kind == "derived" or name.name == found[name.skill_id]["label"]:
            continue
        kept = "labels" if name.kind == "label" else "alternative_labels"
        found[name.skill_id].setdefault(kept, set()).add((name.language, name.name))
    for link in rows.links:
        if link.origin == OFFICIAL:
            found[link.source_id].setdefault(link.relation, set()).add(link.target_id)
    for skill_id, title in rows.classes:
        found[skill_id].setdefault("classes", set()).add(title)
    return found


def _occupation_fields(rows: ReleaseRows) -> dict[str, Fields]:
    found: dict[str, Fields] = {}
    for row in rows.occupations:
        if not row.is_group:
            told = {"title": row.title, "uri": row.uri, "code": row.code, "job_zone": row.job_zone}
            found[row.id] = {**told, **_told_in(row.details)}
    for title in rows.titles:
        if title.occupation_id in found and title.kind not in OUR_TITLE_KINDS:
            found[title.occupation_id].setdefault("titles", set()).add((title.language, title.title))
    return found


def _told_in(details: Mapping[str, Any] | None) -> Fields:
    told = {name: value for name, value in (details or {}).items() if value and name not in _BOOKKEEPING}
    return {name: _in_any_order(value) for name, value in told.items()}


def _in_any_order(value: Any) -> Any:
    """A list of names says the same in any order; lists of anything else keep theirs."""
    if isinstance(value, dict):
        return {key: _in_any_order(inner) for key, inner in value.items()}
    is_names = isinstance(value, list) and all(isinstance(inner, str) for inner in value)
    return sorted(value) if is_names else value


# Titles that we give occupations ourselves; what a release publishes is of another kind.
OUR_TITLE_KINDS = frozenset({"alias", "derived"})
