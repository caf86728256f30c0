"""Says in plain words which fields of a request are wrong and what to put there instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import FieldProblem

_OBJECT = "Give a JSON object with named fields, sent with Content-Type: application/json."
_LIST = "Give a list of values in square brackets."
_WHOLE = "Give a whole number."
_NUMBER = "Give a number."
_TEXT = "Give a text in quotes."
_TRUTH = "Give true or false."

# By pydantic's error type; the names in braces are filled from the context of the error.
_SENTENCES = {
    "missing": "Add this field; it is required.",
    "extra_forbidden": "Remove this field or correct its name; GET /openapi.json lists those there are.",
    "string_type": _TEXT,
    "string_too_short": "Give at least {min_length} characters.",
    "string_too_long": "Give at most {max_length} characters.",
    "string_pattern_mismatch": "Give a text of the form described in GET /openapi.json.",
    "too_short": "Give at least {min_length} items.",
    "too_long": "Give at most {max_length} items.",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": "Give a smaller number.",
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": "Give a finite number.",
    "greater_than": "Give a number above {gt}.",
    "greater_than_equal": "Give a number of at least {ge}.",
    "less_than": "Give a number below {lt}.",
    "less_than_equal": "Give a number of at most {le}.",
    "multiple_of": "Give a multiple of {multiple_of}.",
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "literal_error": "Use one of: {expected}.",
    "enum": "Use one of: {expected}.",
    "none_required": "Leave this field out.",
    "url_parsing": "Give a full address that begins with https://.",
    "union_tag_not_found": "Say which kind this is in the field {discriminator}.",
    "union_tag_invalid": "Use one of these kinds: {expected_tags}.",
}
_MISSING_BODY = "Send a JSON object in the body, with Content-Type: application/json."


def field_problems(errors: Sequence[Mapping[str, Any]], body: object) -> list[FieldProblem]:
    """One FieldProblem for each validation error, without repeats; what was sent is never repeated back."""
    found = {FieldProblem(_pointer(error, body), _sentence(error)): None for error in errors}
    return list(found)


def _sentence(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    if kind in ("value_error", "assertion_error"):
        return (
            str(error.get("ctx", {}).get("error", "")) or "Give a value that fits."
        )  # a sentence of our own validators
    if tuple(error["loc"]) == ("body",):
        return _MISSING_BODY
    template = _SENTENCES.get(kind)
    if template is None:
        return "Give a value of the type described in GET /openapi.json."
    return template.format_map(_Context(error.get("ctx", {})))


class _Context(dict[str, Any]):
    """What fills a sentence; an absent part reads as `a value that fits`, not as an error."""

    def __missing__(self, key: str) -> str:
        return "a value that fits"


def _pointer(error: Mapping[str, Any], body: object) -> str:
    """The JSON pointer (RFC 6901) of a field: `/items/0/text`, or `/query/limit` if it is not in the body."""
    place, *parts = error["loc"]
    if place != "body":
        return "/" + "/".join(escape_pointer(part) for part in (place, *parts))
    pointer, here = "", body
    for index, part in enumerate(parts):
        if _has(here, part):
            here = here[part]  # type: ignore[index]
        elif not (index == len(parts) - 1 and error["type"] == "missing"):
            continue  # the name of one of several models that were tried, which is no part of what was sent
        pointer += "/" + escape_pointer(part)
    return pointer


def _has(value: object, part: object) -> bool:
    """Whether a JSON value has something at a step of a pointer."""
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value)


def escape_pointer(part: object) -> str:
    """One step of a JSON pointer, with `~` and `/` written as RFC 6901 asks."""
    return str(part).replace("~", "~0").replace("/", "~1")
