"""Stored postings as answers show them, and how they are written together with their groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import orjson
from fastapi import FastAPI
from sqlalchemy import Row, Table
from sqlalchemy.orm import Session

from app.occupations.access import catalogue_for
from app.postings.groups.store import group_size, said_of
from app.postings.models import PostingRow
from app.profiles.access import code_book
from app.profiles.intake import skill_answers
from app.profiles.keeping.identity import read_evidence
from app.profiles.keeping.store import Documents
from app.profiles.packing import REQUIREMENTS, WHOLE, Packed, unpack
from app.vocabulary.access import application_vocabulary
from app.vocabulary.negotiation import entity_tag
from app.vocabulary.store import in_utc

POSTINGS = Documents("posting", cast(Table, PostingRow.__table__), "pst", "/v1/postings")
JSON = "application/json"


def posting_answer(app: FastAPI, session: Session, row: Row[Any]) -> dict[str, Any]:
    """A posting with everything that is known of it, its skills as the releases of this moment call them."""
    codes = code_book(app)
    view = application_vocabulary(app).registry.view()
    catalogue = catalogue_for(app, view.chosen)
    profile = unpack(row.packed)
    ids = codes.names("skill", profile.codes)
    skills = skill_answers(app.state.sessions, view, ids)
    roles = codes.names("occupation", profile.roles)
    group = row.group_id or row.id
    return {
        **posting_summary(row),
        "occupations": [
            catalogue.occupation_json(role) if role in catalogue else _retired(role) for role in roles
        ],
        "pay": _pay(row),
        "months": profile.months,
        "skills": _skills(row, profile, [skills[id_] for id_ in ids]),
        "text": row.text,
        "duplicates": {
            "group": group,
            "postings": group_size(session, row.organisation_id, group),
            "units": 1,
        },
        "not_duplicates": said_of(session, row.organisation_id, row.id),
        "warnings": row.warnings or [],
        "receipt": row.reading,
    }


def posting_summary(row: Row[Any]) -> dict[str, Any]:
    """A posting as lists show it."""
    return {
        "id": row.id,
        "external_id": row.external_id,
        "version": row.version,
        "title": row.title,
        "employer": row.employer,
        "region": row.region,
        "remote": row.remote,
        "posted_on": row.posted_on,
        "group": row.group_id or row.id,
        "created_at": in_utc(row.created_at),
        "updated_at": in_utc(row.updated_at),
    }


def _pay(row: Row[Any]) -> dict[str, Any] | None:
    if row.pay_unit is None:
        return None
    return {"min": row.pay_min, "max": row.pay_max, "unit": row.pay_unit, "currency": row.pay_currency}


def _skills(row: Row[Any], profile: Packed, skills: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    evidence = read_evidence(row.evidence, len(skills))
    parts = zip(skills, profile.requirements, profile.weights, profile.skill_months, evidence, strict=True)
    return [
        {
            "skill": skill,
            "requirement": REQUIREMENTS[requirement],
            "weight": weight / WHOLE,
            "years": None if months is None else round(months / 12, 2),
            "evidence": [{"surface": x.surface, "start": x.start, "end": x.end} for x in shown],
        }
        for skill, requirement, weight, months, shown in parts
    ]


def _retired(occupation: str) -> dict[str, str]:
    """An occupation that no active release has, by its id alone."""
    framework = occupation.partition(":")[0]
    return {"id": occupation, "uri": occupation, "label": occupation, "framework": framework}


# ---- entity tags


def posting_tag(answer: dict[str, Any]) -> str:
    """The ETag of a posting: its version, and what else the answer shows, such as how many duplicates it has."""
    shown = entity_tag(orjson.dumps(answer), JSON).strip('"')[:8]
    return f'"{answer["id"]}-{answer["version"]}-{shown}"'


def version_only(if_match: str | None) -> str | None:
    """An If-Match header with tags that name the version alone: what else moved is no reason not to write."""
    if if_match is None:
        return None
    return ", ".join(_without_shown(part.strip()) for part in if_match.split(","))


def _without_shown(tag: str) -> str:
    if tag.startswith('"pst_') and tag.endswith('"') and tag.count("-") >= 2:
        return tag.rpartition("-")[0] + '"'
    return tag
