"""ESCO from the package `dev-laiser`: skills and alternative labels; types from the lists in `laiser`."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import dataclass

from seed_data.building.cleaning import tidy, unique
from seed_data.building.records import Name, Skill

SKILLS_MEMBER = "laiser/public/combined.csv"
TASKS_MEMBER = "laiser/public/task_taxonomy.csv"
KNOWLEDGE_MEMBER = "laiser/public/knowledge_taxonomy.csv"

_SPOKEN = "understand spoken "
_LANGUAGE_USES = (_SPOKEN, "understand written ", "interact verbally in ", "write ")

# The five competence areas of DigComp are in neither list of the package; each names something one does.
_DIGITAL_AREAS = frozenset(
    {
        "ICT safety",
        "digital communication and collaboration",
        "digital content creation",
        "digital data processing",
        "problem-solving with digital tools",
    }
)


@dataclass(frozen=True, slots=True)
class Concept:
    """One ESCO concept as the package gives it."""

    uri: str
    label: str
    alternatives: tuple[str, ...]
    description: str

    @property
    def id(self) -> str:
        """Our id: `esco:` and the UUID at the end of the URI."""
        return "esco:" + self.uri.rsplit("/", 1)[1]


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    csv.field_size_limit(sys.maxsize)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def concepts(combined: bytes) -> list[Concept]:
    """The ESCO concepts of `combined.csv`, by id; the package's other source (`osn`) is left out."""
    found = [
        Concept(
            uri=row["source_url"],
            label=tidy(row["skill"]),
            alternatives=tuple(unique(tidy(name) for name in row["addtional_notes"].split("\n"))),
            description=row["description"],
        )
        for row in rows(combined)
        if row["source"] == "esco"
    ]
    return sorted(found, key=lambda concept: concept.id)


def _listed(content: bytes, taxonomy: str) -> frozenset[str]:
    return frozenset(tidy(row["name"]) for row in rows(content) if row["taxonomy"] == taxonomy)


def languages(labels: frozenset[str]) -> frozenset[str]:
    """The labels that are languages, with the four ESCO skills of using each of them."""
    spoken = {label.removeprefix(_SPOKEN) for label in labels if label.startswith(_SPOKEN)}
    uses = {use + language for language in spoken for use in _LANGUAGE_USES}
    return labels & (spoken | uses)


def skills(found: list[Concept], tasks: bytes, knowledge: bytes) -> list[Skill]:
    """The concepts with their types: `skill`, `knowledge` or `language`."""
    does, knows = _listed(tasks, "esco_task") | _DIGITAL_AREAS, _listed(knowledge, "esco_knowledge")
    speaks = languages(frozenset(concept.label for concept in found))
    return [
        Skill(concept.id, "esco", _type_of(concept.label, does, knows, speaks), concept.uri, concept.label)
        for concept in found
    ]


def _type_of(label: str, does: frozenset[str], knows: frozenset[str], speaks: frozenset[str]) -> str:
    if label in speaks:
        return "language"
    if (label in does) == (label in knows):
        raise ValueError(f"The type of the ESCO skill {label!r} cannot be told: look at it and list it.")
    return "skill" if label in does else "knowledge"


def alternatives(found: list[Concept]) -> list[Name]:
    """ESCO's own alternative labels, without those that only repeat the preferred label."""
    return [
        Name(concept.id, "en", "alternative", name)
        for concept in found
        for name in concept.alternatives
        if name != concept.label
    ]
