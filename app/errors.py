"""The one tree of errors: each says what went wrong and what to do next. Rendering is in `problems.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One bad field: a JSON pointer (RFC 6901) into the request body and what to do about it."""

    pointer: str
    detail: str


class ParlanceError(Exception):
    """Base of every error a caller may see. `detail` is one plain sentence that says what to do next."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Something went wrong on our side"

    def __init__(self, detail: str, *, errors: Sequence[FieldProblem] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)


class InvalidInput(ParlanceError):
    """The request was understood but a value in it cannot be used."""

    status, slug, title = 422, "invalid-input", "A value in the request cannot be used"


class MalformedRequest(ParlanceError):
    """The request body is not what its content type says it is."""

    status, slug, title = 400, "malformed-request", "The request could not be read"


class TooLarge(ParlanceError):
    """A text, document or request is over its limit; the detail names the limit."""

    status, slug, title = 413, "too-large", "The request is over a size limit"


class UnsupportedDocument(ParlanceError):
    """A file of a kind that is not read here."""

    status, slug, title = 415, "unsupported-document", "This kind of document is not supported"


class UnreadableDocument(ParlanceError):
    """A file of a supported kind whose text cannot be read (broken, encrypted, only pictures)."""

    status, slug, title = 422, "unreadable-document", "The document could not be read"


class NotFound(ParlanceError):
    """Nothing has this id."""

    status, slug, title = 404, "not-found", "Nothing was found at this address"


class Gone(ParlanceError):
    """What was asked for was here and has been deleted."""

    status, slug, title = 410, "gone", "This has been deleted"


class Conflict(ParlanceError):
    """What is stored does not allow this change."""

    status, slug, title = 409, "conflict", "The change does not fit what is stored"


class PreconditionFailed(ParlanceError):
    """If-Match did not match: somebody else changed the thing in between."""

    status, slug, title = 412, "precondition-failed", "The thing was changed in the meantime"


class Unauthorized(ParlanceError):
    """No key, or a key that is not known; `challenge` is what WWW-Authenticate says (RFC 6750)."""

    status, slug, title = 401, "unauthorized", "A valid API key is needed"
    challenge = 'Bearer realm="parlance"'


class Forbidden(ParlanceError):
    """The key is known but lacks the scope, or belongs to another organisation."""

    status, slug, title = 403, "forbidden", "The API key does not allow this"
    challenge: str | None = None


class NotReady(ParlanceError):
    """The service cannot answer yet: no database, no vocabulary or no index."""

    status, slug, title = 503, "not-ready", "The service is not ready"
