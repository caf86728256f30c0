"""What a caller sends to be read: JSON with a text, or a document as multipart form data."""

from __future__ import annotations

from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from app.errors import FieldProblem, InvalidInput, UnsupportedDocument
from app.extraction.schemas import ExtractRequest
from app.limits import check_document, check_text
from app.settings import Settings
from app.text.documents.reader import Document, read_document

_FORM_FIELDS = ("kind", "language", "effort", "framework", "as_of", "vocabulary")


async def read_request(request: Request, settings: Settings) -> tuple[ExtractRequest, Document | None, Any]:
    """The request, the document it came from if it was one, and what the receipt's hash is taken of."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "multipart/form-data":
        return await _from_form(request, settings)
    if content_type not in ("application/json", "") and not content_type.endswith("+json"):
        raise UnsupportedDocument(
            "Send JSON with Content-Type: application/json, or a document as multipart/form-data in the field 'file'."
        )
    body = await request.json()
    parsed = validated(ExtractRequest, body)
    check_readable(parsed.text, settings.max_text_characters)
    return parsed, None, without_day(body)


def without_day(body: Any) -> Any:
    """A request without its `as_of`, which the receipt names by itself: so the day of a receipt can be sent back."""
    return {name: body[name] for name in body if name != "as_of"} if "as_of" in body else body


def check_readable(text: str, maximum: int, pointer: str = "/text") -> None:
    """Raises TooLarge for a text over the limit and InvalidInput for one with nothing in it to read."""
    check_text(text, maximum, pointer)
    if not any(map(str.isalnum, text)):
        detail = "Send a text with words in it; this one is empty."
        raise InvalidInput(detail, errors=[FieldProblem(pointer, detail)])


def validated(model: type[ExtractRequest], body: Any) -> ExtractRequest:
    """The body as the model; raises RequestValidationError, which is rendered like that of any route."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        found = [{**problem, "loc": ("body", *problem["loc"])} for problem in error.errors(include_url=False)]
        raise RequestValidationError(found, body=body) from None


async def _from_form(request: Request, settings: Settings) -> tuple[ExtractRequest, Document, Any]:
    async with request.form(max_files=1, max_fields=10, max_part_size=100_000) as form:
        upload = form.get("file")
        if not isinstance(upload, UploadFile):
            detail = "Send the document in a form field named 'file'."
            raise InvalidInput(detail, errors=[FieldProblem("/file", detail)])
        check_document(upload.size or 0, settings.max_document_bytes)
        data = await upload.read()
        name, content_type = upload.filename, upload.content_type
        options = _options(form)
    document = await run_in_threadpool(read_document, data, filename=name, content_type=content_type)
    parsed = validated(ExtractRequest, {**options, "text": document.text})
    return parsed, document, data


def _options(form: FormData) -> dict[str, Any]:
    unknown = sorted(set(form) - {"file", *_FORM_FIELDS})
    if unknown:
        detail = f"Remove this field; a document goes with: {', '.join(_FORM_FIELDS)}."
        raise InvalidInput(detail, errors=[FieldProblem(f"/{name}", detail) for name in unknown])
    options: dict[str, Any] = {name: form.get(name) for name in _FORM_FIELDS if form.get(name)}
    if "vocabulary" in options:
        options["vocabulary"] = [str(value) for value in form.getlist("vocabulary")]
    return options
