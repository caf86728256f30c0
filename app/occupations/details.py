"""What `occupations.details` holds, and how answers read it; a release fills what it has and leaves out the rest.

description, definition, scope_note    {"en": "…"}: texts by language
regulated_profession                   true where a law says who may do this work
green_share                            0..1, how green the work is
collections                            titles of the collections that it is in
tasks                                  [{"id", "text", "kind": "core" | "supplemental" | null, "activities": [ids]}]
activities                             [{"id", "label", "part_of"?}]: detailed work activities
hot_technologies, in_demand_technologies    ids of technologies in this occupation's profile
tools                                  names of tools
education, experience, on_site_training, training    [{"category", "label", "percent", "suppressed"?}]
work_styles                            [{"id", "label", "importance": 0..1, "value": as published}]
preparation                            {"name", "experience", "education", "training"}: the job zone, as published
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Details = Mapping[str, Any]

TEXTS = ("description", "definition", "scope_note")
DISTRIBUTIONS = ("education", "experience", "on_site_training", "training")

# What O*NET's job zones mean to somebody who looks for work, in our words.
_JOB_ZONES = {
    1: (
        "Little or no preparation",
        "You can usually start without experience and learn the work in a few days to a few months.",
    ),
    2: (
        "Some preparation",
        "Some experience helps. You usually learn the work on the job within a few months to a year.",
    ),
    3: (
        "Medium preparation",
        "You usually need one or two years of training: an apprenticeship, a vocational school, or learning on the job.",
    ),
    4: (
        "Considerable preparation",
        "You usually need several years of experience or training. Many employers, but not all, ask for a degree.",
    ),
    5: (
        "Extensive preparation",
        "You usually need many years of study and experience, in most cases with study after a first degree.",
    ),
}


@dataclass(frozen=True, slots=True)
class JobZone:
    """How much preparation an occupation takes, 1 to 5, in plain words; `source` says whose statement it is."""

    zone: int
    title: str
    meaning: str
    source: str

    def json(self) -> dict[str, Any]:
        """The zone as answers show it."""
        return {"zone": self.zone, "title": self.title, "meaning": self.meaning, "source": self.source}


def job_zone(zone: int | None, source: str) -> JobZone | None:
    """What a job zone means; None where there is none."""
    return JobZone(zone, *_JOB_ZONES[zone], source) if zone in _JOB_ZONES else None


def technology_flags(details: Details) -> tuple[frozenset[str], frozenset[str]]:
    """The technologies in the profile that many employers ask for, and those that employers of this work often do."""
    return frozenset(details.get("hot_technologies", ())), frozenset(
        details.get("in_demand_technologies", ())
    )


def texts(details: Details) -> dict[str, dict[str, str]]:
    """Description, definition and scope note by language, empty where the release has none.

    ESCO has one text for most occupations; it is read as the definition and stands for the description too.
    """
    found = {name: dict(details.get(name, {})) for name in TEXTS}
    return {**found, "description": found["definition"] | found["description"]}


def work(details: Details) -> dict[str, Any]:
    """What is done, what it takes to enter, and how people go about it; empty lists where the release says nothing."""
    return {
        "tasks": [_only(task, ("id", "text", "kind")) for task in details.get("tasks", ())],
        "activities": [_only(activity, ("id", "label")) for activity in details.get("activities", ())],
        "tools": list(details.get("tools", ())),
        "education": {name: [_category(each) for each in details.get(name, ())] for name in DISTRIBUTIONS},
        "work_styles": [
            _only(style, ("id", "label", "importance", "value")) for style in details.get("work_styles", ())
        ],
    }


def _only(entry: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry.get(name) for name in names}


def _category(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_only(entry, ("category", "label", "percent")),
        "suppressed": bool(entry.get("suppressed", False)),
    }
