"""The records that the build passes from step to step."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skill:
    """One term of a framework. `classes` are O*NET's commodity classes (technologies only)."""

    id: str
    framework: str
    type: str
    uri: str
    label: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """Another name of a skill: the framework's own (`alternative`) or made by us (`derived`)."""

    skill_id: str
    language: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """One statement between two skills; `origin` says how it is known."""

    source_id: str
    relation: str
    target_id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation of O*NET-SOC."""

    id: str
    framework: str
    uri: str
    title: str
    job_zone: str

    @property
    def code(self) -> str:
        """The O*NET-SOC code, such as `15-1252.00`."""
        return self.id.partition(":")[2]
