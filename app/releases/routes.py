"""The route that tells subscribers what changed between two releases of a framework."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, cast

import orjson
from fastapi import Path, Query, Request, Response

from app.dependencies import Reading
from app.errors import FieldProblem, InvalidInput, NotFound
from app.paging import Page, Paging, link_next, list_mark, slice_page
from app.releases.changes import ChangesShelf, previous_of
from app.releases.schemas import ChangeAnswer
from app.routing import Router
from app.vocabulary.representations import JSON
from app.vocabulary.routes import read_answer
from app.vocabulary.store import StoredRelease, list_releases

router = Router(prefix="/releases", tags=["releases"])

FrameworkId = Annotated[
    str, Path(max_length=40, description="The id of a framework.", examples=["essential"])
]


@router.get(
    "/{framework}/changes", response_model=Page[ChangeAnswer], summary="What changed between two releases"
)
def changes(
    request: Request,
    session: Reading,
    page: Paging,
    framework: FrameworkId,
    from_: Annotated[
        str | None,
        Query(alias="from", max_length=60, description="The older release; default is the one used before."),
    ] = None,
    to: Annotated[
        str | None, Query(max_length=60, description="The newer release; default is the active one.")
    ] = None,
) -> Response:
    """The skills that were added, changed and retired, in this order and by id.

    Without an older release, everything is added. A finished release never changes, so neither does the list.
    """
    known = [
        each for each in list_releases(session) if each.framework == framework and each.state != "building"
    ]
    new = _newer(known, framework, to)
    old = previous_of(session, known, new) if from_ is None else _named(known, from_, "/query/from")
    found = _changes(request).get(session, old, new)
    mark = list_mark([framework, "" if old is None else old.checksum, new.checksum])
    shown, cursor = slice_page(found.changes, page, mark)
    content = orjson.dumps({"items": found.items(shown), "next_cursor": cursor})
    response = read_answer(request, content, JSON)
    link_next(request, response, cursor)
    return response


def _newer(known: Sequence[StoredRelease], framework: str, version: str | None) -> StoredRelease:
    if not known:
        raise NotFound(
            f"There is no release of {framework[:40]!r} here. GET /v1/releases lists those there are."
        )
    if version is not None:
        return _named(known, version, "/query/to")
    active = next((release for release in known if release.state == "active"), None)
    if active is None:
        raise NotFound(f"No release of {framework} is active. Name one with ?to=, or activate one.")
    return active


def _named(known: Sequence[StoredRelease], version: str, pointer: str) -> StoredRelease:
    for release in known:
        if release.version == version:
            return release
    versions = ", ".join(release.version for release in known)
    detail = f"This release of {known[0].framework} is not here. Use one of: {versions}."
    raise InvalidInput(detail, errors=[FieldProblem(pointer, detail)])


def _changes(request: Request) -> ChangesShelf:
    state = request.app.state
    if not hasattr(state, "release_changes"):
        state.release_changes = ChangesShelf(state.settings.data_dir)
    return cast(ChangesShelf, state.release_changes)
