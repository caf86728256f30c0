"""The routes of the vocabulary: frameworks, releases, and skills to list, search, complete and look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import orjson
from fastapi import Depends, Path, Query, Request, Response
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.dependencies import Reading
from app.errors import FieldProblem, InvalidInput, NotFound, ParlanceError
from app.paging import Page, PageRequest, Paging, link_next, list_mark, slice_page
from app.routing import Router
from app.vocabulary.access import opened_search, vocabulary_of
from app.vocabulary.completion import Hit
from app.vocabulary.details import skill_detail
from app.vocabulary.filters import Filter
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.negotiation import entity_tag, has_already, preferred_type
from app.vocabulary.registry import View
from app.vocabulary.related import related_skills
from app.vocabulary.representations import CSV, HTML, JSON, JSON_LD, OFFERED, csv_row, json_ld
from app.vocabulary.schemas import (
    Completions,
    FrameworkAnswer,
    RelatedSkill,
    SkillDetailAnswer,
    SkillHit,
    StoredReleaseAnswer,
)
from app.vocabulary.search import SkillSearch
from app.vocabulary.skill_page import SECURITY_POLICY, page, page_address
from app.vocabulary.store import SkillDetail, StoredRelease, list_frameworks, list_releases, read_skill
from app.vocabulary.terms import SkillType

router = Router(tags=["vocabulary"])

_POINTER = "/query/vocabulary"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The skill, as the Accept header asks for it.",
        "content": {
            JSON_LD: {"schema": {"type": "object", "description": "A Rich Skill Descriptor."}},
            HTML: {"schema": {"type": "string", "description": "A page to read."}},
            CSV: {"schema": {"type": "string", "description": "A header and one row."}},
        },
    },
    304: {"description": "You have it already (If-None-Match)."},
}

Pins = Annotated[
    list[str] | None,
    Query(
        max_length=20,
        description="Releases to answer from, as framework:version; default is each active one.",
    ),
]
SkillId = Annotated[str, Path(max_length=200, description="The id of a skill.", examples=["onet:2.A.1.b"])]


class NotAcceptable(ParlanceError):
    """The caller takes none of the representations there are."""

    status, slug, title = 406, "not-acceptable", "None of the accepted media types is available"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which skills, of which releases, a request is about."""

    where: Filter
    pins: tuple[str, ...]


async def asked(
    framework: Annotated[
        str | None, Query(max_length=40, description="Only skills of this framework.")
    ] = None,
    type: Annotated[SkillType | None, Query(description="Only skills of this type.")] = None,
    vocabulary: Pins = None,
) -> Asked:
    """Reads `?framework=`, `?type=` and `?vocabulary=`."""
    return Asked(Filter(framework, type), tuple(vocabulary or ()))


SkillsAsked = Annotated[Asked, Depends(asked)]


# ---- frameworks and releases


@router.get("/frameworks", response_model=Page[FrameworkAnswer], summary="The frameworks there are")
def frameworks(request: Request, session: Reading, page: Paging) -> Response:
    """Lists who publishes the skills, under which licence, and which release of each answers by default."""
    active = {release.framework: release for release in _finished(session) if release.state == "active"}
    items = [
        {
            "id": each.id,
            "title": each.title,
            "publisher": each.publisher,
            "licence": each.licence,
            "url": each.url,
            "version": active[each.id].version if each.id in active else None,
            "missing": active[each.id].notes.get("missing", []) if each.id in active else [],
        }
        for each in list_frameworks(session)
    ]
    return _page(request, items, page, list_mark([str(item["id"]) for item in items]))


@router.get("/releases", response_model=Page[StoredReleaseAnswer], summary="The releases that are kept here")
def releases(request: Request, session: Reading, page: Paging) -> Response:
    """Lists the releases of all frameworks. Any of them can be pinned with `vocabulary=framework:version`."""
    items = [
        {
            "framework": each.framework,
            "version": each.version,
            "state": each.state,
            "checksum": each.checksum,
            "origin": each.origin,
            "created_at": each.created_at,
            "counts": each.counts,
            "missing": each.notes.get("missing", []),
            "warnings": each.notes.get("warnings", []),
        }
        for each in _finished(session)
    ]
    return _page(
        request, items, page, list_mark([f"{each['framework']}:{each['version']}" for each in items])
    )


def _finished(session: Session) -> list[StoredRelease]:
    return [release for release in list_releases(session) if release.state != "building"]


# ---- skills


@router.get("/skills", response_model=Page[SkillHit], summary="List or search skills")
def skills(
    request: Request,
    asked: SkillsAsked,
    page: Paging,
    q: Annotated[
        str, Query(max_length=1_000, description="Words to look for.", examples=["cash handling"])
    ] = "",
) -> Response:
    """With `q` the skills it may mean, best first, linked terms once. Without it all, by framework and id."""
    index, search = _search(request, asked)
    mark = list_mark([index.key, q, asked.where.framework, asked.where.type])
    hits: Sequence[Hit | int] = search.search(q, asked.where) if q.strip() else search.listed(asked.where)
    shown, cursor = slice_page(hits, page, mark)
    return _list(request, [_hit(index, hit) for hit in shown], cursor)


