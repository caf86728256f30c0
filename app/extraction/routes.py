"""The routes that read texts: extract, its batch, and normalization. Nothing they are sent is kept or logged."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from app.dependencies import CurrentSettings
from app.extraction.access import Readers, readers_of
from app.extraction.answers import check_framework, day_of, extraction_answer
from app.extraction.batches import extract_items, normalize_items
from app.extraction.intake import read_request
from app.extraction.pipeline import Request as ReadingRequest
from app.extraction.schemas import (
    ExtractAnswer,
    ExtractBatchAnswer,
    ExtractBatchRequest,
    ExtractRequest,
    NormalizeAnswer,
    NormalizeRequest,
)
from app.routing import Router
from app.text.documents.reader import Document
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.receipt import make_receipt

router = Router()

# A text this short is read by names faster than a thread could be woken for it.
_INLINE_CHARACTERS = 8_000

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": ExtractRequest.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "PDF, DOCX, RTF, HTML or TXT",
                        },
                        "kind": {"type": "string", "enum": ["posting", "resume", "auto"]},
                        "language": {"type": "string"},
                        "effort": {"type": "string", "enum": ["fast", "thorough"]},
                        "framework": {"type": "string"},
                        "as_of": {"type": "string", "format": "date"},
                        "vocabulary": {"type": "array", "items": {"type": "string"}},
                    },
                }
            },
        },
    }
}


@router.post("/extract", tags=["extraction"], response_model=ExtractAnswer, openapi_extra=_BODY)
async def extract(request: Request, settings: CurrentSettings) -> Response:
    """Reads the skills and qualifications of a text or document, each with the words that show it."""
    asked, document, hashed = await read_request(request, settings)
    readers = readers_of(request)
    # Reading a short text by names takes two milliseconds: less than handing it to a thread under load.
    if asked.effort == "fast" and len(asked.text) <= _INLINE_CHARACTERS and not asked.vocabulary:
        answer = _answer(readers, asked, document, hashed)
    else:
        answer = await run_in_threadpool(_answer, readers, asked, document, hashed)
    return json_response(answer)


def _answer(
    readers: Readers, asked: ExtractRequest, document: Document | None, hashed: Any
) -> dict[str, Any]:
    index = readers.vocabulary.registry.index(asked.vocabulary)
    check_framework(index, asked.framework)
    reading = ReadingRequest(
        asked.text, asked.kind, asked.language, asked.effort, asked.framework, asked.as_of
    )
    extraction = readers.extractor(index).extract(reading)
    answer = extraction_answer(index, asked.text, extraction)
    if document is not None:
        answer["warnings"] += [
            {"code": warning.code, "detail": warning.detail} for warning in document.warnings
        ]
        answer["text"] = document.text
    answer["receipt"] = make_receipt(index, hashed, effort=asked.effort, as_of=day_of(extraction))
    return answer


@router.post("/extract/batch", tags=["extraction"], response_model=ExtractBatchAnswer)
def extract_batch(body: ExtractBatchRequest, request: Request, settings: CurrentSettings) -> Response:
    """Reads up to 1,000 texts. An item that cannot be read has a problem; the others succeed."""
    index, readers = _index(request, body.vocabulary, body.framework)
    items = extract_items(readers.extractor(index), body, settings)
    receipt = make_receipt(index, body.model_dump(mode="json", exclude={"as_of"}), effort=body.effort)
    return json_response({"items": items, "receipt": receipt})


@router.post("/skills/normalize", tags=["vocabulary"], response_model=NormalizeAnswer)
def normalize(body: NormalizeRequest, request: Request, settings: CurrentSettings) -> Response:
    """Ranks the skills that phrases or sentences may mean, best first."""
    index, readers = _index(request, body.vocabulary, body.framework)
    items = normalize_items(index, readers.normalizer(index), body, settings)
    receipt = make_receipt(index, body.model_dump(mode="json"), effort=body.effort)
    return json_response({"items": items, "receipt": receipt})


def _index(request: Request, pins: tuple[str, ...], framework: str | None) -> tuple[VocabularyIndex, Readers]:
    readers = readers_of(request)
    index = readers.vocabulary.registry.index(pins)
    check_framework(index, framework)
    return index, readers


def json_response(answer: dict[str, Any]) -> Response:
    """An answer that was built by our own hands and needs no second validation."""
    return Response(orjson.dumps(answer), media_type="application/json")
