"""What is done in an occupation and what it takes to enter: tasks, work activities, education and training.

All of it goes into `occupations.details`, in the form that `app.occupations.details` reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from app.releases.reading.onet_addresses import onet_id
from app.releases.reading.onet_occupations import Details
from app.releases.reading.onet_scales import Scales
from app.releases.reading.onet_tables import CODE, ELEMENT, OnetTables
from app.releases.reading.source import Row
from app.vocabulary.slugs import tidy

_KINDS = {"Core": "core", "Supplemental": "supplemental"}

# The distributions over categories: required education, related work experience, and training on site and on the job.
_DISTRIBUTIONS = {"RL": "education", "RW": "experience", "PT": "on_site_training", "OJ": "training"}


def read_tasks(tables: OnetTables, codes: Collection[str]) -> Details:
    """`tasks` with the ids of their `activities`, and these `activities` themselves, in the order of the files."""
    tasks: dict[str, dict[str, dict[str, Any]]] = {}
    for row in tables.rows("tasks", {CODE: codes}):
        text = tidy(row["Task"])
        task: dict[str, Any] = {
            "id": row["Task ID"],
            "text": text,
            "kind": _KINDS.get(row["Task Type"]),
            "activities": [],
        }
        if not text:
            raise row.error("has a task without text")
        if tasks.setdefault(row[CODE], {}).setdefault(row["Task ID"], task) != task:
            raise row.error(f"has the task {row['Task ID']} a second time, differently; remove one")
    activities = dict(_activities(tables))
    used: dict[str, dict[str, dict[str, str]]] = {}
    if tasks and activities:
        for row, task in _tasks_of_activities(tables, tasks, activities):
            activity = row["DWA ID"]
            used.setdefault(row[CODE], {})[activity] = activities[activity]
            if activity not in task["activities"]:
                task["activities"].append(activity)
    return {
        code: {"tasks": list(of_code.values()), "activities": list(used.get(code, {}).values())}
        for code, of_code in tasks.items()
    }


def _activities(tables: OnetTables) -> Iterator[tuple[str, dict[str, str]]]:
    """Each detailed work activity, with the intermediate one and the element of the content model above it."""
    intermediate = {row["IWA ID"]: tidy(row["IWA Title"]) for row in tables.rows("intermediate activities")}
    for row in tables.rows("detailed activities"):
        activity = {"id": row["DWA ID"], "label": tidy(row["DWA Title"]), "skill": onet_id(row[ELEMENT])}
        if row["IWA ID"] in intermediate:
            activity["part_of"] = intermediate[row["IWA ID"]]
        yield row["DWA ID"], activity


def _tasks_of_activities(
    tables: OnetTables, tasks: dict[str, dict[str, dict[str, Any]]], activities: Collection[str]
) -> Iterator[tuple[Row, dict[str, Any]]]:
    ids = {task for of_code in tasks.values() for task in of_code}
    for row in tables.rows("task activities", {CODE: tasks, "Task ID": ids, "DWA ID": activities}):
        task = tasks[row[CODE]].get(row["Task ID"])
        if task is None:
            raise row.error(
                f"gives {row[CODE]} the task {row['Task ID']}, which belongs to another occupation"
            )
        yield row, task


def read_education(tables: OnetTables, codes: Collection[str], scales: Scales) -> Details:
    """How many in a hundred have which education, experience and training; categories with nobody are left out."""
    labels = {
        (row[ELEMENT], row["Scale ID"], row["Category"]): tidy(row["Category Description"])
        for row in tables.rows("education categories")
    }
    details: Details = {}
    seen: set[tuple[str, str, str, str]] = set()
    for row in tables.rows("education", {CODE: codes}):
        name = _DISTRIBUTIONS.get(row["Scale ID"])
        percent = scales.value(row)
        if name is None:
            continue
        key = row[ELEMENT], row["Scale ID"], row["Category"]
        if (row[CODE], *key) in seen:
            raise row.error(f"has category {row['Category']} of {row[CODE]} a second time; remove one")
        seen.add((row[CODE], *key))
        if percent:
            details.setdefault(row[CODE], {}).setdefault(name, []).append(
                _category(row, labels.get(key), percent)
            )
    return details


def _category(row: Row, label: str | None, percent: float) -> dict[str, Any]:
    if not row["Category"].isdecimal():
        raise row.error(f"has the category {row['Category'] or '(none)'}, which is not a whole number")
    category: dict[str, Any] = {"category": int(row["Category"]), "label": label, "percent": percent}
    return category | {"suppressed": True} if row["Recommend Suppress"] == "Y" else category
