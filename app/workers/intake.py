"""From a request to the columns of a stored worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app.errors import FieldProblem, InvalidInput
from app.extraction.models import Effort
from app.profiles.access import CodeBook
from app.profiles.intake import (
    Reading,
    ReadingDesk,
    check_storable,
    checked,
    read_worker_side,
    reading_receipt,
    ready_receipt,
)
from app.profiles.keeping.identity import evidence_text
from app.profiles.packing import pack_held
from app.profiles.profile import SideWarning
from app.profiles.ready import merged_months, ready_skills
from app.profiles.schemas import Side, SideKind
from app.workers.schemas import CONSENT, WorkerRequest

_CONTENTS: tuple[SideKind, ...] = ("text", "skills", "json_resume")
_ONE = (
    "Give exactly one of text, skills, json_resume and occupation; occupation may also stand beside another."
)
_NO_SKILLS = SideWarning(
    "no_held_skills",
    "No skill of this worker was found, so no search finds them. Send all that they have done.",
)


@dataclass(frozen=True, slots=True)
class ReadWorker:
    """A worker as read: skills by their ids with the months of each, roles, and the columns that need no codes."""

    skills: Mapping[str, int | None]
    months: int | None
    roles: tuple[str, ...]
    columns: dict[str, Any]


def read_sent_worker(desk: ReadingDesk, sent: dict[str, Any], effort: Effort) -> ReadWorker:
    """A worker from the JSON of a line; skills by their ids take a tenth of the time that `read_worker` needs."""
    ready = ready_skills(desk.groups, sent.get("skills"))
    if ready is None:
        return read_worker(desk, checked(WorkerRequest, sent), effort)
    asked = checked(WorkerRequest, {**sent, "skills": []})
    _chosen(asked)
    skills = merged_months(ready)
    months = max((each for each in skills.values() if each is not None), default=None)
    columns = _columns(asked, () if skills else (_NO_SKILLS,), ready_receipt(desk, ready))
    return ReadWorker(skills, months, tuple(_own_occupation(desk, asked)), columns)


def read_worker(desk: ReadingDesk, asked: WorkerRequest, effort: Effort) -> ReadWorker:
    """Reads what a worker brings, with this effort unless the request names one. Raises InvalidInput or TooLarge."""
    side = _content(asked)
    own = _own_occupation(desk, asked)
    reading = Reading(asked.effort or effort, asked.as_of or today())
    profile, said = read_worker_side(desk, side, reading)
    text = said.text if said is not None and asked.keep_text else None
    check_storable(f"/{side.kind}", text)
    warnings = profile.warnings if profile.held else (*profile.warnings, _NO_SKILLS)
    columns = _columns(asked, warnings, reading_receipt(desk, side, said, reading, dated=True))
    columns |= {"evidence": evidence_text(item.evidence for item in profile.held), "text": text}
    skill_id = desk.view.index.skill_id
    return ReadWorker(
        {skill_id(item.skill): item.months for item in profile.held},
        profile.months,
        tuple(dict.fromkeys([*own, *(role.id for role in profile.roles)])),
        columns,
    )


def packed_columns(codes: CodeBook, workers: Sequence[ReadWorker]) -> list[dict[str, Any]]:
    """All columns of workers; codes that are missing are allotted for all of them at once."""
    skills = codes.codes("skill", set[str]().union(*(worker.skills for worker in workers)))
    roles = codes.codes("occupation", set[str]().union(*(worker.roles for worker in workers)))
    regions = codes.codes("region", {worker.columns["region"] for worker in workers} - {None})
    return [
        {
            **worker.columns,
            "region_code": regions.get(worker.columns["region"], 0),
            "packed": pack_held(
                worker.months,
                list(map(skills.__getitem__, worker.skills)),
                list(worker.skills.values()),
                [roles[id_] for id_ in worker.roles],
            ),
        }
        for worker in workers
    ]


def _columns(
    asked: WorkerRequest, warnings: Iterable[SideWarning], receipt: dict[str, Any]
) -> dict[str, Any]:
    return {
        "external_id": asked.external_id,
        "region": asked.region,
        "remote": asked.remote,
        "evidence": None,
        "text": None,
        "warnings": [{"code": each.code, "detail": each.detail} for each in warnings] or None,
        "reading": receipt,
    }


def today() -> date:
    """What "present" means in a résumé where the caller names no day."""
    return datetime.now(UTC).date()


def _chosen(asked: WorkerRequest) -> SideKind:
    """Which field says what the worker brings; raises InvalidInput without consent, and unless there is just one."""
    if not asked.consent:
        raise InvalidInput(CONSENT, errors=[FieldProblem("/consent", CONSENT)])
    given = [name for name in _CONTENTS if getattr(asked, name) is not None]
    if len(given) > 1 or (not given and asked.occupation is None):
        raise InvalidInput(_ONE, errors=[FieldProblem("", _ONE)])
    return given[0] if given else "occupation"


def _content(asked: WorkerRequest) -> Side:
    name = _chosen(asked)
    # Its parts were checked with the request.
    return Side.model_construct(**{name: getattr(asked, name)})


def _own_occupation(desk: ReadingDesk, asked: WorkerRequest) -> list[str]:
    """The occupation that the request names beside what it brings; raises InvalidInput for one that is not known."""
    if asked.occupation is None:
        return []
    if asked.occupation not in desk.catalogue:
        detail = f"There is no occupation '{asked.occupation}' in these releases. Use an id such as onet:53-7051.00."
        raise InvalidInput(detail, errors=[FieldProblem("/occupation", detail)])
    return [asked.occupation]
