"""From a request for many matches to a new task: what can be checked at once, and what is stored of it."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from app.batch.matching import pack_json
from app.batch.plan import Plan
from app.batch.schemas import BatchRequest
from app.batch.store import NewTask
from app.errors import FieldProblem, InvalidInput
from app.matching.matcher import today
from app.matching.weights import read_weights
from app.vocabulary.receipt import ruleset_of
from app.vocabulary.registry import View

KIND = "matches"
_READ_WORKERS = ("text", "json_resume")
_CONSENT = (
    'These texts are kept until they are read, so say "consent": true once the workers have agreed; '
    "or send their skills by id."
)
_TOO_DEEP = "Nest the items less deeply: at most 200 levels of lists and objects."


def new_task(body: BatchRequest, view: View, organisation_id: int, key: str | None) -> NewTask:
    """What to store; raises InvalidInput for what concerns the whole request."""
    read_weights(body.weights)
    dated = any(_is_read(item) for item in body.workers)
    if dated and not body.consent:
        raise InvalidInput(_CONSENT, errors=[FieldProblem("/consent", _CONSENT)])
    plan = Plan(len(body.postings), len(body.workers), body.meetings is not None)
    options = {
        "postings": plan.postings,
        "workers": plan.workers,
        "weights": body.weights,
        "effort": body.effort,
        "as_of": (body.as_of or today()).isoformat(),
        "dated": dated,
        # The releases of this moment, so that nothing changes while the task runs.
        "releases": [f"{release.framework}:{release.version}" for release in view.chosen],
        "ruleset": ruleset_of(view.index),
        "top": body.top,
        "least_score": body.least_score,
        "meetings": None if body.meetings is None else body.meetings.model_dump(),
    }
    sent = {name: getattr(body, name) for name in sorted(body.model_fields_set)}
    return NewTask(
        organisation_id=organisation_id,
        kind=KIND,
        total=plan.total,
        options=options,
        inputs=_packed({"postings": body.postings, "workers": body.workers}),
        input_sha256=_hash(sent),
        key_sha256=None if key is None else hashlib.sha256(key.encode()).hexdigest(),
    )


def _is_read(item: dict[str, Any]) -> bool:
    side = item.get("worker")
    return isinstance(side, dict) and any(side.get(kind) is not None for kind in _READ_WORKERS)


def _packed(inputs: dict[str, Any]) -> bytes:
    try:
        return pack_json(inputs)
    except orjson.JSONEncodeError:
        raise InvalidInput(_TOO_DEEP) from None


def _hash(sent: dict[str, Any]) -> str:
    def fields(model: Any) -> Any:
        return model.model_dump()

    return hashlib.sha256(orjson.dumps(sent, default=fields, option=orjson.OPT_SORT_KEYS)).hexdigest()