def _hit(index: VocabularyIndex, hit: Hit | int) -> dict[str, str]:
    if isinstance(hit, int):
        return {**index.skill_json(hit), "matched": index.label(hit)}
    return {**index.skill_json(hit.skill), "matched": index.names[hit.name]}


@router.get("/skills/autocomplete", response_model=Completions, summary="Complete what is being typed")
async def autocomplete(
    request: Request,
    asked: SkillsAsked,
    q: Annotated[str, Query(max_length=200, description="What was typed so far.", examples=["cash h"])],
    limit: Annotated[int, Query(ge=1, le=100, description="How many skills to return at most.")] = 10,
) -> Response:
    """The skills with a name that goes on as typed, best first. If few, typing errors are mended."""
    # Nothing is read but memory, in less time than it takes to wake a thread.
    opened = None if asked.pins else opened_search(request)
    if opened is None:
        opened = await run_in_threadpool(_search, request, asked)
    index, search = opened
    _check_framework(index, asked.where)
    found = search.complete(q, limit, asked.where)
    items = [_hit(index, each) for each in found]
    return read_answer(request, orjson.dumps({"items": items, "next_cursor": None}), JSON)


@router.get(
    "/skills/{skill_id:path}/related", response_model=Page[RelatedSkill], summary="Skills near a skill"
)
def related(
    request: Request, session: Reading, page: Paging, skill_id: SkillId, vocabulary: Pins = None
) -> Response:
    """The skills linked to a skill, under the same broader skill, or named alike; the closest first."""
    view = _view(request, vocabulary)
    index = view.index
    row = index.row(skill_id)
    if row is None:
        stored = _stored(session, view, skill_id)
        if stored.is_group:
            raise NotFound("This is a group of skills. GET /v1/skills/{id} shows what is above and below it.")
        raise NotFound(
            f"This skill is not in the releases asked for. Pin one that has it: {_pin(stored.release)}."
        )
    found = [
        {"skill": index.skill_json(each.skill), "relation": each.relation}
        for each in related_skills(index, row)
    ]
    return _page(request, found, page, list_mark([index.key, skill_id]))


@router.get(
    "/skills/{skill_id:path}", response_model=SkillDetailAnswer, responses=_ANSWERS, summary="One skill"
)
def skill(request: Request, session: Reading, skill_id: SkillId, vocabulary: Pins = None) -> Response:
    """Everything about a skill: JSON, JSON-LD (Rich Skill Descriptor), CSV or a page to read, by `Accept`."""
    media_type = preferred_type(request.headers.get("accept"), OFFERED)
    if media_type is None:
        raise NotAcceptable(f"Accept one of: {', '.join(OFFERED)}.")
    view = _view(request, vocabulary)
    detail = skill_detail(view.index, _stored(session, view, skill_id))
    content = _represented(request, session, detail, media_type)
    return read_answer(request, content, media_type, negotiated=True)


def _represented(request: Request, session: Session, detail: dict[str, Any], media_type: str) -> bytes:
    if media_type == JSON:
        return orjson.dumps(detail)
    if media_type == CSV:
        return csv_row(detail)
    known = {each.id: each for each in list_frameworks(session)}
    if media_type == JSON_LD:
        return json_ld(detail, known)
    root_path = request.scope.get("root_path", "")
    return page(detail, known, lambda skill_id: page_address(root_path, skill_id))


def _view(request: Request, pins: Sequence[str] | None) -> View:
    return vocabulary_of(request).registry.view(tuple(pins or ()), pointer=_POINTER)


def _stored(session: Session, view: View, skill_id: str) -> SkillDetail:
    stored = read_skill(session, view.chosen, skill_id, known=view.known)
    if stored is None:
        raise NotFound("No release has a skill with this id. Look it up by name: GET /v1/skills?q=NAME.")
    return stored


def _pin(release: StoredRelease) -> str:
    return f"?vocabulary={release.framework}:{release.version}"


def _search(request: Request, asked: Asked) -> tuple[VocabularyIndex, SkillSearch]:
    vocabulary = vocabulary_of(request)
    index = vocabulary.registry.index(asked.pins, pointer=_POINTER)
    _check_framework(index, asked.where)
    return index, vocabulary.search(index)


def _check_framework(index: VocabularyIndex, where: Filter) -> None:
    if where.framework is not None and where.framework not in index.frameworks:
        detail = f"There is no such framework. Use one of: {', '.join(index.frameworks)}."
        raise InvalidInput(detail, errors=[FieldProblem("/query/framework", detail)])


# ---- pages and conditional answers


def _page(request: Request, items: Sequence[Any], page: PageRequest, mark: str) -> Response:
    return _list(request, *slice_page(items, page, mark))


def _list(request: Request, items: Sequence[Any], cursor: str | None) -> Response:
    response = read_answer(request, orjson.dumps({"items": items, "next_cursor": cursor}), JSON)
    link_next(request, response, cursor)
    return response


def read_answer(request: Request, content: bytes, media_type: str, *, negotiated: bool = False) -> Response:
    """The answer to a read, or 304 where the caller has it already."""
    tag = entity_tag(content, media_type)
    headers = {"ETag": tag}
    if negotiated:
        headers["Vary"] = "Accept"
    if has_already(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    if media_type == HTML:
        headers["Content-Security-Policy"] = SECURITY_POLICY
    return Response(content, headers=headers, media_type=media_type)
