"""All terms together, and our hand-written tables read against them: every line must name existing terms."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from seed_data.building import tables
from seed_data.building.cleaning import key
from seed_data.building.records import Link, Name, Skill


class UnknownTerm(Exception):
    """A hand-written table names a term that is not in the vocabulary, or one that is not unique."""


class Vocabulary:
    """The skills of both frameworks, found by id and by exact label."""

    def __init__(self, skills: Iterable[Skill]) -> None:
        self.skills = sorted(skills, key=lambda skill: skill.id)
        self.by_id = {skill.id: skill for skill in self.skills}
        self._by_label: dict[tuple[str, str], list[Skill]] = {}
        self._by_key: dict[tuple[str, str], list[Skill]] = {}
        for skill in self.skills:
            self._by_label.setdefault((skill.framework, skill.label), []).append(skill)
            self._by_key.setdefault((skill.framework, key(skill.label)), []).append(skill)

    def named(self, framework: str, label: str) -> Skill:
        """The one skill of the framework with exactly this preferred label."""
        found = self._by_label.get((framework, label), [])
        if len(found) != 1:
            raise UnknownTerm(
                f"{framework} has {len(found)} skills with the label {label!r}: correct the table."
            )
        return found[0]

    def labelled_like(self, framework: str, name: str) -> list[Skill]:
        """The skills of the framework whose preferred label is this name, spelling aside."""
        return self._by_key.get((framework, key(name)), [])


def aliases(table: Path, vocabulary: Vocabulary) -> list[Name]:
    """The names of `aliases.tsv`; none may stand for two skills of a framework or be another one's label."""
    owner: dict[tuple[str, str], str] = {}
    found = []
    for row in tables.read(table):
        skill = vocabulary.named(row["framework"], row["skill"])
        place = (skill.framework, key(row["alias"]))
        if owner.setdefault(place, skill.id) != skill.id:
            raise UnknownTerm(
                f"{table.name}: {row['alias']!r} stands for two skills: keep it for one of them."
            )
        others = [other.label for other in vocabulary.labelled_like(*place) if other.id != skill.id]
        if others:
            raise UnknownTerm(f"{table.name}: {row['alias']!r} is the label of {others[0]!r}: leave it out.")
        found.append(Name(skill.id, "en", "derived", row["alias"]))
    return found


def broader_by_hand(table: Path, vocabulary: Vocabulary) -> list[Link]:
    """The `broader` links of `broader_links.tsv`."""
    return [
        Link(
            vocabulary.named(row["framework"], row["skill"]).id,
            "broader",
            vocabulary.named(row["broader_framework"], row["broader_skill"]).id,
            "parlance",
        )
        for row in tables.read(table)
    ]


def broader_by_class(vocabulary: Vocabulary) -> list[Link]:
    """A technology is narrower than the technology that bears the name of its commodity class."""
    return [
        Link(skill.id, "broader", other.id, "onet_class")
        for skill in vocabulary.skills
        for commodity in skill.classes
        for other in vocabulary.labelled_like("onet", commodity)
        if other.id != skill.id
    ]


def ambiguous_names(
    names: list[Name], ours: list[Name], everyday: Path, vocabulary: Vocabulary
) -> list[list[str]]:
    """Official names that say something else in an ad, with the reason; for display they stay."""
    rows = [[skill_id, name, "everyday_word"] for skill_id, name in _everyday(names, everyday, vocabulary)]
    listed = {(skill_id, name) for skill_id, name, _ in rows}
    claimed = {(vocabulary.by_id[name.skill_id].framework, key(name.name)): name.skill_id for name in ours}
    for name in names:
        labelled = {skill.id for skill in vocabulary.labelled_like("esco", name.name)}
        if (name.skill_id, name.name) in listed:
            continue
        if labelled - {name.skill_id}:
            rows.append([name.skill_id, name.name, "label_of_another"])
        elif claimed.get(("esco", key(name.name)), name.skill_id) != name.skill_id:
            rows.append([name.skill_id, name.name, "claimed_by_alias"])
    return sorted(rows)


def _everyday(names: list[Name], table: Path, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    known = {(name.skill_id, name.name) for name in names}
    found = []
    for row in tables.read(table):
        skill = vocabulary.named(row["framework"], row["skill"])
        if row["name"] != skill.label and (skill.id, row["name"]) not in known:
            raise UnknownTerm(
                f"{table.name}: {row['name']!r} is no official name of {skill.label!r}: leave it out."
            )
        found.append((skill.id, row["name"]))
    return found
