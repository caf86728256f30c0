"""The texts of the sides of a request: checked as received, or composed from a structured document."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from app.errors import FieldProblem, InvalidInput, TooLarge
from app.limits import check_text
from app.profiles.composed import Composed
from app.profiles.job_posting import compose_job_posting
from app.profiles.json_resume import compose_json_resume
from app.profiles.plain_values import TOO_DEEP
from app.profiles.schemas import Side


@dataclass(frozen=True, slots=True)
class SideText:
    """The text that a side is read from; `composed` where it was written out from a structured document."""

    text: str
    composed: Composed | None = None


def side_text(side: Side, name: str, most: int) -> SideText | None:
    """The text of a side, None where it names skills, an occupation or a stored document instead.

    Raises TooLarge over `most` characters and InvalidInput where there is nothing to read, with the place of
    it.
    """
    if side.kind in ("id", "skills", "occupation"):
        return None
    pointer = f"/{name}/{side.kind}"
    said = SideText(side.text) if side.text is not None else _composed(side, pointer, most)
    check_text(said.text, most, pointer)
    if not any(map(str.isalnum, said.text)):
        detail = (
            "Send a text with words in it; this one is empty."
            if said.composed is None
            else "Fill in what the work or the person is about; no part that is read has words in it."
        )
        raise _invalid(pointer, detail)
    return said


def _composed(side: Side, pointer: str, most: int) -> SideText:
    document = side.job_posting if side.job_posting is not None else side.json_resume
    try:
        orjson.dumps(document)  # the receipt holds a hash of it; beyond some 250 levels this fails
        if side.job_posting is not None:
            composed = compose_job_posting(side.job_posting, most)
        else:
            composed = compose_json_resume(side.json_resume or {}, most)
    except (TooLarge, InvalidInput) as problem:
        raise type(problem)(problem.detail, errors=[FieldProblem(pointer, problem.detail)]) from None
    except orjson.JSONEncodeError:
        raise _invalid(pointer, TOO_DEEP) from None
    return SideText(composed.text, composed)


def _invalid(pointer: str, detail: str) -> InvalidInput:
    return InvalidInput(detail, errors=[FieldProblem(pointer, detail)])
