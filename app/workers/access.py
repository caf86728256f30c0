"""Stored workers as answers show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from fastapi import FastAPI
from sqlalchemy import Row, Table

from app.occupations.access import catalogue_for
from app.occupations.catalogue import Catalogue
from app.profiles.access import code_book
from app.profiles.intake import skill_answers
from app.profiles.keeping.identity import read_evidence
from app.profiles.keeping.store import Documents
from app.profiles.packing import Packed, unpack
from app.vocabulary.access import application_vocabulary
from app.vocabulary.store import in_utc
from app.workers.models import WorkerRow

WORKERS = Documents("worker", cast(Table, WorkerRow.__table__), "wrk", "/v1/workers")


def worker_answers(app: FastAPI, rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    """Workers as answers show them, their skills as the releases of this moment call them."""
    codes = code_book(app)
    view = application_vocabulary(app).registry.view()
    catalogue = catalogue_for(app, view.chosen)
    profiles = [unpack(row.packed) for row in rows]
    ids = [codes.names("skill", profile.codes) for profile in profiles]
    skills = skill_answers(app.state.sessions, view, list(dict.fromkeys(id_ for some in ids for id_ in some)))
    answers = []
    for row, profile, own in zip(rows, profiles, ids, strict=True):
        answer = _answer(row, profile, [skills[id_] for id_ in own])
        roles = codes.names("occupation", profile.roles)
        answer["occupations"] = [_occupation(catalogue, role) for role in roles]
        answers.append(answer)
    return answers


def _answer(row: Row[Any], profile: Packed, skills: Sequence[dict[str, str]]) -> dict[str, Any]:
    evidence = read_evidence(row.evidence, len(skills))
    return {
        "id": row.id,
        "external_id": row.external_id,
        "version": row.version,
        "created_at": in_utc(row.created_at),
        "updated_at": in_utc(row.updated_at),
        "region": row.region,
        "remote": row.remote,
        "occupations": [],
        "months": profile.months,
        "skills": [
            {
                "skill": skill,
                "months": months,
                "evidence": [{"surface": x.surface, "start": x.start, "end": x.end} for x in shown],
            }
            for skill, months, shown in zip(skills, profile.skill_months, evidence, strict=True)
        ],
        "text": row.text,
        "warnings": row.warnings or [],
        "receipt": row.reading,
    }


def _occupation(catalogue: Catalogue, occupation: str) -> dict[str, str]:
    """An occupation as every answer shows it; one that is retired by its id alone."""
    if occupation in catalogue:
        return catalogue.occupation_json(occupation)
    framework = occupation.partition(":")[0]
    return {"id": occupation, "uri": occupation, "label": occupation, "framework": framework}
