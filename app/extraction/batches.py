"""Batches: each item is read by itself, and one that fails harms no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from app.errors import InvalidInput, ParlanceError
from app.extraction.answers import day_of, extraction_answer
from app.extraction.intake import check_readable
from app.extraction.normalize import Normalizer
from app.extraction.pipeline import Extractor, Request
from app.extraction.schemas import BatchItem, ExtractBatchRequest, NormalizeItem, NormalizeRequest
from app.invalid_fields import field_problems
from app.problems import problem_body
from app.settings import Settings
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.receipt import make_receipt


def extract_items(
    extractor: Extractor, body: ExtractBatchRequest, settings: Settings
) -> list[dict[str, Any]]:
    """The outcome of each item, in their order."""

    def result(raw: dict[str, Any]) -> dict[str, Any]:
        item = _item(raw)
        check_readable(item.text, settings.max_text_characters)
        request = Request(item.text, item.kind, item.language, body.effort, body.framework, body.as_of)
        extraction = extractor.extract(request)
        answer = extraction_answer(extractor.index, item.text, extraction)
        answer["receipt"] = make_receipt(extractor.index, raw, effort=body.effort, as_of=day_of(extraction))
        return {"id": item.id, **answer}

    return [_outcome(raw.get("id"), lambda raw=raw: result(raw)) for raw in body.items]  # type: ignore[misc]


def normalize_items(
    index: VocabularyIndex, normalizer: Normalizer, body: NormalizeRequest, settings: Settings
) -> list[dict[str, Any]]:
    """The ranked candidates of each item, in their order."""

    def result(item: NormalizeItem) -> dict[str, Any]:
        check_readable(item.text, settings.max_text_characters)
        ranked = normalizer.rank(item.text, body.limit, body.framework, body.effort)
        candidates = [
            {"skill": index.skill_json(found.skill), "score": found.score, "method": found.method}
            for found in ranked
        ]
        return {"id": item.id, "candidates": candidates}

    return [_outcome(item.id, lambda item=item: result(item)) for item in body.items]  # type: ignore[misc]


def _item(raw: dict[str, Any]) -> BatchItem:
    try:
        return BatchItem.model_validate(raw)
    except ValidationError as error:
        found = [{**problem, "loc": ("body", *problem["loc"])} for problem in error.errors(include_url=False)]
        problems = field_problems(found, raw)
        raise InvalidInput(problems[0].detail, errors=problems) from None


def _outcome(item_id: Any, compute: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return compute()
    except ParlanceError as error:
        return {"id": item_id if isinstance(item_id, str) else None, "problem": problem_body(error)}
