"""The searches among stored workers and postings; each sees only what the organisation of its key has stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import orjson
from fastapi import Path, Request, Response

from app.authorization import Caller, Reader
from app.dependencies import CurrentSettings
from app.extraction.access import readers_of
from app.extraction.routes import json_response
from app.matching.matcher import today
from app.matching.receipt import is_dated
from app.matching.retrieval.contract import Kind
from app.matching.search.access import Shelves, stored_of
from app.matching.search.listing import Judge
from app.matching.search.schemas import Options, SearchAnswer, SearchFilters, SearchOptions, SearchRequest
from app.matching.search.searching import NOTHING_FOUND, Searcher, Wish
from app.matching.weights import read_weights
from app.occupations.access import catalogue_for
from app.profiles.profile import PostingProfile, WorkerProfile
from app.profiles.schemas import MatchSide
from app.profiles.side_texts import side_text
from app.profiles.sides import SideName, SideReader
from app.routing import Router
from app.settings import Settings
from app.vocabulary.receipt import make_receipt

router = Router(tags=["matching"])

_FINDS: dict[SideName, Kind] = {"posting": "worker", "worker": "posting"}
PostingId = Annotated[
    str, Path(max_length=100, description="A stored posting.", examples=["pst_3q2x8Zl0T7mWc1Jd9RbVfA"])
]
WorkerId = Annotated[
    str, Path(max_length=100, description="A stored worker.", examples=["wrk_3kTMd9YxQ2mX0uWbn5rXIg"])
]


@router.post("/matches/search", response_model=SearchAnswer)
def search(body: SearchRequest, request: Request, caller: Reader, settings: CurrentSettings) -> Response:
    """The stored workers that fit a posting best, or the stored postings that fit a worker best.

    Every stored document is taken into account, and each score is the one that POST /v1/matches gives for the
    pair. `explain` adds the parts and the skills with their evidence.
    """
    return _Search.of(request, caller, body).answer(settings)


@router.get("/postings/{posting_id}/matches", response_model=SearchAnswer)
def posting_matches(
    posting_id: PostingId, request: Request, caller: Reader, settings: CurrentSettings, options: Options
) -> Response:
    """The stored workers that fit a stored posting best."""
    body = _request(options, posting=MatchSide(id=posting_id))
    return _Search.of(request, caller, body).answer(settings)


@router.get("/workers/{worker_id}/matches", response_model=SearchAnswer)
def worker_matches(
    worker_id: WorkerId, request: Request, caller: Reader, settings: CurrentSettings, options: Options
) -> Response:
    """The stored postings that fit a stored worker best."""
    body = _request(options, worker=MatchSide(id=worker_id))
    return _Search.of(request, caller, body).answer(settings)


def _request(
    options: SearchOptions, posting: MatchSide | None = None, worker: MatchSide | None = None
) -> SearchRequest:
    filters = SearchFilters(region=options.region, remote=options.remote, occupation=options.occupation)
    return SearchRequest(
        posting=posting, worker=worker, limit=options.limit, explain=options.explain, filters=filters
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """A request with what it is answered from, all of one moment."""

    body: SearchRequest
    reader: SideReader
    shelves: Shelves
    caller: Caller

    @classmethod
    def of(cls, request: Request, caller: Caller, body: SearchRequest) -> _Search:
        readers = readers_of(request)
        view = readers.vocabulary.registry.view(body.vocabulary)
        catalogue = catalogue_for(request.app, view.chosen)
        shelves = Shelves(stored_of(request.app), view.index, catalogue, caller, {})
        as_of = body.as_of or today()
        reader = SideReader(readers.extractor(view.index), catalogue, body.effort, as_of, shelves)
        return cls(body, reader, shelves, caller)

    def answer(self, settings: Settings) -> Response:
        """Reads the side, searches and answers."""
        body, stored = self.body, self.shelves.stored
        weights = read_weights(body.weights)
        name: SideName = "worker" if body.posting is None else "posting"
        profile = self._profile(name, settings)
        snapshot = stored.indexes[_FINDS[name]].fresh()
        judge = Judge(self.shelves.index, weights, self.shelves.catalogue.closeness)
        searcher = Searcher(snapshot, self.shelves, judge, stored.turn)
        wish = Wish(body.limit, stored.filters(self.caller.organisation_id, body.filters), body.explain)
        if isinstance(profile, PostingProfile):
            items = searcher.workers(profile, wish)
        else:
            items = searcher.postings(profile, wish)
        warnings = list(profile.warnings) if items else [NOTHING_FOUND, *profile.warnings]
        return json_response(
            {
                "find": f"{_FINDS[name]}s",
                "items": items,
                "weights": {each: round(float(weight), 6) for each, weight in weights.items()},
                "filters": body.filters.model_dump(mode="json"),
                "warnings": [{"code": each.code, "detail": each.detail, "side": name} for each in warnings],
                "receipt": self._receipt(snapshot.seen),
            }
        )

    def _profile(self, name: SideName, settings: Settings) -> PostingProfile | WorkerProfile:
        side = self._side
        said = side_text(side, name, settings.max_text_characters)
        return self.reader.posting(side, said) if name == "posting" else self.reader.worker(side, said)

    @property
    def _side(self) -> MatchSide:
        side = self.body.worker if self.body.posting is None else self.body.posting
        assert side is not None
        return side

    def _receipt(self, seen: int) -> dict[str, Any]:
        """What decided the list: beside the question, all that was stored up to change number `searched`."""
        body = self.body
        asked = orjson.dumps(body.model_dump(mode="json", exclude={"as_of"}), option=orjson.OPT_SORT_KEYS)
        dated = body.worker is not None and is_dated(body.worker)
        return make_receipt(
            self.shelves.index,
            asked,
            effort=body.effort,
            as_of=self.reader.as_of.isoformat() if dated else None,
            searched=seen,
            stored=self.shelves.versions or None,
        )
