"""The routes of occupations: to list, search, complete and look at, with what is near them and what they need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import orjson
from fastapi import Path, Query, Request, Response
from sqlalchemy.orm import Session

from app.dependencies import Reading, open_reading
from app.errors import FieldProblem, InvalidInput, NotFound
from app.occupations.access import OccupationView, occupations_of, profile_of
from app.occupations.catalogue import Catalogue
from app.occupations.details import job_zone, texts
from app.occupations.overlays.access import Desk, Overlays, OverlaysAsked, localized_profile, right_now
from app.occupations.overlays.terms import ProfileSkill
from app.occupations.pages import (
    CSV,
    HTML,
    JSON,
    OFFERED,
    occupation_csv,
    occupation_page,
    profile_csv,
    profile_page,
)
from app.occupations.profile import NationalProfile
from app.occupations.profile_answers import crosswalk_answers, match_answers, profile_answer, skill_answers
from app.occupations.schemas import (
    OccupationCompletions,
    OccupationDetailAnswer,
    OccupationHit,
    ProfileAnswer,
    RelatedOccupation,
)
from app.occupations.store import (
    LinkedOccupation,
    StoredOccupation,
    read_links,
    read_members,
    read_occupation,
    read_skill_terms,
    read_wages,
)
from app.occupations.wages import NATION, REGION, WageAnswer, answer_wages, areas_of, no_wages
from app.paging import Page, Paging, link_next, list_mark, slice_page
from app.routing import Router
from app.vocabulary.negotiation import preferred_type
from app.vocabulary.routes import NotAcceptable, Pins, read_answer

router = Router(prefix="/occupations", tags=["occupations"])

_POINTER = "/query/vocabulary"
_MOST_NEAR = 20  # occupations that are related by closeness alone
_WRITE_REGION = "Write a region as US, a state as US-TX, a metropolitan area as US-TX-26420."

OccupationId = Annotated[
    str, Path(max_length=200, description="The id of an occupation.", examples=["onet:15-1252.00"])
]
Framework = Annotated[str | None, Query(max_length=40, description="Only occupations of this framework.")]


def _represented(of: str) -> dict[int | str, dict[str, Any]]:
    return {
        200: {
            "description": f"The {of}, as the Accept header asks for it.",
            "content": {
                HTML: {"schema": {"type": "string", "description": "A page to read."}},
                CSV: {"schema": {"type": "string", "description": "A header and rows."}},
            },
        },
        304: {"description": "You have it already (If-None-Match)."},
    }


# ---- lists


@router.get("", response_model=Page[OccupationHit], summary="List or search occupations")
def occupations(
    request: Request,
    page: Paging,
    q: Annotated[
        str, Query(max_length=1_000, description="A title to look for.", examples=["forklift driver"])
    ] = "",
    framework: Framework = None,
    vocabulary: Pins = None,
) -> Response:
    """With `q` the occupations with such a title, best first. Without it all, by framework and id."""
    view = occupations_of(request, vocabulary or (), pointer=_POINTER)
    _check_framework(view.catalogue, framework)
    mark = list_mark([view.skills.index.key, q, framework])
    if q.strip():
        hits, cursor = slice_page(view.occupations.titles.search(q, framework), page, mark)
        return _list(request, [_hit(view.catalogue, *hit) for hit in hits], cursor)
    ids, cursor = slice_page(view.catalogue.listed(framework), page, mark)
    return _list(request, [_hit(view.catalogue, id_, view.catalogue.title(id_)) for id_ in ids], cursor)


@router.get("/autocomplete", response_model=OccupationCompletions, summary="Complete a title being typed")
def occupation_autocomplete(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="What was typed so far.", examples=["regist"])],
    limit: Annotated[int, Query(ge=1, le=100, description="How many occupations to return at most.")] = 10,
    framework: Framework = None,
    vocabulary: Pins = None,
) -> Response:
    """The occupations with a title that goes on as typed, best first. If few, typing errors are mended."""
    view = occupations_of(request, vocabulary or (), pointer=_POINTER)
    _check_framework(view.catalogue, framework)
    found = view.occupations.titles.complete(q, limit, framework)
    return _list(request, [_hit(view.catalogue, *hit) for hit in found], None)


def _hit(catalogue: Catalogue, occupation_id: str, title: str) -> dict[str, str]:
    return {**catalogue.occupation_json(occupation_id), "matched": title}


def _list(request: Request, items: Sequence[Any], cursor: str | None) -> Response:
    response = read_answer(request, orjson.dumps({"items": items, "next_cursor": cursor}), JSON)
    link_next(request, response, cursor)
    return response


def _check_framework(catalogue: Catalogue, framework: str | None) -> None:
    if framework is not None and framework not in catalogue.frameworks:
        known = ", ".join(catalogue.frameworks)
        detail = f"No occupations of such a framework are here. Use one of: {known}."
        raise InvalidInput(detail, errors=[FieldProblem("/query/framework", detail)])


# ---- one occupation


@router.get(
    "/{occupation_id:path}/related", response_model=Page[RelatedOccupation], summary="Occupations near one"
)
def related_occupations(
    request: Request, session: Reading, page: Paging, occupation_id: OccupationId, vocabulary: Pins = None
) -> Response:
    """The official neighbours, the nearest first; where the release names none, those whose work is most alike."""
    view = occupations_of(request, vocabulary or (), pointer=_POINTER)
    stored = _stored(session, view, occupation_id)
    links = [link for link in _links(session, view, stored) if link.relation == "related"]
    items = _official(view.catalogue, stored, links) or _alike(view.catalogue, stored)
    return _list(request, *slice_page(items, page, list_mark([view.skills.index.key, occupation_id])))


def _official(
    catalogue: Catalogue, stored: StoredOccupation, links: Sequence[LinkedOccupation]
) -> list[dict[str, Any]]:
    known = stored.id in catalogue
    ordered = sorted(links, key=lambda link: (link.rank is None, link.rank or 0, link.id))
    return [
        {
            "occupation": link.json(),
            "basis": "official",
            "tier": link.origin if link.origin != "official" else None,
            "rank": link.rank,
            "closeness": catalogue.closeness(stored.id, link.id) if known else None,
        }
        for link in ordered
    ]


def _alike(catalogue: Catalogue, stored: StoredOccupation) -> list[dict[str, Any]]:
    if stored.id not in catalogue:
        return []
    found = catalogue.nearest(stored.id, stored.release.framework, _MOST_NEAR)
    return [
        {
            "occupation": catalogue.occupation_json(id_),
            "basis": "closeness",
            "tier": None,
            "rank": rank,
            "closeness": closeness,
        }
        for rank, (id_, closeness) in enumerate(found, start=1)
    ]


@router.get(
    "/{occupation_id:path}/profile",
    response_model=ProfileAnswer,
    responses=_represented("profile"),
    summary="The profile of an occupation",
)
def occupation_profile(
    request: Request,
    occupation_id: OccupationId,
    overlays: Overlays,
    region: Annotated[
        str | None,
        Query(max_length=100, description=f"Where the work is. {_WRITE_REGION}", examples=["US-TX"]),
    ] = None,
    vocabulary: Pins = None,
) -> Response:
    """What the work needs, each skill weighted and with its source, and what it pays; JSON, CSV or a page to read.

    In a region or sector the overlays certified for it apply, and the answer says what they did.
    """
    media_type = _media_type(request)
    place = _region(region)
    view = occupations_of(request, vocabulary or (), pointer=_POINTER)
    with open_reading(request) as session:
        answer = _profile(session, view, occupation_id, (place, overlays, media_type == JSON))
    return _answer(request, answer, media_type, {CSV: profile_csv, HTML: profile_page})


def _profile(
    session: Session, view: OccupationView, occupation_id: str, asked: tuple[str | None, OverlaysAsked, bool]
) -> dict[str, Any]:
    """The answer for a place, with these overlays; what stays the same from request to request as JSON if wanted."""
    place, overlays, as_json = asked
    stored = _stored(session, view, occupation_id, titles=False)
    if stored.is_group:
        raise NotFound(
            "This is a group of a classification, which has no profile. Take an occupation that it lists under "
            f"`narrower`: GET /v1/occupations/{stored.id}."
        )
    national = profile_of(session, view, stored)
    desk = Desk(session, view, stored.id, right_now())
    localized = localized_profile(desk, national.skills, place, overlays)
    kept = as_json and localized.skills is national.skills and stored.id in view.catalogue
    skills = (_national_skills if kept else _skills)(session, view, stored, localized.skills)
    return {
        **profile_answer(stored.json(), stored.details, national, localized, skills),
        "crosswalk": crosswalk_answers(view.catalogue, stored.id, national.used),
        "wages": _wages(session, national, place).json(),
    }


def _national_skills(
    session: Session, view: OccupationView, stored: StoredOccupation, skills: Sequence[ProfileSkill]
) -> orjson.Fragment:
    """The skills as JSON, which stays the same while the same releases answer."""
    made = view.occupations.skills_json.get(
        stored.id, lambda: orjson.dumps(_skills(session, view, stored, skills))
    )
    return orjson.Fragment(made)


def _skills(
    session: Session, view: OccupationView, stored: StoredOccupation, skills: Sequence[ProfileSkill]
) -> list[dict[str, Any]]:
    """The skills as answers show them; those that the index lacks, of a retired occupation, from its release."""
    index = view.skills.index
    rows = {skill.skill_id: index.row(skill.skill_id) for skill in skills}
    unknown = [id_ for id_, row in rows.items() if row is None]
    releases = [stored.release.id, *(release.id for release in view.skills.chosen)]
    others = read_skill_terms(session, releases, unknown) if unknown else {}

    def skill(skill_id: str) -> dict[str, str] | None:
        row = rows[skill_id]
        return others.get(skill_id) if row is None else index.skill_json(row)

    return skill_answers(skills, skill)


def _wages(session: Session, national: NationalProfile, region: str | None) -> WageAnswer:
    if len(national.soc_codes) > 1:
        return no_wages(
            region, "The crosswalk names several occupations with wages of their own: see their profiles."
        )
    if not national.soc_codes:
        return no_wages(
            region, "Wages are published by O*NET occupation, and the crosswalk names none for this one."
        )
    areas = areas_of(region or NATION)
    found = answer_wages(region, read_wages(session, national.soc_codes[0], areas) if areas else [])
    return found.through(national.through)


def _region(region: str | None) -> str | None:
    if region is None:
        return None
    place = region.strip().upper()
    if REGION.fullmatch(place) is None:
        raise InvalidInput(_WRITE_REGION, errors=[FieldProblem("/query/region", _WRITE_REGION)])
    return place


@router.get(
    "/{occupation_id:path}",
    response_model=OccupationDetailAnswer,
    responses=_represented("occupation"),
    summary="One occupation",
)
def occupation(
    request: Request, session: Reading, occupation_id: OccupationId, vocabulary: Pins = None
) -> Response:
    """Everything about an occupation but its profile: JSON, CSV or a page to read, by `Accept`."""
    media_type = _media_type(request)
    view = occupations_of(request, vocabulary or (), pointer=_POINTER)
    answer = _detail(session, view, _stored(session, view, occupation_id))
    return _answer(request, answer, media_type, {CSV: occupation_csv, HTML: occupation_page})


def _detail(session: Session, view: OccupationView, stored: StoredOccupation) -> dict[str, Any]:
    links = _links(session, view, stored)
    zone = job_zone(stored.job_zone, f"{stored.release.framework} {stored.release.version}")
    return {
        **stored.json(),
        "kind": "group" if stored.is_group else "occupation",
        "titles": [{"title": x.title, "kind": x.kind, "language": x.language} for x in stored.titles],
        "code": stored.code,
        "job_zone": zone and zone.json(),
        **texts(stored.details),
        "regulated": stored.details.get("regulated_profession"),
        "green_share": stored.details.get("green_share"),
        "collections": list(stored.details.get("collections", ())),
        "broader": [link.json() for link in links if link.relation == "broader"],
        "narrower": read_members(session, stored),
        "matches": match_answers(links),
        "status": stored.status,
        "version": stored.release.version,
        "release_history": [
            {"framework": release.framework, "version": release.version, "state": release.state}
            for release in stored.history
        ],
    }


def _stored(
    session: Session, view: OccupationView, occupation_id: str, *, titles: bool = True
) -> StoredOccupation:
    found = read_occupation(session, view.skills.chosen, occupation_id, view.skills.known, titles=titles)
    if found is None:
        raise NotFound(
            "No release has an occupation with this id. Look it up by its title: GET /v1/occupations?q=TITLE."
        )
    return found


def _links(session: Session, view: OccupationView, stored: StoredOccupation) -> list[LinkedOccupation]:
    """Links in the releases that answer; a retired occupation has those of its own release besides."""
    releases = {release.id: release for release in (*view.skills.chosen, stored.release)}
    return read_links(session, list(releases.values()), stored.id)


def _media_type(request: Request) -> str:
    media_type = preferred_type(request.headers.get("accept"), OFFERED)
    if media_type is None:
        raise NotAcceptable(f"Accept one of: {', '.join(OFFERED)}.")
    return media_type


def _answer(
    request: Request,
    answer: dict[str, Any],
    media_type: str,
    others: Mapping[str, Callable[[dict[str, Any]], bytes]],
) -> Response:
    content = others[media_type](answer) if media_type in others else orjson.dumps(answer)
    return read_answer(request, content, media_type, negotiated=True)
