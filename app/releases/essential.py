"""Our own essential skills framework: reads `essential/skills.json`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from app.vocabulary.terms import SkillLink, SkillName, SkillTerm

FRAMEWORK = "essential"
ESSENTIAL_FILE = "essential/skills.json"
_LABEL_LANGUAGE = "en"  # the language of the preferred label; the others are names of kind `label`


@dataclass(frozen=True, slots=True)
class EssentialSkills:
    """The framework's rows, and for each skill its texts: definition and examples by language."""

    version: str
    checksum: str
    skills: list[SkillTerm]
    names: list[SkillName]
    links: list[SkillLink]
    details: dict[str, dict[str, Any]]


def read_essential(content: bytes) -> EssentialSkills:
    """The essential skills, from the bytes of their file."""
    whole: dict[str, Any] = json.loads(content)
    entries: list[dict[str, Any]] = whole["skills"]
    return EssentialSkills(
        version=whole["version"],
        checksum=hashlib.sha256(content).hexdigest(),
        skills=[_term(entry) for entry in entries],
        names=[name for entry in entries for name in _names(entry)],
        links=[
            SkillLink(entry["id"], link["relation"], link["target"], "checked")
            for entry in entries
            for link in entry["links"]
        ],
        details={
            entry["id"]: {"definition": entry["definition"], "examples": entry["examples"]}
            for entry in entries
        },
    )


def _term(entry: dict[str, Any]) -> SkillTerm:
    uri, definition = f"urn:parlance:skill:{entry['id']}", entry["definition"][_LABEL_LANGUAGE]
    return SkillTerm(entry["id"], FRAMEWORK, "essential", uri, _label(entry), definition)


def _label(entry: dict[str, Any]) -> str:
    label: str = entry["label"][_LABEL_LANGUAGE]
    return label


def _names(entry: dict[str, Any]) -> list[SkillName]:
    labels = [
        SkillName(entry["id"], language, "label", label)
        for language, label in entry["label"].items()
        if language != _LABEL_LANGUAGE
    ]
    others = [
        SkillName(entry["id"], language, "alternative", name)
        for language, names in entry["names"].items()
        for name in names
    ]
    return labels + others
