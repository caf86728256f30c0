"""The matching routes. Nothing they are sent is kept or logged."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response

from app.authorization import KEY_IS_OPTIONAL, Caller, OptionalCaller
from app.dependencies import CurrentSettings
from app.extraction.access import readers_of
from app.extraction.routes import json_response
from app.matching.features import FEATURES
from app.matching.matcher import answer_match
from app.matching.replay import Runner, replay_match
from app.matching.schemas import (
    FeatureAnswer,
    FeaturesAnswer,
    MatchAnswer,
    MatchRequest,
    ReplayAnswer,
    ReplayRequest,
)
from app.matching.search.access import Shelves, stored_of
from app.occupations.access import catalogue_for
from app.routing import Router
from app.settings import Settings
from app.vocabulary.registry import View

router = Router(prefix="/matches", tags=["matching"])


@router.post("", response_model=MatchAnswer, openapi_extra=KEY_IS_OPTIONAL)
def match(
    body: MatchRequest, request: Request, settings: CurrentSettings, caller: OptionalCaller
) -> Response:
    """Scores how well a posting and a worker fit, with the words in both that show it.

    The points of the parts add up to the score, and the points of the skills to their parts. Where no skill
    is found in the posting or for the worker there is no score: `insufficient_evidence`, never 0. A side may be
    the `id` of a stored posting or worker: that takes the key of the organisation that stored it.
    """
    runner = _runner(request, settings, caller)
    return json_response(runner.answer(runner.registry.view(body.vocabulary), body))


@router.post("/replay", response_model=MatchAnswer | ReplayAnswer, openapi_extra=KEY_IS_OPTIONAL)
def replay(
    body: ReplayRequest, request: Request, settings: CurrentSettings, caller: OptionalCaller
) -> Response:
    """Computes a match from the past again, from its receipt and the two sides as they were sent.

    Where nothing has moved since, the answer is the old one, byte for byte. Otherwise `changed` says what has,
    `now` is the score by what runs now, and `then` the old answer where it can still be had.
    """
    return json_response(replay_match(body, _runner(request, settings, caller)))


def _runner(request: Request, settings: Settings, caller: Caller | None) -> Runner:
    readers = readers_of(request)

    def answer(view: View, asked: MatchRequest) -> dict[str, Any]:
        catalogue = catalogue_for(request.app, view.chosen)
        shelves = Shelves(stored_of(request.app), view.index, catalogue, caller, {})
        return answer_match(readers.extractor(view.index), catalogue, asked, settings, shelves)

    return Runner(readers.vocabulary.registry, answer)


@router.get("/features", response_model=FeaturesAnswer)
async def features() -> FeaturesAnswer:
    """The features of the score: what each means and its default weight."""
    items = [
        FeatureAnswer(
            feature=feature.name,
            role=feature.role,
            weight=float(feature.weight),
            description=feature.documentation,
        )
        for feature in FEATURES
    ]
    return FeaturesAnswer(items=items)
