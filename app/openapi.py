"""What the OpenAPI document says about the API as a whole, and that errors are problems."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from app.limits import in_megabytes
from app.problems import MEDIA_TYPE
from app.schemas import Problem
from app.settings import Settings

DESCRIPTION = """\
Parlance finds skills in job ads and résumés, and says how well a person and a job fit, and why.

- **Errors** are `application/problem+json` (RFC 9457): `detail` says what to do, `errors` names the fields.
- **Offsets** count Unicode code points of the text as received, half open: `surface == text[start:end]`.
- **Same input, same answer**: every computed answer carries a receipt that names what it was computed with.
- **Keys**: `Authorization: Bearer pk_…` where a call needs one; what is open by default needs none.
- **Nothing is kept** of a text that is sent for reading or matching, and no text is ever logged.
- Give an `X-Request-Id` of your own (at most 64 letters, digits, `.`, `_`, `-`); answers and logs repeat it.
"""

# In the order of the book; a chapter adds its line with its routes.
TAGS: list[dict[str, Any]] = [
    {
        "name": "vocabulary",
        "description": "The skills we know: frameworks, releases, search, and what each skill is.",
    },
    {
        "name": "extraction",
        "description": "From a text or document to skills and qualifications, with evidence.",
    },
    {
        "name": "occupations",
        "description": "What work needs: occupations, what is near them, and their standardized profiles.",
    },
    {
        "name": "overlays",
        "description": "What a region or sector changes in a national profile, and the quality assurance of it.",
    },
    {
        "name": "postings",
        "description": "Jobs on offer: stored with their skills; the same job posted twice counts once.",
    },
    {
        "name": "workers",
        "description": "What people have: stored with their consent, replaced and erased when they say so.",
    },
    {"name": "matching", "description": "How well a posting and a worker fit, and why."},
    {"name": "releases", "description": "What changed between two releases of a framework."},
    {
        "name": "batch",
        "description": "Large jobs: answered by a task, which says how far it is and where its result will be.",
    },
    {"name": "operations", "description": "Health, readiness and metrics, for those who run the service."},
]

_PROBLEM_REFERENCE = {"$ref": "#/components/schemas/Problem"}
_PROBLEM_CONTENT = {MEDIA_TYPE: {"schema": _PROBLEM_REFERENCE}}
_VALIDATION_SCHEMAS = ("HTTPValidationError", "ValidationError")


def install_openapi(app: FastAPI) -> None:
    """Makes the application describe its errors as the problems they are."""
    describe = app.openapi

    def described() -> dict[str, Any]:
        document = describe()
        if "Problem" not in document.setdefault("components", {}).setdefault("schemas", {}):
            _describe_problems(document, app.state.settings)
        return document

    app.openapi = described  # type: ignore[method-assign]


def _describe_problems(document: dict[str, Any], settings: Settings) -> None:
    schemas = document["components"]["schemas"]
    for name in _VALIDATION_SCHEMAS:
        schemas.pop(name, None)
    _, problem = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    schemas.update(problem["$defs"])
    for path in document["paths"].values():
        for operation in path.values():
            _describe_errors(operation, settings)


def _describe_errors(operation: dict[str, Any], settings: Settings) -> None:
    responses = operation["responses"]
    if "422" in responses:
        responses["422"] = {
            "description": "A value in the request cannot be used.",
            "content": _PROBLEM_CONTENT,
        }
    if "security" in operation:
        responses.setdefault(
            "401", {"description": "The API key is missing or wrong.", "content": _PROBLEM_CONTENT}
        )
        responses.setdefault(
            "403", {"description": "The API key does not allow this.", "content": _PROBLEM_CONTENT}
        )
    if "requestBody" in operation:
        most = in_megabytes(settings.max_request_bytes)
        responses.setdefault("400", {"description": "The body cannot be read.", "content": _PROBLEM_CONTENT})
        responses.setdefault(
            "413",
            {"description": f"More than {most}, or a text that is too long.", "content": _PROBLEM_CONTENT},
        )
    responses["default"] = {"description": "Any other problem.", "content": _PROBLEM_CONTENT}
