"""How a match is computed from a request: the one path of the route, the batch and the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from app.errors import FieldProblem, InvalidInput
from app.extraction.intake import check_readable
from app.extraction.pipeline import Extractor
from app.matching.answers import match_answer
from app.matching.comparison import compare
from app.matching.profiles import PostingProfile, WorkerProfile
from app.matching.schemas import MatchRequest, Side
from app.matching.scorer import read_weights, score
from app.matching.sides import Reader, side_text
from app.occupations.catalogue import Catalogue
from app.settings import Settings
from app.vocabulary.receipt import make_receipt

_COMPOSED = ("job_posting", "json_resume")


def answer_match(extractor: Extractor, catalogue: Catalogue, asked: MatchRequest, settings: Settings) -> dict[str, Any]:
    """The whole answer to a match request. Raises InvalidInput or TooLarge for what cannot be used."""
    weights = read_weights(asked.weights)
    for name, side in (("posting", asked.posting), ("worker", asked.worker)):
        _check(side, name, settings)
    as_of = asked.as_of or today()
    reader = Reader(extractor, catalogue, asked.effort, as_of)
    posting, worker = reader.posting(asked.posting), reader.worker(asked.worker)
    comparison = compare(extractor.index, posting, worker, catalogue.closeness)
    found = score(comparison, weights) if posting.wanted and worker.held else None
    answer = match_answer(extractor.index, comparison, found)
    answer["weights"] = {name: round(float(weight), 6) for name, weight in (found.weights if found else weights).items()}
    answer["warnings"] = _warnings(posting, worker)
    hashed = asked.model_dump(mode="json", exclude={"as_of"}, exclude_unset=True)
    answer["receipt"] = make_receipt(extractor.index, hashed, effort=asked.effort, as_of=as_of.isoformat())
    answer["texts"] = _texts(asked)
    return answer


def today() -> date:
    """The day that "present" means where a caller names none; the receipt names it, so an answer can be had again."""
    return datetime.now(UTC).date()


def _check(side: Side, name: str, settings: Settings) -> None:
    if side.kind in ("skills", "occupation"):
        return
    text = side_text(side)
    if side.kind in _COMPOSED and not text.strip():
        detail = "This document holds none of the parts that are read. Fill in what the work or the person is about."
        raise InvalidInput(detail, errors=[FieldProblem(f"/{name}/{side.kind}", detail)])
    check_readable(text, settings.max_text_characters, f"/{name}/{side.kind}")


def _warnings(posting: PostingProfile, worker: WorkerProfile) -> list[dict[str, str]]:
    found = []
    if not posting.wanted:
        found.append(_warning("posting", "no_wanted_skills", "No wanted skill was found in the posting, so there is nothing to score."))
    if not worker.held:
        found.append(_warning("worker", "no_held_skills", "No skill was found for the worker, so there is nothing to score."))
    found += [_warning("posting", code, detail) for code, detail in posting.warnings]
    return found + [_warning("worker", code, detail) for code, detail in worker.warnings]


def _warning(side: str, code: str, detail: str) -> dict[str, str]:
    return {"code": code, "detail": detail, "side": side}


def _texts(asked: MatchRequest) -> dict[str, str] | None:
    sides = {"posting": asked.posting, "worker": asked.worker}
    composed = {name: side_text(side) for name, side in sides.items() if side.kind in _COMPOSED}
    return composed or None
